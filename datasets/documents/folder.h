/*
 * folder.h - the files of a kind in a folder and those below it.
 *
 * In the order of their paths' bytes, so that the same folder gives the same rows. Symbolic links are not followed, nor is anything that
 * is neither file nor folder; names that begin with a dot are left out.
 */
#ifndef PRODROME_FOLDER_H
#define PRODROME_FOLDER_H

#include <stdbool.h>

#include "datasets/base/arena.h"
#include "datasets/base/err.h"

enum { FOLDER_DEPTH_MAX = 16, FOLDER_FILES_MAX = 100000 };

struct folder {
    struct arena arena;
    const char **path;     /* [n] as they can be opened: the folder's own path, '/', what is below it */
    size_t       below;    /* byte of each path at which what is below the folder begins              */
    size_t       n, cap;
};

bool is_folder(const char *path); /* also behind a link */

/* `wanted` tells by a file's name. ERR_NOTFOUND, ERR_IO, ERR_REFUSED (more than FOLDER_FILES_MAX files, deeper than FOLDER_DEPTH_MAX). */
int  folder_list(struct folder *out, const char *path, bool (*wanted)(const char *name), struct err *err);
void folder_release(struct folder *folder);

/* As file_read, but an entry of a folder that has become a link or a device meanwhile is ERR_REFUSED. */
int folder_read_file(char **data, size_t *len, const char *path, size_t max_bytes, struct err *err);

#endif

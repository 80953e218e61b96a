/*
 * dependency_list.h - what a set of manifests names.
 *
 * A list is made of files, each under the path by which it is known (relative to the folder that was read), in any order; it is used sorted by that
 * path. A file that manifest_read refuses is a fault and no more: the rest go on. Files that are no manifests are counted.
 *
 *     folder: every file below it; node_modules, .git and symbolic links are not entered, what is no plain file is not read
 *     file:   that one, which must have the name of a manifest
 *
 * A version that is an address loses what stands before its '@' (a user, a token) before it gets into the list.
 */
#ifndef PRODROME_DEPENDENCY_LIST_H
#define PRODROME_DEPENDENCY_LIST_H

#include "datasets/base/strbuf.h"
#include "datasets/import/import.h"
#include "datasets/manifest/manifest.h"

struct dependency_file {
    const char     *path;     /* owned by the list's arena */
    struct manifest manifest;
};

struct dependency_list {
    struct arena            arena;
    struct dependency_file *file;    /* [n_files] */
    size_t                  n_files, cap_files;
    struct import_fault    *fault;   /* [n_faults] */
    size_t                  n_faults, cap_faults;
    size_t                  n_ignored;
};

void dependency_list_init(struct dependency_list *list);
void dependency_list_release(struct dependency_list *list);

/* The bytes of one file. A name that is no manifest's counts as ignored. ERR_NOMEM. */
int dependency_list_add(struct dependency_list *list, const char *path, const char *data, size_t len, struct err *err);
/* A file or a folder. ERR_NOTFOUND and ERR_IO: the path itself; below a folder they are faults. ERR_USAGE: a file that is no manifest. */
int dependency_list_read(struct dependency_list *list, const char *path, struct err *err);
void dependency_list_sort(struct dependency_list *list);

/* "file,ecosystem,name,version,scope,direct": one line an entry, direct 1, 0 or -1. */
void dependency_list_csv(struct strbuf *out, const struct dependency_list *list);
/* The rows of an import (import_kinds.c): one line for each ecosystem and name of a file, its versions joined by '|', of its scopes the one that runs,
 * of its directs the most direct. */
void dependency_list_rows(struct strbuf *out, const struct dependency_list *list, const char *release);

#endif

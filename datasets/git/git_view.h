/*
 * git_view.h - a repository seen otherwise: as it was when a tag was made, or without contents of files that its copy lacks.
 *
 * A view is a git directory of its own in the folder for temporary files: HEAD, tags and a pointer to the objects of the repository, which is not
 * written to. Whoever reads the view sees nothing else, so that nothing that came later can be known, whoever asks and for what.
 *
 *     as_of     HEAD is the tag; the tags are those made no later. What neither reaches is not there
 *     missing   contents that the copy lacks are stood in for, each by a binary one of its own, so that no line of them is counted. Whoever blames
 *               passes over the files that ever had one: what stands behind the gap would be blamed for all before it. At most GIT_MISSING_MAX. A missing commit
 *               or folder is refused
 */
#ifndef PRODROME_GIT_VIEW_H
#define PRODROME_GIT_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "datasets/base/err.h"
#include "datasets/base/intern.h"

enum { GIT_MISSING_MAX = 1000 };

struct git_view {
    char   *dir;                 /* the view's git directory; NULL: none was asked for */
    int64_t time;                /* of the tag, or 0                                   */
    size_t  n_later;             /* tags that were made later                          */
    size_t  n_missing;           /* contents that are stood in for                     */
    struct intern missing_path;  /* files that ever had one of them                     */
};

/* as_of: name of a tag, or NULL; branch: in place of HEAD, or NULL, not with as_of. *out is yours (git_view_close), all zero where it fails.
 * ERR_NOTFOUND: no such tag or branch; ERR_REFUSED: no repository, or too much is missing. */
int  git_view_open(struct git_view *out, const char *path, const char *as_of, const char *branch, bool allow_missing, struct err *err);
/* Removes the folder. */
void git_view_close(struct git_view *view);

#endif

/*
 * szz_diff.h - the lines that a change takes away, out of what `git diff-tree -p -r -M -w -U0 --full-index` prints.
 *
 * Pushed line by line. Paths come as git quotes them and are unquoted. What a hunk says of its length is believed, so that a deleted line that
 * looks like a header is none; what is no diff is refused.
 */
#ifndef PRODROME_SZZ_DIFF_H
#define PRODROME_SZZ_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/arena.h"
#include "datasets/base/err.h"
#include "datasets/base/strbuf.h"

struct szz_range { int64_t first, n; }; /* lines of the file before, from 1 */

struct szz_file {
    const char       *path;      /* before the change; "" for a new file */
    char              blob[65];  /* before; "" where git gives none      */
    bool              binary;
    struct szz_range *range;     /* [n_ranges] ascending, taken away     */
    size_t            n_ranges, cap;
};

struct szz_diff {
    struct arena     arena;
    struct szz_file *file;       /* [n] */
    size_t           n, cap;
    int64_t          removed, added; /* lines still to come of the hunk */
};

void szz_diff_init(struct szz_diff *diff);
void szz_diff_release(struct szz_diff *diff);
int  szz_diff_line(struct szz_diff *diff, const char *line, size_t len, struct err *err);

/* Undoes git's quoting of a path ("\"a\\tb\"", octal bytes); one without quotes comes as it is. In the arena. */
int  szz_unquote(const char **out, struct arena *arena, const char *text, struct err *err);

#endif

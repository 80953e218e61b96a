/*
 * ini_file.h - sections and keys of an INI file, line by line (inih).
 *
 * The one user of inih, for the configuration (config.h) and the policy (score/policy/policy_file.h). A line is empty, a comment (it begins with ';' or '#'),
 * a [section], or 'key = value' up to a ' ;'. Indentation means nothing. A byte order mark is skipped.
 */
#ifndef PRODROME_INI_FILE_H
#define PRODROME_INI_FILE_H

#include <stddef.h>

#include "datasets/base/err.h"

enum {
    INI_LINE_MAX = 4096,  /* bytes, with its end                          */
    INI_SECTION_MAX = 49  /* bytes of a section's name; inih cuts longer ones */
};

/* Each returns 0, or negative with the error set: then nothing more is read. *line (below) is the line at hand. */
struct ini_handler {
    int (*section)(void *ctx, char *header);                       /* between the brackets, trimmed: "cost care-critical"; the callee may write into it */
    int (*key)(void *ctx, const char *name, const char *value);    /* both may be ""                                                                    */
};

/* What a handler returned, or ERR_USAGE: "PATH:LINE: ..." for what is no INI. */
int ini_read(const char *path, const char *text, size_t len, const struct ini_handler *handler, void *ctx, int *line, struct err *err);

#endif

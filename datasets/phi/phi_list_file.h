/*
 * phi_list_file.h - the lines of an allow or deny list.
 *
 * UTF-8, a phrase a line; a byte order mark, carriage returns and blanks around a phrase do not matter; empty lines and
 * those that begin with '#' say nothing. Of any size up to LIST_FILE_MAX bytes.
 */
#ifndef PRODROME_PHI_LIST_FILE_H
#define PRODROME_PHI_LIST_FILE_H

#include <stddef.h>

#include "datasets/base/err.h"

enum { LIST_FILE_MAX = 64 << 20 };

/* Takes one phrase, not empty. On an error err->msg is the reason alone. */
typedef int (*phi_list_line)(void *context, const char *phrase, size_t len, struct err *err);

/* Every line of the file's text in order. ERR_USAGE with "NAME:LINE: reason": NUL bytes, no UTF-8, and what `take` refuses. */
int phi_list_read(const char *name, const char *text, size_t len, phi_list_line take, void *context, struct err *err);

#endif

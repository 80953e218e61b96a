/*
 * sheet.h - a CSV file whole in memory, to look things up in. Everything here fails the running test instead of returning an error.
 */
#ifndef PRODROME_TESTS_SHEET_H
#define PRODROME_TESTS_SHEET_H

#include <stddef.h>
#include <stdint.h>

struct sheet {
    size_t n_columns, n; /* n: rows               */
    char **column;       /* [n_columns]           */
    char **cell;         /* [n * n_columns]       */
};

void sheet_read(struct sheet *sheet, const char *path);
void sheet_release(struct sheet *sheet);

const char *sheet_cell(const struct sheet *sheet, size_t row, const char *column); /* borrowed            */
int64_t     sheet_time(const struct sheet *sheet, size_t row, const char *column); /* TIME_NONE: empty    */

/* The first row below `end` in which the column is the key; `end` where there is none. */
size_t sheet_find(const struct sheet *sheet, const char *column, const char *key, size_t end);

#endif

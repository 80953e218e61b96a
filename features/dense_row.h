/*
 * dense_row.h - one sparse row spread out, to be multiplied with many others.
 *
 * The dot product of two sparse rows by merging their columns guesses wrong at nearly each step. Where one row meets hundreds it is spread out over all
 * columns once; each of the others then only looks its own columns up.
 *
 *     row { 0, 2, 0, 5 }     other: column 1: 3, column 2: 4     ->     2 x 3 + 0 x 4
 */
#ifndef PRODROME_DENSE_ROW_H
#define PRODROME_DENSE_ROW_H

#include "features/csr.h"

struct dense_row {
    uint32_t n_cols;
    float   *value; /* [n_cols] 0 between dense_row_spread and the next but for the row's own columns */
};

int  dense_row_init(struct dense_row *d, uint32_t n_cols, struct err *err);
void dense_row_release(struct dense_row *d);

/* The row instead of nothing; of rows with at most d->n_cols columns. */
void dense_row_spread(struct dense_row *d, const struct csr *rows, size_t row);
/* Takes away the row that was spread. */
void dense_row_clear(struct dense_row *d, const struct csr *rows, size_t row);

/* Dot product with a row of the same columns: products in float, added up in double in the order of the columns, as search_shares does. */
double dense_row_dot(const struct dense_row *d, const struct csr *rows, size_t row);

#endif

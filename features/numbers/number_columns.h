/*
 * number_columns.h - the numbers of many records in their scale, column by column, sorted once for every fit.
 *
 * Fits of a block, of other blocks and on fewer of the rows (numbers.h: the first so many) read the same columns.
 * Memory: 12 bytes a row and number.
 */
#ifndef PRODROME_NUMBER_COLUMNS_H
#define PRODROME_NUMBER_COLUMNS_H

#include "features/samples.h"

struct number_columns {
    size_t    n_rows, n;  /* n: numbers of the samples                                               */
    uint8_t  *scale;      /* [n] enum number_scale                                                   */
    double   *x;          /* [n * n_rows] number i of the row at r: x[i * n_rows + r]; NaN: missing  */
    uint32_t *order;      /* [n * n_rows] rows that have number i, by value, then by place: order[i * n_rows] .. */
    size_t   *n_known;    /* [n] how many have it                                                    */
};

/* ln(1 + max(v, 0)) of a count, ln v of a ratio; NaN where the value is not finite, or a ratio not positive. */
double number_scaled(enum number_scale scale, double value);

/* rows: [n_rows] indices of samples. */
int  number_columns_make(struct number_columns *out, const struct samples *s, const uint32_t *rows, size_t n_rows, int n_threads, struct err *err);
void number_columns_release(struct number_columns *columns);

#endif

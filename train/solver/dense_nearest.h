/*
 * dense_nearest.h - the rows of a matrix nearest to others, exactly, many at a time.
 *
 * By inner product, which is the cosine where rows are of unit length. Batches of queries meet blocks of rows in one product each; the
 * result does not depend on the number of threads.
 */
#ifndef PRODROME_DENSE_NEAREST_H
#define PRODROME_DENSE_NEAREST_H

#include <stdint.h>

#include "train/solver/dense.h"

#define DENSE_NO_ROW UINT32_MAX

/* For query q its k nearest among rows [0, limit[q]) of x (limit NULL: all): row[q * k + i] by descending product, at equal ones the smaller
 * row first; DENSE_NO_ROW (and 0) past the last. row and product: [query->n_rows * k]. x and query have as many columns, x at most UINT32_MAX rows. */
int dense_nearest(uint32_t *row, float *product, const struct dense *x, const struct dense *query, const size_t *limit, size_t k,
                  int n_threads, struct err *err);

#endif

/*
 * sparse_product.h - products of sparse rows and a dense matrix, the same bits on every processor.
 *
 * Each entry is one sum in float, in the order of the row's columns, with no fused operation (train/solver/dense_product.h). The sums of a row stay in
 * registers while its values are gone through.
 */
#ifndef PRODROME_SPARSE_PRODUCT_H
#define PRODROME_SPARSE_PRODUCT_H

#include "features/csr.h"

/* out [(end - from) x n] = rows [from, end) of x times b [x->n_cols x n]. Runs in the caller's thread. */
void sparse_product(float *out, const struct csr *x, size_t from, size_t end, const float *b, size_t n);

#endif

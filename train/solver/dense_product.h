/*
 * dense_product.h - products of dense matrices, the same bits on every processor.
 *
 * Each entry is one sum in float, in the order of the inner index, with no fused operation: wider vectors (AVX2, AVX-512 where the processor has
 * them) take more entries at a time and change none. What OpenBLAS does where it does not know a processor is several times slower than this, and
 * its last digits are those of the kernel that it chose.
 */
#ifndef PRODROME_DENSE_PRODUCT_H
#define PRODROME_DENSE_PRODUCT_H

#include <stddef.h>
#include <stdint.h>

/* out [n_rows x n] = a [n_rows x n_inner] times b [n_inner x n], or times the transpose of b [n x n_inner]. Row-major; out overlaps neither. Runs in
 * the caller's thread. */
void dense_product(float *out, const float *a, const float *b, size_t n_rows, size_t n_inner, size_t n);
void dense_product_transposed(float *out, const float *a, const float *b, size_t n_rows, size_t n_inner, size_t n);

/* Rows of a as panels of DENSE_PANEL rows, each column's values side by side, for dense_product_few. panels: [dense_panels_size(n_rows, n_inner)]. */
#define DENSE_PANEL 16

size_t dense_panels_size(size_t n_rows, size_t n_inner);
void   dense_panels_make(float *panels, const float *a, size_t n_rows, size_t n_inner);

/* dense_product_transposed of a few rows of b, to the same bits: there a panel of b is as wide for three rows as for sixteen. n_rows is a's; those from
 * `from`, a multiple of DENSE_PANEL, to `end` are multiplied: out [(end - from) * n]. */
void dense_product_few(float *out, const float *panels, const float *b, size_t from, size_t end, size_t n_inner, size_t n);

/* dense_product_transposed of all n rows of b, packed by dense_panels_make (n_inner at most DENSE_PANEL_INNER): for products with many blocks of a. */
#define DENSE_PANEL_INNER 256

void dense_product_panels(float *out, const float *a, const float *panels, size_t n_rows, size_t n_inner, size_t n);

/* sum [n_cols] += row by row in double, rows row[0 .. n) of a, in this order. */
void dense_sum_rows(double *sum, const float *a, size_t n_cols, const uint32_t *row, size_t n);

#endif

/*
 * csr.h - sparse rows of features.
 *
 * The one shape in which features reach a model. Rows are appended in record order and then only read.
 * Columns inside a row strictly increase and no stored value is zero, NaN or infinite. 8 bytes a nonzero.
 *
 *     { 0, 2, 0 }       row_start = { 0, 1, 3 }
 *     { 1, 0, 5 }   ->  col       = { 1, 0, 2 }
 *                       val       = { 2, 1, 5 }
 */
#ifndef PRODROME_CSR_H
#define PRODROME_CSR_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

struct csr {
    size_t    n_rows;    /*               rows closed so far              */
    uint32_t  n_cols;    /*               width; fixed by the feature set */
    size_t   *row_start; /* [n_rows + 1]  row i is [row_start[i], row_start[i + 1]) */
    uint32_t *col;       /* [nnz]         strictly increasing inside a row */
    float    *val;       /* [nnz]         finite, non-zero                */
    size_t    cap_rows, cap_nnz;
};

int  csr_init(struct csr *m, uint32_t n_cols, struct err *err);
void csr_release(struct csr *m);
/* Room for so many more rows and nonzeros. */
int  csr_reserve(struct csr *m, size_t n_rows, size_t nnz, struct err *err);
/* Appends one row; columns must be increasing and below n_cols, values finite (asserted); zeros are left out. */
int  csr_append(struct csr *m, const uint32_t *col, const float *val, size_t n, struct err *err);
/* Appends all rows of `other` (same width). */
int  csr_append_all(struct csr *m, const struct csr *other, struct err *err);
/* Rows become columns. `out` is initialised here; m has at most UINT32_MAX rows. */
int  csr_transpose(struct csr *out, const struct csr *m, struct err *err);

#endif

/*
 * linear_model.h - weights, margins, contributions.
 *
 *     margin(k) = bias[k] + sum over the row's columns, in ascending order, of w[k][col] x val      (double, no fused multiply-add)
 *
 * so that the same row gives the same bits alone or among others, and the contributions of explain() sum to the margin.
 * Weights and biases are finite.
 */
#ifndef PRODROME_LINEAR_MODEL_H
#define PRODROME_LINEAR_MODEL_H

#include "datasets/base/strbuf.h"
#include "features/csr.h"

enum { LINEAR_MODEL_WEIGHTS_MAX = 1 << 28 }; /* n_cols * n_outputs: 1 GiB */

struct linear_model {
    uint32_t n_cols;
    size_t   n_outputs; /* classes, or 1 for a binary model                      */
    float   *w;         /* [n_cols * n_outputs] column-major by output: w[col * n_outputs + k] */
    double  *bias;      /* [n_outputs]                                           */
};

/* All zero. ERR_REFUSED above LINEAR_MODEL_WEIGHTS_MAX. */
int  linear_model_init(struct linear_model *m, uint32_t n_cols, size_t n_outputs, struct err *err);
void linear_model_release(struct linear_model *m);
void linear_model_margins(const struct linear_model *m, const uint32_t *col, const float *val, size_t n, double *margin /* [n_outputs] */);
/* margins of all rows of x: out [x->n_rows * n_outputs], yours (mem_free). */
int  linear_model_margins_all(double **out, const struct linear_model *m, const struct csr *x, int n_threads, struct err *err);

/* Appends a checksummed binary form (little-endian; columns whose weights are all zero left out; the same model gives the same bytes),
 * and back: ERR_INTEGRITY for anything altered or cut, or that save would not have written. */
int  linear_model_save(const struct linear_model *m, struct strbuf *out, struct err *err);
int  linear_model_load(struct linear_model *out, const void *data, size_t len, struct err *err);

#endif

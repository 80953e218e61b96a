/*
 * dense.h - dense matrices and the linear algebra on them.
 *
 * The only user of OpenBLAS (CBLAS and LAPACKE); plain products are in train/solver/dense_product.h. Matrices are row-major. OpenBLAS itself runs on one
 * thread; the threads are ours, over blocks of rows that do not depend on their number, and what blocks add up to is summed in their order: the same machine gives the same bits
 * for any n_threads. Other processors have other kernels and give other last digits.
 */
#ifndef PRODROME_DENSE_H
#define PRODROME_DENSE_H

#include <stddef.h>

#include "datasets/base/err.h"

struct dense {
    size_t n_rows, n_cols;
    float *a;               /* [n_rows * n_cols] a[row * n_cols + col] */
};

int  dense_init(struct dense *m, size_t n_rows, size_t n_cols, struct err *err); /* all zero */
void dense_release(struct dense *m);

/* out [n_cols * n_cols] = m'm, in double. */
int  dense_gram(double *out, const struct dense *m, int n_threads, struct err *err);

/* m becomes m times b [m->n_cols * n], of n columns. */
int  dense_multiply(struct dense *m, const double *b, size_t n, int n_threads, struct err *err);

/* Eigenvalues, descending, and unit eigenvectors (column i of the n x n matrix belongs to value[i]) of a symmetric matrix, which is overwritten by
 * them. A vector's sign is such that its entry of the largest magnitude is positive. ERR_REFUSED where it does not converge. */
int  dense_eigen(double *value, double *a, size_t n, struct err *err);

/* Orthonormal columns that span those of m, by CholeskyQR2 (Yamamoto, Nakatsukasa, Yanagisawa, Fukaya 2015). Where the columns are not
 * independent (to about 1e-5 of the largest) by the eigenvectors of m'm: m then has fewer columns, none where it is zero. */
int  dense_orthonormalise(struct dense *m, int n_threads, struct err *err);

#endif

/*
 * distribution.h - tails of the distributions that statistics are judged by, and the middle of values.
 */
#ifndef PRODROME_DISTRIBUTION_H
#define PRODROME_DISTRIBUTION_H

#include <stddef.h>

#include "datasets/base/err.h"

/* P(X > x) of chi-square with dof >= 1 degrees of freedom; 1 for x <= 0. Relative error about 1e-13. */
double chi_square_tail(double x, double dof);
/* x with chi_square_tail(x, dof) = tail, 0 < tail < 1. */
double chi_square_quantile(double tail, double dof);

/* P(D_n > d) of Kolmogorov's two-sided statistic of n values, exact but where Pelz and Good's expansion is better than 1e-9 (n > 140). As scipy's
 * kstwo. Two samples of n and m: with n m / (n + m), rounded. NaN where memory is out. */
double kolmogorov_tail(size_t n, double d);
/* d with kolmogorov_tail(n, d) = tail, to six digits. */
double kolmogorov_quantile(size_t n, double tail);

/* The middle of the values that are known, of two the mean; NaN where none is. Reorders them. */
double median_of(double *value, size_t n);

#endif

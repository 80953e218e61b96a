/*
 * metrics.h - how good predictions were. All arrays are [n]; y is 0 or 1; p in [0, 1]; scores and ranks are not NaN. A mean of no rows is 0.
 */
#ifndef PRODROME_METRICS_H
#define PRODROME_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

/* Area under the ROC curve by mid-ranks (Hanley and McNeil 1982); 0.5 where only one class is present. */
int metric_roc_auc(double *out, const double *score, const int32_t *y, size_t n, struct err *err);
/* Average precision: sum over thresholds of (R_i - R_{i-1}) P_i, ties taken together (as scikit-learn); 0 where no y is 1. */
int metric_pr_auc(double *out, const double *score, const int32_t *y, size_t n, struct err *err);
double metric_brier(const double *p, const int32_t *y, size_t n);
/* Expected calibration error over equal-width bins, [k/b, (k+1)/b), the last closed (Naeini et al. 2015); 1 to METRIC_BINS_MAX bins. */
enum { METRIC_BINS_MAX = 100 };
double metric_ece(const double *p, const int32_t *y, size_t n, size_t n_bins);
/* p kept 2.2e-16 away from 0 and 1 (as scikit-learn 1.2). */
double metric_log_loss(const double *p, const int32_t *y, size_t n);

/* Effort-aware (Kamei et al. 2013, section 5): share of the y = 1 found in the first 20 % of the effort when inspected by descending `rank` (ties:
 * smaller effort first), linearly interpolated; and Popt = 1 - (A(optimal) - A(model)) / (A(optimal) - A(worst)), areas by trapezoid,
 * optimal by y / effort, worst the reverse. effort: finite, not negative. Where nothing can be told apart (no y is 1, no effort, all orders
 * equal): recall 0.2 and Popt 0.5, what inspecting in any order would give. */
int metric_effort(double *recall_at_20, double *popt, const double *rank, const double *effort, const int32_t *y, size_t n, struct err *err);

/* Several classes: truth and prediction in [0, n_classes), truth -1 for a class that was not learned (always an error). Macro-F1: unweighted mean of
 * F1 over the learned classes present in truth, over the rows given with truth >= 0 if known_only else all rows; 0 where none is
 * present. */
double metric_accuracy(const int32_t *truth, const int32_t *predicted, size_t n);
int    metric_macro_f1(double *out, const int32_t *truth, const int32_t *predicted, size_t n, size_t n_classes, bool known_only, struct err *err);

/* Percentile bootstrap of the mean-type metrics above: `metric` is called with n (1 to 2^32 - 1) indices drawn with replacement; 95 % interval
 * from n_draws draws, by a generator seeded with `seed`. A failure of `metric` is returned. */
typedef int (*metric_of_draw)(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err);
int metric_bootstrap(double *low, double *high, metric_of_draw metric, const void *ctx, size_t n, size_t n_draws, uint64_t seed, struct err *err);

#endif

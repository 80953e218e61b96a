/*
 * release_model.h - the chance that a release does harm, from what its changes add up to.
 *
 *   RELEASE_MODEL       logistic regression over the numbers below, standardised, from RELEASE_MODEL_MIN past releases with an outcome on, at least
 *                       RELEASE_MODEL_KINDS of which did harm and as many did not; and only where it told the newest 30 % of them better (log loss) than
 *                       the next
 *   RELEASE_CALIBRATED  1 - prod(1 - p) over the changes, calibrated (Platt) on past releases: from RELEASE_PLATT_MIN on, RELEASE_PLATT_KINDS of each. On all of them, the
 *                       newest half or the newest quarter, whichever told the newest 30 % better when it was fitted on those before: releases do not fail as often
 *                       for ever. From RELEASE_MODEL_MIN on the product as it is may be the best of them
 *   RELEASE_PRODUCT     1 - prod(1 - p) as it is. Where harms of one release hang together it is too high, and where labels lack too low: nothing says
 *                       which
 *
 * Numbers of a release: the logit of the product, the largest logit of a change, ln(1 + n) of changes, lines, files and authors, the share of changes made by
 * night (19 to 7 h, UTC) or at a weekend, ln(1 + days since the release before). What is missing counts as the mean. Numbers are floats in value and never
 * exactly 0 (1e-6 instead), so that a row of features keeps them.
 *
 * What past releases leave open of the fit is kept as a covariance: the inverse of the information of the logistic regression (McCullagh and Nelder 1989, section 4.4.2),
 * with the penalty of the weights as their prior (Laplace's approximation; Bishop 2006, "Pattern Recognition and Machine Learning", section 4.5.1). release_interval.h uses it.
 */
#ifndef PRODROME_RELEASE_MODEL_H
#define PRODROME_RELEASE_MODEL_H

#include <stdbool.h>

#include "datasets/rows/rows.h"
#include "train/statistics/calibration.h"

enum { RELEASE_MODEL_MIN = 30, RELEASE_MODEL_KINDS = 10, RELEASE_PLATT_MIN = 10, RELEASE_PLATT_KINDS = 3 };

enum release_number {
    RELEASE_ANY, RELEASE_LARGEST, RELEASE_CHANGES, RELEASE_LINES, RELEASE_FILES, RELEASE_AUTHORS, RELEASE_OFF_HOURS, RELEASE_SINCE, N_RELEASE_NUMBERS
};

extern const char *const release_number_name[N_RELEASE_NUMBERS];

enum release_method { RELEASE_PRODUCT, RELEASE_CALIBRATED, RELEASE_MODEL };

/* In words, with the numbers it rests on: "1 - prod(1 - p) over the changes", ... */
const char *release_method_name(enum release_method method);

/* Whether so many past releases with an outcome, `harms` of which did harm, suffice to calibrate on. */
bool release_may_calibrate(size_t n, size_t harms);

enum { RELEASE_SPREAD_MAX = N_RELEASE_NUMBERS + 1 };

struct release_model {
    enum release_method method;
    size_t              n, harms;                      /* past releases that it was fitted on */
    struct calibration  calibration;                   /* of the product                      */
    double              mean[N_RELEASE_NUMBERS], deviation[N_RELEASE_NUMBERS], weight[N_RELEASE_NUMBERS], bias;
    size_t              n_spread;                      /* 0: not known (an older program made it) */
    double              spread[RELEASE_SPREAD_MAX][RELEASE_SPREAD_MAX]; /* [n_spread][n_spread] covariance of what was fitted: of b and a (RELEASE_CALIBRATED), of the bias and
                                                          the weights (RELEASE_MODEL) */
    bool                has_size;
    struct calibration  size;                          /* of ln(1 + lines) alone, on the same releases */
};

/* p: [changes->n] probability of each change, NaN not known. Members are rows of `changes`. previous: when the release before was deployed, TIME_NONE none. */
int    release_numbers(double number[N_RELEASE_NUMBERS], const struct release *r, const struct change_table *changes, const double *p, int64_t previous,
                       struct err *err);
/* number: [n * N_RELEASE_NUMBERS] in time order; y: [n]. Never fails for want of data. */
int    release_model_fit(struct release_model *out, const double *number, const int32_t *y, size_t n, uint64_t seed, struct err *err);
/* The standardised value of a number: what its weight multiplies. */
double release_model_z(const struct release_model *m, const double number[N_RELEASE_NUMBERS], enum release_number k);
/* What a number adds to the logit of a RELEASE_MODEL: bias + sum = logit. */
double release_model_part(const struct release_model *m, const double number[N_RELEASE_NUMBERS], enum release_number k);
double release_model_logit(const struct release_model *m, const double number[N_RELEASE_NUMBERS]);

#endif

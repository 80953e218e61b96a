/*
 * risk_spread.h - how far off the calibrated logits of a risk may be, all of them together.
 *
 * What the judged rows of a reference leave open of a model's calibration: logit' = logit + level + slope (logit - centre), with level and slope 0 where it is as it was fitted.
 * Their covariance is that of a logistic regression of the harms on the logits, the inverse of Fisher's information, times the dispersion of the reference's bands, Pearson's
 * X^2 / (bands - 2) and never below 1 (McCullagh and Nelder 1989, "Generalized Linear Models", 2nd edition, sections 4.4.2 and 4.5.1). The rows' logits are those of the
 * reference's quantiles.
 *
 * Level and slope are common to all changes that the model scores, so what is made of many changes moves by their sum: it does not average out. What no judged row can
 * tell, that the project has changed since, is not in it.
 */
#ifndef PRODROME_RISK_SPREAD_H
#define PRODROME_RISK_SPREAD_H

#include "train/learn/risk_reference.h"

enum { SPREAD_LEVEL, SPREAD_SLOPE, N_SPREAD };

struct risk_spread {
    double centre;                        /* logit at which level and slope are independent */
    double covariance[N_SPREAD][N_SPREAD];
};

/* The reference must have rows. */
void risk_spread_of(struct risk_spread *out, const struct risk_reference *r);

#endif

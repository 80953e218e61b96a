/*
 * release_interval.h - how uncertain the figure of one release is.
 *
 * A 95 % interval by the delta method (McCullagh and Nelder 1989, appendix; Oehlert 1992, "A Note on the Delta Method") over everything that was fitted:
 *
 *   level, slope   of the calibration of its changes (risk_spread.h), the same for all of them
 *   a, b           of the calibration of the product on past releases, or bias and weights of a model of releases (release_model.h)
 *
 * With g the derivatives of the figure's logit and C the covariance, the variance is g'Cg. The ends are the figure itself with the fitted numbers moved by -1.96 and 1.96
 * C g / sqrt(g'Cg), the direction in which it moves most, and not a straight line through it: a chance near 0 or 1 stays inside.
 *
 * It is of the chance of releases that look like this one to the models: what they do not see of one release is not in it.
 *
 * What changes have in common is moved for all of them at once, so it does not average out over many changes.
 */
#ifndef PRODROME_RELEASE_INTERVAL_H
#define PRODROME_RELEASE_INTERVAL_H

#include "train/learn/risk_spread.h"
#include "train/release/release_model.h"

struct release_interval { double low, high; };

/* logit: [n] calibrated ones of its changes, n > 0. number: as release_numbers made them; only looked at where the figure is not the product. `spread` NULL: taken as exact. False where what the model of releases
 * left open is not known (an older program made it). */
bool release_interval_of(struct release_interval *out, const struct release_model *m, const double number[N_RELEASE_NUMBERS], const double *logit, size_t n,
                         const struct risk_spread *spread);

#endif

/*
 * risk_reference.h - what the score of one change is held against.
 *
 * Made when a risk is learned, of the rows that calibrated it: the newest inner cut, which the weights did not see (learn_changes.h). Stored with the
 * model, so that what a score is said to mean is replayed like the score.
 *
 *   interval     the rows, ordered by logit, in up to REFERENCE_BANDS bands of equal size, at least REFERENCE_BAND_MIN rows each. Of n rows in the
 *                change's band k did harm: Wilson's 95 % interval of k/n (Wilson 1927; Brown, Cai and DasGupta 2001, "Interval Estimation for a Binomial
 *                Proportion", section 3.1.1), widened to contain the probability itself. It says how far such changes did as the
 *                probability says, in the newest past that is known; not what happens where the project changes
 *   percentile   share of the rows with a smaller logit, from quantiles in steps of 1 %
 *   size only    logit of a model that counts changed lines and nothing else: a ln(1 + la + ld) + b, fitted on all training rows
 *   band         against the rate of harm among the rows: "below" up to 2/3 of it, "above" from 3/2 on, else "near"
 */
#ifndef PRODROME_RISK_REFERENCE_H
#define PRODROME_RISK_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

enum { REFERENCE_BANDS = 10, REFERENCE_BAND_MIN = 50, REFERENCE_STEPS = 100 };

struct risk_band {
    double   upto;     /* largest logit of its rows; the last band has no end */
    uint32_t n, harms;
};

struct risk_reference {
    size_t           n, harms;                      /* rows; 0: the model has no reference (it is older, or of classes) */
    double           quantile[REFERENCE_STEPS + 1]; /* of the logit, ascending                                          */
    struct risk_band band[REFERENCE_BANDS];
    size_t           n_bands;
    double           size_a, size_b;
};

struct risk_meaning {
    double      low, high;      /* the interval                                       */
    uint32_t    n, harms;       /* it rests on                                        */
    double      percentile;     /* in [0, 100]                                        */
    double      rate, ratio;    /* of harm among the rows; probability / rate (0 where the rate is) */
    const char *band;           /* "below", "near", "above", static                   */
    double      size_only;      /* probability                                        */
};

/* logit, y: [n], n > 0. lines, label: [n_rows] la + ld and 0 or 1 of all training rows. */
int  risk_reference_fit(struct risk_reference *out, const double *logit, const int32_t *y, size_t n, const double *lines, const int32_t *label,
                        size_t n_rows, struct err *err);
/* The reference must have rows. */
void risk_reference_tell(struct risk_meaning *out, const struct risk_reference *r, double logit, double lines);
/* "below", "near", "above": of a chance over the rate that it is held against. Static. */
const char *risk_band_name(double ratio);
/* 95 %. n > 0. */
void wilson_interval(double *low, double *high, size_t k, size_t n);

#endif

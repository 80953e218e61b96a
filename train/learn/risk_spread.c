#include "train/learn/risk_spread.h"

#include <assert.h>
#include <math.h>

#include "train/statistics/calibration.h"

/* Logit in the middle of the q-th of REFERENCE_STEPS equal parts of the rows. */
static double middle_of(const struct risk_reference *r, size_t q)
{
    return (r->quantile[q] + r->quantile[q + 1]) / 2;
}

/* Pearson's X^2 of the bands over its degrees of freedom; 1 where there are none. */
static double dispersion(const struct risk_reference *r)
{
    double expected[REFERENCE_BANDS] = { 0 }, variance[REFERENCE_BANDS] = { 0 }, x2 = 0;
    double part = (double)r->n / REFERENCE_STEPS;
    size_t k = 0;

    if (r->n_bands <= N_SPREAD)
        return 1;
    for (size_t q = 0; q < REFERENCE_STEPS; q++) {
        double logit = middle_of(r, q), p = calibration_probability(logit);

        while (k + 1 < r->n_bands && logit > r->band[k].upto)
            k++;
        expected[k] += part * p;
        variance[k] += part * p * (1 - p);
    }
    for (k = 0; k < r->n_bands; k++)
        if (variance[k] > 0)
            x2 += pow((double)r->band[k].harms - expected[k], 2) / variance[k];
    return fmax(1, x2 / (double)(r->n_bands - N_SPREAD));
}

void risk_spread_of(struct risk_spread *out, const struct risk_reference *r)
{
    struct risk_spread s = { .centre = 0 };
    double part = (double)r->n / REFERENCE_STEPS, information = 0, square = 0, factor;

    assert(r->n > 0 && r->n_bands > 0);
    for (size_t q = 0; q < REFERENCE_STEPS; q++) {
        double p = calibration_probability(middle_of(r, q));

        information += part * p * (1 - p);
        s.centre += part * p * (1 - p) * middle_of(r, q);
    }
    s.centre = information > 0 ? s.centre / information : middle_of(r, REFERENCE_STEPS / 2);
    for (size_t q = 0; q < REFERENCE_STEPS; q++) {
        double p = calibration_probability(middle_of(r, q));

        square += part * p * (1 - p) * pow(middle_of(r, q) - s.centre, 2);
    }
    factor = dispersion(r);
    s.covariance[SPREAD_LEVEL][SPREAD_LEVEL] = factor / fmax(information, 1e-9); /* about the weighted mean both are independent */
    s.covariance[SPREAD_SLOPE][SPREAD_SLOPE] = square > 1e-9 ? factor / square : 0; /* rows that all say the same tell of no slope */
    *out = s;
}

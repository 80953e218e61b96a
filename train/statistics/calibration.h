/*
 * calibration.h - from margins to probabilities that mean what they say.
 *
 * Platt (binary): p = 1 / (1 + exp(-(a m + b))), fitted by Newton's method with regularised targets (Platt 1999; Lin, Lin and Weng 2007,
 * algorithm 1). The logit a m + b stays a sum: bias' = a bias + b, contribution' = a contribution.
 * Temperature (several classes): p = softmax(t margin), t minimising the log-loss (Guo et al. 2017, section 4.2), golden section on
 * ln t in [-3, 3].
 * Offsets (classes whose rows were weighted): p = softmax(t margin + offset), temperature scaling corrected for its bias (Alexandari,
 * Kundaje and Shrikumar 2020). Weighting makes the rare classes' margins large so that the largest margin finds them; the
 * offsets bring their probabilities back to how often they come. The largest margin and the largest probability then differ.
 * All fitted on margins of rows that the weights did not see.
 */
#ifndef PRODROME_CALIBRATION_H
#define PRODROME_CALIBRATION_H

#include "datasets/base/strbuf.h"

enum calibration_kind { CALIBRATION_PLATT, CALIBRATION_TEMPERATURE, CALIBRATION_OFFSETS };

struct calibration {
    enum calibration_kind kind;
    double                a, b; /* Platt: slope (>= 0) and offset; else: a = t, b = 0           */
    const double         *offset; /* [n_classes] borrowed; offsets only                     */
};

/* y: [n] 0 or 1. A slope that would be negative, or one class only, gives slope 0 and the base rate (the mean of
 * Platt's targets, never 0 or 1). ERR_NODATA: no rows. */
int    calibration_fit_platt(struct calibration *out, const double *margin, const int32_t *y, size_t n, struct err *err);
/* margin: [n * n_classes]; y: [n] class, or -1 (a class that was not learned: left out). ERR_NODATA: no rows but such. */
int    calibration_fit_temperature(struct calibration *out, const double *margin, const int32_t *y, size_t n, size_t n_classes, struct err *err);
/* The same with offsets, into offset [n_classes] (which *out then borrows). The share of each class is smoothed by half a row. */
int    calibration_fit_offsets(struct calibration *out, double *offset, const double *margin, const int32_t *y, size_t n, size_t n_classes,
                               struct err *err);
double calibration_logit(const struct calibration *c, double margin);        /* Platt: a m + b */
double calibration_probability(double logit);                                /* 1 / (1 + exp(-logit)), no overflow */
/* softmax(t margin + offset) into p [n_classes], the maximum subtracted first. May be in place. */
void   calibration_softmax(const struct calibration *c, const double *margin, size_t n_classes, double *p);
/* The most probable of p [n] into top [most], in falling order, of equals the first. Returns how many: n where that is fewer than most. */
size_t calibration_top(size_t *top, size_t most, const double *p, size_t n);

#endif

/*
 * abstention.h - from which probability on a suggestion is good enough to start with, by the precision that is asked for.
 *
 * Of predictions in time order the older ones choose and the newer ones report (a backtest's halves; backtest.h has what a small project adds to the older one):
 *
 *     threshold   the smallest one from which on the older suggestions were right so often that the asked share lies below their
 *                 precision's lower confidence bound (one-sided 95 %, of Wilson 1927), where at least ABSTENTION_ANSWERED_MIN of them reach it.
 *                 The share itself would not do: of many thresholds that one is taken which luck made look good
 *     coverage    share of the newer ones at or above it
 *     precision   share of these that were right: what may be expected, since the newer ones did not choose
 *
 * A class that was not learned is an error at any probability. Kept is not one threshold but a curve of at most ABSTENTION_POINTS points, so
 * that the precision may be asked for anew without a new training. Points are by descending threshold, every count is of the rows at or above it.
 */
#ifndef PRODROME_ABSTENTION_H
#define PRODROME_ABSTENTION_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

enum { ABSTENTION_POINTS = 100, ABSTENTION_ANSWERED_MIN = 10 };

struct abstention_point {
    double   threshold;
    uint32_t older, older_right;
    uint32_t newer, newer_right;
};

struct abstention {
    struct abstention_point point[ABSTENTION_POINTS];
    size_t                  n;
    uint32_t                older, newer; /* rows of each half */
};

struct abstention_choice {
    double threshold;           /* NaN: no threshold reaches the precision, a person should look at every one          */
    double coverage, precision; /* of the newer ones; coverage 0 where there is no threshold, precision NaN where coverage is 0 */
    double chosen_precision;    /* of the older ones; NaN where there is no threshold                                   */
    uint32_t older, least;      /* suggestions to choose by, and how few would do if all were right                     */
};

/* p: [n] probability of what was suggested, right: [n] whether it was, in time order; the first n_older choose. */
int abstention_make(struct abstention *out, const double *p, const bool *right, size_t n_older, size_t n, struct err *err);

/* How few suggestions suffice for a threshold at best, when all of them were right. */
uint32_t abstention_least(double asked);

/* Lower bound of a share of which `right` of n were counted; 0 where n is 0. */
double abstention_lower_bound(uint32_t right, uint32_t n);

/* asked: a share, 0 to 1. */
struct abstention_choice abstention_choose(const struct abstention *a, double asked);

/* Whether a person should look at a suggestion of probability p. */
bool abstention_asks_person(const struct abstention_choice *choice, double p);

/* {"older", "newer", "curve": [[threshold, older, older_right, newer, newer_right]]}; NULL where memory is out. */
json_t *abstention_json(const struct abstention *a);
/* Reads that back; false for anything else, among it the records of versions that did not have it. */
bool abstention_read(struct abstention *out, const json_t *json);

#endif

/*
 * duplicate_bar.h - from which score on an earlier ticket is suggested as the same incident, and how likely it then is.
 *
 * Looked at are pairs of the past (a ticket that was resolved, one of the earlier ones that are shown beside it), each with its score and whether the two were marked as one. The
 * pairs of the older half of the tickets choose, those of the newer half report (train/statistics/abstention.h):
 *
 *     threshold    the smallest score from which on the share of the older pairs that were marked is above the asked one at its lower bound (one-sided 95 %)
 *     probability  1 / (1 + exp(-(a score + b))), Platt's scaling of the older pairs
 *     precision    of the newer pairs at or above the threshold: share that was marked; with its own lower bound
 *     coverage     of the newer tickets that were marked as the same as an earlier one: share that has such a one at or above the threshold
 *
 * A mark that nobody has set yet counts as none, so the precision is a cautious one.
 */
#ifndef PRODROME_DUPLICATE_BAR_H
#define PRODROME_DUPLICATE_BAR_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

struct duplicate_pair {
    uint32_t query; /* counted by time from 0, ascending over the pairs */
    double   score;
    bool     same;
};

struct duplicate_bar {
    double threshold;             /* INFINITY: no score says so                                                    */
    double a, b;                  /* of the probability                                                            */
    bool   calibrated;            /* false: there were no pairs, a and b say nothing                               */
    size_t n_queries;             /* past tickets that were looked at                                              */
    size_t chosen, chosen_same;   /* older pairs at or above the threshold                                         */
    size_t reached, reached_same; /* newer ones                                                                    */
    size_t duplicates, found;     /* newer tickets with an earlier one of their group; those that have it above    */
    double ece;                   /* of the probabilities of all newer pairs, 15 bins; NaN without any             */
};

/* pair: [n]; is_duplicate: [n_queries] whether a ticket has any earlier one of its group. asked: a share; above 1: none is suggested. */
int duplicate_bar_choose(struct duplicate_bar *out, const struct duplicate_pair *pair, size_t n, const bool *is_duplicate, size_t n_queries, double asked, struct err *err);

double duplicate_bar_probability(const struct duplicate_bar *bar, double score); /* NaN where it is not calibrated */

/* {threshold (null: none), a, b (null: not calibrated), precision, precision_low, coverage (null where nothing reaches it), chosen_precision, chosen, pairs (newer), right, duplicates,
 * found, ece, tickets, chosen_right}; NULL where memory is out. */
json_t *duplicate_bar_json(const struct duplicate_bar *bar);
/* Back to the same bits, where it is written with all digits. False for anything else. */
bool    duplicate_bar_read(struct duplicate_bar *out, const json_t *json);

#endif

/*
 * thresholds.h - from which chance on a person must look, by what it costs and by how many reviews people can do.
 *
 *     by cost        review / loss      a review pays from here on; loss: [cost CRITICALITY] miss, for tickets misroute
 *     by capacity    (review + s) / loss
 *     in force       the larger of the two
 *
 * A review that there is time for saves chance x loss - review. s is the smallest saving for which the items that save at least that much are not
 * more than [capacity] reviews_per_week a week: one s for all kinds and criticalities, so that the reviews there are go where they save most. It may be
 * negative: then there is room for more than pays.
 *
 * Counted are the items that were scored in the 28 days up to the newest score, each once, by its newest score: tickets, releases, and changes that were
 * scored by themselves. The weeks are those from the first of these scores to the last, at least one: what arrives at once in the first night is what the
 * people have before them in the first week. At least one review is done in the period, and items of the very same saving are not parted where that would leave
 * none.
 */
#ifndef PRODROME_THRESHOLDS_H
#define PRODROME_THRESHOLDS_H

#include "datasets/config/config.h"
#include "datasets/rows/rows.h"

enum { THRESHOLD_DAYS = 28 };

struct threshold {
    double by_cost;
    double by_capacity;       /* 0: all items fit; NaN: no capacity is set, or nothing was scored */
    double in_force;
    bool   limited;           /* by_capacity is the larger                                        */
    size_t n;                 /* items counted                                                    */
    size_t at_cost, at_in_force; /* of them at or above                                           */
    double missed;            /* harm expected in those between the two: the sum of their chances */
};

struct thresholds {
    double           capacity;  /* reviews a week; 0: not limited                                 */
    double           saving;    /* s; NaN where by_capacity is                                    */
    int64_t          from, to;  /* first and last score counted; TIME_NONE: nothing was scored    */
    double           weeks;
    size_t           n, flagged; /* items of all kinds; of them at or above their threshold in force */
    struct threshold harm[N_CRITICALITIES];     /* releases and changes: of the chance of harm    */
    struct threshold misroute[N_CRITICALITIES]; /* tickets: of the chance that the suggestion is wrong */
};

int thresholds_load(struct thresholds *out, struct store *store, const struct config *config, const struct system_table *systems, struct err *err);

/* review / loss alone, at most 1. */
double threshold_by_cost(const struct config *config, enum criticality criticality, bool ticket);

#endif

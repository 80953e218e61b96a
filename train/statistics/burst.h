/*
 * burst.h - whether more tickets of one kind come at once than is usual.
 *
 * A group's share of all tickets of a span of time is held against its share in the spans of the same length before: a busy Monday raises all groups
 * and none of their shares. Given N tickets of the span, k of them of the group, and s its past share,
 *
 *     k ~ BetaBinomial(N, s (1/rho - 1), (1 - s) (1/rho - 1))       p = P(K >= k)
 *
 * where rho is how much the shares scatter beyond chance (tickets come in clumps): from Pearson's statistic of the group's past spans, drawn towards
 * that of all groups together, and never below what the estimate of s itself is uncertain by (Skellam 1948, "A probability distribution derived from the
 * binomial distribution by regarding the probability of success as variable between the sets of trials"). A burst is p below
 * false_alarms / (groups x spans), Bonferroni's bound: so on unchanged data at most that share of the looks finds any burst at all.
 */
#ifndef PRODROME_BURST_H
#define PRODROME_BURST_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

#define BURST_FALSE_ALARMS .01 /* of a look: one night in a hundred says one that is none */

enum {
    BURST_TICKETS_MIN = 5,  /* fewer are no major incident, however rare                             */
    BURST_PAST_MIN = 10,    /* spans of the past that it takes; without them nothing is said         */
    BURST_PAST_MAX = 90     /* that are looked at: what was usual a year ago is not usual now        */
};

struct burst_event {
    int64_t  time;          /* when the ticket was filed, seconds                                    */
    uint32_t group;         /* below n_groups; others count for the total alone                      */
};

struct burst {
    uint32_t group;
    int64_t  from, to;      /* the span: filed after `from`, up to `to`                              */
    size_t   n, total;      /* tickets of the group, and of all, in it                               */
    double   expected;      /* tickets of the group that would be usual: total x past share          */
    double   p;             /* chance of so many or more                                             */
    double   bound;         /* p was held against this                                               */
};

struct bursts {
    struct burst *burst;    /* [n] smallest p first, each group once: by the span of its smallest p; owned */
    size_t        n;
};

/* event: [n] in any order; the span ends at the newest one. spans_s: [n_spans] lengths, seconds. ERR_NOMEM. */
int  bursts_find(struct bursts *out, const struct burst_event *event, size_t n, size_t n_groups, const int64_t *spans_s, size_t n_spans,
                 double false_alarms, struct err *err);
void bursts_release(struct bursts *b);

/* P(K >= k) of a beta-binomial with mean share s in (0, 1) and correlation rho in (0, 1). */
double burst_tail(size_t k, size_t n, double s, double rho);

#endif

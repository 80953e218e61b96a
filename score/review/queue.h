/*
 * queue.h - what waits for a person.
 *
 * An item is flagged where the chance of harm is at least what a review costs over what a miss costs, by the criticality of its system:
 *
 *     release, change:  p            >= review / miss
 *     ticket:           1 - p(team)  >= review / misroute
 *
 * With [capacity] reviews_per_week set, a run flags at most a seventh of it (rounded up) beside releases, the largest expected saving
 * (chance x cost of the miss - cost of the review) first. The same item with the same content is flagged once.
 */
#ifndef PRODROME_QUEUE_H
#define PRODROME_QUEUE_H

#include "datasets/base/arena.h"
#include "datasets/config.h"
#include "datasets/rows.h"

struct queue_counts {
    size_t releases, changes, tickets; /* at or above their threshold          */
    size_t over_capacity;              /* of them left out for want of reviews */
    size_t fresh;                      /* of them not flagged before           */
};

/* Flags the scores of the run, which is complete with that: the audit trail gets the digests of its scores and of what was flagged.
 * Changes that were scored as members of a release are not items of their own. */
int queue_fill(struct queue_counts *out, struct store *store, const struct config *config, const struct snapshot *snapshot,
               int64_t run_id, struct err *err);

struct queue_item {
    int64_t     item_id, run_id, score_id;
    const char *item, *kind, *project, *reason, *criticality, *state; /* state: "waiting" or the newest decision */
    double      probability, threshold;
    int64_t     flagged_at;
};

struct queue_list {
    struct arena       arena;
    struct queue_item *row;   /* [n] releases first, then by probability over threshold, newest row of each item only */
    size_t             n;
};

/* project NULL: all. waiting_only leaves out what is decided. */
int  queue_load(struct queue_list *out, struct store *store, const char *project, bool waiting_only, struct err *err);
void queue_release(struct queue_list *list);

/* Chance, threshold and criticality by which an item of a system is judged (shared with the reports). */
struct queue_bar { enum criticality criticality; double threshold; };
struct queue_bar queue_bar_of(const struct config *config, const struct system_table *systems, const char *system, bool ticket);

#endif

/*
 * queue.h - what waits for a person.
 *
 * An item is flagged where its chance of harm is at least the threshold in force for the criticality of its system (thresholds.h): of a release or a change
 * the probability of harm, of a ticket that of the suggestion being wrong. A release is flagged at any chance where changes of it are known to have done
 * harm, counted as its gate counts them (gate_count_harmful), where a person has rejected it with another content, and where the policy asks for a review or holds it (score/policy); then also where no model has
 * scored it. The same item with the same content (content.h) is flagged once.
 *
 * Of dependencies only those that an upcoming release changes are flagged (score_dependencies.h): the others are ranked, and nothing is to be decided on them.
 *
 * Of the scores of tickets only those of routing are flagged: what a wrong severity costs is nowhere configured, and the few that matter stand
 * first in the triage report (facts_severity.h).
 */
#ifndef PRODROME_QUEUE_H
#define PRODROME_QUEUE_H

#include "datasets/base/arena.h"
#include "datasets/config/config.h"
#include "datasets/rows/rows.h"
#include "score/review/standing.h"

struct queue_counts {
    size_t releases, changes, tickets; /* flagged                                                       */
    size_t over_capacity;              /* left out for want of reviews: a review would pay, by its cost */
    size_t models;                     /* versions that wait for an approval (queue_models.h)            */
    size_t fresh;                      /* of the flagged those not flagged before                       */
    size_t outcomes;                   /* incidents that may come from a release (suspected_outcomes.h)  */
    size_t access_reviews;             /* due after a release                                            */
    size_t checks_overdue;             /* after releases of the score window: planned, and not passed    */
};

/* Flags the scores of the run, which is complete with that: the audit trail gets the digests of its scores and of what was flagged.
 * Changes that were scored as members of a release are not items of their own. */
int queue_fill(struct queue_counts *out, struct store *store, const struct config *config, const struct snapshot *snapshot,
               int64_t run_id, struct err *err);

struct queue_item {
    int64_t     item_id, run_id, score_id;
    const char *item, *kind, *project, *reason, *criticality;
    double      probability, threshold; /* NaN where there is none: a model version     */
    int64_t     flagged_at;
    bool        approved;               /* the model that scored it is in production; true where none did */
    enum item_state state;
    const char *holder;                 /* who claimed it; "": nobody                   */
    int64_t     until;                  /* end of the claim or deferral; TIME_NONE      */
};

struct queue_list {
    struct arena       arena;
    struct queue_item *row;   /* [n] releases first, then by probability over threshold, newest row of each item only */
    size_t             n;
};

/* project NULL: all. waiting_only leaves out what is decided or deferred. */
int  queue_load(struct queue_list *out, struct store *store, const char *project, bool waiting_only, struct err *err);
void queue_release(struct queue_list *list);

#endif

/*
 * link.h - the links of a store, brought to what the rule of link_match.h says of its rows.
 *
 * Writes rows of the table `links`, state 'suspected', by nobody (the engine), with the rule in words. A pair that the engine linked and that
 * the rule finds no more gets a row 'refuted' by the engine; one that a person confirmed or refuted is left as they left it. So a second run
 * writes nothing, and after any run the newest rows of pairs that nobody decided on are exactly what the rule says.
 *
 * Links of a metric to a release are of another rule (score/watch/release_shifts.h) and not touched.
 *
 * For training (change_labels.h) only links by ids and confirmed ones count: a window makes a suspicion.
 */
#ifndef PRODROME_LINK_H
#define PRODROME_LINK_H

#include "datasets/link/link_match.h"
#include "datasets/store/snapshot.h"

struct link_report {
    struct link_match match;   /* what the rule says, its `link` NULL */
    int64_t window_days;
    size_t  n_new;             /* rows written: suspected        */
    size_t  n_withdrawn;       /* rows written: refuted by us    */
    size_t  n_decided;         /* pairs that a person decided on */
};

/* Matches without writing. `out->link` is yours (link_match_release). */
int link_match_store(struct link_match *out, struct store *store, const struct snapshot *snapshot, int64_t window_days, struct err *err);

/* In a transaction of its own; all projects, for incident and release may be of two. Needs a store opened for writing. */
int link_run(struct link_report *out, struct store *store, int64_t window_days, struct err *err);

/* Runs it and says what is new, where something is. */
int link_run_said(struct store *store, int64_t window_days, struct log *log, struct err *err);

#endif

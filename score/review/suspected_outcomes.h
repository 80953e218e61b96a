/*
 * suspected_outcomes.h - incidents and shifts of a metric that may come from a release, as items of the queue; and what a person's answer does.
 *
 * A link of an incident to a release that was found by a rule (datasets/link/link.h) and that nobody decided on is an item outcome:PROJECT/NAME:TICKETPROJECT/ID, where the
 * incident was filed in the last score_window_days, counted back from the newest ticket of its project that does not claim to be of the future. So is a metric of the release's system that runs otherwise since then
 * (score/watch/release_shifts.h): outcome:PROJECT/NAME:series:SYSTEM/METRIC, found in the last score_window_days. To approve it confirms the link, to reject it refutes it: either stays, whatever the
 * rule finds later. A confirmed one is a label of the release (human, known from then on) and its outcome 'incident' (rows.h); a suspicion never is. An undecided item
 * expires when the rule finds its link no more.
 */
#ifndef PRODROME_SUSPECTED_OUTCOMES_H
#define PRODROME_SUSPECTED_OUTCOMES_H

#include "datasets/config/config.h"
#include "score/review/standing.h"

struct suspected_counts { size_t waiting, fresh, expired; };

/* Inside the caller's transaction, as of a run. */
int suspected_outcomes_flag(struct suspected_counts *out, struct store *store, const struct config *config, int64_t run_id, struct err *err);

/* Inside the transaction of the decision. Approve and reject alone do something. ERR_NOTFOUND: there is no such link. */
int outcome_decided(struct store *store, const char *item, enum decision decision, const char *user, int64_t decision_id, int64_t at, struct err *err);

#endif

/*
 * after_release.h - what is due after a release: planned checks, a review of who has access; and what may have come of it.
 *
 * Checks are planned by the policy, by the criticality of the release's system; the result of one is its evidence 'check:NAME' (pass or fail). An access review is due
 * after a release of a system for which the policy says so, of many changes, or of a privileged path; evidence 'access_review' of a time not before the release was
 * deployed closes it. Suspected outcomes are the incidents that a rule links to the release (datasets/link/link.h) and the metrics of its system that run otherwise since then
 * (score/watch/release_shifts.h), as the newest row of each link has them: a person
 * confirms or refutes, and only what is confirmed ever becomes a label.
 */
#ifndef PRODROME_AFTER_RELEASE_H
#define PRODROME_AFTER_RELEASE_H

#include "score/policy/policy_match.h"

enum check_state { CHECK_PASSED, CHECK_FAILED, CHECK_UNCLEAR, CHECK_DUE, CHECK_OVERDUE }; /* unclear: a value that says neither */

extern const char *const check_state_name[]; /* "passed", "failed", "unclear", "due", "overdue" */

struct check_due {
    const char      *name, *value, *by;
    enum check_state state;
    int64_t          due, time;      /* time: of the result; TIME_NONE      */
    bool             planned;        /* false: a result that nobody planned */
};

struct suspected_outcome {
    const char *item, *title, *state, *rule; /* ticket:PROJECT/ID or series:SYSTEM/METRIC; suspected, confirmed or refuted */
    int64_t     created;                     /* of a metric: when the engine saw it */
};

struct after_release {
    struct arena              arena;
    struct check_due         *check;     /* [n_checks] as the policy has them, then those not planned */
    size_t                    n_checks, n_open; /* open: planned, and not passed */
    const char               *review_why;    /* why an access review is due; NULL: none is */
    int64_t                   review_due;
    enum check_state          review_state;  /* passed: it was done */
    int64_t                   review_time;
    struct suspected_outcome *outcome;   /* [n_outcomes] by time */
    size_t                    n_outcomes, n_suspected;
    size_t                    n_metrics;     /* of the release's system, that are watched for shifts */
};

/* Of a deployed release; of another nothing is due. Of several policies (policy_holding) what any of them plans is due, by the earlier day. `hits` are those of
 * policy_match. */
int  after_release_load(struct after_release *out, const struct policy *const *policy, size_t n_policies, const struct policy_subject *subject, const struct policy_hits *hits,
                        struct err *err);
void after_release_release(struct after_release *after);

#endif

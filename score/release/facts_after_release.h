/*
 * facts_after_release.h - the facts of what is due after a release, and of what may have come of it (score/policy/after_release.h).
 *
 * after: null where the release is not deployed, else
 *   checks[]{check, planned, state "passed"|"failed"|"unclear"|"due"|"overdue", due, value, time, by}, checks_open (planned, and not passed)
 *   access_review: null where none is due, else {why, due, state "passed" (done)|"due"|"overdue", time}
 *   outcomes[]{item, title, created, state "suspected"|"confirmed"|"refuted", rule} incidents linked to the release and metrics of its system that run otherwise since
 *   then (item "series:SYSTEM/METRIC"), outcomes_suspected, metrics (of the system, that are watched)
 */
#ifndef PRODROME_FACTS_AFTER_RELEASE_H
#define PRODROME_FACTS_AFTER_RELEASE_H

#include "score/policy/after_release.h"
#include "score/policy/policy_in_force.h"
#include "score/report/facts.h"

/* The object, or json_null. What the policies that hold plan, signed or not: nothing of a verdict follows from it. */
int facts_after_release(json_t **out, const struct policy_in_force *in_force, const struct policy_subject *subject, const struct policy_hits *hits, struct err *err);

/* after_releases[] of the night: each release that was deployed in the last score_window_days after which something is due, failed or suspected, the newest first: release
 * "PROJECT/NAME", deployed, and the keys of after above. */
int facts_after_recent(json_t **out, const struct facts *f, struct err *err);

#endif

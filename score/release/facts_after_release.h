/*
 * facts_after_release.h - the facts of what is due after a release, and of what may have come of it (score/policy/after_release.h).
 *
 * after: null where the release is not deployed, else
 *   checks[]{check, planned, state "passed"|"failed"|"unclear"|"due"|"overdue", due, value, time, by}, checks_open (planned, and not passed)
 *   access_review: null where none is due, else {why, due, state "passed" (done)|"due"|"overdue", time}
 *   outcomes[]{item, title, created, state "suspected"|"confirmed"|"refuted", rule} incidents linked to the release, outcomes_suspected
 */
#ifndef PRODROME_FACTS_AFTER_RELEASE_H
#define PRODROME_FACTS_AFTER_RELEASE_H

#include "score/policy/after_release.h"
#include "score/report/facts.h"

/* The object, or json_null. `policy` as it is written now, signed or not: nothing of a verdict follows from it. */
int facts_after_release(json_t **out, const struct policy *policy, const struct policy_subject *subject, const struct policy_hits *hits, struct err *err);

#endif

/*
 * facts_severity.h - where the words of open tickets disagree with the severity they were reported with.
 *
 * Of the scores of one run by the task severity. An array of projects:
 *
 *   project, model (facts.h), scored, agree, worse, milder, other, disagreements[...]
 *   disagreement: item, id, title, created, system, reported, reported_impact, predicted, predicted_impact ("" where [impact] has none), direction
 *     ("worse": than reported, "unreported", "milder", "other": not comparable), probability (of the predicted), usual (its share in
 *     training), p_worse (that it is any worse one), p_care_blocking (null where [impact] maps none so), classes[{label,p,share}], why{}
 *
 * The strongest first: those that would be care-blocking and were reported as less, by p_care_blocking times the
 * steps of impact between; then what reads worse than reported, by p_worse; then what
 * has no reported severity; then milder and others by probability.
 */
#ifndef PRODROME_FACTS_SEVERITY_H
#define PRODROME_FACTS_SEVERITY_H

#include "score/report/facts.h"

int facts_severity(json_t **out, const struct facts *f, int64_t run_id, struct err *err);

/* Reported severities of the run's scored tickets that [impact] does not map: [{severity, tickets}], most first. */
int facts_unmapped(json_t **out, struct store *store, const struct config *config, int64_t run_id, struct err *err);

#endif

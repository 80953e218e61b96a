/*
 * facts_queue.h - the open incidents in the order in which they should be taken up (score/triage/triage_queue.h).
 *
 * Of all projects together, also those older than the score window; tickets without a status that means open are not in it.
 *
 *   queue: open, overdue, listed, by_impact[{impact, open, overdue, policy_days}], mapped, to_map[{severity, open, proposal}], counted_to[{project, at}], list[...]
 *     impact "" is the one not known; mapped: whether [impact] maps any of the reported severities
 *     to_map: reported severities that [impact] does not map, of the most open incidents first, FACTS_QUEUE_TO_MAP at most; proposal: the impact that the word itself
 *     speaks for, or ""
 *     counted_to: projects whose ages are counted to their newest ticket (facts_ages.h)
 *   list (the first FACTS_QUEUE_MAX): place, item, project, id, title, created, age_days, severity, impact, impact_from ("reported", "predicted" or
 *     ""), chance (of care-blocking: the sum over those of the model's three likeliest severities that mean it; null: no model says), policy_days,
 *     overdue_days (null: not overdue), reasons[] (texts: why it stands where it does)
 */
#ifndef PRODROME_FACTS_QUEUE_H
#define PRODROME_FACTS_QUEUE_H

#include "score/report/facts.h"

enum { FACTS_QUEUE_MAX = 500, FACTS_QUEUE_TO_MAP = 12 };

/* `place` (an object, or NULL) gets the place of each item, also of those behind the listed ones. */
int facts_queue(json_t **out, json_t *place, const struct facts *f, int64_t run_id, struct err *err);

#endif

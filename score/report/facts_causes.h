/*
 * facts_causes.h - where no model is sure of a ticket's cause: what the most similar solved incidents had, and what postmortems say.
 */
#ifndef PRODROME_FACTS_CAUSES_H
#define PRODROME_FACTS_CAUSES_H

#include "score/report/facts.h"

/* Adds to each ticket `cause_evidence`: [{kind: "ticket"|"postmortem", id, title, similarity, terms[{term,share}], cause, resolution, through}], the most similar
 * first, but the best postmortem second at the latest (a long text is less similar to anything): past tickets that were solved and say how or why; postmortems with a root cause or a resolution that are like it by their text, `terms` being what matched, and those that
 * name a similar past ticket: `through` is its id, similarity and terms are that ticket's. Empty where a model is sure enough, and where nothing similar
 * was solved with a word about it: there is no guess. And to each project `cause_learned`: {model: name or null, labelled, needed, class_rows}: how many
 * of its tickets have a recorded cause, and from how many on, with two causes of class_rows each, one is learned.
 * Wants `similar`, `postmortems` (facts_similar.h) and `suggestions` (facts_suggestions.h) in the tickets. */
int facts_add_causes(json_t *projects, const struct facts *f, struct err *err);

#endif

/*
 * facts_causes.h - where no model is sure of a ticket's cause: what the most similar solved incidents had, and what postmortems say of them.
 */
#ifndef PRODROME_FACTS_CAUSES_H
#define PRODROME_FACTS_CAUSES_H

#include "score/report/facts.h"

/* Adds to each ticket `cause_evidence`: [{kind: "ticket"|"postmortem", id, title, similarity, cause, resolution}], the most similar first; a postmortem stands
 * behind the past ticket that it names, with that ticket's similarity, its root cause as `cause`. Empty where a model is sure enough, and where no similar
 * past incident was solved with a word about it: there is no guess. And to each project `cause_learned`: {model: name or null, labelled, needed, class_rows}: how many
 * of its tickets have a recorded cause, and from how many on, with two causes of class_rows each, one is learned.
 * Wants `similar` (facts_similar.h) and `suggestions` (facts_suggestions.h) in the tickets. */
int facts_add_causes(json_t *projects, const struct facts *f, struct err *err);

#endif

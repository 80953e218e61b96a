/*
 * facts_suggestions.h - what the other tasks than route say about the tickets of a triage report: component, severity, cause, maintenance, damage.
 */
#ifndef PRODROME_FACTS_SUGGESTIONS_H
#define PRODROME_FACTS_SUGGESTIONS_H

#include "score/report/facts.h"

/* Adds to each ticket `suggestions`: [{task, label, probability, threshold, person_should_look, top[{label,p}], why{}}] in the order of task_list, and to
 * each project `suggestion_tasks`: [{task, model, abstention{}}]. A ticket that is unlike
 * anything before (`stranger`, facts_similar.h) or has fewer than FACTS_FEW_WORDS words that the model of routes knows gets `outside`: true, and a person should
 * look at all that is suggested of it, its team too; the others false. What a model itself calls `unlike_any_class` (of the ticket: its team) keeps that word, and a person should look at it. `projects` is as facts_triage makes it, after facts_add_similar. */
enum { FACTS_FEW_WORDS = 3 };
int facts_add_suggestions(json_t *projects, const struct facts *f, int64_t run_id, struct err *err);

#endif

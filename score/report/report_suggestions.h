/*
 * report_suggestions.h - what is suggested of a ticket beside its team, as the triage report shows it: component, severity, cause, maintenance, and where
 * no model is sure of the cause what similar incidents had.
 */
#ifndef PRODROME_REPORT_SUGGESTIONS_H
#define PRODROME_REPORT_SUGGESTIONS_H

#include <jansson.h>

#include "score/report/html.h"

/* HTML: inside a cell of the ticket, a line for each and the reasons folded away. Nothing where there is none. */
void report_suggestions_html(struct html *h, const json_t *ticket);
/* Markdown: "component: portal 0.83; cause, unsure: expiry 0.41"; empty where there is none. */
void report_add_suggestions(struct strbuf *out, const json_t *ticket);
/* Markdown and lists: "expiry (desk/17, 0.81); ..." of cause_evidence, "no similar solved incident says" where it is empty and no cause is sure. */
void report_add_causes(struct strbuf *out, const json_t *ticket);

/* What the ticket may damage (facts_damage.h): "by rule: 'overdos*', 'pump*'; also continuity". _has: whether a kind was told. */
/* Whether a model or the rule tells the damage kind in this project, and what a model would take. */
void report_add_damage_source(struct strbuf *out, const json_t *project);
void report_add_damage_reason(struct strbuf *out, const json_t *damage);
bool report_has_damage(const json_t *ticket);
/* Whether the model says itself that the ticket, or what it suggests of it, is like none of the classes that it knows (`unlike_any_class`). */
bool report_is_unlike(const json_t *said);

/* Of a project: how sure is sure enough for each of its tasks, one sentence a task, and from when on causes are learned. */
void report_suggestion_tasks_html(struct html *h, const json_t *project);
void report_add_suggestion_tasks(struct strbuf *out, const json_t *project);

#endif

/*
 * facts_damage.h - what each ticket of a triage report may damage: safety, privacy, continuity, other.
 */
#ifndef PRODROME_FACTS_DAMAGE_H
#define PRODROME_FACTS_DAMAGE_H

#include "score/report/facts.h"

/* Adds to each ticket `damage`: {kind, by, also[], reason}: by "model" where one of the task damage is sure of it (suggestions, facts_suggestions.h), with its probability and
 * words as the reason; else "rule" (score/damage/damage_kind.h), with the phrases. `also`: what holds by the rule beside it. And to each project `damage`:
 * {safety, privacy, continuity, other}, how many tickets of each, and `damage_learned`: {model: name or null, labelled, needed, class_rows}, as cause_learned (facts_causes.h).
 * Wants `description` and `suggestions` in the tickets. */
int facts_add_damage(json_t *projects, const struct facts *f, struct err *err);

#endif

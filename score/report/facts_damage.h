/*
 * facts_damage.h - what each ticket of a triage report may damage: safety, privacy, continuity, other.
 */
#ifndef PRODROME_FACTS_DAMAGE_H
#define PRODROME_FACTS_DAMAGE_H

#include "score/report/facts.h"

/* Adds to each ticket `damage`: {kind, by, also[], reason}: by "model" where one of the task damage is sure of it (suggestions, facts_suggestions.h), else
 * "rule" (score/damage/damage_kind.h), with the phrases as the reason and the graver and lesser kinds that hold too in `also`. And to each project `damage`:
 * {safety, privacy, continuity, other}, how many tickets of each. Wants `description` and `suggestions` in the tickets. */
int facts_add_damage(json_t *projects, struct err *err);

#endif

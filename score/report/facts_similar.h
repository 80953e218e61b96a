/*
 * facts_similar.h - the past tickets most like each ticket of a triage report.
 */
#ifndef PRODROME_FACTS_SIMILAR_H
#define PRODROME_FACTS_SIMILAR_H

#include "score/report/facts.h"

/* Adds to each ticket of each project `similar`: [{rank, item, project, id, title, created, similarity, suspected, probability (that it is the same incident; null: not measured), why {logit, bias, groups{}} (of a model of duplicates, else null), terms[{term,share}], status,
 * resolution, team, cause, note (the close note, "": none), days_to_resolve, seconds_to_restore}], and to each project `similar_bar`: what duplicate_bar.h says with asked, past, tail[], model, approved (of a model of duplicates: its threshold is a margin), null where the run
 * recorded none, and `strangers`, how many of the tickets are one. A ticket unlike anything before has `stranger`: {p, similarity, past} (score/triage/stranger.h),
 * the others null. `projects` is as facts_triage makes it. */
int facts_add_similar(json_t *projects, const struct facts *f, int64_t run_id, struct err *err);

/* The list above of one ticket: what the run found, in the order of rank; empty where it found nothing. */
int facts_similar_of(json_t **out, struct store *store, int64_t run_id, const char *project, const char *id, struct err *err);

#endif

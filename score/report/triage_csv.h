/*
 * triage_csv.h - the suggestions for open tickets as a table that a service desk imports.
 *
 * One row a ticket, in the order of the report, of the facts of facts_triage():
 *
 *     project, id, suggestion, probability, second, second_probability, third, third_probability, person_should_look (yes, no), words,
 *     severity, predicted_severity, predicted_impact, cluster, similar, suspected_duplicate_of, queue_place, model, approved (yes, no),
 *     component, component_probability, component_person (yes, no: whether a person should look), the same of cause and maintenance,
 *     similar_cause, similar_cause_of,
 *     damage (safety, privacy, continuity, other), damage_by (rule, model), damage_words, no_model, unlike_any (yes, no), similarity, more_similar,
 *     similar_cause_similarity, severity_probability, severity_person (yes, no), damage_probability
 *
 * no_model: why there is no suggestion; unlike_any: the models' knowledge does not reach the ticket; more_similar: the ids behind the first, each with its
 * similarity; suspected_duplicate_of: where one is so similar that past pairs like them were mostly marked.
 * severity_probability: of predicted_severity; damage_probability: of the damage, where damage_by is model.
 * words: what carried the suggestion, strongest first, as report_words.h picks them, joined by ' | '; similar: the id of the most similar past ticket, or, with a
 * model of duplicates, of the likeliest to be the same;
 * similar_cause: where no cause is sure, that of the most similar solved incident or postmortem, or how it was solved, and whose it is. Cells that a spreadsheet
 * would take for formulas are neutralised (csv_out.h).
 */
#ifndef PRODROME_TRIAGE_CSV_H
#define PRODROME_TRIAGE_CSV_H

#include <jansson.h>

#include "datasets/base/strbuf.h"

void triage_csv(struct strbuf *out, const json_t *doc);

#endif

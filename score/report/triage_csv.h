/*
 * triage_csv.h - the suggestions for open tickets as a table that a service desk imports.
 *
 * One row a ticket, in the order of the report, of the facts of facts_triage():
 *
 *     project, id, suggestion, probability, second, second_probability, third, third_probability, person_should_look (yes, no), words,
 *     severity, predicted_severity, predicted_impact, cluster, similar, suspected_duplicate_of, queue_place, model, approved (yes, no),
 *     component, component_probability, component_person (yes, no: whether a person should look), the same of cause and maintenance,
 *     similar_cause, similar_cause_of
 *
 * words: what carried the suggestion, strongest first, joined by ' | '; similar: the id of the most similar past ticket;
 * similar_cause: where no cause is sure, that of the most similar solved incident, or how it was solved, and whose it is. Cells that a spreadsheet
 * would take for formulas are neutralised (csv_out.h).
 */
#ifndef PRODROME_TRIAGE_CSV_H
#define PRODROME_TRIAGE_CSV_H

#include <jansson.h>

#include "datasets/base/strbuf.h"

void triage_csv(struct strbuf *out, const json_t *doc);

#endif

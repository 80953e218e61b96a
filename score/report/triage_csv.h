/*
 * triage_csv.h - the suggestions for open tickets as a table that a service desk imports.
 *
 * One row a ticket, in the order of the report, of the facts of facts_triage():
 *
 *     project, id, suggestion, probability, second, second_probability, third, third_probability, person_should_look (yes, no), words,
 *     severity, predicted_severity, predicted_impact, cluster, similar, suspected_duplicate_of, model, approved (yes, no)
 *
 * words: what carried the suggestion, strongest first, joined by ' | '; similar: the id of the most similar past ticket. Cells that a spreadsheet
 * would take for formulas are neutralised (csv_out.h).
 */
#ifndef PRODROME_TRIAGE_CSV_H
#define PRODROME_TRIAGE_CSV_H

#include <jansson.h>

#include "datasets/base/strbuf.h"

void triage_csv(struct strbuf *out, const json_t *doc);

#endif

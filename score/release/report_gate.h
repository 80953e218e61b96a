/*
 * report_gate.h - the two parts of the release report that an audit asks for first: where the threshold comes from, and what people decided.
 *
 * Inside of the release report. Both forms say the same sentences and hold the same tables; a document of an older engine, which lacks these parts, shows
 * that they are missing.
 */
#ifndef PRODROME_REPORT_GATE_H
#define PRODROME_REPORT_GATE_H

#include <jansson.h>

#include "score/report/html.h"

/* Sections of the page. */
void report_threshold_section(struct html *h, const json_t *doc);
void report_people_section(struct html *h, const json_t *doc);

/* The same, each under a heading of level 3. */
void report_threshold_markdown(struct strbuf *out, const json_t *doc);
void report_people_markdown(struct strbuf *out, const json_t *doc);

#endif

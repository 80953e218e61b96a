/*
 * report_health.h - whether the models behind the release report still do what they were validated for: a section of both its forms.
 *
 * Inside of the release report; the facts are health[] of facts.h. For each version three questions, each with an answer that says so where nothing is known: do inputs and predictions drift, was it
 * calibrated when it was validated, and what came of what it said since then.
 */
#ifndef PRODROME_REPORT_HEALTH_H
#define PRODROME_REPORT_HEALTH_H

#include <jansson.h>

#include "score/report/html.h"

/* A sentence for each version that something speaks against; nothing where nothing does or nothing is known. */
void report_add_health_warnings(struct strbuf *out, const json_t *doc);
void report_health_section(struct html *h, const json_t *doc);
void report_health_markdown(struct strbuf *out, const json_t *doc);

#endif

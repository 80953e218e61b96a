/*
 * report_severity.h - the part of the triage report on severity: facts_severity.h as HTML and Markdown. Nothing where no severity was scored.
 */
#ifndef PRODROME_REPORT_SEVERITY_H
#define PRODROME_REPORT_SEVERITY_H

#include "score/report/html.h"

#include <jansson.h>

/* doc: the triage report, with "severity" and "unmapped" in it. */
void report_severity_html(struct html *h, const json_t *doc);
void report_severity_markdown(struct strbuf *out, const json_t *doc);

#endif

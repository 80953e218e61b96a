/*
 * report_closing.h - closed tickets whose note says nothing, on the triage page.
 */
#ifndef PRODROME_REPORT_CLOSING_H
#define PRODROME_REPORT_CLOSING_H

#include <jansson.h>

#include "score/report/html.h"

/* Nothing where the document has no closed tickets (facts_closing.h). */
void report_closing_html(struct html *h, const json_t *doc);
void report_closing_markdown(struct strbuf *out, const json_t *doc);

#endif

/*
 * report_bursts.h - suspected major incidents on the triage page, before everything else.
 */
#ifndef PRODROME_REPORT_BURSTS_H
#define PRODROME_REPORT_BURSTS_H

#include <jansson.h>

#include "score/report/html.h"

/* Nothing where the document has no bursts (facts_bursts.h). */
void report_bursts_html(struct html *h, const json_t *doc);
void report_bursts_markdown(struct strbuf *out, const json_t *doc);

#endif

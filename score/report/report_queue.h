/*
 * report_queue.h - the ordered queue of open incidents on the triage page.
 */
#ifndef PRODROME_REPORT_QUEUE_H
#define PRODROME_REPORT_QUEUE_H

#include <jansson.h>

#include "score/report/html.h"

/* Nothing where the document has no queue (facts_queue.h), or an empty one. */
void report_queue_html(struct html *h, const json_t *doc);
void report_queue_markdown(struct strbuf *out, const json_t *doc);

#endif

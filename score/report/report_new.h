/*
 * report_new.h - the tickets of the last day by what they are about, and the rate of repeats, on the triage page.
 */
#ifndef PRODROME_REPORT_NEW_H
#define PRODROME_REPORT_NEW_H

#include <jansson.h>

#include "score/report/html.h"

/* Nothing where the document has neither (facts_new.h, facts_repeats.h). */
void report_new_html(struct html *h, const json_t *doc);
void report_new_markdown(struct strbuf *out, const json_t *doc);

#endif

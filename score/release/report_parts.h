/*
 * report_parts.h - parts of the release report that both forms show: for whom it means what, what it may damage, what raises the risk and what to do about it, what was
 * like it.
 *
 * Inside of the release report; the facts are those of facts.h. What a document of an older engine lacks is left out.
 */
#ifndef PRODROME_REPORT_PARTS_H
#define PRODROME_REPORT_PARTS_H

#include <jansson.h>

#include "score/report/html.h"

void report_readers_section(struct html *h, const json_t *doc);      /* a line for each reader, and the damage   */
void report_factors_section(struct html *h, const json_t *doc);      /* families as bars, and safeguards         */
void report_likeness_section(struct html *h, const json_t *doc);

void report_readers_markdown(struct strbuf *out, const json_t *doc);
void report_factors_markdown(struct strbuf *out, const json_t *doc);
void report_likeness_markdown(struct strbuf *out, const json_t *doc);

#endif

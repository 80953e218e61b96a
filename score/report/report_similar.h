/*
 * report_similar.h - the past tickets most like a ticket, as the triage report shows them.
 */
#ifndef PRODROME_REPORT_SIMILAR_H
#define PRODROME_REPORT_SIMILAR_H

#include <jansson.h>

#include "score/report/html.h"

/* Whether an earlier ticket is suspected to be the same incident, and how many of the tickets have one. */
bool   report_has_suspected(const json_t *ticket);
size_t report_count_suspected(const json_t *tickets);

/* What "suspected" means for this project, from its similar_bar: one sentence. */
void report_add_bar(struct strbuf *out, const json_t *project);

/* A sentence about a ticket that is unlike anything before; nothing where it is none. */
void   report_add_stranger(struct strbuf *out, const json_t *ticket);

/* HTML: inside the ticket's cell, the best one and the others folded away. Nothing where there is none. */
void report_similar_html(struct html *h, const json_t *ticket);
/* Markdown: "desk/17 (0.81, suspected duplicate), desk/3 (0.44)"; empty where there is none. */
void report_add_similar(struct strbuf *out, const json_t *ticket);

#endif

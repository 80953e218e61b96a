/*
 * report_blocks.h - the blocks of HTML that stand in more than one report.
 */
#ifndef PRODROME_REPORT_BLOCKS_H
#define PRODROME_REPORT_BLOCKS_H

#include "score/report/report_sentences.h"

struct report_page {
    struct html_page page;
    struct strbuf    subject, identity, verdict, summary; /* plain text; empty: left out */
};
/* _init takes the head of the document; the caller fills the texts; _begin writes up to the first section. */
void report_page_init(struct report_page *p, const json_t *doc, const char *report);
void report_page_begin(struct html *h, struct report_page *p, const json_t *doc);
void report_page_end(struct html *h, struct report_page *p);

void report_fact_text(struct html *h, const char *term, const char *text);      /* "not recorded" where empty    */
void report_fact_code(struct html *h, const char *term, const char *text);
void report_cell_chance(struct html *h, enum html_tone tone, double p);         /* a bar and three decimals      */
void report_sentence(struct html *h, struct strbuf *text);                      /* a paragraph; clears the text  */
void report_list(struct html *h, const json_t *list, const char *empty);
void report_model_facts(struct html *h, const json_t *doc, const json_t *model);
void report_calibration_plot(struct html *h, const json_t *bins, const char *against); /* "harm that came"; NULL: being right */
void report_threshold_table(struct html *h, const json_t *thresholds, bool risk);
void report_threshold_plot(struct html *h, const json_t *thresholds);
void report_why_plot(struct html *h, const json_t *why, const char *title);
/* What the report rests on: times, hashes, the audit trail. A section. */
void report_provenance(struct html *h, const json_t *doc);

enum { REPORT_FACTORS = 6 };  /* named in a plot of contributions */

#endif

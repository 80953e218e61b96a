/*
 * report_common.h - what the renderers share: reading a document that may lack anything, the words for what it says, and the
 * blocks that stand in more than one report.
 *
 * Reading never fails: a missing key, a null and a value of the wrong kind are all "missing". What a sentence says is plain text in a strbuf,
 * escaped where it is written, so that HTML and Markdown say the same. Probabilities are written 0.62, shares of a whole 62.0%.
 */
#ifndef PRODROME_REPORT_COMMON_H
#define PRODROME_REPORT_COMMON_H

#include <jansson.h>

#include "score/report/html.h"

/* ---- reading ---- */

const char *report_text(const json_t *doc, const char *key);                    /* "" where missing                        */
const char *report_text_or(const json_t *doc, const char *key, const char *missing); /* `missing` also where it is empty   */
double      report_number(const json_t *doc, const char *key);                  /* NaN where missing                       */
uint64_t    report_count(const json_t *doc, const char *key);                   /* 0 where missing or negative             */
bool        report_is_true(const json_t *doc, const char *key);
int64_t     report_time(const json_t *doc, const char *key);                    /* TIME_NONE where missing or no time      */
/* The keys of an object, sorted, for output that does not follow the order they came in. Yours (mem_free); n 0 and NULL where there are none or
 * memory is out, which sets out->failed. */
const char **report_keys(size_t *n, json_t *object, struct strbuf *out);

/* ---- words ---- */

enum { REPORT_WHEN_MAX = 48, REPORT_HASH_MAX = 32 };

/* "2024-07-01 22:00 UTC", at midnight the date alone, "not known" where missing. Returns buf. */
char *report_when(char buf[REPORT_WHEN_MAX], const json_t *doc, const char *key);
/* The first 12 digits of a long hexadecimal hash, else the text itself, cut. Returns buf. */
char *report_short_hash(char buf[REPORT_HASH_MAX], const char *hash);
/* 0.624 with `decimals` digits; "<0.01" and ">0.99" near the ends, "n/a" for NaN. Returns buf. */
char *report_chance(char buf[HTML_NUMBER_MAX], double p, int decimals);
/* Both with as many decimals, from two, as it takes to tell them apart. */
void  report_chance_pair(char a_text[HTML_NUMBER_MAX], char b_text[HTML_NUMBER_MAX], double a, double b);
/* Appends at most max_chars characters of the text, as html_visible makes it, and an ellipsis where there were more. */
void  report_add_cut(struct strbuf *out, const char *text, size_t max_chars);

/* A text that was written to `out` is emptied for the next, or released; a failed allocation in it becomes one of `out`. */
void  report_again(struct strbuf *out, struct strbuf *text);
void  report_done(struct strbuf *out, struct strbuf *text);

struct report_verdict {
    enum html_tone tone;
    const char    *name;    /* "review"              */
    const char    *mark;    /* a shape for Markdown  */
    const char    *meaning; /* a sentence            */
};
const struct report_verdict *report_verdict_of(const json_t *release);  /* never NULL                              */
void           report_add_meaning(struct strbuf *out, const json_t *release); /* and the verdict's own word where it is not one of ours */
const char    *report_exit_meaning(json_int_t status);                        /* PRODUCT.md's table */
const char    *report_metric_name(const char *metric);                  /* "ROC-AUC" for "roc_auc", else as given */
const char    *report_baseline_name(const char *baseline);
enum html_tone report_outcome_tone(const char *outcome);

/* ---- sentences, as plain text ---- */

/* "The model puts the chance of harm at 0.62; a review is due from 0.10 (review 1 / miss 10)." */
void report_add_harm(struct strbuf *out, const json_t *release);
void report_add_past(struct strbuf *out, const json_t *past);
/* How well the model does, with its interval. Says where it is not approved or no longer valid at the document's time. */
void report_add_quality(struct strbuf *out, const json_t *model);
void report_add_standing(struct strbuf *out, const json_t *doc, const json_t *model);
void report_add_baseline(struct strbuf *out, const json_t *model);
void report_add_judged(struct strbuf *out, const json_t *record);       /* on which labels, where the record says */
bool report_model_expired(const json_t *doc, const json_t *model);
/* What moves a score, in words: the name of a contribution's column, with the metrics of Kamei et al. by their meaning. */
void report_add_factor(struct strbuf *out, const json_t *contribution);
/* The sum bias + contributions + rest = score, and by family; `shown` factors are named in the plot beside it. */
void report_add_sum(struct strbuf *out, const json_t *why, size_t shown);
void report_add_families(struct strbuf *out, const json_t *why);
/* "a; b; c" of an array of texts, without a full stop. */
void report_add_joined(struct strbuf *out, const json_t *list);

/* ---- Markdown ---- */

/* Names and hashes as `code`; a text that is neither as text, so that nothing hostile is ever in the file as it came. The cell says "not recorded" where
 * the text is empty. */
void report_add_code(struct strbuf *out, const char *text);
void report_add_code_cell(struct strbuf *out, const char *text);

/* ---- blocks of HTML ---- */

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
void report_calibration_plot(struct html *h, const json_t *bins, bool risk);    /* risk: of harm; else of being right */
void report_threshold_table(struct html *h, const json_t *thresholds, bool risk);
void report_threshold_plot(struct html *h, const json_t *thresholds);
void report_why_plot(struct html *h, const json_t *why, const char *title);
/* What the report rests on: times, hashes, the audit trail. A section. */
void report_provenance(struct html *h, const json_t *doc);

enum { REPORT_FACTORS = 6 };  /* named in a plot of contributions */

#endif

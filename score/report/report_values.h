/*
 * report_values.h - values as reports write them: times, hashes, chances, verdicts, names of metrics.
 *
 * Plain text, escaped where it is written, so that HTML and Markdown say the same. Probabilities are written 0.62, shares of a whole 62.0%.
 */
#ifndef PRODROME_REPORT_VALUES_H
#define PRODROME_REPORT_VALUES_H

#include "score/report/html.h"
#include "score/report/report_read.h"

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
struct report_word { const char *name, *meaning; };
/* The meaning of a name, else the name. */
const char *report_meaning_of(const struct report_word *word, size_t n, const char *name);
enum { REPORT_OUTCOME_MAX = 100 };
/* What came of a past release: its outcome, and where nobody recorded that, by how many mends it was told. */
const char *report_past_outcome(char out[REPORT_OUTCOME_MAX], const json_t *release);
const char    *report_exit_meaning(json_int_t status);                        /* README.md, Exit status */
const char    *report_metric_name(const char *metric);                  /* "ROC-AUC" for "roc_auc", else as given */
const char    *report_baseline_name(const char *baseline);
enum html_tone report_outcome_tone(const char *outcome);

/* Names and hashes as `code`; a text that is neither as text, so that nothing hostile is ever in the file as it came. The cell says "not recorded" where
 * the text is empty. */
void report_add_code(struct strbuf *out, const char *text);
void report_add_code_cell(struct strbuf *out, const char *text);

#endif

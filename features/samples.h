/*
 * samples.h - records as named fields, before they are features.
 *
 * What a feature set is fitted on and applied to, whatever the task: n samples with text, number and word (categorical)
 * fields. All memory is borrowed from the tables the samples were made of, except the arrays, which samples_release frees.
 * Row-major: text[i * n_texts + f] is text field f of sample i; read a text by its length, not up to a NUL.
 */
#ifndef PRODROME_SAMPLES_H
#define PRODROME_SAMPLES_H

#include "datasets/rows/rows.h"

enum number_scale {
    NUMBER_COUNT, /* x = ln(1 + max(v, 0))                              */
    NUMBER_RATIO  /* x = ln v; v > 0, e.g. (1 + la) / (1 + lt)          */
};

struct samples {
    size_t                   n;
    size_t                   n_texts, n_numbers, n_words;
    const char *const       *text_name;    /* [n_texts] static                                */
    const char *const       *number_name;  /* [n_numbers] static                              */
    const enum number_scale *number_scale; /* [n_numbers] static; NULL: all NUMBER_COUNT      */
    const char *const       *word_name;    /* [n_words] static                                */
    struct text             *text;         /* [n * n_texts]                                   */
    double                  *number;       /* [n * n_numbers] NaN: missing                    */
    const char             **word;         /* [n * n_words] "" missing                        */
};

int  samples_init(struct samples *s, size_t n, struct err *err); /* names and counts must be set; allocates the arrays, zeroed/""/NaN */
void samples_release(struct samples *s);

/* Texts: title, description, and for grams of letters "title letters" (the title again) and "opening letters" (the first 300 bytes of the
 * description and the rest of the word there: not NUL-terminated at its length). Words: component_filed, team_filed, severity_filed, priority_filed (as filed, where the
 * tracker knows). No numbers. Only what is known when a ticket is filed. */
int samples_of_tickets(struct samples *out, const struct ticket_table *tickets, struct err *err);
/* Texts: message, files, added, removed. Numbers: the 14 metrics (change_metric_name) first, then
 * their ratios: how the metrics relate, each missing where one of its metrics is; then what earlier changes tell (change_past.h), those that hang on
 * labels last. No words. */
int samples_of_changes(struct samples *out, const struct change_table *changes, struct err *err);
/* The same samples but for what earlier changes tell, which is as `changes`, the same rows, have it now. All is borrowed from s but the numbers, which are
 * yours: mem_free(out->number). */
int samples_of_other_past(struct samples *out, const struct samples *s, const struct change_table *changes, struct err *err);

#endif

/*
 * report_sentences.h - the sentences that stand in more than one report, as plain text: escaped where they are written.
 */
#ifndef PRODROME_REPORT_SENTENCES_H
#define PRODROME_REPORT_SENTENCES_H

#include "score/report/report_values.h"

/* A version of release-risk made the release's figure: it is the chance that the release goes wrong, else that one of its changes does harm. */
bool report_is_of_release(const json_t *release);

/* "The model puts the chance that ... at 0.62; a review is due from 0.10 (review 1 / miss 10)." */
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
/* What the factors behind the first `shown` add up to; *n of them. */
double report_sum_of_others(size_t *n, const json_t *why, size_t shown);
void report_add_families(struct strbuf *out, const json_t *why);
/* "a; b; c" of an array of texts, without a full stop. */
void report_add_joined(struct strbuf *out, const json_t *list);

#endif

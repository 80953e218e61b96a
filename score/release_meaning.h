/*
 * release_meaning.h - what the probability of one release means, stored with its score.
 *
 * Keys that are added to the detail of a release's score; where something is not known its key is not there:
 *
 *   interval       {low, high, of}: 95 %, release_interval.h; of "changes", or "changes and past releases" where past releases taught its figure. Not known
 *                  where an older program made one of the versions
 *   base           {releases, harms, silent, rate}: of the releases before it whose outcome was known by then so many did harm. Where only harm is
 *                  recorded of them, `silent` ones without a word, older than the label maturity, count as good. Not there without any
 *   ratio, band    probability / rate; "below", "near", "above" (risk_reference.h), from RELEASE_PLATT_MIN releases on
 *   size_only      {probability}: what a model says that counts changed lines and nothing else. Where past releases taught the figure, one of the release's
 *                  lines, calibrated (Platt) on the same releases; else 1 - prod(1 - p) over what lines alone say of each change
 */
#ifndef PRODROME_RELEASE_MEANING_H
#define PRODROME_RELEASE_MEANING_H

#include <jansson.h>

#include "datasets/rows/rows.h"
#include "train/learn/risk_reference.h"
#include "train/release/release_model.h"

/* Of releases that were deployed before one. */
struct release_base {
    size_t releases;     /* deployed                                           */
    size_t known, failed; /* of these with an outcome; with another than ok     */
    size_t alone;        /* with recorded harm that is not counted (harm_alone of rows.h), in none of the others */
    size_t silent;       /* without an outcome, and older than the label maturity */
};

/* Rows [0, end) of the table; outcomes that became known after `as_of` are not known (TIME_NONE as a time of an outcome: always known). */
void   release_base_count(struct release_base *out, const struct release_table *releases, size_t end, int64_t as_of, int64_t maturity_days);
/* It has an outcome, and that is not "ok". */
bool   release_failed(const struct release *r);
/* Whether those without a word count as good: only harm is recorded. */
bool   release_base_is_of_harm(const struct release_base *base);
/* How many the rate is of, and the rate; NaN where there are none. */
size_t release_base_n(const struct release_base *base);
double release_base_rate(const struct release_base *base);

struct release_said {
    const struct release_model  *model;
    const struct risk_reference *reference;                /* of the model of changes; n 0: it has none       */
    double                       number[N_RELEASE_NUMBERS];
    const double                *logit, *lines;            /* [n] of its changes: calibrated, la + ld         */
    size_t                       n;
    double                       probability;
    struct release_base          base;
};

int release_meaning_add(json_t *detail, const struct release_said *said, struct err *err);

#endif

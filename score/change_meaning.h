/*
 * change_meaning.h - what the probability of one change means, stored with its score.
 *
 * Keys that are added to the detail of a change's score (beside `base_rate` and `why`); a model of an older program has no reference and adds none
 * but `lower` and `worst_file`:
 *
 *   recent_rate   share that did harm among the rows that calibrated the model: the newest that are old enough to be judged
 *   ratio, band   probability / recent_rate; "below", "near", "above" (risk_reference.h)
 *   interval      {low, high, rows, harms}: of the `rows` judged changes that scored most like it `harms` did harm; Wilson's 95 % interval of
 *                 that share, widened to contain the probability
 *   percentile    of those rows, in [0, 100]: 90 means that nine of ten scored lower
 *   size_only     {probability}: what a model says that counts changed lines and nothing else
 *   lower[]       {what, set{METRIC: VALUE}, probability}, the largest fall first: what this model would say of the same change with these metrics.
 *                 "half of the lines", "half of the change" (lines, files, folders), "an experienced author" (the upper quartile of the project's
 *                 changes). Only for changes above the recent rate, and only what lowers the probability by a tenth of it. The model was
 *                 not taught by trying: it tells how such changes did, not what causes harm
 *   worst_file    {path, changes, harms}: of its files the one whose earlier changes did harm most often (file_harm of change_past.h), how many of these have a
 *                 known outcome and how many did harm; none where none did. A fact, whether the model uses it or not
 *   why.families  as before, with the families of feature_set.h; bias + sum of the families = logit to 1e-9
 */
#ifndef PRODROME_CHANGE_MEANING_H
#define PRODROME_CHANGE_MEANING_H

#include <jansson.h>

#include "datasets/rows/rows.h"
#include "train/learn/learn.h"

enum { WHAT_IFS = 3 };

struct what_ifs {
    double  experience[3]; /* upper quartiles of exp, rexp, sexp among the project's changes; NaN: none known */
    double *p;             /* [n * WHAT_IFS] NaN: not asked; yours (mem_free)                                */
};

/* The quartiles of a project. */
int what_ifs_prepare(struct what_ifs *out, const struct change_table *all, struct err *err);
/* The same from the store, without the changes' texts: for who has not loaded them. */
int what_ifs_read(struct what_ifs *out, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err);
/* probability: [t->n] of each change; only those above `rate` are asked about. */
int what_ifs_ask(struct what_ifs *w, const struct learned *l, const struct change_table *t, const double *probability, double rate, int n_threads,
                 struct err *err);

/* Lines added and deleted, those that are not known 0. */
double change_lines(const struct change *c);

/* Adds the keys. p_if: [WHAT_IFS] of the change, or NULL. */
int change_meaning_add(json_t *detail, const struct learned *l, const struct change *c, double logit, const struct what_ifs *w, const double *p_if,
                       struct err *err);
/* The rate that a change of this model is held against: of the reference, else of the training rows. */
double change_rate(const struct learned *l);

#endif

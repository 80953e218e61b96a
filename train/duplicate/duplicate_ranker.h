/*
 * duplicate_ranker.h - candidates of a ticket in the order of how likely each is the same incident, learned from past marks.
 *
 * A linear listwise model (train/duplicate/listwise.h) over the pair features of train/duplicate/duplicate_pool.h, learned on the tickets of the training part that are the later
 * end of a link and whose pool holds a right answer.
 */
#ifndef PRODROME_DUPLICATE_RANKER_H
#define PRODROME_DUPLICATE_RANKER_H

#include "train/duplicate/duplicate_pool.h"

#define DUPLICATE_RANKER_L2 10 /* chosen on the inner cut of Xamarin's training part; 3 to 30 differ by less than a standard error */

enum { DUPLICATE_RANKER_MIN_LISTS = 50 }; /* with fewer the order of `recent` is better than what could be learned */

struct duplicate_ranker {
    const struct pair_views *views;  /* borrowed; must be of the same training part         */
    double                   weight[N_PAIR_FEATURES];
    size_t                   n_lists; /* that taught; 0: too few, candidates are ordered by `recent` */
};

/* Learns from the links between rows before n_train that were known before row n_train was filed: a mark set later teaches nothing. */
int duplicate_ranker_fit(struct duplicate_ranker *out, const struct pair_views *views, size_t n_train, int n_threads, struct err *err);

/* The pool of the query, best first, equal scores by row; ranked: [*n] of the pool, borrowed until its next use. */
int duplicate_ranker_rank(const struct search_hit **ranked, size_t *n, const struct duplicate_ranker *ranker, struct pool *pool, uint32_t query,
                          struct err *err);

#endif

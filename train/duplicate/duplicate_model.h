/*
 * duplicate_model.h - earlier tickets in the order of how likely each is the same incident, learned from past marks.
 *
 * A linear listwise model (train/duplicate/listwise.h) over the pair features of train/duplicate/duplicate_pool.h, learned on the tickets that are the later
 * end of a link and whose pool holds a right answer, of these the newest DUPLICATE_LISTS_MAX. Its score orders one pool and cannot be held against that of another: where all
 * candidates are alike (a batch of tickets from one template) all score high. What can is how far a candidate stands out, the logit of its softmax,
 *
 *     margin = score - others,    score = weight . x,    others = ln sum of exp(score) over the other candidates, at least score - DUPLICATE_MARGIN_MAX
 *     logit  = a margin + b = b + sum over groups of what each gives, a group of their own being the others
 *
 * with Platt's scaling over past pairs; the bar says from which margin on a pair is suggested (train/duplicate/duplicate_bar.h).
 */
#ifndef PRODROME_DUPLICATE_MODEL_H
#define PRODROME_DUPLICATE_MODEL_H

#include "train/duplicate/duplicate_bar.h"
#include "train/duplicate/pair_views.h"

#define DUPLICATE_MODEL_L2 10 /* chosen on the inner cut of Xamarin's training part; 3 to 30 differ by less than a standard error */

enum { DUPLICATE_LISTS_MIN = 50 /* with fewer the order of `recent` is better than what could be learned */, DUPLICATE_LISTS_MAX = 4000, DUPLICATE_SUGGESTED = 5 };

#define DUPLICATE_MARGIN_MAX 30

/* Groups of a contribution: those of the features, and the others of the pool. */
enum { DUPLICATE_OTHERS = N_PAIR_GROUPS, N_DUPLICATE_GROUPS };

const char *duplicate_group_name(size_t group);

struct duplicate_model {
    double               weight[N_PAIR_FEATURES];
    size_t               n_lists; /* that taught; 0: too few, candidates are ordered by `recent` */
    struct duplicate_bar bar;
};

struct duplicate_hit {
    uint32_t row;
    uint32_t at;     /* in the pool */
    double   score;
    float    others; /* of the first n_others; 0 behind them */
};

/* Learns from the links between rows before n_train that were known before row n_train was filed: a mark set later teaches nothing. n_train may be all: then what is
 * known of them. The bar stays empty: nothing is suggested, no probability. */
int duplicate_model_fit(struct duplicate_model *out, struct pair_views *views, size_t n_train, int n_threads, struct err *err);

/* The pool that was filled last, best first, equal scores by row; hit: [pool->n]; the first n_others get their others. */
void duplicate_model_rank(struct duplicate_hit *hit, const struct duplicate_model *m, const struct pool *pool, int64_t filed, size_t n_others);

/* The bar by the best DUPLICATE_SUGGESTED of each of the queries (rows by time); `same`: what the groups say. *pair: [*n] these, by margin; yours. */
int duplicate_model_choose_bar(struct duplicate_bar *out, struct duplicate_pair **pair, size_t *n_pairs, const struct duplicate_model *m, struct pair_views *views, const uint32_t *query, size_t n_queries, double asked, int n_threads,
                               struct err *err);

/* Of one pair's features: its margin and logit, and what each group gives to that; the bias is bar.b. */
double duplicate_model_margin(const struct duplicate_model *m, const float *x, float others);
double duplicate_model_logit(const struct duplicate_model *m, const float *x, float others);
void   duplicate_model_explain(double group[N_DUPLICATE_GROUPS], const struct duplicate_model *m, const float *x, float others);

#endif

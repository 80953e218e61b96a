/*
 * similar_order.h - earlier tickets in the order of how likely each is the same incident, by the version of `duplicates` in use.
 *
 * The first k of the pool (train/duplicate/duplicate_pool.h) by the model; the one most similar by words is always among them, the last where the model has it later, so
 * that nearest by words stays what it is. Where a project has no usable version all is ordered by words (similar.h).
 */
#ifndef PRODROME_SIMILAR_ORDER_H
#define PRODROME_SIMILAR_ORDER_H

#include <jansson.h>

#include "train/duplicate/duplicate_model_io.h"

struct similar_order {
    const struct model_version *version;  /* borrowed from the list; NULL: none, the rest says nothing */
    bool                        approved;
    struct duplicate_model      model;
};

/* One earlier ticket. */
struct similar_likely {
    uint32_t row;
    double   margin, logit, probability;
    bool     suspected;
    double   group[N_DUPLICATE_GROUPS]; /* logit = model.bar.b + their sum, to 1e-9 */
    float    x[N_PAIR_FEATURES], others;
};

/* Production, else the newest validated version of the project. ERR_INTEGRITY: it was altered. */
int similar_order_load(struct similar_order *out, struct store *store, const struct model_list *models, const char *project, struct err *err);

/* likely: [k]. Of the pool that was filled last, whose query was filed at `filed`. *n: how many. */
int similar_order_take(struct similar_likely *likely, size_t k, size_t *n, const struct similar_order *order, const struct pool *pool, int64_t filed, struct err *err);

/* {bias, score, contributions: [{column, family, value}], rest, n}, as explain.h has it, of groups. */
json_t *similar_likely_why(const struct similar_likely *likely, const struct similar_order *order);
/* {GROUP: value} */
json_t *similar_likely_groups(const struct similar_likely *likely);
/* The row of features of a score: columns of non-zero features, then that of the others. col, val: [N_PAIR_FEATURES + 1]; returns how many. */
size_t similar_likely_row(uint32_t *col, float *val, const struct similar_likely *likely);
/* The logit of such a row again. ERR_INTEGRITY for one that does not fit. */
int similar_order_replay(double *logit, const struct duplicate_model *m, const uint32_t *col, const float *val, size_t n, struct err *err);

#endif

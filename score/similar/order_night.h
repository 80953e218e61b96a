/*
 * order_night.h - inside of similar_night.h: the open tickets of a project asked of the model of duplicates, and its scores into the store.
 */
#ifndef PRODROME_ORDER_NIGHT_H
#define PRODROME_ORDER_NIGHT_H

#include "score/similar/similar.h"
#include "score/similar/similar_order.h"

struct order_night {
    struct store               *store;
    int64_t                     run_id;
    int                         n_threads;
    const struct similar_order *order;   /* of a version */
    const struct similar       *similar;
    const struct duplicates    *groups;
};

/* likely: [n_queries * k], n_likely: [n_queries]. Same result for any n_threads. */
int order_night_find(struct similar_likely *likely, size_t *n_likely, size_t k, const struct order_night *o, const uint32_t *query, size_t n_queries, struct err *err);

/* A score of each query that has an earlier ticket, unless this run wrote it before. */
int order_night_put(const struct order_night *o, const struct similar_likely *likely, const size_t *n_likely, size_t k, const uint32_t *query, size_t n_queries, struct err *err);

#endif

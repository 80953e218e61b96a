/*
 * backtest_duplicates.h - how often the earlier ticket of which a new one is a duplicate is found.
 *
 * Tickets in time order; the first floor((1 - holdout) n) are the training part: what is learned (vocabulary, document frequencies,
 * weights) is learned from them. Queries are the later tickets that are the later end of a link; all earlier tickets are
 * candidates, and any earlier member of the query's transitive group is right. Only what was known when the query was filed is used.
 */
#ifndef PRODROME_BACKTEST_DUPLICATES_H
#define PRODROME_BACKTEST_DUPLICATES_H

#include "datasets/base/log.h"
#include "features/search/search_index.h"
#include "train/duplicate/duplicate_model.h"

enum { DUPLICATES_TOP = 10, DUPLICATES_BAR_QUERIES = 2000 };

struct duplicates_options {
    double      holdout;   /* 0.2; share of the newest tickets that ask                                    */
    double      asked;     /* share of the suggested duplicates that should be some; above 1: none is suggested */
    uint64_t    seed;      /* of the bootstrap                                                             */
    int         n_threads;
    struct log *log;       /* may be NULL                               */
};

struct duplicate_prediction {
    uint32_t          row;                 /* the query                                                          */
    struct duplicate_hit hit[DUPLICATES_TOP]; /* [n_hits] best first                                             */
    size_t            n_hits;
    uint32_t          rank;                /* of the best right one, from 1; 0: not among those that were ranked */
    uint32_t          rank_by_words, rank_by_recent; /* of the same pool by words, and by words and age        */
    double            average_precision;   /* right ones that were not ranked count as never found               */
};

struct duplicates_interval { double value, low, high; }; /* 95 %, bootstrap over the queries */

struct duplicates_backtest {
    const struct ticket_table   *tickets;     /* borrowed                                */
    struct duplicates            groups;
    size_t                       n_train;     /* tickets before the cut                  */
    struct duplicate_prediction *prediction;  /* [n_queries] in time order               */
    size_t                       n_queries;
    struct duplicates_interval   recall_at_1, recall_at_5, recall_at_10, map;
    struct duplicates_interval   words_at_1, words_at_10, recent_at_1, recent_at_10; /* what stands beside it            */
    double                       in_pool;     /* share of the queries whose pool holds a right one: no order finds more  */
    struct duplicate_bar         bar;         /* of the newest tickets after the cut that are resolved, duplicates or not */
    struct duplicate_pair       *pair;        /* [n_pairs] of these, by which the bar was chosen                              */
    size_t                       n_pairs;
    double                       weight[N_PAIR_FEATURES];
    size_t                       n_learned;   /* past duplicates that the order was learned from; 0: too few, by words and age */
    double                       index_s, train_s, query_s;
};

/* ERR_NODATA with the reason: no links, no queries after the cut, no text. The table must outlive the result. */
int  backtest_duplicates(struct duplicates_backtest *out, const struct ticket_table *tickets, const struct duplicates_options *options, struct err *err);
void duplicates_backtest_release(struct duplicates_backtest *b);

/* `id,truth,rank,candidate,score`: ten candidates a query, truth the earlier members joined by '|'. */
int  duplicates_write_predictions(const struct duplicates_backtest *b, const char *path, struct err *err);

#endif

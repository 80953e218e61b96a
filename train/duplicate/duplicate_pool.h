/*
 * duplicate_pool.h - the candidates of one ticket, and what each pair is like.
 *
 * The pool of a query is the union of the best POOL_TOP of each ranker (train/duplicate/ticket_rankers.h) and of all of them together, the component as
 * filed counted in, over all earlier tickets, and the earlier tickets whose number it names. Each pair (query, candidate) has N_PAIR_FEATURES numbers, all known when the query was filed:
 *
 *     text      scores of the rankers; title against description and the reverse, description against description; letters of the titles;
 *               words of title x 2 and the first 500 bytes; for five rankers, letters of the titles and the last the score over the best of the pool and ln(1 + rank there)
 *     versions  cosine of the versions named, and ln(1 + sum of idf) of those shared
 *     as filed  same team, component, severity
 *     mention   the query names the candidate; both name one ticket
 *     time      D = ln(1 + days between), hinges of it at 1, 7, 30, 180, 720 days, its products with three scores and with the same component, and
 *               how many tickets of that component were filed in between
 *     history   links to the candidate, itself marked, a better match in its group; the best scores of its group, how many are in it and the days
 *               since the newest of them: as known when the query was filed
 *     length    ln(1 + words) of the candidate's title and description, and their distance to the query's
 */
#ifndef PRODROME_DUPLICATE_POOL_H
#define PRODROME_DUPLICATE_POOL_H

#include "features/dense_row.h"
#include "train/duplicate/duplicates.h"
#include "train/duplicate/ticket_mentions.h"
#include "train/duplicate/ticket_rankers.h"

enum { POOL_TOP = 100, N_SCORED_RANKERS = 5, N_DAY_HINGES = 5, N_GROUP_SCORES = 4 };

enum pair_feature {
    PAIR_WORDS, PAIR_PAIRS, PAIR_LETTERS, PAIR_TITLE, PAIR_BM25F,               /* the N_SCORED_RANKERS scores             */
    PAIR_SHARE,                                                                 /* of the pool's best: [N_SCORED_RANKERS]  */
    PAIR_RANK = PAIR_SHARE + N_SCORED_RANKERS,                                  /* [N_SCORED_RANKERS]                      */
    PAIR_TITLE_IN_DESCRIPTION = PAIR_RANK + N_SCORED_RANKERS, PAIR_DESCRIPTION_IN_TITLE, PAIR_DESCRIPTIONS,
    PAIR_TITLE_LETTERS, PAIR_OPENINGS, PAIR_VERSIONS, PAIR_VERSIONS_COMMON,
    PAIR_SAME_TEAM, PAIR_SAME_COMPONENT, PAIR_SAME_SEVERITY, PAIR_MENTION, PAIR_COMENTION,
    PAIR_DAYS, PAIR_DAYS_HINGE, PAIR_DAYS_WORDS = PAIR_DAYS_HINGE + N_DAY_HINGES, PAIR_DAYS_LETTERS, PAIR_DAYS_BM25F,
    PAIR_LINKS, PAIR_IS_DUPLICATE, PAIR_SIBLING,
    PAIR_GROUP,                                                                 /* best of its group: [N_GROUP_SCORES]     */
    PAIR_GROUP_SIZE = PAIR_GROUP + N_GROUP_SCORES, PAIR_GROUP_DAYS,
    PAIR_COMPONENT_DAYS, PAIR_COMPONENT_RANK,
    PAIR_TITLE_LETTERS_SHARE, PAIR_OPENINGS_SHARE, PAIR_TITLE_LETTERS_RANK, PAIR_OPENINGS_RANK,
    PAIR_TITLE_LENGTH, PAIR_DESCRIPTION_LENGTH, PAIR_TITLE_DISTANCE, PAIR_DESCRIPTION_DISTANCE,
    N_PAIR_FEATURES
};

/* What the features are made of, over all tickets. */
struct pair_views {
    const struct ticket_table *tickets;      /* borrowed */
    const struct duplicates   *groups;       /* borrowed: their links, by the time they became known */
    struct ticket_rankers      rankers;
    struct ticket_mentions     mentions;
    struct csr                 description;  /* words of the description, weighed as the title's    */
    struct csr                 title_letters, opening;
    float                     *title_length; /* [n] ln(1 + words)                                   */
    float                     *description_length;
    uint32_t                  *component;    /* [n] as filed, INTERN_NONE: not known                */
    uint32_t                  *component_at; /* [n] how many of its component came before it        */
};

/* The first n_train tickets teach vocabularies. query: [n_queries] the tickets that will be asked for, which spares the memory of what the others would be asked
 * by; NULL: any. ERR_NODATA where the texts have nothing in common. Must not be moved. */
int  pair_views_make(struct pair_views *out, const struct ticket_table *tickets, const struct duplicates *groups, size_t n_train, const uint32_t *query,
                     size_t n_queries, int n_threads, struct err *err);
void pair_views_release(struct pair_views *v);

/* One query's pool; of one thread, used again for the next query. */
struct pool {
    uint32_t            *candidate; /* [n] rows, ascending          */
    float               *x;         /* [n * N_PAIR_FEATURES]        */
    size_t               n;
    struct ranker_scores scores;
    struct search_hit   *hit;       /* [POOL_TOP] scratch           */
    struct search_hit   *order;     /* [cap] scratch                */
    uint32_t            *group;     /* [tickets] known links: union-find, each its own between queries */
    uint32_t            *links;     /* [tickets] links to it, 0 between queries    */
    float               *best;      /* [tickets * N_GROUP_SCORES] best scores in a known group */
    uint32_t            *size;      /* [tickets] members of a known group          */
    uint32_t            *newest;    /* [tickets] its newest member before the query */
    float               *most;      /* [tickets] scratch: what a score is at most  */
    struct dense_row     title, description, title_letters, opening; /* the query's rows, between fill_text's */
    uint8_t             *marked;    /* [tickets]                                   */
    size_t               cap;
};

int  pool_init(struct pool *pool, const struct pair_views *v, struct err *err);
void pool_release(struct pool *pool);
int  pool_fill(struct pool *pool, const struct pair_views *v, uint32_t query, struct err *err);

#endif

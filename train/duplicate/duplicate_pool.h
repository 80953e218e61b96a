/*
 * duplicate_pool.h - the earlier tickets that may be the same incident as a ticket, and what each pair is like.
 *
 * The pool of a query is the union of the best POOL_TOP by words, by title and by `recent` (train/duplicate/ticket_rankers.h) over all earlier tickets, and of the earlier tickets whose
 * number it names. Each pair (query, candidate) has N_PAIR_FEATURES numbers, all known when the query was filed, and each number belongs to a group, by which a score is explained:
 *
 *     words      words of both, BM25F, each also over the best of the pool and as ln(1 + rank there); title against description and the reverse, description
 *                against description; words of title x 2 and the beginning of the description
 *     title      title against title, likewise
 *     versions   cosine of the versions named, and ln(1 + how many are shared)
 *     as filed   same team, same component, and that times D
 *     mention    the query names the candidate
 *     age        D = ln(1 + days between), hinges of it at 1, 7, 30, 180, 720 days
 *     history    links to the candidate, itself marked, a better match in its group; the best words of its group, how many are in it and the days
 *                since the newest of them: as known when the query was filed
 *     length     ln(1 + words) of the candidate's title and description, and their distance to the query's
 */
#ifndef PRODROME_DUPLICATE_POOL_H
#define PRODROME_DUPLICATE_POOL_H

#include "train/duplicate/duplicates.h"
#include "train/duplicate/ticket_mentions.h"
#include "train/duplicate/ticket_rankers.h"

enum { POOL_TOP = 150, N_POOL_RANKERS = 3, N_DAY_HINGES = 5 };

enum pair_feature {
    PAIR_WORDS, PAIR_BM25F, PAIR_OPENINGS, PAIR_TITLE,                                                     /* the four that are held against the pool */
    PAIR_WORDS_SHARE, PAIR_BM25F_SHARE, PAIR_OPENINGS_SHARE, PAIR_TITLE_SHARE,
    PAIR_WORDS_RANK, PAIR_BM25F_RANK, PAIR_OPENINGS_RANK, PAIR_TITLE_RANK,
    PAIR_TITLE_IN_DESCRIPTION, PAIR_DESCRIPTION_IN_TITLE, PAIR_DESCRIPTIONS,
    PAIR_VERSIONS, PAIR_VERSIONS_COMMON,
    PAIR_SAME_TEAM, PAIR_SAME_COMPONENT, PAIR_COMPONENT_DAYS,
    PAIR_MENTION,
    PAIR_DAYS, PAIR_DAYS_HINGE, PAIR_LINKS = PAIR_DAYS_HINGE + N_DAY_HINGES, PAIR_IS_DUPLICATE, PAIR_SIBLING, PAIR_GROUP_WORDS, PAIR_GROUP_SIZE, PAIR_GROUP_DAYS,
    PAIR_TITLE_LENGTH, PAIR_DESCRIPTION_LENGTH, PAIR_TITLE_DISTANCE, PAIR_DESCRIPTION_DISTANCE,
    N_PAIR_FEATURES,
    N_POOL_SHARED = 4
};

enum pair_group { GROUP_WORDS, GROUP_TITLE, GROUP_VERSIONS, GROUP_FILED, GROUP_MENTION, GROUP_AGE, GROUP_HISTORY, GROUP_LENGTH, N_PAIR_GROUPS };

extern const char *const pair_group_name[N_PAIR_GROUPS];
enum pair_group pair_group_of(size_t feature);

extern const char *const pair_feature_name[N_PAIR_FEATURES];

/* What candidates are looked for in: rows first .. n_rows - 1 are tickets by time. All borrowed. */
struct duplicate_corpus {
    size_t                       first, n_rows;
    uint32_t                     n_cols;  /* of the vocabulary                                   */
    const int64_t               *created; /* [n_rows] TIME_NONE: not known                       */
    const struct duplicate_link *link;    /* [n_links] as duplicates.h has them, by such rows    */
    size_t                       n_links;
};

/* A ticket and what its text says, to be compared. */
struct pair_ticket {
    const struct ticket   *ticket;   /* borrowed */
    struct ticket_words    words;
    struct ticket_mentions mentions;
};

int  pair_ticket_make(struct pair_ticket *out, struct ticket_reader *reader, const struct ticket *ticket, struct err *err);
void pair_ticket_release(struct pair_ticket *t);

/* One query's pool; of one thread, used again for the next query. */
struct pool {
    const struct duplicate_corpus *corpus;
    float                    *words;     /* [corpus->n_rows] of the query and each row before it: filled before pool_choose */
    float                    *title;     /* [corpus->n_rows] likewise                                                    */
    uint32_t                 *candidate; /* [n] rows, ascending                                                          */
    const struct pair_ticket **ticket;   /* [n] filled before pool_fill                                                  */
    float                    *x;         /* [n * N_PAIR_FEATURES]                                                        */
    bool                     *named;     /* [n] by the query                                                             */
    size_t                    n, cap;
    struct search_hit        *order;     /* [cap] scratch                */
    float                    *most;      /* [corpus->n_rows] scratch     */
    uint32_t                 *place;     /* [corpus->n_cols] scratch: 1 + where the query has the word, 0 between fills */
    struct known_links       *known;     /* of the groups that were known */
};

int  pool_init(struct pool *pool, const struct duplicate_corpus *corpus, struct err *err);
void pool_release(struct pool *pool);

/* Candidates of a query that stands at row n_before, filed at `filed`, of the filled scores; named: [n_named] rows that it names. */
int  pool_choose(struct pool *pool, size_t n_before, int64_t filed, const uint32_t *named, size_t n_named, struct err *err);
/* Features of all pairs. */
void pool_fill(struct pool *pool, const struct pair_ticket *query, size_t n_before);

#endif

#include "train/duplicate/duplicate_ranker.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/duplicate/listwise.h"

enum { QUERIES_A_JOB = 16 };

/* The pools of some of the training queries. */
struct part {
    float   *x;       /* [n * N_PAIR_FEATURES] */
    uint8_t *right;   /* [n] */
    size_t   n, cap_x, cap_right;
    size_t   end[QUERIES_A_JOB]; /* of each query's pool */
};

struct collecting {
    const struct pair_views *views;
    const struct duplicates *known;     /* before the cut: what a mark set later says is not taught */
    size_t                   n_queries; /* the first of known->later */
    struct part             *part;      /* [n_parts] */
    size_t                   n_parts;
};

static int keep_pool(struct part *part, const struct pool *pool, const struct duplicates *groups, uint32_t query, struct err *err)
{
    if (mem_grow(&part->x, &part->cap_x, part->n + pool->n, N_PAIR_FEATURES * sizeof *part->x, err) < 0 ||
        mem_grow(&part->right, &part->cap_right, part->n + pool->n, sizeof *part->right, err) < 0)
        return ERR_NOMEM;
    if (pool->n > 0)
        memcpy(part->x + part->n * N_PAIR_FEATURES, pool->x, pool->n * N_PAIR_FEATURES * sizeof *part->x);
    for (size_t i = 0; i < pool->n; i++)
        part->right[part->n + i] = groups->group[pool->candidate[i]] == groups->group[query];
    part->n += pool->n;
    return 0;
}

static int collect_job(void *ctx, size_t job, struct err *err)
{
    struct collecting *c = ctx;
    struct part *part = &c->part[job];
    const uint32_t *query = c->known->later + job * QUERIES_A_JOB;
    struct pool pool;
    int rc = pool_init(&pool, c->views, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < QUERIES_A_JOB && job * QUERIES_A_JOB + i < c->n_queries; i++) {
        rc = pool_fill(&pool, c->views, query[i], err);
        if (rc == 0)
            rc = keep_pool(part, &pool, c->known, query[i], err);
        part->end[i] = part->n;
    }
    pool_release(&pool);
    return rc;
}

/* list: [c->n_queries] where the pools lie in the parts. */
static void list_pools(struct listwise_list *list, const struct collecting *c)
{
    for (size_t q = 0; q < c->n_queries; q++) {
        const struct part *part = &c->part[q / QUERIES_A_JOB];
        size_t i = q % QUERIES_A_JOB, begin = i > 0 ? part->end[i - 1] : 0, n = part->end[i] - begin;

        list[q] = (struct listwise_list){ NULL, NULL, n };
        if (n > 0) {
            list[q].x = part->x + begin * N_PAIR_FEATURES;
            list[q].right = part->right + begin;
        }
    }
}

static size_t count_teaching(const struct listwise_problem *p)
{
    size_t teaching = 0;

    for (size_t l = 0; l < p->n_lists; l++)
        for (size_t i = 0; i < p->list[l].n; i++)
            if (p->list[l].right[i]) {
                teaching++;
                break;
            }
    return teaching;
}

static int collect_and_fit(struct duplicate_ranker *out, struct collecting *c, int n_threads, struct err *err)
{
    struct listwise_list *list = mem_calloc(c->n_queries, sizeof *list);
    struct listwise_problem problem = { .n_features = N_PAIR_FEATURES, .n_lists = c->n_queries, .list = list, .l2 = DUPLICATE_RANKER_L2,
                                        .n_threads = n_threads };
    int rc;

    c->part = mem_calloc(c->n_parts, sizeof *c->part);
    rc = list == NULL || c->part == NULL ? err_nomem(err) : parallel_run(n_threads, c->n_parts, collect_job, c, err);
    if (rc == 0)
        list_pools(list, c);
    if (rc == 0 && count_teaching(&problem) >= DUPLICATE_RANKER_MIN_LISTS)
        rc = listwise_fit(out->weight, &out->n_lists, &problem, err);
    for (size_t p = 0; p < c->n_parts && c->part != NULL; p++) {
        mem_free(c->part[p].x);
        mem_free(c->part[p].right);
    }
    mem_free(c->part);
    mem_free(list);
    return rc;
}

int duplicate_ranker_fit(struct duplicate_ranker *out, const struct pair_views *views, size_t n_train, int n_threads, struct err *err)
{
    struct duplicate_ranker ranker = { .views = views };
    const struct ticket_table *tickets = views->tickets;
    struct duplicates known;
    struct collecting c = { .views = views, .known = &known };
    int rc = duplicates_known(&known, views->groups, n_train, n_train < tickets->n ? tickets->row[n_train].created : INT64_MAX, err);

    if (rc < 0)
        return rc;
    c.n_queries = known.n_later;
    c.n_parts = (c.n_queries + QUERIES_A_JOB - 1) / QUERIES_A_JOB;
    if (c.n_queries >= DUPLICATE_RANKER_MIN_LISTS)
        rc = collect_and_fit(&ranker, &c, n_threads, err);
    duplicates_release(&known);
    if (rc < 0)
        return rc;
    *out = ranker;
    return 0;
}

static int compare_hits(const void *a, const void *b)
{
    const struct search_hit *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return (x->row > y->row) - (x->row < y->row);
}

int duplicate_ranker_rank(const struct search_hit **ranked, size_t *n, const struct duplicate_ranker *ranker, struct pool *pool, uint32_t query,
                          struct err *err)
{
    int rc = pool_fill(pool, ranker->views, query, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < pool->n; i++) {
        const float *x = pool->x + i * N_PAIR_FEATURES;

        pool->order[i].row = pool->candidate[i];
        pool->order[i].score = ranker->n_lists > 0 ? (float)listwise_score(ranker->weight, x, N_PAIR_FEATURES)
                                                   : ticket_rankers_recent(&ranker->views->rankers, &pool->scores, query, pool->candidate[i]);
    }
    if (pool->n > 1)
        qsort(pool->order, pool->n, sizeof *pool->order, compare_hits);
    *ranked = pool->order;
    *n = pool->n;
    return 0;
}

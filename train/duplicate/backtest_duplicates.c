/*
 *   backtest_duplicates -> duplicates_make -> views of all tickets -> learn from the past duplicates -> rank each query -> measure
 */
#include "train/duplicate/backtest_duplicates.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/base/parallel.h"
#include "train/duplicate/duplicate_ranker.h"
#include "train/statistics/metrics.h"

enum { QUERIES_A_JOB = 16, N_DRAWS = 1000 };

/* ------------------------------------------------------------------------------------------------------- one query */

static bool is_right(const uint32_t *right, size_t n_right, uint32_t row)
{
    for (size_t i = 0; i < n_right; i++)
        if (right[i] == row)
            return true;
    return false;
}

/* ranked: [n] best first. */
static void judge(struct duplicate_prediction *p, const struct search_hit *ranked, size_t n, const struct duplicates *groups)
{
    const uint32_t *right;
    size_t n_right = duplicates_earlier(&right, groups, p->row), found = 0;

    p->n_hits = n < DUPLICATES_TOP ? n : DUPLICATES_TOP;
    memcpy(p->hit, ranked, p->n_hits * sizeof *ranked);
    for (size_t i = 0; i < n && found < n_right; i++) {
        if (!is_right(right, n_right, ranked[i].row))
            continue;
        p->rank = p->rank == 0 ? (uint32_t)i + 1 : p->rank;
        p->average_precision += (double)++found / (double)(i + 1) / (double)n_right;
    }
}

struct asking {
    struct duplicates_backtest    *b;
    const struct duplicate_ranker *ranker;
};

static int ask_job(void *ctx, size_t job, struct err *err)
{
    const struct asking *a = ctx;
    size_t begin = job * QUERIES_A_JOB, end = begin + QUERIES_A_JOB < a->b->n_queries ? begin + QUERIES_A_JOB : a->b->n_queries;
    struct pool pool;
    int rc = pool_init(&pool, a->ranker->views, err);

    if (rc < 0)
        return rc;
    for (size_t i = begin; rc == 0 && i < end; i++) {
        struct duplicate_prediction *p = &a->b->prediction[i];
        const struct search_hit *ranked;
        size_t n;

        rc = duplicate_ranker_rank(&ranked, &n, a->ranker, &pool, p->row, err);
        if (rc == 0)
            judge(p, ranked, n, &a->b->groups);
    }
    pool_release(&pool);
    return rc;
}

static int ask_all(struct duplicates_backtest *b, const struct pair_views *views, int n_threads, struct err *err)
{
    struct duplicate_ranker ranker;
    struct asking asking = { b, &ranker };
    double start = clock_monotonic();
    int rc = duplicate_ranker_fit(&ranker, views, b->n_train, n_threads, err);

    if (rc < 0)
        return rc;
    b->n_learned = ranker.n_lists;
    b->train_s = clock_monotonic() - start;
    start = clock_monotonic();
    rc = parallel_run(n_threads, (b->n_queries + QUERIES_A_JOB - 1) / QUERIES_A_JOB, ask_job, &asking, err);
    b->query_s = clock_monotonic() - start;
    return rc;
}

static int rank_all(struct duplicates_backtest *b, const struct duplicates_options *options, struct err *err)
{
    struct pair_views views;
    double start = clock_monotonic();
    int rc = pair_views_make(&views, b->tickets, &b->groups, b->n_train, b->groups.later, b->groups.n_later, options->n_threads, err);

    if (rc < 0)
        return rc;
    b->index_s = clock_monotonic() - start;
    rc = ask_all(b, &views, options->n_threads, err);
    pair_views_release(&views);
    return rc;
}

/* --------------------------------------------------------------------------------------------------------- measures */

struct measure {
    const struct duplicates_backtest *b;
    uint32_t                          k; /* recall at k; 0: mean average precision */
};

static double measure_one(const struct measure *m, size_t i)
{
    const struct duplicate_prediction *p = &m->b->prediction[i];

    return m->k == 0 ? p->average_precision : p->rank >= 1 && p->rank <= m->k ? 1 : 0;
}

static int mean_of_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    double sum = 0;

    (void)err;
    for (size_t i = 0; i < n; i++)
        sum += measure_one(ctx, index[i]);
    *out = sum / (double)n;
    return 0;
}

static int measure(struct duplicates_interval *out, const struct duplicates_backtest *b, uint32_t k, uint64_t seed, struct err *err)
{
    struct measure m = { b, k };
    double sum = 0;

    for (size_t i = 0; i < b->n_queries; i++)
        sum += measure_one(&m, i);
    out->value = sum / (double)b->n_queries;
    return metric_bootstrap(&out->low, &out->high, mean_of_draw, &m, b->n_queries, N_DRAWS, seed, err);
}

static int measure_all(struct duplicates_backtest *b, uint64_t seed, struct err *err)
{
    int rc = measure(&b->recall_at_1, b, 1, seed, err);

    if (rc == 0)
        rc = measure(&b->recall_at_5, b, 5, seed, err);
    if (rc == 0)
        rc = measure(&b->recall_at_10, b, 10, seed, err);
    if (rc == 0)
        rc = measure(&b->map, b, 0, seed, err);
    return rc;
}

/* ----------------------------------------------------------------------------------------------------- the backtest */

static int choose_queries(struct duplicates_backtest *b, struct err *err)
{
    const struct duplicates *g = &b->groups;

    if (g->n_links == 0)
        return err_set(err, ERR_NODATA, "none of the %zu tickets names another as its duplicate (column 'duplicate_of')", g->n);
    b->prediction = mem_calloc(g->n_later, sizeof *b->prediction);
    if (b->prediction == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < g->n_later; i++)
        if (g->later[i] >= b->n_train)
            b->prediction[b->n_queries++].row = g->later[i];
    if (b->n_queries == 0)
        return err_set(err, ERR_NODATA, "none of the newest %zu tickets is a duplicate of an earlier one", g->n - b->n_train);
    return 0;
}

int backtest_duplicates(struct duplicates_backtest *out, const struct ticket_table *tickets,
                        const struct duplicates_options *options, struct err *err)
{
    struct duplicates_backtest b = { .tickets = tickets };
    int rc;

    assert(options->holdout > 0 && options->holdout < 1);

    b.n_train = (size_t)floor((1 - options->holdout) * (double)tickets->n);
    rc = duplicates_make(&b.groups, tickets, err);
    if (rc == 0)
        rc = choose_queries(&b, err);
    if (rc == 0)
        rc = rank_all(&b, options, err);
    if (rc == 0)
        rc = measure_all(&b, options->seed, err);
    if (rc < 0) {
        duplicates_backtest_release(&b);
        return rc;
    }
    *out = b;
    return 0;
}

void duplicates_backtest_release(struct duplicates_backtest *b)
{
    duplicates_release(&b->groups);
    mem_free(b->prediction);
    *b = (struct duplicates_backtest){ 0 };
}

/*
 *   backtest_duplicates -> duplicates_make -> views of all tickets -> learn from the past duplicates -> rank each query -> the bar -> measure
 */
#include "train/duplicate/backtest_duplicates.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/outfile.h"
#include "datasets/base/parallel.h"
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
static void judge(struct duplicate_prediction *p, const struct duplicate_hit *ranked, size_t n, const struct duplicates *groups)
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

/* Rank of the best right one by `score` of each candidate, equal scores by row; 0: there is none. */
static uint32_t rank_by(const float *score, const struct pool *pool, const struct duplicates *groups, uint32_t query)
{
    const uint32_t *right;
    size_t n_right = duplicates_earlier(&right, groups, query), best = SIZE_MAX;
    uint32_t rank = 1;

    for (size_t i = 0; i < pool->n; i++)
        if (is_right(right, n_right, pool->candidate[i]) && (best == SIZE_MAX || score[i] > score[best]))
            best = i;
    for (size_t i = 0; i < pool->n && best != SIZE_MAX; i++)
        rank += score[i] > score[best] || (score[i] == score[best] && i < best);
    return best == SIZE_MAX ? 0 : rank;
}

struct asking {
    struct duplicates_backtest   *b;
    const struct duplicate_model *model;
    struct pair_views            *views;
};

static void judge_baselines(struct duplicate_prediction *p, float *score, const struct pair_asker *asker, const struct duplicates *groups)
{
    const struct pool *pool = &asker->pool;

    for (size_t i = 0; i < pool->n; i++)
        score[i] = pool->words[pool->candidate[i]];
    p->rank_by_words = rank_by(score, pool, groups, p->row);
    for (size_t i = 0; i < pool->n; i++)
        score[i] = ticket_recent(score[i], pool->corpus->created[p->row], pool->corpus->created[pool->candidate[i]]);
    p->rank_by_recent = rank_by(score, pool, groups, p->row);
}

static int ask_one(struct asking *a, struct pair_asker *asker, struct duplicate_prediction *p, struct err *err)
{
    struct duplicate_hit *hit = NULL;
    float *score = NULL;
    int rc = pair_asker_ask(asker, p->row, err);

    if (rc < 0)
        return rc;
    hit = mem_calloc(asker->pool.n, sizeof *hit);
    score = mem_calloc(asker->pool.n, sizeof *score);
    rc = hit == NULL || score == NULL ? err_nomem(err) : 0;
    if (rc == 0) {
        duplicate_model_rank(hit, a->model, &asker->pool, a->views->created[p->row], 0);
        judge(p, hit, asker->pool.n, &a->b->groups);
        judge_baselines(p, score, asker, &a->b->groups);
    }
    mem_free(hit);
    mem_free(score);
    return rc;
}

static int ask_job(void *ctx, size_t job, struct err *err)
{
    struct asking *a = ctx;
    size_t begin = job * QUERIES_A_JOB, end = begin + QUERIES_A_JOB < a->b->n_queries ? begin + QUERIES_A_JOB : a->b->n_queries;
    struct pair_asker asker;
    int rc = pair_asker_init(&asker, a->views, err);

    if (rc < 0)
        return rc;
    for (size_t i = begin; rc == 0 && i < end; i++)
        rc = ask_one(a, &asker, &a->b->prediction[i], err);
    pair_asker_release(&asker);
    return rc;
}

/* The newest tickets after the cut that are resolved: what became of them is known. */
static int choose_bar(struct asking *a, double asked, int n_threads, struct err *err)
{
    const struct duplicates_backtest *b = a->b;
    uint32_t *query = mem_calloc(DUPLICATES_BAR_QUERIES, sizeof *query);
    size_t n = 0, at = DUPLICATES_BAR_QUERIES;
    int rc = query == NULL ? err_nomem(err) : 0;

    for (size_t i = b->tickets->n; rc == 0 && i-- > b->n_train && at > 0;)
        if (b->tickets->row[i].resolved != TIME_NONE)
            query[--at] = (uint32_t)i;
    n = DUPLICATES_BAR_QUERIES - at;
    if (rc == 0)
        rc = duplicate_model_choose_bar(&a->b->bar, &a->b->pair, &a->b->n_pairs, a->model, a->views, query + at, n, asked, n_threads, err);
    mem_free(query);
    return rc;
}

static int ask_all(struct duplicates_backtest *b, struct pair_views *views, const struct duplicates_options *options, struct err *err)
{
    struct duplicate_model model;
    struct asking asking = { b, &model, views };
    double start = clock_monotonic();
    int rc = duplicate_model_fit(&model, views, b->n_train, options->n_threads, err);

    if (rc < 0)
        return rc;
    b->n_learned = model.n_lists;
    memcpy(b->weight, model.weight, sizeof b->weight);
    b->train_s = clock_monotonic() - start;
    start = clock_monotonic();
    rc = parallel_run(options->n_threads, (b->n_queries + QUERIES_A_JOB - 1) / QUERIES_A_JOB, ask_job, &asking, err);
    b->query_s = clock_monotonic() - start;
    if (rc == 0)
        rc = choose_bar(&asking, options->asked, options->n_threads, err);
    return rc;
}

static int rank_all(struct duplicates_backtest *b, const struct duplicates_options *options, struct err *err)
{
    struct ticket_rankers rankers;
    struct pair_views views;
    double start = clock_monotonic();
    int rc = ticket_rankers_make(&rankers, b->tickets, b->n_train, true, options->n_threads, err);

    if (rc < 0)
        return rc;
    rc = pair_views_init(&views, &rankers, b->tickets->n, &b->groups, err);
    b->index_s = clock_monotonic() - start;
    if (rc == 0) {
        rc = ask_all(b, &views, options, err);
        pair_views_release(&views);
    }
    ticket_rankers_release(&rankers);
    return rc;
}

/* --------------------------------------------------------------------------------------------------------- measures */

enum order { BY_MODEL, BY_WORDS, BY_RECENT };

struct measure {
    const struct duplicates_backtest *b;
    enum order                        order;
    uint32_t                          k; /* recall at k; 0: mean average precision */
};

static double measure_one(const struct measure *m, size_t i)
{
    const struct duplicate_prediction *p = &m->b->prediction[i];
    uint32_t rank = m->order == BY_MODEL ? p->rank : m->order == BY_WORDS ? p->rank_by_words : p->rank_by_recent;

    return m->k == 0 ? p->average_precision : rank >= 1 && rank <= m->k ? 1 : 0;
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

static int measure(struct duplicates_interval *out, const struct duplicates_backtest *b, enum order order, uint32_t k, uint64_t seed, struct err *err)
{
    struct measure m = { b, order, k };
    double sum = 0;

    for (size_t i = 0; i < b->n_queries; i++)
        sum += measure_one(&m, i);
    out->value = sum / (double)b->n_queries;
    return metric_bootstrap(&out->low, &out->high, mean_of_draw, &m, b->n_queries, N_DRAWS, seed, err);
}

static int measure_all(struct duplicates_backtest *b, uint64_t seed, struct err *err)
{
    const struct { struct duplicates_interval *out; enum order order; uint32_t k; } asked[] = {
        { &b->recall_at_1, BY_MODEL, 1 }, { &b->recall_at_5, BY_MODEL, 5 },   { &b->recall_at_10, BY_MODEL, 10 }, { &b->map, BY_MODEL, 0 },
        { &b->words_at_1, BY_WORDS, 1 },  { &b->words_at_10, BY_WORDS, 10 }, { &b->recent_at_1, BY_RECENT, 1 },  { &b->recent_at_10, BY_RECENT, 10 },
    };
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < sizeof asked / sizeof *asked; i++)
        rc = measure(asked[i].out, b, asked[i].order, asked[i].k, seed, err);
    for (size_t i = 0; i < b->n_queries; i++)
        b->in_pool += (b->prediction[i].rank > 0) / (double)b->n_queries;
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
    mem_free(b->pair);
    *b = (struct duplicates_backtest){ 0 };
}

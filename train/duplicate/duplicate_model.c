#include "train/duplicate/duplicate_model.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/duplicate/listwise.h"
#include "train/statistics/calibration.h"

enum { QUERIES_A_JOB = 16 };

/* ----------------------------------------------------------------------------------------------------------- learning */

/* The pools of some of the training queries. */
struct part {
    float   *x;       /* [n * N_PAIR_FEATURES] */
    uint8_t *right;   /* [n] */
    size_t   n, cap_x, cap_right;
    size_t   end[QUERIES_A_JOB]; /* of each query's pool */
};

struct collecting {
    struct pair_views       *views;
    const struct duplicates *known;     /* before the cut: what a mark set later says is not taught */
    const uint32_t          *query;     /* [n_queries] */
    size_t                   n_queries;
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
    const uint32_t *query = c->query + job * QUERIES_A_JOB;
    struct pair_asker asker;
    int rc = pair_asker_init(&asker, c->views, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < QUERIES_A_JOB && job * QUERIES_A_JOB + i < c->n_queries; i++) {
        rc = pair_asker_ask(&asker, query[i], err);
        if (rc == 0)
            rc = keep_pool(part, &asker.pool, c->known, query[i], err);
        part->end[i] = part->n;
    }
    pair_asker_release(&asker);
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

static int collect_and_fit(struct duplicate_model *out, struct collecting *c, int n_threads, struct err *err)
{
    struct listwise_list *list = mem_calloc(c->n_queries, sizeof *list);
    struct listwise_problem problem = { .n_features = N_PAIR_FEATURES, .n_lists = c->n_queries, .list = list, .l2 = DUPLICATE_MODEL_L2,
                                        .n_threads = n_threads };
    int rc;

    c->part = mem_calloc(c->n_parts, sizeof *c->part);
    rc = list == NULL || c->part == NULL ? err_nomem(err) : parallel_run(n_threads, c->n_parts, collect_job, c, err);
    if (rc == 0)
        list_pools(list, c);
    if (rc == 0 && count_teaching(&problem) >= DUPLICATE_LISTS_MIN)
        rc = listwise_fit(out->weight, &out->n_lists, &problem, err);
    for (size_t p = 0; p < c->n_parts && c->part != NULL; p++) {
        mem_free(c->part[p].x);
        mem_free(c->part[p].right);
    }
    mem_free(c->part);
    mem_free(list);
    return rc;
}

int duplicate_model_fit(struct duplicate_model *out, struct pair_views *views, size_t n_train, int n_threads, struct err *err)
{
    struct duplicate_model model = { .bar = { .threshold = (double)INFINITY } };
    struct duplicates known;
    struct collecting c = { .views = views, .known = &known };
    int rc = duplicates_known(&known, views->groups, n_train, n_train < views->n_tickets ? views->created[n_train] : INT64_MAX, err);

    if (rc < 0)
        return rc;
    c.n_queries = known.n_later < DUPLICATE_LISTS_MAX ? known.n_later : DUPLICATE_LISTS_MAX;
    c.query = known.later + (known.n_later - c.n_queries);
    c.n_parts = (c.n_queries + QUERIES_A_JOB - 1) / QUERIES_A_JOB;
    if (c.n_queries >= DUPLICATE_LISTS_MIN)
        rc = collect_and_fit(&model, &c, n_threads, err);
    duplicates_release(&known);
    if (rc < 0)
        return rc;
    *out = model;
    return 0;
}

/* ------------------------------------------------------------------------------------------------------------ scoring */

static int compare_hits(const void *a, const void *b)
{
    const struct duplicate_hit *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return (x->row > y->row) - (x->row < y->row);
}

/* hit: [n] by descending score. */
static float others_of(const struct duplicate_hit *hit, size_t n, size_t i)
{
    double most = n < 2 ? -(double)INFINITY : hit[i == 0 ? 1 : 0].score, sum = 0;

    for (size_t h = 0; h < n; h++)
        if (h != i)
            sum += exp(hit[h].score - most);
    return (float)fmax(n < 2 ? most : most + log(sum), hit[i].score - DUPLICATE_MARGIN_MAX);
}

void duplicate_model_rank(struct duplicate_hit *hit, const struct duplicate_model *m, const struct pool *pool, int64_t filed, size_t n_others)
{
    for (size_t i = 0; i < pool->n; i++) {
        uint32_t row = pool->candidate[i];

        hit[i] = (struct duplicate_hit){ .row = row, .at = (uint32_t)i };
        hit[i].score = m->n_lists > 0 ? listwise_score(m->weight, pool->x + i * N_PAIR_FEATURES, N_PAIR_FEATURES)
                                      : (double)ticket_recent(pool->words[row], filed, pool->corpus->created[row]);
    }
    if (pool->n > 1)
        qsort(hit, pool->n, sizeof *hit, compare_hits);
    for (size_t i = 0; i < pool->n && i < n_others; i++)
        hit[i].others = others_of(hit, pool->n, i);
}

double duplicate_model_margin(const struct duplicate_model *m, const float *x, float others)
{
    return listwise_score(m->weight, x, N_PAIR_FEATURES) - (double)others;
}

double duplicate_model_logit(const struct duplicate_model *m, const float *x, float others)
{
    return m->bar.b + m->bar.a * duplicate_model_margin(m, x, others);
}

const char *duplicate_group_name(size_t group)
{
    return group == DUPLICATE_OTHERS ? "other candidates" : pair_group_name[group];
}

void duplicate_model_explain(double group[N_DUPLICATE_GROUPS], const struct duplicate_model *m, const float *x, float others)
{
    double sum = m->bar.b, logit = duplicate_model_logit(m, x, others);

    for (size_t g = 0; g < N_PAIR_GROUPS; g++)
        group[g] = 0;
    group[DUPLICATE_OTHERS] = -m->bar.a * (double)others;
    for (size_t f = 0; f < N_PAIR_FEATURES; f++)
        group[pair_group_of(f)] += m->bar.a * m->weight[f] * (double)x[f];
    for (size_t g = 0; g < N_DUPLICATE_GROUPS; g++)
        sum += group[g];
    assert(fabs(sum - logit) <= 1e-9 * (1 + fabs(logit)));
}

/* ------------------------------------------------------------------------------------------------------------ the bar */

struct asking {
    const struct duplicate_model *m;
    struct pair_views            *views;
    const uint32_t               *query;
    size_t                        n_queries;
    struct duplicate_pair        *pair;   /* [n_queries * DUPLICATE_SUGGESTED] */
    size_t                       *n_pairs; /* [n_queries] */
};

static int ask_one(struct asking *a, struct pair_asker *asker, size_t i, struct err *err)
{
    const uint32_t *group = a->views->groups->group;
    struct duplicate_hit *hit;
    int rc = pair_asker_ask(asker, a->query[i], err);

    if (rc < 0)
        return rc;
    hit = mem_calloc(asker->pool.n, sizeof *hit);
    if (hit == NULL)
        return err_nomem(err);
    duplicate_model_rank(hit, a->m, &asker->pool, a->views->created[a->query[i]], DUPLICATE_SUGGESTED);
    a->n_pairs[i] = asker->pool.n < DUPLICATE_SUGGESTED ? asker->pool.n : DUPLICATE_SUGGESTED;
    for (size_t h = 0; h < a->n_pairs[i]; h++)
        a->pair[i * DUPLICATE_SUGGESTED + h] = (struct duplicate_pair){ (uint32_t)i, hit[h].score - (double)hit[h].others, group[hit[h].row] == group[a->query[i]] };
    mem_free(hit);
    return 0;
}

static int ask_job(void *ctx, size_t job, struct err *err)
{
    struct asking *a = ctx;
    struct pair_asker asker;
    int rc = pair_asker_init(&asker, a->views, err);

    if (rc < 0)
        return rc;
    for (size_t i = job * QUERIES_A_JOB; rc == 0 && i < (job + 1) * QUERIES_A_JOB && i < a->n_queries; i++)
        rc = ask_one(a, &asker, i, err);
    pair_asker_release(&asker);
    return rc;
}

int duplicate_model_choose_bar(struct duplicate_bar *out, struct duplicate_pair **pair, size_t *n_pairs, const struct duplicate_model *m, struct pair_views *views, const uint32_t *query, size_t n_queries, double asked, int n_threads,
                               struct err *err)
{
    struct asking a = { m, views, query, n_queries, mem_calloc(n_queries * DUPLICATE_SUGGESTED, sizeof *a.pair), mem_calloc(n_queries, sizeof *a.n_pairs) };
    bool *is_duplicate = mem_calloc(n_queries, sizeof *is_duplicate);
    size_t n = 0;
    int rc = a.pair == NULL || a.n_pairs == NULL || is_duplicate == NULL ? err_nomem(err)
                                                                          : parallel_run(n_threads, (n_queries + QUERIES_A_JOB - 1) / QUERIES_A_JOB, ask_job, &a, err);

    for (size_t i = 0; rc == 0 && i < n_queries; i++) {
        const uint32_t *earlier;

        is_duplicate[i] = duplicates_earlier(&earlier, views->groups, query[i]) > 0;
        memmove(a.pair + n, a.pair + i * DUPLICATE_SUGGESTED, a.n_pairs[i] * sizeof *a.pair);
        n += a.n_pairs[i];
    }
    if (rc == 0)
        rc = duplicate_bar_choose(out, a.pair, n, is_duplicate, n_queries, asked, err);
    if (rc == 0) {
        *pair = a.pair;
        *n_pairs = n;
    } else {
        mem_free(a.pair);
    }
    mem_free(a.n_pairs);
    mem_free(is_duplicate);
    return rc;
}

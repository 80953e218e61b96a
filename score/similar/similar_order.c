#include "score/similar/similar_order.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/statistics/calibration.h"

int similar_order_load(struct similar_order *out, struct store *store, const struct model_list *models, const char *project, struct err *err)
{
    struct similar_order order = { .version = NULL };
    int rc = 0;

    if (models != NULL && project[0] != '\0')
        order.version = registry_scorer(models, "duplicates", project, &order.approved);
    if (order.version != NULL)
        rc = duplicate_model_load(&order.model, store, order.version, err);
    if (rc == 0)
        *out = order;
    return rc;
}

static void fill_likely(struct similar_likely *likely, const struct similar_order *order, const struct pool *pool, const struct duplicate_hit *hit)
{
    const struct duplicate_model *m = &order->model;
    const float *x = pool->x + (size_t)hit->at * N_PAIR_FEATURES;

    *likely = (struct similar_likely){ .row = hit->row, .others = hit->others };
    memcpy(likely->x, x, sizeof likely->x);
    likely->margin = duplicate_model_margin(m, x, hit->others);
    likely->logit = duplicate_model_logit(m, x, hit->others);
    likely->probability = calibration_probability(likely->logit);
    likely->suspected = likely->margin >= m->bar.threshold;
    duplicate_model_explain(likely->group, m, x, hit->others);
}

/* The most similar by words, of equal ones the earliest, as search_top has it. */
static size_t nearest(const struct duplicate_hit *hit, const struct pool *pool)
{
    size_t best = 0;

    for (size_t i = 1; i < pool->n; i++) {
        float a = pool->words[hit[i].row], b = pool->words[hit[best].row];

        if (a > b || (a == b && hit[i].row < hit[best].row))
            best = i;
    }
    return best;
}

int similar_order_take(struct similar_likely *likely, size_t k, size_t *n, const struct similar_order *order, const struct pool *pool, int64_t filed, struct err *err)
{
    struct duplicate_hit *hit = mem_calloc(pool->n, sizeof *hit);
    size_t closest;

    if (hit == NULL)
        return err_nomem(err);
    duplicate_model_rank(hit, &order->model, pool, filed, pool->n);
    *n = pool->n < k ? pool->n : k;
    for (size_t i = 0; i < *n; i++)
        fill_likely(&likely[i], order, pool, &hit[i]);
    if (*n > 0 && (closest = nearest(hit, pool)) >= *n)
        fill_likely(&likely[*n - 1], order, pool, &hit[closest]);
    mem_free(hit);
    return 0;
}

json_t *similar_likely_why(const struct similar_likely *likely, const struct similar_order *order)
{
    json_t *list = json_array();

    for (size_t g = 0; g < N_DUPLICATE_GROUPS; g++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:f}", "column", duplicate_group_name(g), "family", duplicate_group_name(g), "value", likely->group[g]));
    return json_pack("{s:f, s:f, s:o, s:f, s:i}", "bias", order->model.bar.b, "score", likely->logit, "contributions", list, "rest", 0.0, "n", (int)N_DUPLICATE_GROUPS);
}

json_t *similar_likely_groups(const struct similar_likely *likely)
{
    json_t *groups = json_object();

    for (size_t g = 0; g < N_DUPLICATE_GROUPS; g++)
        json_object_set_new(groups, duplicate_group_name(g), json_real(likely->group[g]));
    return groups;
}

size_t similar_likely_row(uint32_t *col, float *val, const struct similar_likely *likely)
{
    size_t n = 0;

    for (uint32_t f = 0; f < N_PAIR_FEATURES; f++)
        if (likely->x[f] != 0) {
            col[n] = f;
            val[n++] = likely->x[f];
        }
    if (likely->others != 0) {
        col[n] = N_PAIR_FEATURES;
        val[n++] = likely->others;
    }
    return n;
}

int similar_order_replay(double *logit, const struct duplicate_model *m, const uint32_t *col, const float *val, size_t n, struct err *err)
{
    float x[N_PAIR_FEATURES + 1] = { 0 };

    for (size_t i = 0; i < n; i++) {
        if (col[i] > N_PAIR_FEATURES || !isfinite(val[i]))
            return err_set(err, ERR_INTEGRITY, "the feature row does not fit the model");
        x[col[i]] = val[i];
    }
    *logit = duplicate_model_logit(m, x, x[N_PAIR_FEATURES]);
    return 0;
}

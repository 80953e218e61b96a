#include "score/similar/order_night.h"

#include <stdio.h>
#include <stdlib.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "score/score_batch.h"

enum { QUERIES_A_JOB = 8 };

struct asking {
    struct pair_views          *views;
    const struct similar_order *order;
    const uint32_t             *query;
    size_t                      n_queries, k;
    struct similar_likely      *likely;
    size_t                     *n_likely;
};

static int ask_job(void *ctx, size_t job, struct err *err)
{
    const struct asking *a = ctx;
    struct pair_asker asker;
    int rc = pair_asker_init(&asker, a->views, err);

    if (rc < 0)
        return rc;
    for (size_t i = job * QUERIES_A_JOB; rc == 0 && i < (job + 1) * QUERIES_A_JOB && i < a->n_queries; i++) {
        rc = pair_asker_ask(&asker, a->query[i], err);
        if (rc == 0)
            rc = similar_order_take(a->likely + i * a->k, a->k, &a->n_likely[i], a->order, &asker.pool, a->views->created[a->query[i]], err);
    }
    pair_asker_release(&asker);
    return rc;
}

int order_night_find(struct similar_likely *likely, size_t *n_likely, size_t k, const struct order_night *o, const uint32_t *query, size_t n_queries, struct err *err)
{
    struct pair_views views;
    struct asking a = { &views, o->order, query, n_queries, k, likely, n_likely };
    int rc = pair_views_init(&views, &o->similar->rankers, o->similar->n_known, o->groups, err);

    if (rc < 0)
        return rc;
    rc = parallel_run(o->n_threads, (n_queries + QUERIES_A_JOB - 1) / QUERIES_A_JOB, ask_job, &a, err);
    pair_views_release(&views);
    return rc;
}

static json_t *detail_of(const struct order_night *o, const struct similar_likely *likely, size_t n)
{
    json_t *list = json_array();

    for (size_t i = 0; i < n; i++) {
        const struct ticket *t = &o->similar->tickets->row[likely[i].row];

        json_array_append_new(list, json_pack("{s:o, s:s, s:f, s:f, s:f, s:b, s:o}", "item", json_sprintf("ticket:%s/%s", t->project, t->id), "id", t->id, "probability",
                                              likely[i].probability, "logit", likely[i].logit, "bias", o->order->model.bar.b, "suspected", (int)likely[i].suspected, "groups",
                                              similar_likely_groups(&likely[i])));
    }
    return json_pack("{s:o, s:o}", "candidates", list, "why", similar_likely_why(&likely[0], o->order));
}

static int put_one(struct score_writer *w, const struct order_night *o, const struct similar_likely *likely, size_t n, const struct ticket *query, struct err *err)
{
    uint32_t col[N_PAIR_FEATURES + 1];
    float val[N_PAIR_FEATURES + 1];
    char item[SCORE_ITEM_MAX], *text = NULL;
    struct score_row row = { .model_id = o->order->version->model_id, .item = item, .version_id = query->version_id, .probability = likely[0].probability, .logit = likely[0].logit,
                             .label = o->similar->tickets->row[likely[0].row].id, .col = col, .val = val, .n = similar_likely_row(col, val, &likely[0]), .approved = o->order->approved };
    int64_t score_id;
    int rc;

    snprintf(item, sizeof item, "ticket:%s/%s", query->project, query->id);
    rc = score_writer_find(w, &score_id, item, row.model_id, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    rc = score_detail_text(&text, detail_of(o, likely, n), err);
    row.detail = text;
    if (rc == 0)
        rc = score_writer_put(w, &score_id, &row, err);
    free(text);
    return rc;
}

int order_night_put(const struct order_night *o, const struct similar_likely *likely, const size_t *n_likely, size_t k, const uint32_t *query, size_t n_queries, struct err *err)
{
    struct score_writer w;
    int rc = score_writer_open(&w, o->store, o->run_id, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; rc == 0 && i < n_queries; i++)
        if (n_likely[i] > 0)
            rc = put_one(&w, o, likely + i * k, n_likely[i], &o->similar->tickets->row[query[i]], err);
    if (rc == 0)
        rc = score_writer_flush(&w, err);
    score_writer_close(&w);
    return rc;
}

#include "score/score_batch.h"

#include <stdlib.h>

#include "datasets/base/mem.h"
#include "score/explain.h"

void score_batch_release(struct score_batch *b)
{
    mem_free(b->margin);
    csr_release(&b->x);
    tokens_release(&b->tokens);
    samples_release(&b->samples);
    learned_release(&b->learned);
}

int score_batch_run(struct score_batch *b, const enum token_kind *kind, struct err *err)
{
    int threads = b->s->n_threads;
    int rc = registry_load(&b->learned, b->s->store, b->version, err);

    if (rc == 0)
        rc = tokens_make(&b->tokens, &b->samples, kind, threads, err);
    if (rc == 0)
        rc = feature_set_rows(&b->x, b->learned.features, &b->samples, &b->tokens, NULL, b->samples.n, threads, err);
    if (rc == 0)
        rc = learned_margins_of(&b->margin, &b->learned, &b->x, threads, err);
    return rc;
}

int score_detail_text(char **out, json_t *detail, struct err *err)
{
    *out = detail != NULL ? json_dumps(detail, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(17) | JSON_ENSURE_ASCII) : NULL;
    json_decref(detail);
    return *out == NULL ? err_nomem(err) : 0;
}

int score_batch_explain(json_t *detail, double *score, const struct score_batch *b, size_t row, size_t output, struct err *err)
{
    size_t from = b->x.row_start[row], n = b->x.row_start[row + 1] - from;
    struct explanation e;
    json_t *why = NULL;
    int rc = explain_row(&e, &b->learned, b->x.col + from, b->x.val + from, n, output, err);

    if (rc < 0)
        return rc;
    *score = e.score;
    rc = explanation_json(&why, &e, &b->learned, SCORE_TOP_CONTRIBUTIONS, err);
    explanation_release(&e);
    if (rc == 0 && json_object_set_new(detail, "why", why) != 0)
        rc = err_nomem(err);
    return rc;
}

int score_batch_put(struct score_writer *w, int64_t *score_id, const struct score_batch *b, size_t row, const char *item, int64_t version_id,
                    double probability, double logit, const char *label, json_t *detail, struct err *err)
{
    size_t from = b->x.row_start[row];
    char *text = NULL;
    int rc = score_detail_text(&text, detail, err);
    struct score_row out = {
        .model_id = b->version->model_id, .item = item, .version_id = version_id, .probability = probability, .logit = logit,
        .label = label, .detail = text, .col = b->x.col + from, .val = b->x.val + from, .n = b->x.row_start[row + 1] - from,
        .approved = b->approved,
    };

    if (rc == 0)
        rc = score_writer_put(w, score_id, &out, err);
    free(text);
    return rc;
}

/*
 * transient.c - see transient.h.
 */
#include "score/watch/transient.h"

#include "datasets/base/mem.h"
#include "score/change_meaning.h"
#include "score/explain.h"

struct work {
    struct learned learned;
    struct samples samples;
    struct tokens  tokens;
    struct csr     x;
    double        *margin;   /* [n] */
    double        *p;        /* [n] */
    struct what_ifs ifs;
};

static int prepare(struct work *w, const struct scoring *s, const struct model_version *version, const struct change_table *changes, struct err *err)
{
    int rc = registry_load(&w->learned, s->store, version, err);

    if (rc == 0)
        rc = samples_of_changes(&w->samples, changes, err);
    if (rc == 0)
        rc = tokens_make(&w->tokens, &w->samples, change_token_kind, s->n_threads, err);
    if (rc == 0)
        rc = feature_set_rows(&w->x, w->learned.features, &w->samples, &w->tokens, NULL, w->samples.n, s->n_threads, err);
    if (rc == 0)
        rc = linear_model_margins_all(&w->margin, &w->learned.model, &w->x, s->n_threads, err);
    return rc;
}

/* What would lower them. All changes are of one project. */
static int ask_what_ifs(struct work *w, const struct scoring *s, const struct change_table *changes, struct err *err)
{
    int rc;

    w->p = mem_calloc(changes->n, sizeof(*w->p));
    rc = w->p == NULL ? err_nomem(err) : what_ifs_read(&w->ifs, s->store, s->snapshot, changes->row[0].project, err);
    for (size_t i = 0; rc == 0 && i < changes->n; i++)
        w->p[i] = calibration_probability(calibration_logit(&w->learned.calibration, w->margin[i]));
    return rc < 0 ? rc : what_ifs_ask(&w->ifs, &w->learned, changes, w->p, change_rate(&w->learned), s->n_threads, err);
}

static int score_row(struct transient_score *out, const struct work *w, size_t row, const struct change *change, struct err *err)
{
    size_t from = w->x.row_start[row], n = w->x.row_start[row + 1] - from;
    struct explanation e;
    json_t *why = NULL;
    int rc = explain_row(&e, &w->learned, w->x.col + from, w->x.val + from, n, 0, err);

    if (rc < 0)
        return rc;
    rc = explanation_json(&why, &e, &w->learned, SCORE_TOP_CONTRIBUTIONS, err);
    explanation_release(&e);
    if (rc < 0)
        return rc;
    out->probability = w->p[row];
    out->detail = json_pack("{s:o, s:f}", "why", why, "base_rate", w->learned.base_rate);
    if (out->detail == NULL)
        return err_nomem(err);
    return change_meaning_add(out->detail, &w->learned, change, calibration_logit(&w->learned.calibration, w->margin[row]), &w->ifs, w->ifs.p + row * WHAT_IFS,
                              err);
}

int transient_scores(struct transient_score **out, const struct scoring *s, const struct model_version *version, const struct change_table *changes, struct err *err)
{
    struct transient_score *scores = mem_calloc(changes->n + 1, sizeof(*scores));
    struct work w = { .margin = NULL };
    int rc = scores == NULL ? err_nomem(err) : changes->n == 0 ? 0 : prepare(&w, s, version, changes, err);

    if (rc == 0 && changes->n > 0)
        rc = ask_what_ifs(&w, s, changes, err);
    for (size_t i = 0; rc == 0 && i < changes->n; i++)
        rc = score_row(&scores[i], &w, i, &changes->row[i], err);
    mem_free(w.ifs.p);
    mem_free(w.p);
    mem_free(w.margin);
    csr_release(&w.x);
    tokens_release(&w.tokens);
    samples_release(&w.samples);
    learned_release(&w.learned);
    if (rc < 0) {
        transient_free(scores, scores == NULL ? 0 : changes->n);
        return rc;
    }
    *out = scores;
    return 0;
}

void transient_free(struct transient_score *scores, size_t n)
{
    for (size_t i = 0; scores != NULL && i < n; i++)
        json_decref(scores[i].detail);
    mem_free(scores);
}

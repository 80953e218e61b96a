/*
 * transient.c - see transient.h.
 */
#include "score/watch/transient.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "features/change/change_past.h"
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

/* A change among those of the project: where, and whether it is one of those that are asked about. */
struct place { const struct change *change; size_t asked; /* SIZE_MAX: stored alone */ };

static int by_commit(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = strcmp(x->change->commit, y->change->commit);

    return order != 0 ? order : (x->asked > y->asked) - (x->asked < y->asked);
}

static int by_date(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int64_t p = x->change->author_date, q = y->change->author_date;

    if (p != q)
        return p > q ? 1 : -1;
    if ((x->asked == SIZE_MAX) != (y->asked == SIZE_MAX))
        return x->asked == SIZE_MAX ? -1 : 1; /* what is stored came first */
    return x->asked != y->asked ? (x->asked > y->asked ? 1 : -1) : (x->change > y->change) - (x->change < y->change);
}

/* The project's changes and the asked ones, each once, in the order that an import would give them. */
static size_t list_places(struct place *place, const struct change_table *stored, const struct change_table *asked)
{
    size_t n = 0, all = 0;

    for (size_t i = 0; i < asked->n; i++)
        place[all++] = (struct place){ &asked->row[i], i };
    for (size_t i = 0; i < stored->n; i++)
        place[all++] = (struct place){ &stored->row[i], SIZE_MAX };
    qsort(place, all, sizeof(*place), by_commit);
    for (size_t i = 0; i < all; i++)
        if (n == 0 || strcmp(place[n - 1].change->commit, place[i].change->commit) != 0)
            place[n++] = place[i];
    qsort(place, n, sizeof(*place), by_date);
    return n;
}

/* Changes are asked about that the store may not have: what the past tells of them follows from both together. */
static int see_past(struct change_table *out, const struct scoring *s, const struct change_table *asked, struct err *err)
{
    struct change_table stored = { .n = 0 }, all = { .has_code = asked->has_code };
    struct place *place = NULL;
    int rc = changes_load(&stored, s->store, s->snapshot, asked->row[0].project, err);

    *out = (struct change_table){ .row = (struct change *)(void *)mem_memdup(asked->row, asked->n * sizeof(*asked->row)), .n = asked->n, .has_code = asked->has_code };
    all.row = mem_calloc(stored.n + asked->n, sizeof(*all.row));
    place = mem_calloc(stored.n + asked->n, sizeof(*place));
    if (rc == 0 && (out->row == NULL || all.row == NULL || place == NULL))
        rc = err_nomem(err);
    if (rc == 0)
        all.n = list_places(place, &stored, asked);
    for (size_t i = 0; i < all.n; i++)
        all.row[i] = *place[i].change;
    all.has_code = all.has_code || stored.has_code;
    if (rc == 0)
        rc = change_past_fill(&all, NULL, err);
    for (size_t i = 0; rc == 0 && i < all.n; i++)
        if (place[i].asked != SIZE_MAX) {
            memcpy(out->row[place[i].asked].past, all.row[i].past, sizeof(all.row[i].past));
            out->row[place[i].asked].worst = all.row[i].worst;
        }
    mem_free(place);
    mem_free(all.row);
    changes_release(&stored);
    return rc;
}

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
    struct change_table seen = { .n = 0 };
    struct work w = { .margin = NULL };
    int rc = scores == NULL ? err_nomem(err) : changes->n == 0 ? 0 : see_past(&seen, s, changes, err);

    if (rc == 0 && seen.n > 0)
        rc = prepare(&w, s, version, &seen, err);
    if (rc == 0 && seen.n > 0)
        rc = ask_what_ifs(&w, s, &seen, err);
    for (size_t i = 0; rc == 0 && i < seen.n; i++)
        rc = score_row(&scores[i], &w, i, &seen.row[i], err);
    mem_free(seen.row);
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

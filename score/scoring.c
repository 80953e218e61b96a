/*
 * scoring.c - the changes and releases of scoring.h; tickets are in score_tickets.c, what all have in common in score_batch.h.
 *
 *   score_releases -> changes_load, releases_load -> upcoming ones -> score_change_batch (members) -> one row for the release
 */
#include "score/scoring.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/release_outcomes.h"
#include "features/change/change_past.h"
#include "score/change_meaning.h"
#include "score/release_meaning.h"
#include "score/score_batch.h"
#include "train/release/release_model_io.h"

/* A table of chosen changes that borrows the rows' text. */
static int choose_changes(struct change_table *out, const struct change_table *all, const uint32_t *row, size_t n, struct err *err)
{
    memset(out, 0, sizeof(*out));
    out->row = mem_calloc(n, sizeof(*out->row));
    if (out->row == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        out->row[i] = all->row[row[i]];
    out->n = n;
    out->has_code = all->has_code;
    return 0;
}

struct scored_change { int64_t score_id; double p, logit; const struct change *change; };

/* Scores one change, or finds the score that this run gave it. */
static int score_change(struct scored_change *out, struct score_writer *w, const struct score_batch *b, size_t row, const struct change *c,
                        const struct what_ifs *ifs, struct err *err)
{
    json_t *detail;
    char item[SCORE_ITEM_MAX];
    double p, logit = 0;
    int found, rc;

    snprintf(item, sizeof(item), "change:%s/%s", c->project, c->commit);
    out->change = c;
    logit = calibration_logit(&b->learned.calibration, b->margin[row]);
    p = calibration_probability(logit);
    out->p = p;
    out->logit = logit;
    found = score_writer_find(w, &out->score_id, item, b->version->model_id, err);
    if (found != 0)
        return found < 0 ? found : 0;
    detail = json_object();
    rc = score_batch_explain(detail, &logit, b, row, 0, err);
    if (rc == 0)
        rc = change_meaning_add(detail, &b->learned, c, logit, ifs, ifs->p + row * WHAT_IFS, err);
    if (rc < 0) {
        json_decref(detail);
        return rc;
    }
    json_object_set_new(detail, "base_rate", json_real(b->learned.base_rate));
    rc = score_batch_put(w, &out->score_id, b, row, item, c->version_id, p, logit, "", detail, err);
    return rc < 0 ? rc : 1;
}

static int score_change_batch(struct scored_change *out, struct scoring_counts *counts, struct score_batch *b, struct score_writer *w,
                              const struct change_table *t, const struct change_table *all, struct err *err)
{
    struct what_ifs ifs = { .p = NULL };
    double *p = mem_calloc(t->n, sizeof(*p));
    int rc = p == NULL ? err_nomem(err) : samples_of_changes(&b->samples, t, err);

    if (rc == 0)
        rc = score_batch_run(b, change_token_kind, err);
    for (size_t i = 0; rc == 0 && i < t->n; i++)
        p[i] = calibration_probability(calibration_logit(&b->learned.calibration, b->margin[i]));
    if (rc == 0)
        rc = what_ifs_prepare(&ifs, all, err);
    if (rc == 0)
        rc = what_ifs_ask(&ifs, &b->learned, t, p, change_rate(&b->learned), b->s->n_threads, err);
    for (size_t i = 0; rc >= 0 && i < t->n; i++) {
        rc = score_change(&out[i], w, b, i, &t->row[i], &ifs, err);
        counts->scored += rc > 0;
        counts->unapproved += rc > 0 && !b->approved;
        progress_step(b->s->log, 1);
    }
    mem_free(ifs.p);
    mem_free(p);
    return rc < 0 ? rc : 0;
}

/* 1 - prod(1 - p), by sums of log1p so that many small ones do not vanish. */
static double any_of(const struct scored_change *c, size_t n)
{
    double log_none = 0;

    for (size_t i = 0; i < n; i++)
        log_none += log1p(-fmin(c[i].p, 1 - 1e-15));
    return -expm1(log_none);
}

static int by_p(const void *a, const void *b)
{
    const struct scored_change *x = a, *y = b;

    if (x->p != y->p)
        return x->p < y->p ? 1 : -1;
    return strcmp(x->change->commit, y->change->commit);
}

/* Of a model of releases: bias + sum of the contributions = logit. */
static json_t *release_parts(const struct release_model *m, const double *number)
{
    json_t *list = json_array();

    if (m->method != RELEASE_MODEL)
        return list;
    json_array_append_new(list, json_pack("{s:s, s:f}", "name", "start", "value", m->bias));
    for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
        json_array_append_new(list, json_pack("{s:s, s:f}", "name", release_number_name[k], "value", release_model_part(m, number, (enum release_number)k)));
    return list;
}

/* What the release's probability is made of: -ln(1 - p) adds up over the changes, so each has a share. */
static json_t *release_detail(const struct scored_change *c, size_t n, const struct release_model *m, const double *number, const char *change_model,
                              const struct model_version *release_model)
{
    json_t *list = json_array();
    double total = 0;

    for (size_t i = 0; i < n; i++)
        total -= log1p(-fmin(c[i].p, 1 - 1e-15));
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_pack("{s:s, s:f, s:f}", "commit", c[i].change->commit, "p", c[i].p, "share",
                                              total > 0 ? -log1p(-fmin(c[i].p, 1 - 1e-15)) / total : 0.0));
    return json_pack("{s:s, s:s?, s:s, s:b, s:I, s:I, s:f, s:o, s:o}", "change_model", change_model, "release_model", release_model != NULL ? release_model->name : NULL, "method",
                     release_method_name(m->method), "calibrated", m->method != RELEASE_PRODUCT,
                     "releases", (json_int_t)m->n, "harms", (json_int_t)m->harms, "product", any_of(c, n), "parts", release_parts(m, number), "changes", list);
}

/* The numbers as a row of features, and the figure that they give. */
static double figure_of_release(struct score_row *row, uint32_t *col, float *val, const struct release_model *m, const double *number)
{
    row->col = col;
    row->val = val;
    row->n = 0;
    for (uint32_t k = 0; k < N_RELEASE_NUMBERS; k++) {
        if (isnan(number[k]))
            continue;
        col[row->n] = k;
        val[row->n++] = (float)number[k];
    }
    row->logit = release_model_logit(m, number);
    return calibration_probability(row->logit);
}

/* What judges whole releases beside the chances of their changes: a version of release-risk, or, of an older program, what the version of change-risk learned. */
struct of_releases {
    const struct model_version *version; /* NULL: none */
    bool                        approved;
    struct release_model        model;
};

static int take_release_model(struct of_releases *out, const struct scoring *s, const char *project, struct err *err)
{
    *out = (struct of_releases){ .model = { .method = RELEASE_PRODUCT } };
    out->version = registry_scorer(s->models, "release-risk", project, &out->approved);
    return out->version == NULL ? 0 : release_model_load(&out->model, s->store, out->version, err);
}

/* A release, and what it is held against. */
struct to_score {
    const struct release *release;
    int64_t               previous;   /* when the one before it was deployed; TIME_NONE: there is none */
    struct release_base   base;
};

/* c: riskiest first. */
static int add_meaning(json_t *detail, const struct score_batch *b, const struct release_model *m, const struct to_score *r, const struct scored_change *c, const double *number,
                       double probability, struct err *err)
{
    size_t n = r->release->n_members;
    double *logit = mem_calloc(n, sizeof(*logit)), *lines = mem_calloc(n, sizeof(*lines));
    struct release_said said = { .model = m, .reference = &b->learned.reference, .logit = logit, .lines = lines, .n = n, .probability = probability, .base = r->base };
    int rc = logit == NULL || lines == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < n; i++) {
        logit[i] = c[i].logit;
        lines[i] = change_lines(c[i].change);
    }
    memcpy(said.number, number, sizeof(said.number));
    if (rc == 0)
        rc = release_meaning_add(detail, &said, err);
    mem_free(logit);
    mem_free(lines);
    return rc;
}

static int put_release(struct score_writer *w, const struct score_batch *b, const struct of_releases *of, const struct to_score *to, struct scored_change *c, const double *number,
                       struct err *err)
{
    const struct release *r = to->release;
    const struct release_model *m = of->version != NULL ? &of->model : &b->learned.release;
    const struct model_version *version = of->version != NULL ? of->version : b->version;
    uint32_t col[N_RELEASE_NUMBERS];
    float val[N_RELEASE_NUMBERS];
    char item[SCORE_ITEM_MAX], *text = NULL;
    struct score_row row = { .model_id = version->model_id, .item = item, .version_id = r->version_id, .label = "",
                             .approved = b->approved && (of->version == NULL || of->approved) };
    json_t *detail;
    int64_t score_id;
    int rc;

    snprintf(item, sizeof(item), "release:%s/%s", r->project, r->name);
    rc = score_writer_find(w, &score_id, item, version->model_id, err);
    if (rc != 0)
        return rc < 0 ? rc : 0;
    qsort(c, r->n_members, sizeof(*c), by_p);
    row.probability = any_of(c, r->n_members);
    row.logit = log(fmax(row.probability, 1e-300)) - log(fmax(1 - row.probability, 1e-300));
    if (m->method != RELEASE_PRODUCT)
        row.probability = figure_of_release(&row, col, val, m, number);
    detail = release_detail(c, r->n_members, m, number, b->version->name, of->version);
    rc = add_meaning(detail, b, m, to, c, number, row.probability, err);
    if (rc < 0) {
        json_decref(detail);
        return rc;
    }
    rc = score_detail_text(&text, detail, err);
    row.detail = text;
    if (rc == 0)
        rc = score_writer_put(w, &score_id, &row, err);
    for (size_t i = 0; rc == 0 && i < r->n_members; i++)
        rc = db_run(w->store->db, err, "INSERT INTO score_members(score_id, member_score_id) VALUES(?,?)", "ii", score_id, c[i].score_id);
    free(text);
    return rc < 0 ? rc : 1;
}

/* c: of its members, in their order. */
static int number_release(double *number, const struct release *r, const struct change_table *all, const struct scored_change *c, int64_t previous,
                          struct err *err)
{
    double *p = mem_calloc(all->n, sizeof(*p));
    int rc;

    if (p == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < r->n_members; i++)
        p[r->member[i]] = c[i].p;
    rc = release_numbers(number, r, all, p, previous, err);
    mem_free(p);
    return rc;
}

static int score_release(struct scoring_counts *counts, const struct scoring *s, const struct model_version *version, bool approved,
                         const struct of_releases *of, const struct to_score *to, const struct change_table *all, struct err *err)
{
    const struct release *r = to->release;
    double number[N_RELEASE_NUMBERS];
    struct score_batch b = { .s = s, .version = version, .approved = approved };
    struct change_table members = {0};
    struct score_writer w;
    struct scored_change *c = mem_calloc(r->n_members, sizeof(*c));
    int rc = c == NULL ? err_nomem(err) : choose_changes(&members, all, r->member, r->n_members, err);

    if (rc == 0)
        rc = score_writer_open(&w, s->store, s->run_id, err);
    if (rc == 0) {
        rc = score_change_batch(c, counts, &b, &w, &members, all, err);
        if (rc == 0)
            rc = number_release(number, r, all, c, to->previous, err);
        if (rc == 0)
            rc = put_release(&w, &b, of, to, c, number, err);
        counts->scored += rc > 0;
        counts->unapproved += rc > 0 && !(approved && (of->version == NULL || of->approved));
        if (rc >= 0)
            rc = score_writer_flush(&w, err);
        score_writer_close(&w);
    }
    score_batch_release(&b);
    mem_free(members.row);
    mem_free(c);
    return rc < 0 ? rc : 0;
}

/* When the last of the releases before this one was deployed, in the order of time; TIME_NONE: none. */
static int64_t deployed_before(const struct release_table *releases, size_t i)
{
    while (i-- > 0)
        if (releases->row[i].status == RELEASE_DEPLOYED && releases->row[i].deployed != TIME_NONE)
            return releases->row[i].deployed;
    return TIME_NONE;
}

static bool is_upcoming(const struct release *r)
{
    return r->status == RELEASE_PLANNED && r->outcome[0] == '\0';
}

int score_releases(struct scoring_counts *counts, const struct scoring *s, const char *project, const char *name, struct err *err)
{
    struct change_table changes = {0};
    struct release_table releases = {0};
    bool approved = false, found = false;
    const struct model_version *version = registry_scorer(s->models, "change-risk", project, &approved);
    struct of_releases of;
    int rc = changes_load(&changes, s->store, s->snapshot, project, err);

    if (rc == 0)
        rc = change_past_fill(&changes, NULL, err);
    if (rc == 0)
        rc = releases_load(&releases, s->store, s->snapshot, project, &changes, err);
    if (rc == 0)
        rc = release_outcomes_tell(&releases, &changes, s->store, s->snapshot, project, s->config->label_maturity_days, err);
    if (rc == 0)
        rc = take_release_model(&of, s, project, err);
    for (size_t i = 0; rc == 0 && i < releases.n; i++) {
        const struct release *r = &releases.row[i];
        struct to_score to = { .release = r, .previous = deployed_before(&releases, i) };

        if (name != NULL ? strcmp(r->name, name) != 0 : !is_upcoming(r))
            continue;
        found = true;
        counts->items++;
        release_base_count(&to.base, &releases, i, r->deployed != TIME_NONE ? r->deployed : store_now(s->store), s->config->label_maturity_days);
        if (version == NULL || r->n_members == 0)
            counts->without_model++;
        else
            rc = score_release(counts, s, version, approved, &of, &to, &changes, err);
    }
    if (rc == 0 && name != NULL && !found)
        rc = err_set(err, ERR_NOTFOUND, "project '%s' has no release '%s'", project, name);
    releases_release(&releases);
    changes_release(&changes);
    return rc;
}

static int64_t newest_change(const struct change_table *t)
{
    int64_t newest = TIME_NONE;

    for (size_t i = 0; i < t->n; i++)
        if (t->row[i].author_date > newest)
            newest = t->row[i].author_date;
    return newest;
}

/* Changes of the window whose outcome is not known yet, in place. */
static void keep_undecided(struct change_table *t, const struct config *config)
{
    int64_t newest = newest_change(t);
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++) {
        const struct change *c = &t->row[i];
        bool recent = c->author_date >= newest - config->score_window_days * 86400;
        bool mature = c->buggy == 0 && c->author_date <= newest - config->label_maturity_days * 86400;

        if (recent && c->buggy != 1 && !mature && c->metric[METRIC_NF] != 0) /* of a merge nothing can be told */
            t->row[n++] = *c;
    }
    t->n = n;
}

int score_changes(struct scoring_counts *counts, const struct scoring *s, const char *project, struct err *err)
{
    struct score_batch b = { .s = s };
    struct change_table t = {0}, all;
    struct scored_change *c = NULL;
    struct score_writer w;
    int rc = changes_load(&t, s->store, s->snapshot, project, err);

    if (rc == 0)
        rc = change_past_fill(&t, NULL, err);
    if (rc < 0) {
        changes_release(&t);
        return rc;
    }
    all = t;
    all.row = (struct change *)(void *)mem_memdup(t.row, t.n * sizeof(*t.row));
    if (all.row == NULL)
        rc = err_nomem(err);
    keep_undecided(&t, s->config);
    counts->items += t.n;
    b.version = registry_scorer(s->models, "change-risk", project, &b.approved);
    if (rc == 0 && t.n > 0 && b.version == NULL)
        counts->without_model += t.n;
    else if (rc == 0 && t.n > 0) {
        c = mem_calloc(t.n, sizeof(*c));
        rc = c == NULL ? err_nomem(err) : score_writer_open(&w, s->store, s->run_id, err);
        if (rc == 0) {
            rc = score_change_batch(c, counts, &b, &w, &t, &all, err);
            if (rc == 0)
                rc = score_writer_flush(&w, err);
            score_writer_close(&w);
        }
    }
    mem_free(c);
    mem_free(all.row);
    score_batch_release(&b);
    changes_release(&t);
    return rc;
}

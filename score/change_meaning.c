/*
 * change_meaning.c - see change_meaning.h.
 */
#include "score/change_meaning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

#define LOWER_BY 0.1 /* of the probability: smaller falls are not worth a word */

enum { HALF_LINES, HALF_CHANGE, EXPERIENCED };

static const char *const what[WHAT_IFS] = { "half of the lines", "half of the change", "an experienced author" };

static const enum change_metric experience_metric[3] = { METRIC_EXP, METRIC_REXP, METRIC_SEXP };

double change_rate(const struct learned *l)
{
    return l->reference.n > 0 ? (double)l->reference.harms / (double)l->reference.n : l->base_rate;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Sorts the values. */
static double upper_quartile(double *value, size_t n)
{
    if (n == 0)
        return (double)NAN;
    qsort(value, n, sizeof(*value), compare_doubles);
    return value[(n - 1) * 3 / 4];
}

int what_ifs_prepare(struct what_ifs *out, const struct change_table *all, struct err *err)
{
    double *value = mem_calloc(all->n, sizeof(*value));

    if (value == NULL)
        return err_nomem(err);
    for (size_t k = 0; k < 3; k++) {
        size_t n = 0;

        for (size_t i = 0; i < all->n; i++)
            if (isfinite(all->row[i].metric[experience_metric[k]]))
                value[n++] = all->row[i].metric[experience_metric[k]];
        out->experience[k] = upper_quartile(value, n);
    }
    mem_free(value);
    return 0;
}

struct known_values {
    double *value;
    size_t  n, cap;
};

static int take_experience(struct known_values known[3], struct db_stmt *stmt, struct err *err)
{
    for (int k = 0; k < 3; k++) {
        if (db_is_null(stmt, k + 1))
            continue;
        if (mem_grow(&known[k].value, &known[k].cap, known[k].n + 1, sizeof(*known[k].value), err) < 0)
            return ERR_NOMEM;
        known[k].value[known[k].n++] = db_double(stmt, k + 1);
    }
    return 0;
}

int what_ifs_read(struct what_ifs *out, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err)
{
    struct known_values known[3] = { { .n = 0 }, { .n = 0 }, { .n = 0 } };
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT version_id, exp, rexp, sexp FROM changes WHERE project = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = snapshot_has(snapshot, db_int(stmt, 0)) ? take_experience(known, stmt, err) : 0;
    db_finalize(stmt);
    for (size_t k = 0; k < 3; k++) {
        out->experience[k] = upper_quartile(known[k].value, known[k].n);
        mem_free(known[k].value);
    }
    return rc;
}

static void halve(struct change *c, enum change_metric metric, double least)
{
    if (c->metric[metric] > least)
        c->metric[metric] = fmax(least, floor(c->metric[metric] / 2));
}

/* Whether there is anything to ask. */
static bool vary(struct change *c, size_t kind, const struct what_ifs *w)
{
    struct change before = *c;

    if (kind == EXPERIENCED)
        for (size_t k = 0; k < 3; k++)
            if (c->metric[experience_metric[k]] < w->experience[k])
                c->metric[experience_metric[k]] = w->experience[k];
    if (kind == HALF_LINES || kind == HALF_CHANGE) {
        halve(c, METRIC_LA, 0);
        halve(c, METRIC_LD, 0);
    }
    if (kind == HALF_CHANGE) {
        halve(c, METRIC_NF, 1);
        halve(c, METRIC_ND, 1);
        if (before.metric[METRIC_NF] <= 1) /* one file cannot be shared out */
            return false;
    }
    for (size_t m = 0; m < N_METRICS; m++)
        if (isfinite(before.metric[m]) && before.metric[m] != c->metric[m])
            return true;
    return false;
}

static int score_variants(double **p, const struct learned *l, const struct change_table *variants, int n_threads, struct err *err)
{
    struct samples samples = {0};
    struct tokens tokens = {0};
    int rc = samples_of_changes(&samples, variants, err);

    if (rc == 0)
        rc = tokens_make(&tokens, &samples, change_token_kind, n_threads, err);
    if (rc == 0)
        rc = learned_margins(p, l, &samples, &tokens, NULL, samples.n, n_threads, err);
    for (size_t i = 0; rc == 0 && i < variants->n; i++)
        (*p)[i] = calibration_probability(calibration_logit(&l->calibration, (*p)[i]));
    tokens_release(&tokens);
    samples_release(&samples);
    return rc;
}

int what_ifs_ask(struct what_ifs *w, const struct learned *l, const struct change_table *t, const double *probability, double rate, int n_threads,
                 struct err *err)
{
    struct change_table variants = { .has_code = t->has_code };
    size_t *at = mem_calloc(t->n * WHAT_IFS, sizeof(*at));
    double *p = NULL;
    int rc = 0;

    w->p = mem_calloc(t->n * WHAT_IFS, sizeof(*w->p));
    variants.row = mem_calloc(t->n * WHAT_IFS, sizeof(*variants.row));
    if (w->p == NULL || at == NULL || variants.row == NULL)
        rc = err_nomem(err);
    for (size_t i = 0; rc == 0 && i < t->n * WHAT_IFS; i++) {
        struct change c = t->row[i / WHAT_IFS];

        w->p[i] = (double)NAN;
        if (probability[i / WHAT_IFS] <= rate || !vary(&c, i % WHAT_IFS, w))
            continue;
        at[variants.n] = i;
        variants.row[variants.n++] = c;
    }
    if (rc == 0 && variants.n > 0)
        rc = score_variants(&p, l, &variants, n_threads, err);
    for (size_t v = 0; rc == 0 && v < variants.n; v++)
        w->p[at[v]] = p[v];
    mem_free(p);
    mem_free(at);
    mem_free(variants.row);
    return rc;
}

static json_t *what_if(const struct change *c, size_t kind, const struct what_ifs *w, double p)
{
    struct change varied = *c;
    json_t *set = json_object();

    vary(&varied, kind, w);
    for (size_t m = 0; m < N_METRICS; m++)
        if (isfinite(c->metric[m]) && c->metric[m] != varied.metric[m])
            json_object_set_new(set, change_metric_name[m], json_real(varied.metric[m]));
    return json_pack("{s:s, s:o, s:f}", "what", what[kind], "set", set, "probability", p);
}

static json_t *lower(const struct change *c, double p, const struct what_ifs *w, const double *p_if)
{
    json_t *list = json_array();
    bool told[WHAT_IFS] = { false };

    for (size_t k = 0; p_if != NULL && k < WHAT_IFS; k++) {
        size_t best = WHAT_IFS;

        for (size_t j = 0; j < WHAT_IFS; j++)
            if (!told[j] && isfinite(p_if[j]) && p_if[j] <= (1 - LOWER_BY) * p && (best == WHAT_IFS || p_if[j] < p_if[best]))
                best = j;
        if (best == WHAT_IFS)
            break;
        told[best] = true;
        json_array_append_new(list, what_if(c, best, w, p_if[best]));
    }
    return list;
}

double change_lines(const struct change *c)
{
    double la = c->metric[METRIC_LA], ld = c->metric[METRIC_LD];

    return (la > 0 ? la : 0) + (ld > 0 ? ld : 0);
}

/* The file whose earlier changes did most harm. */
static json_t *worst_file(const struct file_past *f)
{
    return json_pack("{s:s%, s:I, s:I}", "path", f->path.str, (size_t)f->path.len, "changes", (json_int_t)f->changes, "harms", (json_int_t)f->harms);
}

int change_meaning_add(json_t *detail, const struct learned *l, const struct change *c, double logit, const struct what_ifs *w, const double *p_if,
                       struct err *err)
{
    double p = calibration_probability(logit);
    bool bad = json_object_set_new(detail, "lower", lower(c, p, w, p_if)) != 0;
    struct risk_meaning m;
    json_t *more;

    if (!bad && c->worst.harms > 0)
        bad = json_object_set_new(detail, "worst_file", worst_file(&c->worst)) != 0;
    if (!bad && l->reference.n > 0) {
        risk_reference_tell(&m, &l->reference, logit, change_lines(c));
        more = json_pack("{s:f, s:f, s:s, s:f, s:{s:f, s:f, s:I, s:I}, s:{s:f}}", "recent_rate", m.rate, "ratio", m.ratio, "band", m.band, "percentile",
                         m.percentile, "interval", "low", m.low, "high", m.high, "rows", (json_int_t)m.n, "harms", (json_int_t)m.harms, "size_only",
                         "probability", m.size_only);
        bad = json_object_update_new(detail, more) != 0;
    }
    return bad ? err_nomem(err) : 0;
}

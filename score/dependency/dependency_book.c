#include "score/dependency/dependency_book.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"

/* ---- the book ---------------------------------------------------------------------------------------------------- */

/* The version in use, or the rates alone of all that is known. */
static int take_model(struct dependency_book *b, struct store *store, const struct dependency_book_options *options, struct err *err)
{
    const struct dependency_experience *e = &b->known;

    if (options->version != NULL) {
        b->has_model = true;
        b->version = options->version;
        b->approved = options->approved;
        return dependency_model_load(&b->model, store, options->version, err);
    }
    return dependency_rates_fit(&b->model.rates, e->updates.row, e->row, e->n, (struct rate_weights){ 0.5, 0 }, err);
}

void dependency_book_use(struct dependency_book_options *options, const struct model_list *models)
{
    options->version = registry_scorer(models, "dependency-risk", "", &options->approved);
}

int dependency_book_open(struct dependency_book *out, struct store *store, const struct snapshot *snapshot, const struct dependency_book_options *options, struct err *err)
{
    struct dependency_book b = { .has_model = false };
    int rc = dependency_experience_load(&b.known, store, snapshot, options->before, options->maturity_days, err);

    if (rc == 0)
        rc = dependency_experience_check(&b.known, err);
    if (rc == 0)
        rc = take_model(&b, store, options, err);
    if (rc < 0)
        dependency_book_close(&b);
    else
        *out = b;
    return rc;
}

void dependency_book_close(struct dependency_book *book)
{
    dependency_model_release(&book->model);
    dependency_experience_release(&book->known);
    *book = (struct dependency_book){ .has_model = false };
}

/* ---- one judgement ----------------------------------------------------------------------------------------------- */

static void count_earlier(struct dependency_update *u, const struct dependency_book *b)
{
    memset(u->earlier, 0, sizeof u->earlier);
    for (size_t i = 0; i < b->known.updates.n; i++) {
        const struct dependency_update *o = &b->known.updates.row[i];

        if (strcmp(o->project, u->project) != 0 || (u->time != TIME_NONE && o->time != TIME_NONE && o->time >= u->time))
            continue;
        u->earlier[EARLIER_ALL]++;
        u->earlier[EARLIER_DISTINCT] += o->earlier[EARLIER_ARTIFACT] == 0;
        if (strcmp(o->name, u->name) != 0)
            continue;
        u->earlier[EARLIER_ARTIFACT]++;
        u->earlier[EARLIER_FROM] += strcmp(o->from, u->from) == 0;
    }
}

/* Of the log-odds of a Beta(a, b) variable the variance is trigamma(a) + trigamma(b), about 1/a + 1/b + (1/a^2 + 1/b^2)/2 (Abramowitz and Stegun 6.4.12). */
static double spread(const struct dependency_judgement *j)
{
    for (size_t level = N_RATES; level-- > 0;)
        if (j->levels.a[level] > 0) {
            double a = j->levels.a[level], b = j->levels.b[level];

            return 1.96 * sqrt(1 / a + 1 / b + (1 / (a * a) + 1 / (b * b)) / 2);
        }
    return 1.96 * 2; /* nothing like it was seen: from a tenth to seven times the odds */
}

int dependency_judge(struct dependency_judgement *out, struct dependency_book *book, struct dependency_update *update, struct err *err)
{
    struct dependency_judgement j = { .rate = 0 };
    double margin = 0, slope = book->has_model ? book->model.calibration.a : 1, wide;
    int rc = 0;

    count_earlier(update, book);
    if (book->has_model)
        rc = dependency_model_score(&margin, &j.logit, &j.levels, &book->model, update, err);
    else {
        dependency_rates_of(&j.levels, &book->model.rates, update);
        j.logit = j.levels.logit;
    }
    if (rc < 0)
        return rc;
    wide = slope * spread(&j);
    j.rate = calibration_probability(j.levels.logit);
    j.probability = calibration_probability(j.logit);
    j.low = calibration_probability(j.logit - wide);
    j.high = calibration_probability(j.logit + wide);
    *out = j;
    return 0;
}

/* ---- as JSON ----------------------------------------------------------------------------------------------------- */

struct term { const char *column, *family; double value; };

static int larger_first(const void *a, const void *b)
{
    const struct term *x = a, *y = b;

    if (fabs(x->value) != fabs(y->value))
        return fabs(x->value) < fabs(y->value) ? 1 : -1;
    return strcmp(x->column, y->column);
}

static int list_learned(struct term **term, size_t *n, size_t *cap, const struct dependency_book *b, const struct dependency_update *u, struct err *err)
{
    const struct dependency_model *m = &b->model;
    double times = m->calibration.a * m->chosen.share;
    struct csr x = { .n_rows = 0 };
    int rc = csr_init(&x, dependency_features_width(&m->features), err);

    if (rc == 0)
        rc = dependency_features_add(&x, &m->features, u, err);
    for (size_t i = 0; rc == 0 && i < x.row_start[1]; i++) {
        double value = times * ((double)m->linear.w[x.col[i]] * (double)x.val[i]);

        rc = mem_grow(term, cap, *n + 1, sizeof **term, err);
        if (rc == 0 && value != 0)
            (*term)[(*n)++] = (struct term){ dependency_column_name(&m->features, x.col[i]), dependency_family_name[dependency_column_family(&m->features, x.col[i])], value };
    }
    csr_release(&x);
    return rc;
}

static json_t *terms_json(const struct term *term, size_t n, double bias, double score)
{
    json_t *list = json_array(), *families = json_object();

    for (size_t i = 0; i < n; i++) {
        double sum = json_number_value(json_object_get(families, term[i].family)) + term[i].value;

        json_array_append_new(list, json_pack("{s:s, s:s, s:f}", "column", term[i].column, "family", term[i].family, "value", term[i].value));
        json_object_set_new(families, term[i].family, json_real(sum));
    }
    return json_pack("{s:f, s:f, s:o, s:o}", "bias", bias, "score", score, "contributions", list, "families", families);
}

int dependency_why_json(json_t **out, const struct dependency_book *book, const struct dependency_update *update, const struct dependency_judgement *j, struct err *err)
{
    const struct dependency_model *m = &book->model;
    double slope = book->has_model ? m->calibration.a : 1, bias = slope * log(m->rates.base / (1 - m->rates.base)), sum;
    struct term *term = NULL;
    size_t n = 0, cap = 0;
    int rc = mem_grow(&term, &cap, N_RATES, sizeof *term, err);

    for (size_t level = 0; rc == 0 && level < N_RATES; level++)
        if (j->levels.part[level] != 0)
            term[n++] = (struct term){ rate_level_name[level], "history", slope * j->levels.part[level] };
    if (rc == 0 && book->has_model) {
        bias += m->calibration.b;
        if (m->chosen.families != 0) {
            bias += slope * m->chosen.share * m->linear.bias[0];
            rc = list_learned(&term, &n, &cap, book, update, err);
        }
    }
    if (rc == 0) {
        sum = bias;
        for (size_t i = 0; i < n; i++)
            sum += term[i].value;
        assert(fabs(sum - j->logit) < 1e-9 * (1 + fabs(sum)));
        qsort(term, n, sizeof *term, larger_first);
        *out = terms_json(term, n, bias, j->logit);
        rc = *out == NULL ? err_nomem(err) : 0;
    }
    mem_free(term);
    return rc;
}

json_t *dependency_levels_json(const struct dependency_judgement *j)
{
    json_t *list = json_array();

    for (size_t level = 0; level < N_RATES; level++)
        if (j->levels.updates[level] > 0)
            json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:f, s:f}", "level", rate_level_name[level], "updates", (json_int_t)j->levels.updates[level], "broke",
                                                  (json_int_t)j->levels.broke[level], "rate", j->levels.a[level] / (j->levels.a[level] + j->levels.b[level]), "adds",
                                                  j->levels.part[level]));
    return list;
}

struct like { uint32_t row; int closeness; };

/* Broken first, then the exact version, the same line, the newest. */
static int compare_likes(const void *a, const void *b)
{
    const struct like *x = a, *y = b;

    if (x->closeness != y->closeness)
        return x->closeness < y->closeness ? 1 : -1;
    return (x->row < y->row) - (x->row > y->row);
}

static json_t *like_json(const struct dependency_book *b, uint32_t row)
{
    const struct dependency_update *u = &b->known.updates.row[row];
    char at[TIME_ISO_MAX];

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:s?}", "kind", row < b->known.n_imported ? "update" : "release", "project", u->project, "id", u->id, "from", u->from, "to",
                     u->to, "broke", u->broke > 0, "at", u->time == TIME_NONE ? NULL : time_format(u->time, at));
}

int dependency_evidence_json(json_t **out, const struct dependency_book *book, const struct dependency_update *update, size_t most, struct err *err)
{
    struct like *like = NULL;
    struct version_step step, other;
    size_t n = 0, cap = 0;
    int rc = 0;

    version_step(&step, update->from, update->to);
    for (size_t i = 0; rc == 0 && i < book->known.n; i++) {
        const struct dependency_update *u = &book->known.updates.row[book->known.row[i]];

        if (strcmp(u->name, update->name) != 0)
            continue;
        version_step(&other, u->from, u->to);
        rc = mem_grow(&like, &cap, n + 1, sizeof *like, err);
        if (rc == 0)
            like[n++] = (struct like){ book->known.row[i], 4 * (u->broke > 0) + 2 * (strcmp(u->to, update->to) == 0) + (other.known_to && other.to[0] == step.to[0]) };
    }
    if (rc == 0) {
        if (n > 0)
            qsort(like, n, sizeof *like, compare_likes);
        *out = json_array();
        for (size_t i = 0; i < n && i < most; i++)
            json_array_append_new(*out, like_json(book, like[i].row));
    }
    mem_free(like);
    return rc;
}

json_t *dependency_learned_from_json(const struct dependency_book *b)
{
    const struct dependency_experience *e = &b->known;

    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:b, s:s?, s:b, s:s, s:f}", "updates", (json_int_t)e->n, "broke", (json_int_t)e->n_broke, "releases", (json_int_t)e->n_releases,
                     "failed_releases", (json_int_t)e->n_failed, "projects", (json_int_t)e->n_projects, "model", (int)b->has_model, "version", b->version != NULL ? b->version->name : NULL,
                     "approved", (int)b->approved, "method",
                     !b->has_model                       ? "rates shrunk by empirical Bayes alone"
                     : b->model.chosen.families == 0     ? "rates shrunk by empirical Bayes, calibrated"
                                                         : "rates shrunk by empirical Bayes, and a linear model of names and of what was tried before; calibrated",
                     "base_rate", b->model.rates.base);
}

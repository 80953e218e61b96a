#include "score/dependency/dependency_book.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"

/* ---- what came of releases --------------------------------------------------------------------------------------- */

static int add_row(struct dependency_book *b, size_t *cap, const struct dependency_update *u, struct err *err)
{
    int rc = mem_grow(&b->updates.row, cap, b->updates.n + 1, sizeof *b->updates.row, err);

    if (rc == 0)
        b->updates.row[b->updates.n++] = *u;
    return rc;
}

static int copy(const char **out, struct arena *arena, const char *text, struct err *err)
{
    *out = arena_strdup(arena, text);
    return *out == NULL ? err_nomem(err) : 0;
}

/* One dependency of a release as an update of its system; its texts in the arena. */
static int update_of_change(struct dependency_update *u, struct arena *arena, const struct dependency_changes *c, const struct dependency_change *row, struct err *err)
{
    int rc = copy(&u->project, arena, c->system, err);

    u->record_id = u->version_id = row->version_id;
    u->time = c->at;
    u->group_id = u->split = "";
    u->direct = row->direct;
    u->broke = -1;
    u->label_known_at = TIME_NONE;
    if (rc == 0)
        rc = copy(&u->id, arena, c->release, err);
    if (rc == 0)
        rc = copy(&u->ecosystem, arena, row->ecosystem, err);
    if (rc == 0)
        rc = copy(&u->artifact, arena, row->name, err);
    if (rc == 0)
        rc = copy(&u->from, arena, row->from, err);
    if (rc == 0)
        rc = copy(&u->to, arena, row->to, err);
    if (rc == 0)
        rc = copy(&u->scope, arena, row->scope, err);
    return rc == 0 ? update_name(u, arena, err) : rc;
}

/* What came of a release and since when that is known. */
struct known_outcome { bool failed; int64_t at; };

static int add_release(struct dependency_book *b, size_t *cap, struct store *store, const struct release *release, const struct known_outcome *outcome, struct err *err)
{
    struct dependency_changes c;
    struct err why = ERR_INIT;
    size_t before = b->updates.n;
    int rc = dependency_changes(&c, store, release->project, release->name, &why);

    if (rc == ERR_NOTFOUND)
        return 0;
    if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    for (size_t i = 0; rc == 0 && i < c.n && c.before != NULL; i++) { /* the first that was read added all it has */
        struct dependency_update u = { .record_id = 0 };

        if (c.row[i].kind == DEPENDENCY_REMOVED)
            continue;
        rc = update_of_change(&u, &b->updates.arena, &c, &c.row[i], err);
        u.broke = outcome->failed;
        u.label_known_at = outcome->at;
        u.weight = 1.0 / (double)(c.n - c.count[DEPENDENCY_REMOVED]);
        if (rc == 0)
            rc = add_row(b, cap, &u, err);
    }
    if (rc == 0 && b->updates.n > before) {
        b->n_releases++;
        b->n_failed += outcome->failed;
    }
    dependency_changes_release(&c);
    return rc;
}

/* Whether of the project any outcome was recorded before `before`: then silence says something. */
static bool records_outcomes(const struct release_table *releases, const char *project, int64_t before)
{
    for (size_t i = 0; i < releases->n; i++) {
        const struct release *r = &releases->row[i];

        if (strcmp(r->project, project) == 0 && r->outcome[0] != '\0' && (before == TIME_NONE || (r->outcome_time != TIME_NONE && r->outcome_time < before)))
            return true;
    }
    return false;
}

/* False: nothing is known of it. `now`: before which it must be known. */
static bool outcome_of(struct known_outcome *out, const struct release_table *releases, const struct release *r, int64_t before, int64_t now, int64_t maturity_days)
{
    if (r->outcome[0] != '\0' && (before == TIME_NONE || (r->outcome_time != TIME_NONE && r->outcome_time < before))) {
        *out = (struct known_outcome){ strcmp(r->outcome, "ok") != 0, r->outcome_time };
        return true;
    }
    if (r->status != RELEASE_DEPLOYED || r->deployed == TIME_NONE || !records_outcomes(releases, r->project, before))
        return false;
    *out = (struct known_outcome){ false, r->deployed + maturity_days * 86400 };
    return out->at < (before == TIME_NONE ? now : before);
}

static int add_releases(struct dependency_book *b, struct store *store, const struct snapshot *snapshot, const struct dependency_book_options *options, struct err *err)
{
    struct release_table releases = { .n = 0 };
    size_t cap = b->updates.n;
    int rc = releases_load(&releases, store, snapshot, NULL, NULL, err);

    for (size_t i = 0; rc == 0 && i < releases.n; i++) {
        struct known_outcome outcome;

        if (outcome_of(&outcome, &releases, &releases.row[i], options->before, store_now(store), options->maturity_days))
            rc = add_release(b, &cap, store, &releases.row[i], &outcome, err);
    }
    releases_release(&releases);
    return rc;
}

/* ---- the book ---------------------------------------------------------------------------------------------------- */

static int pick_known(struct dependency_book *b, int64_t before, struct err *err)
{
    struct intern project;
    int rc = 0;

    b->known = mem_calloc(b->updates.n, sizeof *b->known);
    if (b->known == NULL)
        return err_nomem(err);
    intern_init(&project);
    for (size_t i = 0; rc == 0 && i < b->updates.n; i++) {
        const struct dependency_update *u = &b->updates.row[i];

        if (u->broke < 0 || (before != TIME_NONE && (u->label_known_at == TIME_NONE || u->label_known_at >= before)))
            continue;
        b->known[b->n_known++] = (uint32_t)i;
        b->n_broke += u->broke > 0;
        if (intern_add(&project, u->project, strlen(u->project)) == INTERN_NONE)
            rc = err_nomem(err);
    }
    b->n_projects = project.n;
    intern_release(&project);
    return rc;
}

/* The model of the imported updates; its rates then take in the releases. */
static int fit(struct dependency_book *b, uint64_t seed, int n_threads, struct err *err)
{
    struct err why = ERR_INIT;
    size_t n = 0;
    int rc;

    while (n < b->n_known && b->known[n] < b->n_imported)
        n++;
    rc = dependency_model_fit(&b->model, b->updates.row, b->known, n, seed, n_threads, &why);
    b->has_model = rc == 0;
    if (rc < 0 && rc != ERR_NODATA)
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    if (rc == ERR_NODATA)
        memcpy(b->reason, why.msg, sizeof b->reason);
    dependency_rates_release(&b->model.rates);
    return dependency_rates_fit(&b->model.rates, b->updates.row, b->known, b->n_known, b->has_model ? b->model.chosen.repeats : 0.5, err);
}

int dependency_book_open(struct dependency_book *out, struct store *store, const struct snapshot *snapshot, const struct dependency_book_options *options, struct err *err)
{
    struct dependency_book b = { .n_known = 0 };
    int rc = updates_load(&b.updates, store, snapshot, NULL, err);

    if (rc < 0)
        return rc;
    b.n_imported = b.updates.n;
    rc = add_releases(&b, store, snapshot, options, err);
    if (rc == 0)
        rc = updates_count_earlier(b.updates.row, b.updates.n, err);
    if (rc == 0)
        rc = pick_known(&b, options->before, err);
    if (rc == 0 && b.n_known == 0)
        rc = err_set(err, ERR_NODATA, "%s", "nothing is known of how dependencies behaved: 'import updates' brings what came of updates, 'import dependencies --git' and "
                     "outcomes of releases what came of releases");
    if (rc == 0 && (b.n_broke == 0 || b.n_broke == b.n_known))
        rc = err_set(err, ERR_NODATA, "%s", b.n_broke == 0 ? "no update of a dependency is known to have broken anything" : "of no update of a dependency is it known that it went well");
    if (rc == 0)
        rc = fit(&b, options->seed, options->n_threads, err);
    if (rc < 0)
        dependency_book_close(&b);
    else
        *out = b;
    return rc;
}

void dependency_book_close(struct dependency_book *book)
{
    dependency_model_release(&book->model);
    updates_release(&book->updates);
    mem_free(book->known);
    *book = (struct dependency_book){ .n_known = 0 };
}

/* ---- one judgement ----------------------------------------------------------------------------------------------- */

static void count_earlier(struct dependency_update *u, const struct dependency_book *b)
{
    memset(u->earlier, 0, sizeof u->earlier);
    for (size_t i = 0; i < b->updates.n; i++) {
        const struct dependency_update *o = &b->updates.row[i];

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
    const struct dependency_update *u = &b->updates.row[row];
    char at[TIME_ISO_MAX];

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:s?}", "kind", row < b->n_imported ? "update" : "release", "project", u->project, "id", u->id, "from", u->from, "to",
                     u->to, "broke", u->broke > 0, "at", u->time == TIME_NONE ? NULL : time_format(u->time, at));
}

int dependency_evidence_json(json_t **out, const struct dependency_book *book, const struct dependency_update *update, size_t most, struct err *err)
{
    struct like *like = NULL;
    struct version_step step, other;
    size_t n = 0, cap = 0;
    int rc = 0;

    version_step(&step, update->from, update->to);
    for (size_t i = 0; rc == 0 && i < book->n_known; i++) {
        const struct dependency_update *u = &book->updates.row[book->known[i]];

        if (strcmp(u->name, update->name) != 0)
            continue;
        version_step(&other, u->from, u->to);
        rc = mem_grow(&like, &cap, n + 1, sizeof *like, err);
        if (rc == 0)
            like[n++] = (struct like){ book->known[i], 4 * (u->broke > 0) + 2 * (strcmp(u->to, update->to) == 0) + (other.known_to && other.to[0] == step.to[0]) };
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
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:b, s:s, s:f}", "updates", (json_int_t)b->n_known, "broke", (json_int_t)b->n_broke, "releases", (json_int_t)b->n_releases,
                     "failed_releases", (json_int_t)b->n_failed, "projects", (json_int_t)b->n_projects, "model", (int)b->has_model, "method",
                     b->has_model ? "rates shrunk by empirical Bayes, and a linear model of names and of what was tried before; calibrated" : "rates shrunk by empirical Bayes alone",
                     "base_rate", b->model.rates.base);
}

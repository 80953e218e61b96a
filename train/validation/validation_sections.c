/*
 * validation_sections.c - see validation_sections.h.
 */
#include "train/validation/validation_sections.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/learn/learned_filed.h"
#include "train/statistics/abstention.h"
#include "train/statistics/metrics.h"

static bool is_risk(const struct backtest *b)
{
    return b->examples->task->kind == TASK_OF_RISK;
}

/* Examples are in time order, so rows before the first tested one are what came before it. */
bool validation_cut_is_ordered(const struct examples *e, const struct backtest *b)
{
    for (size_t i = 1; i < e->n; i++)
        if (e->time[i - 1] != TIME_NONE && e->time[i] != TIME_NONE && e->time[i] < e->time[i - 1])
            return false;
    for (size_t i = 0; i < b->test_rows; i++)
        if (b->prediction[i].row < b->prediction[0].row)
            return false;
    return b->test_rows > 0 && b->prediction[0].row > 0;
}

/* ------------------------------------------------------------- data */

static void first_and_last(const struct examples *e, int64_t *first, int64_t *last)
{
    *first = *last = TIME_NONE;
    for (size_t i = 0; i < e->n; i++) {
        if (e->time[i] == TIME_NONE)
            continue;
        if (*first == TIME_NONE)
            *first = e->time[i];
        *last = e->time[i];
    }
}

static json_t *class_counts(const struct validation_input *in)
{
    const struct learned *l = in->learned;
    json_t *list = json_array();
    size_t count[2] = { 0, 0 };

    for (size_t k = 0; k < l->n_classes; k++)
        json_array_append_new(list, json_pack("{s:s, s:I}", "name", l->class_name[k], "rows", (json_int_t)l->class_rows[k]));
    if (in->examples->task->kind == TASK_OF_CLASSES)
        return list;
    for (size_t i = 0; i < in->examples->n; i++)
        if (in->label[i] >= 0)
            count[in->label[i] == 1]++;
    json_array_append_new(list, json_pack("{s:s, s:I}", "name", "clean", "rows", (json_int_t)count[0]));
    json_array_append_new(list, json_pack("{s:s, s:I}", "name", "caused harm", "rows", (json_int_t)count[1]));
    return list;
}

static json_t *exclusions(const struct validation_input *in)
{
    const struct examples *e = in->examples;
    json_t *list = json_array();
    size_t young = 0, small = 0;

    for (size_t i = 0; i < e->n; i++)
        young += in->label[i] < 0;
    if (young > 0 && e->task->kind == TASK_OF_CLASSES)
        json_array_append_new(list, json_sprintf("%zu open tickets: their %s is not settled, and they are what is scored", young, e->label_field));
    else if (young > in->n_upcoming)
        json_array_append_new(list, json_sprintf("%zu clean changes younger than %lld days: they have not had the time to fail", young - in->n_upcoming,
                                                 (long long)in->config->label_maturity_days));
    if (in->n_upcoming > 0)
        json_array_append_new(list, json_sprintf("%zu changes of upcoming releases: they are what is scored", in->n_upcoming));
    for (size_t k = 0; e->task->kind == TASK_OF_CLASSES && k < in->learned->n_classes; k++)
        small += in->learned->class_rows[k];
    if (e->task->kind == TASK_OF_CLASSES && small + young < e->n)
        json_array_append_new(list, json_sprintf("%zu rows of classes with fewer than %d training rows", e->n - young - small, TASK_MIN_CLASS_ROWS));
    return list;
}

/* Redactions over all completed imports, summed by type. */
int validation_redactions(json_t **out, struct store *store, struct err *err)
{
    json_t *sum = json_object();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT redactions FROM imports WHERE completed_at IS NOT NULL", err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *text = db_text(stmt, 0, NULL), *key;
        json_t *one = text != NULL ? json_loads(text, 0, NULL) : NULL, *value;

        json_object_foreach(one, key, value)
            json_object_set_new(sum, key, json_integer(json_integer_value(json_object_get(sum, key)) + json_integer_value(value)));
        json_decref(one);
        rc = 0;
    }
    db_finalize(stmt);
    if (rc < 0) {
        json_decref(sum);
        return rc;
    }
    *out = sum;
    return 0;
}

enum { POLICY_MAX = 600 };

/* Where labels come from, the best first. */
static void say_policy(char out[POLICY_MAX], const struct examples *e)
{
    static const char *const what[N_LABEL_PROVENANCES] = {
        [LABEL_HUMAN] = "what people decided here",
        [LABEL_IMPORTED] = "the imported records",
        [LABEL_LINKED] = "incidents that name a change, silence meaning clean",
        [LABEL_SZZ] = "blame from fixes of incidents, silence meaning clean",
    };
    size_t count[N_LABEL_PROVENANCES] = { 0 }, len;

    for (size_t i = 0; i < e->n; i++)
        count[e->provenance[i]]++;
    if (count[LABEL_IMPORTED] == e->n) {
        snprintf(out, POLICY_MAX, "labels come from the imported records; our own unreviewed suggestions are never labels");
        return;
    }
    len = (size_t)snprintf(out, POLICY_MAX, "of several labels the first of these counts:");
    for (size_t p = N_LABEL_PROVENANCES; p-- > LABEL_SUGGESTED + 1;)
        if (count[p] > 0)
            len += (size_t)snprintf(out + len, POLICY_MAX - len, " %s (%zu);", what[p], count[p]);
    snprintf(out + len, POLICY_MAX - len, " each from when it was known; our own unreviewed suggestions are never labels");
}

int validation_data(json_t **out, const struct validation_input *in, struct err *err)
{
    const struct examples *e = in->examples;
    char from[TIME_ISO_MAX], to[TIME_ISO_MAX], policy[POLICY_MAX];
    int64_t first, last;
    json_t *redacted = NULL;
    int rc = validation_redactions(&redacted, in->store, err);

    if (rc < 0)
        return rc;
    first_and_last(e, &first, &last);
    say_policy(policy, e);
    *out = json_pack("{s:s, s:s, s:I, s:s, s:s, s:s, s:o, s:o, s:s, s:o}", "snapshot_hash", in->snapshot->hash, "train_digest",
                     in->train_digest, "rows", (json_int_t)e->n, "first", time_format(first, from), "last", time_format(last, to),
                     "label_field", e->label_field, "classes", class_counts(in), "exclusions", exclusions(in), "label_policy",
                     policy, "redactions", redacted);
    return *out == NULL ? err_nomem(err) : 0;
}

json_t *validation_cut(const struct validation_input *in)
{
    char time[TIME_ISO_MAX];

    return json_pack("{s:s, s:I, s:I, s:s}", "kind", "oldest 80 % of the labelled rows train, newest 20 % test", "train_rows",
                     (json_int_t)in->final->train_rows, "test_rows", (json_int_t)in->final->test_rows, "time",
                     time_format(in->final->cut, time));
}

/* ------------------------------------------------------------- metrics */

static int add_metric(json_t *object, const struct backtest *b, const char *name, double value, bool interval, uint64_t seed, struct err *err)
{
    double low, high;
    int rc;

    if (!interval) {
        json_object_set_new(object, name, json_pack("{s:f, s:n, s:n}", "value", value, "low", "high"));
        return 0;
    }
    rc = backtest_interval(&low, &high, b, name, VALIDATION_DRAWS, seed, err);
    if (rc == 0)
        json_object_set_new(object, name, json_pack("{s:f, s:f, s:f}", "value", value, "low", low, "high", high));
    return rc;
}

int validation_metrics(json_t **out, const struct backtest *b, uint64_t seed, struct err *err)
{
    const struct { const char *name; double value; bool interval, risk; } metric[] = {
        { "top1", b->top1, true, false }, { "top3", b->top3, true, false }, { "macro_f1", b->macro_f1, true, false },
        { "roc_auc", b->roc_auc, true, true }, { "pr_auc", b->pr_auc, true, true }, { "brier", b->brier, true, true },
        { "ece", b->ece, true, true }, { "recall_at_20_effort", b->recall_at_20_effort, false, true }, { "popt", b->popt, false, true },
        { "base_rate", b->base_rate, false, true },
    };
    json_t *object = json_object();
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < sizeof(metric) / sizeof(metric[0]); i++)
        if (metric[i].risk == is_risk(b))
            rc = add_metric(object, b, metric[i].name, metric[i].value, metric[i].interval, seed, err);
    if (rc < 0) {
        json_decref(object);
        return rc;
    }
    *out = object;
    return 0;
}

/* Whether the first suggestion was right, or harm came. */
static int outcome(const struct backtest *b, size_t i)
{
    const struct prediction *p = &b->prediction[i];
    int32_t truth = b->examples->label[p->row];

    return is_risk(b) ? truth == 1 : truth == p->top[0];
}

json_t *validation_bins(const double *p, const int32_t *y, size_t n)
{
    json_t *bins = json_array();

    for (size_t k = 0; k < VALIDATION_BINS; k++) {
        double from = (double)k / VALIDATION_BINS, to = (double)(k + 1) / VALIDATION_BINS, sum_p = 0, sum_y = 0;
        size_t in = 0;

        for (size_t i = 0; i < n; i++) {
            if (p[i] < from || (p[i] >= to && k + 1 < VALIDATION_BINS))
                continue;
            in++;
            sum_p += p[i];
            sum_y += y[i];
        }
        json_array_append_new(bins, json_pack("{s:f, s:f, s:I, s:f, s:f}", "from", from, "to", to, "n", (json_int_t)in, "mean_p",
                                              in > 0 ? sum_p / (double)in : 0.0, "rate", in > 0 ? sum_y / (double)in : 0.0));
    }
    return bins;
}

/* What was said of each tested row, and what came of it. Both yours (mem_free). */
static int said_and_came(double **p, int32_t **y, const struct backtest *b, struct err *err)
{
    *p = mem_calloc(b->test_rows, sizeof(**p));
    *y = mem_calloc(b->test_rows, sizeof(**y));
    if (*p == NULL || *y == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < b->test_rows; i++) {
        (*p)[i] = b->prediction[i].p[0];
        (*y)[i] = outcome(b, i);
    }
    return 0;
}

int validation_calibration(json_t **out, const struct validation_input *in, const struct backtest *b, struct err *err)
{
    static const char *const kind[] = { "Platt", "temperature", "temperature with offsets" };
    double *p = NULL;
    int32_t *y = NULL;
    int rc = said_and_came(&p, &y, b, err);

    if (rc == 0)
        *out = json_pack("{s:s, s:f, s:f, s:o}", "kind", kind[in->learned->calibration.kind], "a", in->learned->calibration.a, "b",
                         in->learned->calibration.b, "bins", validation_bins(p, y, b->test_rows));
    mem_free(p);
    mem_free(y);
    return rc;
}

struct ranked { double p; int y; };

static int by_p_descending(const void *a, const void *b)
{
    double x = ((const struct ranked *)a)->p, y = ((const struct ranked *)b)->p;

    return (x < y) - (x > y);
}

double validation_weeks(const struct backtest *b)
{
    const struct examples *e = b->examples;
    int64_t first = e->time[b->prediction[0].row], last = e->time[b->prediction[b->test_rows - 1].row];

    return first == TIME_NONE || last == TIME_NONE || last <= first ? 0 : (double)(last - first) / (7 * 86400.0);
}

/* Risk: gate the riskiest X %, how much harm is caught. Classes: ask a person for the least sure X %, how often the rest is right. */
int validation_thresholds_of(json_t **out, const double *p, const int32_t *y, size_t n, double weeks, struct err *err)
{
    static const int gates[] = { 5, 10, 20, 50 };
    size_t harms = 0;
    struct ranked *r = mem_calloc(n, sizeof(*r));
    json_t *list = json_array();

    if (r == NULL || list == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        r[i] = (struct ranked){ p[i], y[i] };
        harms += (size_t)y[i];
    }
    qsort(r, n, sizeof(*r), by_p_descending);
    for (size_t g = 0; g < sizeof(gates) / sizeof(gates[0]); g++) {
        size_t gated = (n * (size_t)gates[g] + 99) / 100, caught = 0;

        for (size_t i = 0; i < gated; i++)
            caught += (size_t)r[i].y;
        json_array_append_new(list, json_pack("{s:i, s:f, s:I, s:I, s:f, s:f}", "gate_percent", gates[g], "threshold", r[gated - 1].p,
                                              "caught", (json_int_t)caught, "missed", (json_int_t)(harms - caught), "catch_percent",
                                              harms > 0 ? 100.0 * (double)caught / (double)harms : 0.0, "reviews_per_week",
                                              weeks > 0 ? (double)gated / weeks : 0.0));
    }
    mem_free(r);
    *out = list;
    return 0;
}

int validation_thresholds(json_t **out, const struct backtest *b, struct err *err)
{
    double *p = NULL;
    int32_t *y = NULL;
    int rc = said_and_came(&p, &y, b, err);

    for (size_t i = 0; rc == 0 && i < b->test_rows && !is_risk(b); i++) {
        p[i] = 1 - p[i];
        y[i] = !y[i];
    }
    if (rc == 0)
        rc = validation_thresholds_of(out, p, y, b->test_rows, validation_weeks(b), err);
    mem_free(p);
    mem_free(y);
    return rc;
}

static json_t *number_or_null(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

int validation_abstention(json_t **out, const struct validation_input *in, const struct backtest *b, struct err *err)
{
    double asked = is_risk(b) ? 0 : config_precision(in->config, b->examples->task->name);
    struct abstention_choice choice;
    struct abstention a;
    int rc;

    *out = json_null();
    if (is_risk(b))
        return 0;
    rc = backtest_abstention(&a, b, err);
    if (rc < 0)
        return rc;
    choice = abstention_choose(&a, asked);
    *out = abstention_json(&a);
    json_object_set_new(*out, "asked", json_real(asked));
    json_object_set_new(*out, "threshold", number_or_null(choice.threshold));
    json_object_set_new(*out, "coverage", json_real(choice.coverage));
    json_object_set_new(*out, "precision", number_or_null(choice.precision));
    json_object_set_new(*out, "least", json_integer((json_int_t)choice.least));
    return *out == NULL ? err_nomem(err) : 0;
}

json_t *validation_baselines(const struct backtest *b)
{
    json_t *doc;

    if (is_risk(b))
        return json_pack("{s:{s:f, s:f}, s:{s:f}, s:{s:f, s:f}}", "size_only", "roc_auc", b->size_roc_auc, "brier", b->size_brier, "base_rate",
                         "brier", b->base_brier, "small_first", "recall_at_20_effort", b->small_first_recall, "popt",
                         b->small_first_popt);
    doc = json_pack("{s:{s:f, s:f}}", backtest_knows_filed(b) ? "as_filed" : "majority", "top1", b->baseline_top1, "macro_f1", b->baseline_macro_f1);
    if (b->of_filed.n > 0)
        json_object_set_new(doc, "copying", json_pack("{s:f, s:f}", "top1", b->of_filed.without_top1, "macro_f1", b->of_filed.without_macro_f1));
    return doc;
}

/* ------------------------------------------------------------- subgroups */

struct subgroup { const char *name; size_t n, good; };

enum { MIN_SUBGROUP_ROWS = 30 };

/* Classes: by true class. Risk: by size of the change (thirds of effort). Good: right suggestion; for risk, on the right side of the
 * base rate. */
static size_t subgroup_of(const struct backtest *b, size_t i, const double third[2])
{
    const struct prediction *p = &b->prediction[i];

    if (!is_risk(b))
        return (size_t)b->examples->label[p->row];
    return (size_t)(b->examples->effort[p->row] > third[0]) + (size_t)(b->examples->effort[p->row] > third[1]);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static int thirds(double third[2], const struct backtest *b, struct err *err)
{
    double *v = mem_calloc(b->test_rows, sizeof(*v));

    if (v == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < b->test_rows; i++)
        v[i] = b->examples->effort[b->prediction[i].row];
    qsort(v, b->test_rows, sizeof(*v), by_value);
    third[0] = v[b->test_rows / 3];
    third[1] = v[2 * b->test_rows / 3];
    mem_free(v);
    return 0;
}

int validation_subgroups(json_t **out, json_t *doc, const struct backtest *b, struct err *err)
{
    static const char *const size_name[] = { "small changes", "middling changes", "large changes" };
    size_t n_groups = is_risk(b) ? 3 : b->examples->class_name.n;
    struct subgroup *g = mem_calloc(n_groups, sizeof(*g));
    double third[2] = { 0, 0 }, worst = 2;
    json_t *list = json_array();
    int rc = g == NULL ? err_nomem(err) : is_risk(b) ? thirds(third, b, err) : 0;

    for (size_t i = 0; rc == 0 && i < b->test_rows; i++) {
        struct subgroup *s = &g[subgroup_of(b, i, third)];

        s->n++;
        s->good += (size_t)(is_risk(b) ? outcome(b, i) == (b->prediction[i].p[0] >= b->base_rate) : outcome(b, i));
    }
    json_object_set_new(doc, "worst_subgroup", json_null());
    for (size_t k = 0; rc == 0 && k < n_groups; k++) {
        const char *name = is_risk(b) ? size_name[k] : b->examples->class_name.str[k];
        double share = g[k].n > 0 ? (double)g[k].good / (double)g[k].n : 0;

        if (g[k].n == 0)
            continue;
        json_array_append_new(list, json_pack("{s:s, s:I, s:f}", "name", name, "n", (json_int_t)g[k].n, "right", share));
        if (g[k].n >= MIN_SUBGROUP_ROWS && share < worst) {
            worst = share;
            json_object_set_new(doc, "worst_subgroup", json_string(name));
        }
    }
    mem_free(g);
    if (rc < 0) {
        json_decref(list);
        return rc;
    }
    *out = list;
    return 0;
}

/* ------------------------------------------------------------- weights, drift */

enum { TOP_WEIGHTS = 10 };

static void insert_top(uint32_t top[TOP_WEIGHTS], size_t *n, const struct linear_model *m, size_t k, uint32_t col)
{
    float w = m->w[(size_t)col * m->n_outputs + k];
    size_t at = *n;

    if (w == 0)
        return;
    while (at > 0 && fabsf(m->w[(size_t)top[at - 1] * m->n_outputs + k]) < fabsf(w))
        at--;
    if (at >= TOP_WEIGHTS)
        return;
    if (*n < TOP_WEIGHTS)
        (*n)++;
    memmove(top + at + 1, top + at, (*n - at - 1) * sizeof(*top));
    top[at] = col;
}

int validation_top_weights(json_t **out, const struct learned *l, struct err *err)
{
    const struct linear_model *m = l->filed != NULL ? &l->filed->model : &l->model;
    json_t *list = json_array();
    struct strbuf name;

    strbuf_init(&name);
    for (size_t k = 0; k < m->n_outputs; k++) {
        uint32_t top[TOP_WEIGHTS];
        size_t n = 0;
        json_t *weights = json_array();

        for (uint32_t col = 0; col < m->n_cols; col++)
            insert_top(top, &n, m, k, col);
        for (size_t i = 0; i < n; i++) {
            strbuf_clear(&name);
            feature_set_column_name(l->features, top[i], &name);
            json_array_append_new(weights, json_pack("{s:s, s:f}", "column", name.data, "weight",
                                                     (double)m->w[(size_t)top[i] * m->n_outputs + k]));
        }
        json_array_append_new(list, json_pack("{s:s, s:o}", "class", l->n_classes > 0 ? l->class_name[k] : "harm", "weights", weights));
    }
    if (name.failed) {
        json_decref(list);
        strbuf_release(&name);
        return err_nomem(err);
    }
    strbuf_release(&name);
    *out = list;
    return 0;
}

/* How far the labels of the tested rows have moved from those before: total variation distance between class shares. */
json_t *validation_drift(const struct backtest *b)
{
    const struct examples *e = b->examples;
    size_t first = b->prediction[0].row, n_classes = is_risk(b) ? 2 : e->class_name.n;
    double distance = 0;

    for (size_t k = 0; k < n_classes; k++) {
        size_t before = 0, after = 0;

        for (size_t i = 0; i < e->n; i++)
            if (e->label[i] == (int32_t)k)
                *(i < first ? &before : &after) += 1;
        distance += fabs((double)before / (double)first - (double)after / (double)(e->n - first)) / 2;
    }
    return json_pack("{s:s, s:f}", "statistic", "total variation distance of the label shares, training against test", "value", distance);
}

int validation_text(char **out, const json_t *doc, struct err *err)
{
    char *text = json_dumps(doc, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(17) | JSON_ENSURE_ASCII);

    *out = text != NULL ? mem_strdup(text) : NULL;
    free(text);
    return *out == NULL ? err_nomem(err) : 0;
}

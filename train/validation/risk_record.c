#include "train/validation/risk_record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "train/statistics/metrics.h"
#include "train/validation/acceptance.h"
#include "train/validation/validation_sections.h"

/* ---- metrics ----------------------------------------------------------------------------------------------------- */

enum measure { ROC_AUC, PR_AUC, BRIER, ECE, N_MEASURES };

static const char *const measure_name[N_MEASURES] = { "roc_auc", "pr_auc", "brier", "ece" };

/* One measure and the rows that a draw is made of, grouped by unit. */
struct drawing {
    const struct risk_judged *judged;
    enum measure measure;
    uint32_t    *first, *row; /* [n_units + 1] of row[n] */
    double      *p;           /* room: a draw may be longer than the data and is cut there */
    int32_t     *y;
    size_t       n_units, room;
};

static int compute(double *out, enum measure measure, const double *p, const double *score, const int32_t *y, size_t n, struct err *err)
{
    switch (measure) {
    case ROC_AUC:
        return metric_roc_auc(out, score, y, n, err);
    case PR_AUC:
        return metric_pr_auc(out, score, y, n, err);
    case BRIER:
        *out = metric_brier(p, y, n);
        return 0;
    default:
        *out = metric_ece(p, y, n, VALIDATION_BINS);
        return 0;
    }
}

static int of_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    const struct drawing *d = ctx;
    const double *from = d->measure <= PR_AUC && d->judged->score != NULL ? d->judged->score : d->judged->p;
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        for (uint32_t at = d->first[index[i]]; at < d->first[index[i] + 1] && k < d->room; at++, k++) {
            d->p[k] = from[d->row[at]];
            d->y[k] = d->judged->y[d->row[at]];
        }
    return compute(out, d->measure, d->p, d->p, d->y, k, err);
}

static uint32_t unit_of(const struct risk_judged *j, size_t i)
{
    return j->unit != NULL ? j->unit[i] : (uint32_t)i;
}

/* Rows by unit, counted out. */
static int group(struct drawing *d, struct err *err)
{
    const struct risk_judged *j = d->judged;
    uint32_t *place;

    d->n_units = j->unit != NULL ? j->n_units : j->n;
    d->room = 4 * j->n;
    d->first = mem_calloc(d->n_units + 1, sizeof *d->first);
    d->row = mem_calloc(j->n, sizeof *d->row);
    d->p = mem_calloc(d->room, sizeof *d->p);
    d->y = mem_calloc(d->room, sizeof *d->y);
    place = mem_calloc(d->n_units + 1, sizeof *place);
    if (d->first == NULL || d->row == NULL || d->p == NULL || d->y == NULL || place == NULL) {
        mem_free(place);
        return err_nomem(err);
    }
    for (size_t i = 0; i < j->n; i++)
        d->first[unit_of(j, i) + 1]++;
    for (size_t u = 0; u < d->n_units; u++)
        d->first[u + 1] += d->first[u];
    memcpy(place, d->first, (d->n_units + 1) * sizeof *place);
    for (size_t i = 0; i < j->n; i++)
        d->row[place[unit_of(j, i)]++] = (uint32_t)i;
    mem_free(place);
    return 0;
}

static int add_measures(json_t *object, const struct risk_judged *j, uint64_t seed, struct err *err)
{
    struct drawing d = { .judged = j };
    size_t ones = 0;
    int rc = group(&d, err);

    for (d.measure = 0; rc == 0 && d.measure < N_MEASURES; d.measure++) {
        double value = 0, low = 0, high = 0;

        rc = compute(&value, d.measure, j->p, j->score != NULL ? j->score : j->p, j->y, j->n, err);
        if (rc == 0)
            rc = metric_bootstrap(&low, &high, of_draw, &d, d.n_units, VALIDATION_DRAWS, seed, err);
        if (rc == 0)
            json_object_set_new(object, measure_name[d.measure], json_pack("{s:f, s:f, s:f}", "value", value, "low", low, "high", high));
    }
    for (size_t i = 0; i < j->n; i++)
        ones += j->y[i] == 1;
    json_object_set_new(object, "base_rate", json_pack("{s:f, s:n, s:n}", "value", (double)ones / (double)j->n, "low", "high"));
    mem_free(d.first);
    mem_free(d.row);
    mem_free(d.p);
    mem_free(d.y);
    return rc;
}

static int metrics_json(json_t **out, const struct risk_judged *j, uint64_t seed, struct err *err)
{
    json_t *object = json_object();
    int rc = add_measures(object, j, seed, err);

    json_object_update(object, j->more);
    if (rc < 0)
        json_decref(object);
    else
        *out = object;
    return rc;
}

/* ---- sections ---------------------------------------------------------------------------------------------------- */

static json_t *or_empty(json_t *list)
{
    return list != NULL ? json_incref(list) : json_array();
}

static json_t *identity(const struct risk_record *r, const struct model_version *version)
{
    char created[TIME_ISO_MAX], until[TIME_ISO_MAX];

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:{}, s:s, s:s, s:I, s:s, s:s, s:f, s:s, s:o, s:o}", "name", version->name, "task", version->task, "project",
                     version->project, "hash", version->hash, "engine_version", version->engine_version, "libraries", "created_at",
                     time_format(version->created_at, created), "valid_until", time_format(version->created_at + (int64_t)VALIDATION_DAYS * 86400, until), "seed",
                     (json_int_t)version->seed, "recipe", r->recipe, "solver", r->solver, "c", r->c, "criterion", r->criterion, "candidates", or_empty(r->candidates),
                     "choice", r->choice != NULL ? json_incref(r->choice) : json_null());
}

static int data_json(json_t **out, const struct risk_record *r, struct err *err)
{
    char from[TIME_ISO_MAX], to[TIME_ISO_MAX];
    json_t *redacted = NULL;
    int rc = validation_redactions(&redacted, r->store, err);

    if (rc < 0)
        return rc;
    *out = json_pack("{s:s, s:s, s:I, s:s, s:s, s:s, s:[{s:s, s:I}, {s:s, s:I}], s:[], s:s, s:o}", "snapshot_hash", r->snapshot->hash, "train_digest", r->train_digest,
                     "rows", (json_int_t)r->rows, "first", time_format(r->first, from), "last", time_format(r->last, to), "label_field", r->task->label_field, "classes",
                     "name", r->zero, "rows", (json_int_t)(r->rows - r->ones), "name", r->one, "rows", (json_int_t)r->ones, "exclusions",
                     "label_policy", r->label_policy, "redactions", redacted);
    return *out == NULL ? err_nomem(err) : 0;
}

static void check_leakage(json_t *doc, const struct risk_record *r, struct validation *out)
{
    const json_t *one;
    size_t i;

    json_object_set_new(doc, "leakage_checks", or_empty(r->leakage_checks));
    json_array_foreach(r->leakage_checks, i, one)
        if (!json_is_true(json_object_get(one, "passed")) && out->passed) {
            out->passed = false;
            snprintf(out->reason, sizeof out->reason, "%s: not so", json_string_value(json_object_get(one, "check")));
        }
}

/* NaN where there is no such measure. */
static double measured(const json_t *metrics, const char *name, const char *part)
{
    const json_t *value = json_object_get(json_object_get(metrics, name), part);

    return json_is_number(value) ? json_number_value(value) : (double)NAN;
}

static void accept(json_t *doc, const struct risk_record *r, const json_t *metrics, const struct risk_default *defaults, size_t n, struct validation *out)
{
    json_t *list = json_array();
    bool configured = false;

    for (size_t i = 0; i < r->config->n_acceptances; i++) {
        const char *metric = r->config->acceptance[i].metric;
        struct criterion c = { metric, acceptance_less_is_better(metric) ? "<" : ">", r->config->acceptance[i].bound, measured(metrics, metric, "value"), "configuration" };

        if (strcmp(r->config->acceptance[i].task, r->task->name) != 0)
            continue;
        configured = true;
        acceptance_add(list, &c, out);
    }
    for (size_t i = 0; i < n && !configured; i++) {
        const struct risk_default *d = &defaults[i];
        char name[64];
        struct criterion c = { name, acceptance_less_is_better(d->metric) ? "<" : ">", d->bound, measured(metrics, d->metric, d->lower_end ? "low" : "value"), "default" };

        snprintf(name, sizeof name, "%s%s", d->metric, d->lower_end ? " lower end of the 95 % interval" : "");
        acceptance_add(list, &c, out);
    }
    json_object_set_new(doc, "acceptance", list);
}

static json_t *calibration_json(const struct risk_record *r, const struct risk_judged *judged)
{
    json_t *bins = validation_bins(judged->p, judged->y, judged->n);

    if (r->calibration == NULL)
        return json_pack("{s:s, s:f, s:f, s:o}", "kind", "no", "a", 1.0, "b", 0.0, "bins", bins);
    return json_pack("{s:s, s:f, s:f, s:o}", "kind", "Platt", "a", r->calibration->a, "b", r->calibration->b, "bins", bins);
}

static json_t *limits(const struct risk_record *r)
{
    json_t *list = json_array();

    json_array_extend(list, r->limits);
    for (size_t i = 0; i < r->readiness->n_reasons; i++)
        json_array_append_new(list, json_sprintf("Thin data: %s.", r->readiness->reason[i].text));
    if (r->known == NULL && r->known_reason != NULL && r->known_reason[0] != '\0')
        json_array_append_new(list, json_sprintf("Labels known at the cut could not be used: %s.", r->known_reason));
    return list;
}

static int fill(json_t *doc, struct validation *out, struct risk_record *r, const struct model_version *version, const struct risk_default *defaults, size_t n_defaults,
                struct err *err)
{
    const struct risk_judged *judged = r->known != NULL ? r->known : &r->final;
    char time[TIME_ISO_MAX];
    json_t *final = NULL, *known = NULL, *data = NULL, *thresholds = NULL;
    int rc = metrics_json(&final, &r->final, r->seed, err);

    if (rc == 0 && r->known != NULL)
        rc = metrics_json(&known, r->known, r->seed, err);
    if (rc == 0)
        rc = data_json(&data, r, err);
    if (rc == 0)
        rc = validation_thresholds_of(&thresholds, judged->p, judged->y, judged->n, judged->weeks, err);
    if (rc < 0) {
        json_decref(final);
        json_decref(known);
        json_decref(data);
        return rc;
    }
    json_object_set_new(doc, "schema_version", json_integer(1));
    json_object_set_new(doc, "model", identity(r, version));
    json_object_set_new(doc, "intended_use", json_string(r->task->intended_use));
    json_object_set_new(doc, "not_for", json_string(r->task->not_for));
    json_object_set_new(doc, "data", data);
    json_object_set_new(doc, "readiness", readiness_json(r->readiness));
    json_object_set_new(doc, "cut", json_pack("{s:s, s:I, s:I, s:s}", "kind", r->cut, "train_rows", (json_int_t)judged->n_train, "test_rows", (json_int_t)judged->n, "time",
                                              time_format(judged->cut, time)));
    check_leakage(doc, r, out);
    accept(doc, r, known != NULL ? known : final, defaults, n_defaults, out);
    out->headline = measured(known != NULL ? known : final, r->task->metric, "value");
    json_object_set_new(doc, "metrics", json_pack("{s:o, s:o}", "final", final, "known", known != NULL ? known : json_null()));
    json_object_set_new(doc, "judged_by", json_string(r->known != NULL ? "known" : "final"));
    json_object_set_new(doc, "calibration", calibration_json(r, judged));
    json_object_set_new(doc, "thresholds", thresholds);
    json_object_set_new(doc, "gates", or_empty(r->gates));
    json_object_set_new(doc, "abstention", json_null());
    json_object_set_new(doc, "baselines", r->baselines != NULL ? json_incref(r->baselines) : json_object());
    json_object_set_new(doc, "subgroups", json_array());
    json_object_set_new(doc, "worst_subgroup", json_string(""));
    json_object_set_new(doc, "top_weights", json_array_size(r->top_weights) > 0 ? json_pack("[{s:s, s:O}]", "class", "harm", "weights", r->top_weights) : json_array());
    json_object_set_new(doc, "vocabulary_audit", r->vocabulary_audit != NULL ? json_incref(r->vocabulary_audit) : json_null());
    json_object_set_new(doc, "drift", json_null());
    json_object_set_new(doc, "human", json_pack("{s:n, s:i}", "override_rate", "decisions", 0));
    json_object_set_new(doc, "limits", limits(r));
    json_object_set_new(doc, "signatures", json_array());
    json_object_set_new(doc, "verdict", json_string(out->passed ? "validated" : "rejected"));
    return 0;
}

void risk_record_release(struct risk_record *r)
{
    json_t *taken[] = { r->candidates, r->choice, r->leakage_checks, r->gates, r->limits, r->baselines, r->top_weights, r->vocabulary_audit, r->final.more,
                        r->known != NULL ? r->known->more : NULL };

    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        json_decref(taken[i]);
}

int risk_record_make(struct validation *out, struct risk_record *r, const struct model_version *version, const struct risk_default *defaults, size_t n_defaults,
                     struct err *err)
{
    struct validation v = { .passed = true };
    json_t *doc = json_object();
    int rc = doc == NULL ? err_nomem(err) : fill(doc, &v, r, version, defaults, n_defaults, err);

    if (rc == 0)
        rc = validation_text(&v.json, doc, err);
    json_decref(doc);
    risk_record_release(r);
    if (rc == 0)
        *out = v;
    return rc;
}

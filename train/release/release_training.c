/*
 * release_training.c - a version of release-risk: what past releases teach of whole releases; see training_inner.h.
 *
 *   releases -> readiness -> backtest (labels final, known) on the newest share that has both kinds -> learned from all -> record
 *
 * The share that is predicted is the newest fifth, and more of the newest, up to a half, where a fifth has one kind of outcome only. A version is accepted where
 * its chances are nearer to what came (Brier) than the product of its changes, which would stand in its place.
 */
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/release_outcomes.h"
#include "train/model_json.h"
#include "train/release/backtest_releases.h"
#include "train/release/release_model_io.h"
#include "train/rows/readiness_rows.h"
#include "train/training_inner.h"

struct work {
    const struct training_run *run;
    struct releases_backtest   final, known;
    struct release_walk        walk_final, walk_known;
    bool                       has_known;
    double                     holdout;       /* of the newest */
    struct release_model       model;
    char                       digest[DIGEST_HEX_SIZE];
    char                       known_reason[ERR_MSG_MAX];
};

static void digest_release(struct digest *d, const struct release *r, const struct change_table *changes)
{
    digest_field(d, r->name, strlen(r->name));
    digest_field(d, r->outcome, strlen(r->outcome));
    digest_int(d, r->outcome_time);
    digest_int(d, r->deployed);
    for (size_t m = 0; m < r->n_members; m++)
        digest_int(d, changes->row[r->member[m]].record_id);
}

/* What it would learn from: every release that is out, and every change, by which they are told. */
static int digest_rows(struct work *w, struct release_table *releases, struct err *err)
{
    const struct training_run *run = w->run;
    struct change_table changes = {0};
    struct digest d;
    int rc = changes_load(&changes, run->store, run->snapshot, run->project, err);

    if (rc == 0)
        rc = releases_load(releases, run->store, run->snapshot, run->project, &changes, err);
    if (rc == 0)
        rc = release_outcomes_tell(releases, &changes, run->store, run->snapshot, run->project, run->config->label_maturity_days, err);
    if (rc == 0) {
        training_digest_begin(&d, run);
        digest_int(&d, run->config->label_maturity_days);
        for (size_t i = 0; i < releases->n; i++)
            if (releases->row[i].status == RELEASE_DEPLOYED)
                digest_release(&d, &releases->row[i], &changes);
        for (size_t i = 0; i < changes.n; i++) {
            digest_int(&d, changes.row[i].version_id);
            digest_int(&d, changes.row[i].buggy);
            digest_int(&d, changes.row[i].label_time);
        }
        training_digest_end(w->digest, &d);
    }
    changes_release(&changes);
    return rc;
}

static int assess(struct training *out, const struct work *w, const struct release_table *releases, struct err *err)
{
    const struct training_run *run = w->run;
    struct readiness_around around;
    int rc = readiness_around_count(&around, run->store, err);

    if (rc == 0)
        rc = readiness_of_releases(&out->readiness, releases, &around, run->config, run->project, err);
    return rc < 0 ? rc : training_check_ready(&out->readiness, err);
}

static struct backtest_options options_of(const struct work *w, bool known)
{
    const struct training_run *run = w->run;

    return (struct backtest_options){ .holdout = w->holdout, .maturity_days = run->config->label_maturity_days, .seed = run->options->seed, .n_threads = run->options->n_threads,
                                      .labels_known = known };
}

static int backtests(struct work *w, struct err *err)
{
    static const double shares[] = { .2, .3, .4, .5 };
    const struct training_run *run = w->run;
    struct backtest_options o;
    struct err why = ERR_INIT;
    int rc = ERR_NODATA;

    for (size_t i = 0; rc == ERR_NODATA && i < sizeof shares / sizeof *shares; i++) {
        w->holdout = shares[i];
        o = options_of(w, false);
        rc = backtest_releases(&w->final, run->store, run->snapshot, run->project, &o, &w->walk_final, &why);
    }
    if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    o = options_of(w, true);
    rc = backtest_releases(&w->known, run->store, run->snapshot, run->project, &o, &w->walk_known, &why);
    w->has_known = rc == 0;
    if (rc == ERR_NODATA)
        memcpy(w->known_reason, why.msg, sizeof w->known_reason);
    else if (rc < 0)
        return err_set(err, (enum err_code)rc, "%s", why.msg);
    return 0;
}

static int learn_all(struct work *w, struct err *err)
{
    struct backtest_options o = options_of(w, w->has_known);
    int rc = releases_learn(&w->model, w->run->store, w->run->snapshot, w->run->project, &o, w->has_known ? &w->walk_known : &w->walk_final, err);

    if (rc == 0 && w->model.method == RELEASE_PRODUCT && w->model.n >= RELEASE_MODEL_MIN)
        return err_set(err, ERR_NODATA, "%s", "the product of the changes, as it is, told the newest releases best: nothing better was learned");
    if (rc == 0 && w->model.method == RELEASE_PRODUCT)
        rc = err_set(err, ERR_NODATA, "past releases teach nothing yet: %d with an outcome to learn from, of which %d did harm and %d did not, are needed, and the newest beside them to test on: 13 in all",
                     RELEASE_PLATT_MIN, RELEASE_PLATT_KINDS,
                     RELEASE_PLATT_KINDS);
    return rc;
}

/* ---- the record -------------------------------------------------------------------------------------------------- */

static json_t *alone(double value)
{
    return json_pack("{s:f, s:n, s:n}", "value", value, "low", "high");
}

/* Columns of a backtest, yours. */
static int judged_of(struct risk_judged *out, const struct releases_backtest *b, struct err *err)
{
    double *p = mem_calloc(b->n, sizeof *p);
    int32_t *y = mem_calloc(b->n, sizeof *y);

    *out = (struct risk_judged){ .p = p, .y = y, .n = b->n, .n_train = b->train_rows, .cut = b->cut, .weeks = (double)(b->last - b->cut) / (7 * 86400.0) };
    if (p == NULL || y == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < b->n; i++) {
        p[i] = b->prediction[i].p;
        y[i] = b->prediction[i].truth;
    }
    out->more = json_pack("{s:o, s:o}", "recall_at_20_effort", alone(b->recall_at_20_effort), "popt", alone(b->popt));
    return 0;
}

static void judged_release(struct risk_judged *j)
{
    mem_free((void *)(uintptr_t)j->p);
    mem_free((void *)(uintptr_t)j->y);
}

static json_t *baselines_of(const struct releases_backtest *b)
{
    return json_pack("{s:{s:f, s:f, s:f}, s:{s:f}, s:{s:f}, s:{s:f, s:f}}", "product", "roc_auc", b->product_roc_auc, "brier", b->product_brier, "ece", b->product_ece, "base_rate",
                     "brier", b->base_brier, "size_only", "roc_auc", b->size_roc_auc, "small_first", "recall_at_20_effort", b->small_first_recall, "popt", b->small_first_popt);
}

static json_t *leakage_of(const struct work *w)
{
    json_t *list = json_array();

    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "every predicted release came after every one that taught", "passed",
                                          (int)(w->final.ordered && (!w->has_known || w->known.ordered)), "detail", "in the order of deployment"));
    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "each change has its chance from a model that saw older changes only", "passed", 1, "detail",
                                          w->final.without[0] != '\0' ? "no change could be told: numbers of the releases alone" : "changes walked forward in blocks"));
    return list;
}

static json_t *limits_of(const struct work *w, const struct releases_backtest *judged)
{
    json_t *list = json_array();

    json_array_append_new(list, json_sprintf("The figures are of a model of the %zu releases before the cut; the version learned from all %zu.", judged->train_rows, w->model.n));
    json_array_append_new(list, json_string("It rests on the chances of a release's changes: another version of change-risk gives it other numbers to work on."));
    json_array_append_new(list, json_string("Releases are few: whether they drift is asked of the newest 20 against those before. The inputs of change-risk, on which it rests, are watched apart."));
    if (judged->brier >= judged->base_brier)
        json_array_append_new(list, json_sprintf("Saying the share of harmful releases of each was as near to what came (Brier %.3f): this model tells releases apart no better.",
                                                 judged->base_brier));
    if (judged->n_told > 0)
        json_array_append_new(list, json_sprintf("Of %zu releases nobody recorded an outcome: it was told from how often they were mended in the %lld days after them, against "
                                                 "the project's usual.", judged->n_told, (long long)w->run->config->label_maturity_days));
    if (judged->n < 30)
        json_array_append_new(list, json_sprintf("Only %zu releases were predicted: every interval is wide.", judged->n));
    if (judged->without[0] != '\0')
        json_array_append_new(list, json_sprintf("No change has a chance of its own: %s.", judged->without));
    return list;
}

static json_t *weights_of(const struct release_model *m)
{
    json_t *list = json_array();

    for (size_t k = 0; k < N_RELEASE_NUMBERS && m->method == RELEASE_MODEL; k++)
        json_array_append_new(list, json_pack("{s:s, s:f}", "column", release_number_name[k], "weight", m->weight[k]));
    return list;
}

/* What a gate on releases would have caught, by the criticality that their systems have today. */
static int gates_of(json_t **out, const struct work *w, const struct releases_backtest *b, struct err *err)
{
    struct system_table systems = { .n = 0 };
    enum criticality *of = mem_calloc(b->walked.n, sizeof *of);
    int rc = of == NULL ? err_nomem(err) : systems_load(&systems, w->run->store, w->run->snapshot, err);

    for (size_t i = 0; rc == 0 && i < b->walked.n; i++)
        of[i] = systems_criticality(&systems, b->walked.system[i]);
    if (rc == 0)
        rc = gate_tables(out, b->walked.row, of, b->walked.n, (double)(b->last - b->walked.from) / (7 * 86400), err);
    systems_release(&systems);
    mem_free(of);
    return rc;
}

static int put(struct training *out, struct work *w, struct err *err)
{
    static const char *const solver[] = { "", "Platt's scaling of the product", "logistic regression over standardised numbers, dual" };
    const struct releases_backtest *judged = w->has_known ? &w->known : &w->final;
    const struct training_run *run = w->run;
    const struct risk_default defaults[] = { { "brier", false, judged->product_brier } };
    struct risk_judged known = { .n = 0 };
    struct risk_record r = {
        .store = run->store, .config = run->config, .snapshot = run->snapshot, .task = run->task, .readiness = &out->readiness, .train_digest = w->digest,
        .seed = run->options->seed, .recipe = release_method_name(w->model.method), .solver = solver[w->model.method],
        .criterion = "log loss on the newest 30 % of the past releases", .c = w->model.method == RELEASE_MODEL ? .1 : 0,
        .cut = "the older releases with an outcome teach, the newest are predicted",
        .label_policy = "what was recorded of each release, an incident, hotfix or rollback is harm; else, where blame knows who mended what, harm is more mends "
                        "than usual within the maturity, and what is not mature teaches nothing; our own unreviewed suggestions are never labels", .one = "caused harm",
        .zero = "went well", .rows = w->model.n, .ones = w->model.harms, .first = judged->first, .last = judged->last, .known = w->has_known ? &known : NULL,
        .known_reason = w->known_reason,
    };
    struct model_part part = { .name = RELEASE_MODEL_PART };
    struct model_content content = { .task = run->task->name, .project = run->project, .snapshot = run->snapshot, .train_digest = w->digest, .seed = run->options->seed,
                                     .by = training_by(run->options), .part = &part, .n_parts = 1 };
    struct strbuf text;
    char params[160];
    int rc;

    strbuf_init(&text);
    rc = model_json_dump(&text, release_model_json(&w->model), err);
    if (rc == 0)
        rc = judged_of(&r.final, &w->final, err);
    if (rc == 0 && w->has_known)
        rc = judged_of(&known, &w->known, err);
    if (rc == 0)
        rc = gates_of(&r.gates, w, judged, err);
    if (rc == 0) {
        snprintf(params, sizeof params, "{\"harms\":%zu,\"holdout\":%g,\"method\":%d,\"releases\":%zu}", w->model.harms, w->holdout, (int)w->model.method, w->model.n);
        content.params = params;
        part.data = text.data;
        part.len = text.len;
        r.calibration = w->model.method == RELEASE_CALIBRATED ? &w->model.calibration : NULL;
        r.baselines = baselines_of(judged);
        r.leakage_checks = leakage_of(w);
        r.limits = limits_of(w, judged);
        r.top_weights = weights_of(&w->model);
        r.vocabulary_audit = json_pack("{s:i, s:i, s:i}", "columns", (int)N_RELEASE_NUMBERS, "looked_at", 0, "suspicious", 0); /* numbers, no words */
        out->baseline = judged->product_brier;
        rc = training_register(out, run, &content, NULL, &r, defaults, sizeof defaults / sizeof *defaults, err);
    } else {
        risk_record_release(&r);
    }
    judged_release(&r.final);
    judged_release(&known);
    strbuf_release(&text);
    return rc;
}

int release_training_run(struct training *out, const struct training_run *run, struct err *err)
{
    struct work w = { .run = run };
    struct release_table releases = { .n = 0 };
    int rc = digest_rows(&w, &releases, err);

    if (rc == 0)
        rc = assess(out, &w, &releases, err);
    if (rc == 0)
        rc = training_find_unchanged(out, run, w.digest, err);
    if (rc == 0) {
        snprintf(out->metric, sizeof out->metric, "%s", run->task->metric);
        rc = backtests(&w, err);
        if (rc == 0)
            rc = learn_all(&w, err);
        if (rc == 0)
            rc = put(out, &w, err);
    }
    releases_release(&releases);
    releases_backtest_release(&w.final);
    releases_backtest_release(&w.known);
    release_walk_release(&w.walk_final);
    release_walk_release(&w.walk_known);
    return rc < 0 ? rc : 0;
}

/*
 * dependency_training.c - a version of dependency-risk, learned from the updates of all projects; see training_inner.h.
 *
 *   updates and releases (dependency_experience.h) -> readiness -> backtest by groups of projects -> learned from all -> record
 *
 * Weights, families and calibration come from imported updates, which say of each whether it broke something; its rates then take in what came of releases
 * too. Its backtest is of the imported updates alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/dependency/dependency_backtest.h"
#include "train/dependency/dependency_experience.h"
#include "train/dependency/dependency_model_io.h"
#include "train/rows/readiness_updates.h"
#include "train/training_inner.h"

enum { WEIGHTS_SHOWN = 20, CANDIDATE_WORDS = 96 };

struct work {
    const struct training_run   *run;
    struct dependency_experience known;
    size_t                       n_imported;   /* of known.row */
    struct dependency_backtest   backtest;
    struct dependency_model      model;
    char                         digest[DIGEST_HEX_SIZE];
};

static void digest_rows(struct work *w)
{
    struct digest d;

    training_digest_begin(&d, w->run);
    for (size_t i = 0; i < w->known.n; i++) {
        const struct dependency_update *u = &w->known.updates.row[w->known.row[i]];

        digest_int(&d, u->version_id);
        digest_int(&d, u->broke);
        digest_double(&d, u->weight);
        digest_field(&d, u->id, strlen(u->id));
    }
    training_digest_end(w->digest, &d);
}

static int assess(struct training *out, const struct work *w, struct err *err)
{
    const struct update_table imported = { .row = w->known.updates.row, .n = w->known.n_imported };

    readiness_of_updates(&out->readiness, &imported, w->run->config);
    return training_check_ready(&out->readiness, err);
}

static int learn_all(struct work *w, struct err *err)
{
    const struct training_options *o = w->run->options;
    const struct dependency_experience *e = &w->known;
    int rc = dependency_model_fit(&w->model, e->updates.row, e->row, w->n_imported, o->seed, o->n_threads, err);

    if (rc < 0)
        return rc;
    dependency_rates_release(&w->model.rates);
    return dependency_rates_fit(&w->model.rates, e->updates.row, e->row, e->n, w->model.chosen.weights, err);
}

/* ---- the record -------------------------------------------------------------------------------------------------- */

static void say_candidate(char out[CANDIDATE_WORDS], const struct dependency_candidate *c)
{
    snprintf(out, CANDIDATE_WORDS, "rates%s%s%s; repeats %g, projects %g", (c->families & FAMILY_STEP) != 0 ? ", step" : "", (c->families & FAMILY_NAMES) != 0 ? ", names" : "",
             (c->families & FAMILY_TRIED) != 0 ? ", tried before" : "", c->weights.repeats, c->weights.projects);
}

static json_t *candidates_of(const struct dependency_model *m)
{
    json_t *list = json_array();

    for (size_t i = 0; i < m->n_tried; i++) {
        char words[CANDIDATE_WORDS];

        say_candidate(words, &m->tried[i]);
        json_array_append_new(list, json_pack("{s:s, s:f, s:f}", "recipe", words, "c", m->tried[i].c, "score", m->tried[i].roc_auc + m->tried[i].pr_auc));
    }
    return list;
}

static json_t *leakage_of(const struct work *w, const struct vocabulary_audit *audit)
{
    json_t *list = json_array();

    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "no project taught the model that predicted it", "passed", (int)w->backtest.apart, "detail",
                                          "whole projects are predicted from the others; most updates have no time to cut by"));
    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "no name looks like an identifier of a person", "passed", (int)(audit->n_found == 0), "detail",
                                          "names of libraries against the user's rules"));
    return list;
}

static json_t *limits_of(const struct work *w)
{
    const struct dependency_measures *m = &w->backtest.measures[RANK_MODEL];
    json_t *list = json_array();

    json_array_append_new(list, json_string("The figures are of the same recipe on projects that it had not seen; of projects that taught it it knows more."));
    json_array_append_new(list, json_string("Projects are predicted from others, not the future from the past: a library that has changed its ways since is not foreseen."));
    json_array_append_new(list, json_string("Drift of its inputs is asked of imported updates by date; what it says of libraries in use is not compared."));
    if (m->top_high - m->top_low > .2)
        json_array_append_new(list, json_sprintf("How many of the riskiest tenth broke something is known to between %.2f and %.2f only: the outcomes of one project hang together.",
                                                 m->top_low, m->top_high));
    if (w->backtest.measures[RANK_RATE].roc_auc >= m->roc_auc)
        json_array_append_new(list, json_string("The shrunken rates alone rank as well as the whole model."));
    if (w->known.n_releases == 0)
        json_array_append_new(list, json_string("It knows of no release whose dependencies and outcome are both recorded."));
    return list;
}

struct weighed { const char *name; double weight; };

static int heavier_first(const void *a, const void *b)
{
    const struct weighed *x = a, *y = b;
    double dx = x->weight < 0 ? -x->weight : x->weight, dy = y->weight < 0 ? -y->weight : y->weight;

    return dx != dy ? (dx < dy ? 1 : -1) : strcmp(x->name, y->name);
}

/* What the units of the narrow levels add, and the weights of the features with their share: the largest. */
static int weights_of(json_t **out, const struct dependency_model *m, struct err *err)
{
    size_t n = 0, cap = 0;
    struct weighed *all = NULL;
    int rc = 0;

    for (size_t level = 0; rc == 0 && level < N_RATES; level++) {
        rc = mem_grow(&all, &cap, n + m->rates.key[level].n, sizeof *all, err);
        for (size_t i = 0; rc == 0 && i < m->rates.key[level].n; i++)
            all[n++] = (struct weighed){ m->rates.key[level].str[i], dependency_rates_part(&m->rates, (enum rate_level)level, (uint32_t)i) };
    }
    if (rc == 0 && m->chosen.families != 0)
        rc = mem_grow(&all, &cap, n + m->linear.n_cols, sizeof *all, err);
    for (uint32_t col = 0; rc == 0 && m->chosen.families != 0 && col < m->linear.n_cols; col++)
        if (m->linear.w[col] != 0)
            all[n++] = (struct weighed){ dependency_column_name(&m->features, col), m->chosen.share * (double)m->linear.w[col] };
    if (rc == 0) {
        *out = json_array();
        if (n > 0)
            qsort(all, n, sizeof *all, heavier_first);
        for (size_t i = 0; i < n && i < WEIGHTS_SHOWN; i++)
            json_array_append_new(*out, json_pack("{s:s, s:f}", "column", all[i].name, "weight", all[i].weight));
    }
    mem_free(all);
    return rc;
}

/* The columns of the backtest: yours. */
struct columns { double *p, *score; int32_t *y; uint32_t *unit; size_t n_units; };

static int columns_of(struct columns *c, const struct dependency_backtest *b, struct err *err)
{
    struct intern projects;
    int rc = 0;

    *c = (struct columns){ mem_calloc(b->n, sizeof *c->p), mem_calloc(b->n, sizeof *c->score), mem_calloc(b->n, sizeof *c->y), mem_calloc(b->n, sizeof *c->unit), 0 };
    if (c->p == NULL || c->score == NULL || c->y == NULL || c->unit == NULL)
        return err_nomem(err);
    intern_init(&projects);
    for (size_t i = 0; rc == 0 && i < b->n; i++) {
        const struct dependency_update *u = &b->updates->row[b->prediction[i].row];

        c->p[i] = b->prediction[i].p;
        c->score[i] = b->prediction[i].score[RANK_MODEL];
        c->y[i] = u->broke > 0;
        c->unit[i] = intern_add(&projects, u->project, strlen(u->project));
        rc = c->unit[i] == INTERN_NONE ? err_nomem(err) : 0;
    }
    c->n_units = projects.n;
    intern_release(&projects);
    return rc;
}

static void columns_release(struct columns *c)
{
    mem_free(c->p);
    mem_free(c->score);
    mem_free(c->y);
    mem_free(c->unit);
}

static void first_and_last(struct risk_record *r, const struct dependency_experience *e)
{
    r->first = r->last = TIME_NONE;
    for (size_t i = 0; i < e->n; i++) {
        int64_t at = e->updates.row[e->row[i]].time;

        if (at == TIME_NONE)
            continue;
        r->first = r->first == TIME_NONE || at < r->first ? at : r->first;
        r->last = r->last == TIME_NONE || at > r->last ? at : r->last;
    }
}

static int fill(struct risk_record *r, struct work *w, const struct columns *c, const struct vocabulary_audit *audit, struct err *err)
{
    const struct dependency_backtest *b = &w->backtest;
    const struct dependency_measures *m = &b->measures[RANK_MODEL];

    r->calibration = &w->model.calibration;
    r->final = (struct risk_judged){ .p = c->p, .score = c->score, .y = c->y, .unit = c->unit, .n = b->n, .n_units = c->n_units, .n_train = b->n_train, .cut = TIME_NONE,
                                     .more = json_pack("{s:{s:f, s:f, s:f}}", "precision_top_10", "value", m->precision_top, "low", m->top_low, "high", m->top_high) };
    r->candidates = candidates_of(&w->model);
    r->choice = json_pack("{s:s}", "why", "chosen by ROC-AUC and average precision over five groups of projects, each predicted from the others");
    r->leakage_checks = leakage_of(w, audit);
    r->limits = limits_of(w);
    r->baselines = json_pack("{s:{s:f, s:f}, s:{s:f, s:f}, s:{s:f}}", "kind_of_step", "roc_auc", b->measures[RANK_STEP].roc_auc, "precision_top_10",
                             b->measures[RANK_STEP].precision_top, "rates_alone", "roc_auc", b->measures[RANK_RATE].roc_auc, "precision_top_10", b->measures[RANK_RATE].precision_top,
                             "base_rate", "brier", b->base_brier);
    r->vocabulary_audit = json_pack("{s:I, s:I, s:I}", "columns", (json_int_t)audit->n_looked, "looked_at", (json_int_t)audit->n_looked, "suspicious", (json_int_t)audit->n_found);
    first_and_last(r, &w->known);
    return weights_of(&r->top_weights, &w->model, err);
}

static int put(struct training *out, struct work *w, struct err *err)
{
    const struct training_run *run = w->run;
    const struct risk_default defaults[] = { { "roc_auc", true, .5 }, { "pr_auc", false, w->backtest.base_rate } };
    struct vocabulary_audit audit = { .n_found = 0 };
    struct dependency_parts parts = { .n = 0 };
    struct columns c = { .p = NULL };
    char recipe[CANDIDATE_WORDS], params[320];
    const struct dependency_candidate *chosen = &w->model.chosen;
    struct risk_record r = {
        .store = run->store, .config = run->config, .snapshot = run->snapshot, .task = run->task, .readiness = &out->readiness, .train_digest = w->digest,
        .seed = run->options->seed, .recipe = recipe, .solver = "empirical Bayes; logistic regression, dual", .criterion = "roc_auc + pr_auc", .c = chosen->c,
        .cut = "projects in ten groups, each predicted from the others",
        .label_policy = "what was imported of each update; of releases, in the rates alone, their recorded outcome, shared by the dependencies that they changed",
        .one = "broke something", .zero = "went well", .rows = w->n_imported, .ones = w->model.n_broke, .known_reason = "most updates have no time to cut by",
    };
    struct model_content content = { .task = run->task->name, .project = run->project, .snapshot = run->snapshot, .train_digest = w->digest, .params = params,
                                     .seed = run->options->seed, .by = training_by(run->options) };
    int rc = dependency_model_audit(&audit, &w->model, run->store->rules, err);

    say_candidate(recipe, chosen);
    snprintf(params, sizeof params, "{\"c\":%g,\"families\":%u,\"projects\":%g,\"releases\":%zu,\"repeats\":%g,\"share\":%g,\"updates\":%zu}", chosen->c, chosen->families,
             chosen->weights.projects, w->known.n_releases, chosen->weights.repeats, chosen->share, w->n_imported);
    if (rc == 0)
        rc = dependency_model_save(&parts, &w->model, err);
    if (rc == 0)
        rc = columns_of(&c, &w->backtest, err);
    if (rc == 0) {
        content.part = parts.part;
        content.n_parts = parts.n;
        rc = fill(&r, w, &c, &audit, err);
        if (rc == 0)
            rc = training_register(out, run, &content, &audit, &r, defaults, sizeof defaults / sizeof *defaults, err);
        else
            risk_record_release(&r);
    }
    out->baseline = w->backtest.measures[RANK_STEP].roc_auc;
    columns_release(&c);
    dependency_parts_release(&parts);
    return rc;
}

static int learn_and_put(struct training *out, struct work *w, struct err *err)
{
    const struct training_options *o = w->run->options;
    const struct update_table imported = { .row = w->known.updates.row, .n = w->known.n_imported };
    struct dependency_backtest_options bo = { .folds = DEPENDENCY_FOLDS_MAX, .seed = o->seed, .n_threads = o->n_threads };
    int rc;

    snprintf(out->metric, sizeof out->metric, "%s", w->run->task->metric);
    rc = dependency_backtest_run(&w->backtest, &imported, &bo, err);
    if (rc == 0)
        rc = learn_all(w, err);
    if (rc == 0)
        rc = put(out, w, err);
    dependency_backtest_release(&w->backtest);
    return rc;
}

int dependency_training_run(struct training *out, const struct training_run *run, struct err *err)
{
    struct work w = { .run = run };
    int rc = dependency_experience_load(&w.known, run->store, run->snapshot, TIME_NONE, run->config->label_maturity_days, err);

    if (rc == 0) {
        w.n_imported = dependency_experience_imported(&w.known);
        rc = assess(out, &w, err);
    }
    if (rc == 0) {
        digest_rows(&w);
        rc = training_find_unchanged(out, run, w.digest, err);
    }
    if (rc == 0)
        rc = learn_and_put(out, &w, err);
    dependency_model_release(&w.model);
    dependency_experience_release(&w.known);
    return rc < 0 ? rc : 0;
}

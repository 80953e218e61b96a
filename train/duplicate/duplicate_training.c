/*
 * duplicate_training.c - a version of `duplicates`: the order of earlier tickets, learned from the marks of a project; see training_inner.h.
 *
 *   tickets, marks that are known -> enough of them? -> backtest on the newest fifth, with its bar -> learned from all -> record
 *
 * A version is accepted where it finds more duplicates among its first ten than words and age, which stand in its place. What is judged as a risk are the pairs of the newer half that
 * the bar was not chosen on: one of the first five candidates of a resolved ticket, which was marked as the same or not.
 */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/duplicate/backtest_duplicates.h"
#include "train/duplicate/duplicate_model_io.h"
#include "train/rows/readiness_pairs.h"
#include "train/training_inner.h"

_Static_assert(N_PAIR_FEATURES == 37, "as the recipe is named");

enum { DUPLICATES_MIN = 63 /* of which four fifths and more are left to teach: DUPLICATE_LISTS_MIN */, WEIGHTS_SHOWN = 20 };

struct work {
    const struct training_run *run;
    struct ticket_table        tickets;
    struct duplicates          groups, known;
    struct duplicates_backtest backtest;
    struct duplicate_model     model;
    char                       digest[DIGEST_HEX_SIZE];
};

/* Every ticket is a candidate, and what a mark says counts from when it was known. */
static void digest_rows(struct work *w)
{
    struct digest d;

    training_digest_begin(&d, w->run);
    digest_double(&d, w->run->config->duplicate_precision);
    for (size_t i = 0; i < w->tickets.n; i++)
        digest_int(&d, w->tickets.row[i].version_id);
    for (size_t i = 0; i < w->known.n_links; i++) {
        digest_int(&d, w->known.link[i].from);
        digest_int(&d, w->known.link[i].to);
        digest_int(&d, w->known.link[i].known_at);
    }
    training_digest_end(w->digest, &d);
}

static int assess(struct training *out, const struct work *w, struct err *err)
{
    struct err why = ERR_INIT;
    int rc;

    assert(config_readiness(w->run->config, w->run->task->name)->needed[READINESS_ROWS] >= DUPLICATES_MIN); /* no configuration lowers it */
    readiness_of_pairs(&out->readiness, &w->tickets, &w->groups, &w->known, w->run->config, w->run->project);
    rc = training_check_ready(&out->readiness, &why);
    return rc < 0 ? err_set(err, (enum err_code)rc, "%s: until then words and age order them", why.msg) : 0;
}

/* ---- the record -------------------------------------------------------------------------------------------------- */

/* The newer half of the pairs, as columns; yours. */
static int judged_of(struct risk_judged *out, const struct duplicates_backtest *b, struct err *err)
{
    size_t begin = 0, n;
    double *p;
    int32_t *y;
    uint32_t *unit;

    while (begin < b->n_pairs && b->pair[begin].query < b->bar.n_queries / 2)
        begin++;
    n = b->n_pairs - begin;
    p = mem_calloc(n, sizeof *p);
    y = mem_calloc(n, sizeof *y);
    unit = mem_calloc(n, sizeof *unit);
    *out = (struct risk_judged){ .p = p, .y = y, .unit = unit, .n = n, .n_units = b->bar.n_queries - b->bar.n_queries / 2, .n_train = b->n_learned, .cut = b->tickets->row[b->n_train].created };
    if (p == NULL || y == NULL || unit == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        p[i] = duplicate_bar_probability(&b->bar, b->pair[begin + i].score);
        y[i] = b->pair[begin + i].same;
        unit[i] = b->pair[begin + i].query - (uint32_t)(b->bar.n_queries / 2);
    }
    return 0;
}

static void judged_release(struct risk_judged *j)
{
    mem_free((void *)(uintptr_t)j->p);
    mem_free((void *)(uintptr_t)j->y);
    mem_free((void *)(uintptr_t)j->unit);
}

static json_t *interval(const struct duplicates_interval *i)
{
    return json_pack("{s:f, s:f, s:f}", "value", i->value, "low", i->low, "high", i->high);
}

static json_t *measures_of(const struct duplicates_backtest *b)
{
    return json_pack("{s:o, s:o, s:o, s:o}", "recall_at_1", interval(&b->recall_at_1), "recall_at_5", interval(&b->recall_at_5), "recall_at_10", interval(&b->recall_at_10), "map",
                     interval(&b->map));
}

static json_t *baselines_of(const struct duplicates_backtest *b)
{
    return json_pack("{s:{s:f, s:f}, s:{s:f, s:f}}", "words", "recall_at_1", b->words_at_1.value, "recall_at_10", b->words_at_10.value, "words_and_age", "recall_at_1",
                     b->recent_at_1.value, "recall_at_10", b->recent_at_10.value);
}

static json_t *leakage_of(void)
{
    json_t *list = json_array();

    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "every ticket that was asked about came after every one that taught", "passed", 1, "detail", "in the order of filing"));
    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "no mark taught before it was known", "passed", 1, "detail", "a mark is known when its ticket is resolved"));
    return list;
}

static json_t *limits_of(const struct work *w)
{
    const struct duplicates_backtest *b = &w->backtest;
    json_t *list = json_array();

    json_array_append_new(list, json_sprintf("The figures are of the same recipe taught by the %zu past duplicates before the cut; the version learned from %zu.", b->n_learned, w->model.n_lists));
    json_array_append_new(list, json_sprintf("%.0f %% of the duplicates have a right one among the candidates: no order finds more.", 100 * b->in_pool));
    json_array_append_new(list, json_string("A pair that nobody marked counts as none: what is suggested may be right more often than its probability says."));
    if (isinf(b->bar.threshold))
        json_array_append_new(list, json_sprintf("None is suggested: from no probability on were %.0f %% of the older pairs marked.", 100 * w->run->config->duplicate_precision));
    json_array_append_new(list, json_string("Its inputs are not watched for drift."));
    return list;
}

struct weighed { const char *name; double weight; };

static int heavier_first(const void *a, const void *b)
{
    double x = fabs(((const struct weighed *)a)->weight), y = fabs(((const struct weighed *)b)->weight);

    return x != y ? (x < y ? 1 : -1) : strcmp(((const struct weighed *)a)->name, ((const struct weighed *)b)->name);
}

static json_t *weights_of(const struct duplicate_model *m)
{
    struct weighed all[N_PAIR_FEATURES];
    json_t *list = json_array();

    for (size_t f = 0; f < N_PAIR_FEATURES; f++)
        all[f] = (struct weighed){ pair_feature_name[f], m->weight[f] };
    qsort(all, N_PAIR_FEATURES, sizeof *all, heavier_first);
    for (size_t f = 0; f < WEIGHTS_SHOWN; f++)
        json_array_append_new(list, json_pack("{s:s, s:f}", "column", all[f].name, "weight", all[f].weight));
    return list;
}

static void fill(struct risk_record *r, const struct work *w)
{
    r->final.more = measures_of(&w->backtest);
    r->baselines = baselines_of(&w->backtest);
    r->leakage_checks = leakage_of();
    r->limits = limits_of(w);
    r->top_weights = weights_of(&w->model);
    r->choice = json_pack("{s:s, s:o}", "why", "one recipe for every project; the bar by the older half of the pairs, judged on the newer", "suggested", duplicate_bar_json(&w->backtest.bar));
    r->vocabulary_audit = json_pack("{s:i, s:i, s:i}", "columns", (int)N_PAIR_FEATURES, "looked_at", 0, "suspicious", 0); /* numbers, no words */
}

static int put(struct training *out, struct work *w, struct err *err)
{
    const struct training_run *run = w->run;
    const struct risk_default defaults[] = { { "recall_at_10", false, w->backtest.recent_at_10.value } };
    struct calibration platt = { .kind = CALIBRATION_PLATT, .a = w->model.bar.a, .b = w->model.bar.b };
    struct risk_record r = {
        .store = run->store, .config = run->config, .snapshot = run->snapshot, .task = run->task, .readiness = &out->readiness, .train_digest = w->digest,
        .seed = run->options->seed, .recipe = "three searches, 37 features of a pair", .solver = "listwise, L-BFGS", .criterion = "", .c = 1.0 / DUPLICATE_MODEL_L2,
        .cut = "the older tickets teach, the newest fifth is asked about", .label_policy = "marks (duplicate_of) of resolved tickets; our own suggestions are never labels",
        .one = "duplicates that taught", .zero = "duplicates that did not: none of their candidates is right, or they are older than the newest that are used", .rows = w->known.n_later, .ones = w->model.n_lists, .first = out->readiness.first, .last = out->readiness.last, .calibration = &platt,
        .known_reason = "marks are counted from when they were known in any case",
    };
    struct model_part part = { .name = DUPLICATE_MODEL_PART };
    struct model_content content = { .task = run->task->name, .project = run->project, .snapshot = run->snapshot, .train_digest = w->digest, .seed = run->options->seed,
                                     .by = training_by(run->options), .part = &part, .n_parts = 1 };
    struct strbuf text;
    char params[160];
    int rc;

    strbuf_init(&text);
    snprintf(params, sizeof params, "{\"asked\":%g,\"l2\":%d,\"lists\":%zu,\"top\":%d}", run->config->duplicate_precision, DUPLICATE_MODEL_L2, w->model.n_lists, (int)POOL_TOP);
    content.params = params;
    rc = duplicate_model_save(&text, &w->model, err);
    if (rc == 0)
        rc = judged_of(&r.final, &w->backtest, err);
    if (rc == 0) {
        part.data = text.data;
        part.len = text.len;
        fill(&r, w);
        out->baseline = w->backtest.recent_at_10.value;
        rc = training_register(out, run, &content, NULL, &r, defaults, sizeof defaults / sizeof *defaults, err);
    }
    judged_release(&r.final);
    strbuf_release(&text);
    return rc;
}

/* Of all that is known, with the bar of the backtest: the pairs that chose it did not teach there. */
static int learn_all(struct work *w, struct err *err)
{
    const int n_threads = w->run->options->n_threads;
    struct ticket_rankers rankers;
    struct pair_views views;
    int rc = ticket_rankers_make(&rankers, &w->tickets, w->tickets.n, true, n_threads, err);

    if (rc < 0)
        return rc;
    rc = pair_views_init(&views, &rankers, w->tickets.n, &w->groups, err);
    if (rc == 0) {
        rc = duplicate_model_fit(&w->model, &views, w->tickets.n, n_threads, err);
        pair_views_release(&views);
    }
    ticket_rankers_release(&rankers);
    w->model.bar = w->backtest.bar;
    if (rc == 0 && (w->model.n_lists == 0 || w->backtest.n_learned == 0 || !w->model.bar.calibrated || w->backtest.n_pairs == 0))
        rc = err_set(err, ERR_NODATA, "of %zu past duplicates too few have their earlier ticket among the candidates: words and age order them", w->known.n_later);
    return rc;
}

static int learn_and_put(struct training *out, struct work *w, struct err *err)
{
    const struct training_options *o = w->run->options;
    struct duplicates_options bo = { .holdout = .2, .asked = w->run->config->duplicate_precision, .seed = o->seed, .n_threads = o->n_threads, .log = o->log };
    int rc;

    snprintf(out->metric, sizeof out->metric, "%s", w->run->task->metric);
    rc = backtest_duplicates(&w->backtest, &w->tickets, &bo, err);
    if (rc < 0)
        return rc;
    rc = learn_all(w, err);
    if (rc == 0)
        rc = put(out, w, err);
    duplicates_backtest_release(&w->backtest);
    return rc;
}

int duplicate_training_run(struct training *out, const struct training_run *run, struct err *err)
{
    struct work w = { .run = run };
    int rc = tickets_load(&w.tickets, run->store, run->snapshot, run->project, err);

    if (rc == 0)
        rc = duplicates_make(&w.groups, &w.tickets, err);
    if (rc == 0)
        rc = duplicates_known(&w.known, &w.groups, w.tickets.n, INT64_MAX, err);
    if (rc == 0)
        rc = assess(out, &w, err);
    if (rc == 0) {
        digest_rows(&w);
        rc = training_find_unchanged(out, run, w.digest, err);
    }
    if (rc == 0)
        rc = learn_and_put(out, &w, err);
    duplicates_release(&w.known);
    duplicates_release(&w.groups);
    tickets_release(&w.tickets);
    return rc < 0 ? rc : 0;
}

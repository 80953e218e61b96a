/*
 * validation.c - what a validation record says; see validation.h for its keys.
 *
 * Sections are built by one function each, from what training measured, and joined by validation_make. Storing and reading are at
 * the end.
 */
#include "train/validation/validation.h"

#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "features/vocabulary_audit.h"
#include "train/learn/learned_filed.h"
#include "train/validation/acceptance.h"
#include "train/validation/validation_sections.h"

/* ------------------------------------------------------------- acceptance */

/* Of fewer rows a measure is chance: they are judged among the others. */
enum { PART_ROWS_MIN = 30 };

/* Of some of the tested rows, in what the task is judged by. c.metric: which rows, behind its name. */
static void add_part(json_t *list, const struct validation_input *in, const struct backtest_part *part, struct criterion c, struct validation *out)
{
    const char *metric = in->examples->task->metric;
    char name[96];

    snprintf(name, sizeof(name), "%s%s", metric, c.metric);
    c.metric = name;
    c.bound = backtest_part_without(part, metric);
    c.value = backtest_part_metric(part, metric);
    acceptance_add(list, &c, out);
}

/* Without a configuration: better than the trivial baseline, in what the task is judged by. Risk: the lower end of the interval of the AUC above one half, and the
 * average precision above the base rate. */
static int add_defaults(json_t *list, const struct validation_input *in, const struct backtest *b, struct validation *out, struct err *err)
{
    struct criterion c = { .relation = ">", .source = "default" };
    double high;
    int rc;

    if (in->examples->task->kind == TASK_OF_CLASSES && backtest_knows_filed(b) && b->of_filed.n >= PART_ROWS_MIN) { /* where something was filed copying it is what counts, below */
        if (b->of_others.n >= PART_ROWS_MIN)
            add_part(list, in, &b->of_others, (struct criterion){ .metric = " of tickets without a filed value", .relation = ">", .source = "default" }, out);
        return 0;
    }
    if (in->examples->task->kind == TASK_OF_CLASSES) {
        c.metric = in->examples->task->metric;
        c.bound = backtest_baseline(b, c.metric);
        c.value = backtest_metric(b, c.metric);
        acceptance_add(list, &c, out);
        return 0;
    }
    c.metric = "roc_auc lower end of the 95 % interval";
    c.bound = 0.5;
    rc = backtest_interval(&c.value, &high, b, "roc_auc", VALIDATION_DRAWS, in->seed, err);
    if (rc < 0)
        return rc;
    acceptance_add(list, &c, out);
    c.metric = "pr_auc";
    c.bound = b->base_rate;
    c.value = b->pr_auc;
    acceptance_add(list, &c, out);
    return 0;
}

static int acceptance(json_t *doc, const struct validation_input *in, const struct backtest *b, struct validation *out, struct err *err)
{
    json_t *list = json_array();
    bool configured = false;
    int rc = 0;

    for (size_t i = 0; i < in->config->n_acceptances; i++) {
        const char *metric = in->config->acceptance[i].metric;
        struct criterion c = { .metric = metric, .relation = acceptance_less_is_better(metric) ? "<" : ">", .source = "configuration" };

        if (strcmp(in->config->acceptance[i].task, in->examples->task->name) != 0)
            continue;
        configured = true;
        c.bound = in->config->acceptance[i].bound;
        c.value = backtest_metric(b, metric);
        acceptance_add(list, &c, out);
    }
    if (!configured)
        rc = add_defaults(list, in, b, out, err);
    if (rc == 0 && backtest_knows_filed(b) && b->of_filed.n >= PART_ROWS_MIN)
        add_part(list, in, &b->of_filed, (struct criterion){ .metric = " of tickets with a filed value", .relation = ">=", .source = "copying what was filed" }, out);
    json_object_set_new(doc, "acceptance", list);
    return rc;
}

/* ------------------------------------------------------------- making */

/* How the model of a risk was chosen, and what is to be said of it; null for classes. */
static json_t *choice(const struct learned *l)
{
    if (l->task->kind != TASK_OF_RISK)
        return json_null();
    return json_pack("{s:s, s:b, s:I, s:f, s:f, s:f, s:i}", "why", l->why, "kept_simple", l->size_weight >= 1, "inner_cuts", (json_int_t)l->n_cuts, "score",
                     l->score, "size_score", l->size_score, "size_weight", l->size_weight, "half_life_days", LEARN_HALF_LIFE_DAYS);
}

/* The second model, of tickets whose field was filed (learned_filed.h); null where there is none. */
static json_t *filed_choice(const struct learned *l)
{
    const struct learned_filed *f = l->filed;

    if (f == NULL)
        return json_null();
    return json_pack("{s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:I, s:b}", "c", f->c, "balance", f->balance, "half_life", f->half_life, "parents", f->parents, "bayes",
                     f->bayes, "kept", f->kept, "score", f->score, "text_score", f->text_score, "judged", (json_int_t)f->n_judged, "copies_unlearned", (int)f->copy.kept);
}

static json_t *identity(const struct validation_input *in, const struct model_version *version)
{
    const struct learned *l = in->learned;
    static const char *const solver[] = { "logistic regression, primal", "logistic regression, dual", "L2-loss SVM, dual", "L2-loss SVM, dual" };
    char created[TIME_ISO_MAX], until[TIME_ISO_MAX];
    json_t *candidates = json_array();

    for (size_t i = 0; i < l->n_tried; i++)
        json_array_append_new(candidates, json_pack("{s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f}", "recipe", l->tried[i].recipe, "c", l->tried[i].c, "balance",
                                                    l->tried[i].balance, "half_life", l->tried[i].half_life, "parents", l->tried[i].parents, "bayes", l->tried[i].bayes, "kept", l->tried[i].kept, "score",
                                                    l->tried[i].score, "size_weight", l->tried[i].size_weight));
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:{s:s}, s:s, s:s, s:I, s:s, s:s, s:f, s:f, s:f, s:f, s:f, s:s, s:o, s:o, s:o}", "name", version->name, "task",
                     version->task, "project", version->project, "hash", version->hash, "engine_version", version->engine_version,
                     "libraries", "liblinear", linear_solver_version(), "created_at", time_format(version->created_at, created),
                     "valid_until", time_format(version->created_at + (int64_t)VALIDATION_DAYS * 86400, until), "seed",
                     (json_int_t)version->seed, "recipe", l->recipe, "solver", solver[l->params.kind], "c", l->params.c, "balance",
                     l->balance, "half_life", l->half_life, "parents", l->parents, "bayes", l->bayes, "criterion", l->criterion, "candidates", candidates, "choice", choice(l), "filed", filed_choice(l));
}

static int leakage_checks(json_t *doc, const struct validation_input *in, struct validation *out, struct err *err)
{
    json_t *list = json_array();
    bool ordered = validation_cut_is_ordered(in->examples, in->final);
    struct vocabulary_audit audit = { .n_found = 0 };
    int rc = vocabulary_audit_features(&audit, in->learned->features, in->store->rules, err);

    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "every test row comes after every training row", "passed", ordered,
                                          "detail", "order of time; undated rows in the order of their file"));
    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "features known at filing only", "passed", true, "detail",
                                          in->examples->task->kind == TASK_OF_CLASSES
                                              ? "title, description and as-filed values; no field that is known later is an input"
                                              : "metrics as of the commit, message, paths and tokens of the change itself"));
    json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "check", "vocabulary, scaling and calibration from training rows alone",
                                          "passed", true, "detail", "fitted on the training cut and then locked"));
    json_object_set_new(doc, "leakage_checks", list);
    json_object_set_new(doc, "vocabulary_audit", json_pack("{s:I, s:I, s:I}", "columns", (json_int_t)feature_set_n_cols(in->learned->features),
                                                           "looked_at", (json_int_t)audit.n_looked, "suspicious", (json_int_t)audit.n_found));
    if (rc == 0 && (!ordered || audit.n_found > 0)) { /* registry_register would not have taken one with suspicious terms */
        out->passed = false;
        snprintf(out->reason, sizeof(out->reason), "%s", !ordered ? "test rows do not all come after the training rows"
                                                                  : "the vocabulary holds terms that look like identifiers");
    }
    return rc;
}

/* What the backtest marked as like no class, and how often that was so. */
static void add_unlike(json_t *list, const struct backtest *b)
{
    const struct unlike_bar *inner = &b->unlike;

    if (inner->marks)
        json_array_append_new(list, json_sprintf("Of the newer rows %zu were marked as like none of the classes it knows; %zu of them were of a class that was not learned, as were %.0f of all %zu.",
                                                 b->n_unlike, b->n_unlike_new, b->unlearned * (double)b->test_rows, b->test_rows));
    else if (inner->news >= UNLIKE_NEW_MIN)
        json_array_append_new(list, json_string("Its margins do not tell tickets of classes that it does not know: none is marked as such."));
}

static json_t *limits(const struct validation_input *in)
{
    json_t *list = json_array();

    json_array_append_new(list, json_string("The figures are of the same recipe trained on the oldest 80 % of the rows; the version itself is trained on all."));
    for (size_t i = 0; i < in->readiness->n_reasons; i++)
        json_array_append_new(list, json_sprintf("Thin data: %s.", in->readiness->reason[i].text));
    if (in->known == NULL)
        json_array_append_new(list, json_sprintf("Labels known at the cut could not be used: %s.", in->known_reason));
    if (in->examples->task->kind == TASK_OF_CLASSES && in->final->unlearned > 0)
        json_array_append_new(list, json_sprintf("%.1f %% of the newer rows belong to classes with fewer than %d training rows: always wrong.",
                                                 100 * in->final->unlearned, TASK_MIN_CLASS_ROWS));
    if (in->examples->task->reads_words && in->final->of_filed.n > 0)
        json_array_append_new(list, json_sprintf("It reads the words alone, to be set beside what was filed, and foretells less well than that: %s %.3f, copying %.3f.",
                                                 in->examples->task->metric, backtest_part_metric(&in->final->of_filed, in->examples->task->metric),
                                                 backtest_part_without(&in->final->of_filed, in->examples->task->metric)));
    if (in->learned->filed != NULL)
        json_array_append_new(list, json_sprintf("Of %zu tested rows %zu had a filed value that it knows; for the others, as for such tickets, it goes by the text alone.", in->final->test_rows,
                                                 in->final->n_filed));
    if (in->examples->task->kind == TASK_OF_CLASSES)
        add_unlike(list, in->final);
    if (in->examples->task->kind == TASK_OF_RISK && in->final->roc_auc <= in->final->size_roc_auc)
        json_array_append_new(list, json_string("A model that only counts changed lines ranks as well as this one."));
    if (in->examples->n < 1000)
        json_array_append_new(list, json_sprintf("Only %zu labelled rows: intervals are wide.", in->examples->n));
    return list;
}

static int add_metrics(json_t *doc, const struct validation_input *in, struct err *err)
{
    json_t *metrics = json_object(), *part = NULL;
    int rc = validation_metrics(&part, in->final, in->seed, err);

    if (rc == 0)
        rc = json_object_set_new(metrics, "final", part) != 0 ? err_nomem(err) : 0;
    part = NULL;
    if (rc == 0 && in->known != NULL)
        rc = validation_metrics(&part, in->known, in->seed, err);
    if (rc == 0)
        json_object_set_new(metrics, "known", part != NULL ? part : json_null());
    json_object_set_new(doc, "metrics", metrics);
    return rc;
}

static int fill(json_t *doc, struct validation *out, const struct validation_input *in, const struct model_version *version, struct err *err)
{
    const struct backtest *judged = in->known != NULL ? in->known : in->final;
    json_t *part = NULL;
    int rc;

    json_object_set_new(doc, "schema_version", json_integer(1));
    json_object_set_new(doc, "model", identity(in, version));
    json_object_set_new(doc, "intended_use", json_string(in->examples->task->intended_use));
    json_object_set_new(doc, "not_for", json_string(in->examples->task->not_for));
    rc = validation_data(&part, in, err);
    json_object_set_new(doc, "data", part);
    json_object_set_new(doc, "readiness", readiness_json(in->readiness));
    json_object_set_new(doc, "cut", validation_cut(in));
    if (rc == 0)
        rc = leakage_checks(doc, in, out, err);
    if (rc == 0)
        rc = add_metrics(doc, in, err);
    if (rc == 0)
        rc = acceptance(doc, in, judged, out, err);
    json_object_set_new(doc, "judged_by", json_string(in->known != NULL ? "known" : "final"));
    part = NULL;
    if (rc == 0)
        rc = validation_calibration(&part, in, judged, err);
    json_object_set_new(doc, "calibration", part != NULL ? part : json_null());
    part = NULL;
    if (rc == 0)
        rc = validation_thresholds(&part, judged, err);
    json_object_set_new(doc, "thresholds", part != NULL ? part : json_array());
    part = NULL;
    if (rc == 0)
        rc = validation_gates(&part, in, judged, err);
    json_object_set_new(doc, "gates", part != NULL ? part : json_array());
    part = NULL;
    if (rc == 0)
        rc = validation_abstention(&part, in, judged, err);
    json_object_set_new(doc, "abstention", part != NULL ? part : json_null());
    if (in->examples->task->kind == TASK_OF_CLASSES)
        json_object_set_new(doc, "unlike_any_class", json_pack("{s:o, s:I, s:I}", "inner", unlike_json(&judged->unlike), "marked", (json_int_t)judged->n_unlike, "marked_new",
                                                               (json_int_t)judged->n_unlike_new));
    json_object_set_new(doc, "baselines", validation_baselines(judged));
    part = NULL;
    if (rc == 0)
        rc = validation_subgroups(&part, doc, judged, err);
    json_object_set_new(doc, "subgroups", part != NULL ? part : json_array());
    part = NULL;
    if (rc == 0)
        rc = validation_top_weights(&part, in->learned, err);
    json_object_set_new(doc, "top_weights", part != NULL ? part : json_array());
    json_object_set_new(doc, "drift", validation_drift(judged));
    json_object_set_new(doc, "human", json_pack("{s:n, s:i}", "override_rate", "decisions", 0));
    json_object_set_new(doc, "limits", limits(in));
    json_object_set_new(doc, "signatures", json_array());
    json_object_set_new(doc, "verdict", json_string(out->passed ? "validated" : "rejected"));
    return rc;
}

int validation_make(struct validation *out, const struct validation_input *in, const struct model_version *version, struct err *err)
{
    struct validation v = { .passed = true };
    const struct backtest *judged = in->known != NULL ? in->known : in->final;
    json_t *doc = json_object();
    int rc = doc == NULL ? err_nomem(err) : fill(doc, &v, in, version, err);

    if (rc == 0)
        rc = validation_text(&v.json, doc, err);
    json_decref(doc);
    v.headline = backtest_metric(judged, in->examples->task->metric);
    if (rc == 0)
        *out = v;
    return rc;
}

void validation_release(struct validation *v)
{
    mem_free(v->json);
    memset(v, 0, sizeof(*v));
}

/* ------------------------------------------------------------- the store */

int validation_write(struct store *store, const struct model_version *version, const struct validation *v, struct err *err)
{
    char subject[768];
    uint8_t hash[DIGEST_SIZE];
    int64_t n = 0;
    int rc = db_get_int(store->db, &n, err, "SELECT count(*) FROM validation_records WHERE model_id = ?", "i", version->model_id);

    if (rc < 0 || n > 0)
        return rc;
    rc = db_begin(store->db, err);
    if (rc < 0)
        return rc;
    digest_of(v->json, strlen(v->json), hash);
    snprintf(subject, sizeof(subject), "model:%s", version->name);
    rc = db_run(store->db, err, "INSERT INTO validation_records(model_id, json, hash, created_at) VALUES(?,?,?,?)", "itbi",
                version->model_id, v->json, hash, (size_t)DIGEST_SIZE, store_now(store));
    if (rc == 0)
        rc = audit_append(store, "engine", "validation.write", subject, hash, DIGEST_SIZE, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    if (rc < 0)
        db_rollback(store->db);
    return rc;
}

int validation_read(char **json, struct store *store, const struct model_version *version, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT json, hash FROM validation_records WHERE model_id = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", version->model_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 0)
        rc = err_set(err, ERR_NOTFOUND, "model '%s' has no validation record", version->name);
    if (rc == 1) {
        size_t len, hash_len;
        const char *text = db_text(stmt, 0, &len);
        const uint8_t *stored = db_blob(stmt, 1, &hash_len);
        uint8_t hash[DIGEST_SIZE];

        digest_of(text, len, hash);
        if (hash_len != DIGEST_SIZE || !digest_equal(hash, stored, DIGEST_SIZE))
            rc = err_set(err, ERR_INTEGRITY, "the validation record of model '%s' was altered", version->name);
        else {
            *json = mem_memdup(text, len);
            rc = *json == NULL ? err_nomem(err) : 0;
        }
    }
    db_finalize(stmt);
    return rc;
}

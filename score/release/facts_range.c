/*
 * facts_range -> prepare (model, thresholds) -> find_rules -> judge_all -> make_document
 */
#include "score/release/facts_range.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/manifest/dependency_range.h"
#include "score/release/facts_gate.h"
#include "score/release/facts_rules.h"
#include "score/release/release_gathered.h"
#include "score/review/gate_rules.h"
#include "score/watch/transient.h"

struct work {
    const struct facts         *f;
    const struct git_range     *range;
    struct system_table         systems;
    struct thresholds           thresholds;
    const struct model_version *model;
    bool                        approved;
    enum criticality            criticality;
    char                       *system;      /* "" where no release names one */
    struct transient_score     *score;       /* [range->changes.n]            */
    struct policy_in_force      policy;
    struct dependency_changes   dependencies;
    struct policy_hits          rules;
    size_t                      n_gated;
    enum verdict                verdict;
    json_t                     *judged, *reasons;
};

static const char system_sql[] =
    "SELECT k.system FROM releases k JOIN current_versions v ON v.version_id = k.version_id"
    " WHERE v.kind = 'release' AND v.project = ? AND coalesce(k.system, '') <> '' ORDER BY coalesce(k.deployed, k.planned) DESC LIMIT 1";

static int prepare(struct work *w, int n_threads, struct err *err)
{
    const struct facts *f = w->f;
    struct scoring s = { .store = f->store, .config = f->config, .snapshot = f->snapshot, .models = f->models, .n_threads = n_threads };
    int rc = systems_load(&w->systems, f->store, f->snapshot, err);

    if (rc == 0)
        rc = thresholds_load(&w->thresholds, f->store, f->config, &w->systems, err);
    if (rc == 0)
        rc = db_get_text(f->store->db, &w->system, NULL, system_sql, "t", w->range->project);
    if (rc == ERR_NOTFOUND)
        rc = 0;
    w->criticality = systems_criticality(&w->systems, w->system != NULL ? w->system : "");
    w->model = registry_scorer(f->models, "change-risk", w->range->project, &w->approved);
    if (rc == 0 && w->model != NULL)
        rc = transient_scores(&w->score, &s, w->model, &w->range->changes, err);
    return rc;
}

/* ------------------------------------------------------------- rules */

/* The commits as a release that has no name yet. */
static int match_rules(struct work *w, struct err *err)
{
    const struct change_table *changes = &w->range->changes;
    struct release as_one = { .project = w->range->project, .name = "", .system = w->system != NULL ? w->system : "", .outcome = "", .members = "", .planned = TIME_NONE,
                              .deployed = TIME_NONE, .outcome_time = TIME_NONE, .status = RELEASE_PLANNED };
    const struct policy_subject subject = { .store = w->f->store, .release = &as_one, .changes = changes, .systems = &w->systems, .before_merge = true,
                                            .dependencies = &w->dependencies };
    const struct policy *policy[2];
    int rc = 0;

    as_one.member = mem_calloc(changes->n, sizeof(*as_one.member));
    if (as_one.member == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < changes->n; i++)
        as_one.member[as_one.n_members++] = (uint32_t)i;
    rc = policy_match(&w->rules, policy, policy_holding(&w->policy, policy), &subject, err);
    mem_free(as_one.member);
    return rc;
}

static int find_rules(struct work *w, const char *repository, const char *expression, struct err *err)
{
    int rc = policy_in_force(&w->policy, w->f->store, w->f->config, err);

    if (rc == 0 && w->range->changes.n > 0)
        rc = dependency_range(&w->dependencies, w->f->store, repository, expression, w->system != NULL ? w->system : "", err);
    return rc < 0 || w->range->changes.n == 0 ? rc : match_rules(w, err);
}

/* ------------------------------------------------------------- verdict */

static int strictness(const json_t *judged)
{
    const char *leads = json_string_value(json_object_get(judged, "leads_to"));

    for (int v = 0; v < N_VERDICTS; v++)
        if (leads != NULL && strcmp(leads, verdict_name[v]) == 0)
            return v;
    return 0;
}

/* Takes the text over. */
static void judge(struct work *w, enum gate_question question, enum verdict verdict, json_t *text)
{
    json_t *one = json_pack("{s:s, s:s, s:O}", "question", gate_question_name[question], "leads_to", verdict_name[verdict], "text", text);
    size_t at = 0;

    while (at < json_array_size(w->judged) && strictness(json_array_get(w->judged, at)) >= (int)verdict) /* the weightiest first */
        at++;
    json_array_insert_new(w->judged, at, one);
    json_array_insert_new(w->reasons, at, text);
    if (verdict > w->verdict)
        w->verdict = verdict;
}

static void judge_model(struct work *w)
{
    double threshold = w->thresholds.harm[w->criticality].in_force;
    size_t n = w->range->changes.n;

    for (size_t i = 0; w->model != NULL && i < n; i++)
        w->n_gated += w->score[i].probability >= threshold;
    if (w->model == NULL)
        judge(w, GATE_SCORED, VERDICT_NO_DATA, json_sprintf("there is no usable model of project '%s': 'prodrome train' makes one where the data suffices", w->range->project));
    if (w->model != NULL && !w->approved)
        judge(w, GATE_MODEL, VERDICT_REVIEW, json_sprintf("model not approved: %s is %s", w->model->name, w->model->stage));
    if (w->n_gated > 0)
        judge(w, GATE_THRESHOLD, VERDICT_REVIEW, json_sprintf("%zu of %zu changes have a chance of harm of at least %.2f (criticality %s)", w->n_gated, n, threshold,
                                                       criticality_name[w->criticality]));
    else if (w->model != NULL)
        judge(w, GATE_THRESHOLD, VERDICT_CLEAR, json_sprintf("no change has a chance of harm of %.2f or more (criticality %s)", threshold, criticality_name[w->criticality]));
}

static void judge_rules(struct work *w)
{
    static const enum verdict leads_to[N_POLICY_EFFECTS] = { VERDICT_CLEAR, VERDICT_CLEAR, VERDICT_REVIEW, VERDICT_HOLD };
    const char *says = policy_says(&w->policy), *costs_ask = policy_asks_of_costs(&w->policy);

    for (size_t i = 0; i < w->rules.n; i++) {
        char words[GATE_RULE_WORDS_MAX];

        gate_rule_words(words, sizeof(words), &w->rules.hit[i]);
        judge(w, GATE_RULES, leads_to[w->rules.hit[i].effect], json_string(words));
    }
    if (says != NULL)
        judge(w, GATE_POLICY, VERDICT_REVIEW, json_string(says));
    if (costs_ask != NULL)
        judge(w, GATE_POLICY, VERDICT_REVIEW, json_string(costs_ask));
}

static void judge_all(struct work *w)
{
    if (w->range->changes.n == 0) {
        judge(w, GATE_SCORED, VERDICT_CLEAR, json_sprintf("the range has no change to score"));
        return;
    }
    judge_model(w);
    judge_rules(w);
}

/* ------------------------------------------------------------- document */

static json_t *dependencies_json(const struct dependency_changes *d)
{
    json_t *list = json_array();

    for (size_t i = 0; i < d->n; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "file", d->row[i].file, "ecosystem", d->row[i].ecosystem, "name", d->row[i].name, "kind",
                                              dependency_change_name[d->row[i].kind], "from", d->row[i].from, "to", d->row[i].to));
    return list;
}

static json_t *change_json(const struct work *w, size_t i)
{
    const struct change *c = &w->range->changes.row[i];
    bool stored = false;
    json_t *doc = release_change_facts(c);

    for (size_t k = 0; k < w->range->stored.n && !stored; k++)
        stored = strcmp(w->range->stored.row[k].commit, c->commit) == 0;
    json_object_set_new(doc, "item", json_sprintf("change:%s/%s", c->project, c->commit));
    json_object_set_new(doc, "known", json_boolean(stored));
    if (w->score != NULL) {
        json_object_set_new(doc, "probability", json_real(w->score[i].probability));
        json_object_set_new(doc, "gated", json_boolean(w->score[i].probability >= w->thresholds.harm[w->criticality].in_force));
        json_object_update_missing(doc, w->score[i].detail);
    }
    return doc;
}

static int make_document(json_t **out, struct work *w, const char *repository, const char *expression, struct err *err)
{
    const struct git_range *r = w->range;
    const struct threshold *t = &w->thresholds.harm[w->criticality];
    const struct config_cost *cost = &w->f->config->cost[w->criticality];
    json_t *doc = facts_head(w->f, "changes", r->changes.n > 0 ? r->changes.row[r->changes.n - 1].author_date : TIME_NONE, err), *changes = json_array();
    char at[TIME_ISO_MAX];

    if (doc == NULL) {
        json_decref(changes);
        return ERR_STORE;
    }
    for (size_t i = 0; i < r->changes.n; i++)
        json_array_append_new(changes, change_json(w, i));
    json_object_update_new(doc, json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:s, s:s, s:s, s:i, s:f}", "project", r->project, "repository", repository, "range", expression,
                                          "imported_at", r->as_of > 0 ? time_format(r->as_of, at) : "", "commits", (json_int_t)r->n_commits, "merges", (json_int_t)r->n_merges,
                                          "new", (json_int_t)r->n_new, "stored", (json_int_t)r->n_stored, "system", w->system != NULL ? w->system : "", "criticality",
                                          criticality_name[w->criticality], "verdict", verdict_name[w->verdict], "exit_status", verdict_exit_status[w->verdict], "threshold",
                                          t->in_force));
    json_object_set_new(doc, "cost", json_pack("{s:f, s:f}", "miss", cost->miss, "review", cost->review));
    json_object_set_new(doc, "thresholds", facts_thresholds(&w->thresholds, t));
    json_object_set_new(doc, "model", facts_of_model(w->f, w->model));
    json_object_set_new(doc, "policy", facts_policy(&w->policy));
    json_object_set_new(doc, "rules", facts_rules_met(&w->rules, false));
    json_object_set_new(doc, "rules_blind", json_pack("{s:I, s:I}", "changes_without_paths", (json_int_t)w->rules.without_paths, "changes", (json_int_t)r->changes.n));
    json_object_set_new(doc, "dependencies", dependencies_json(&w->dependencies));
    json_object_set(doc, "judged", w->judged);
    json_object_set(doc, "reasons", w->reasons);
    json_object_set_new(doc, "changes", changes);
    *out = doc;
    return 0;
}

int facts_range(json_t **out, const struct facts *f, const struct git_range *range, const char *repository, const char *expression, int n_threads, struct err *err)
{
    struct work w = { .f = f, .range = range, .judged = json_array(), .reasons = json_array() };
    int rc = prepare(&w, n_threads, err);

    if (rc == 0)
        rc = find_rules(&w, repository, expression, err);
    if (rc == 0) {
        judge_all(&w);
        rc = make_document(out, &w, repository, expression, err);
    }
    policy_hits_release(&w.rules);
    dependency_changes_release(&w.dependencies);
    policy_in_force_release(&w.policy);
    transient_free(w.score, range->changes.n);
    mem_free(w.system);
    systems_release(&w.systems);
    json_decref(w.judged);
    json_decref(w.reasons);
    return rc;
}

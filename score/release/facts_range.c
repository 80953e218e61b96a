/*
 * facts_range.c - see facts_range.h.
 */
#include "score/release/facts_range.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "score/release/facts_gate.h"
#include "score/release/release_gathered.h"
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
    w->criticality = threshold_criticality(&w->systems, w->system != NULL ? w->system : "");
    w->model = registry_scorer(f->models, "change-risk", w->range->project, &w->approved);
    if (rc == 0 && w->model != NULL)
        rc = transient_scores(&w->score, &s, w->model, &w->range->changes, err);
    return rc;
}

/* Takes the text over. */
static void judge(struct work *w, enum gate_question question, enum verdict verdict, json_t *text)
{
    json_array_append(w->reasons, text);
    json_array_append_new(w->judged, json_pack("{s:s, s:s, s:o}", "question", gate_question_name[question], "leads_to", verdict_name[verdict], "text", text));
    if (verdict > w->verdict)
        w->verdict = verdict;
}

static void judge_all(struct work *w)
{
    double threshold = w->thresholds.harm[w->criticality].in_force;
    size_t n = w->range->changes.n;

    for (size_t i = 0; w->model != NULL && i < n; i++)
        w->n_gated += w->score[i].probability >= threshold;
    if (n == 0)
        judge(w, GATE_SCORED, VERDICT_CLEAR, json_sprintf("the range has no change to score"));
    else if (w->model == NULL)
        judge(w, GATE_SCORED, VERDICT_NO_DATA, json_sprintf("there is no usable model of project '%s': 'prodrome train' makes one where the data suffices", w->range->project));
    if (n > 0 && w->model != NULL && !w->approved)
        judge(w, GATE_MODEL, VERDICT_REVIEW, json_sprintf("model not approved: %s is %s", w->model->name, w->model->stage));
    if (w->n_gated > 0)
        judge(w, GATE_THRESHOLD, VERDICT_REVIEW, json_sprintf("%zu of %zu changes have a chance of harm of at least %.2f (criticality %s)", w->n_gated, n, threshold,
                                                       criticality_name[w->criticality]));
    else if (n > 0 && w->model != NULL)
        judge(w, GATE_THRESHOLD, VERDICT_CLEAR, json_sprintf("no change has a chance of harm of %.2f or more (criticality %s)", threshold, criticality_name[w->criticality]));
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

    if (rc == 0) {
        judge_all(&w);
        rc = make_document(out, &w, repository, expression, err);
    }
    transient_free(w.score, range->changes.n);
    mem_free(w.system);
    systems_release(&w.systems);
    json_decref(w.judged);
    json_decref(w.reasons);
    return rc;
}

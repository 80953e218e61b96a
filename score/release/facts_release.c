/*
 * facts_release.c - the release report's facts: the release, its verdict, its changes with their exact explanations, what came of
 * releases before it.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/release_outcomes.h"
#include "score/dependency/facts_dependencies.h"
#include "score/dependency/facts_services.h"
#include "score/release/facts_after_release.h"
#include "score/release/facts_gate.h"
#include "score/release/facts_rules.h"
#include "score/release/release_gathered.h"
#include "train/rows/readiness_rows.h"

static void gathered_release(struct gathered *g)
{
    mem_free(g->size);
    intern_release(&g->members);
    json_decref(g->detail);
    json_decref(g->record);
    json_decref(g->release_record);
    gate_free(&g->gate);
    policy_in_force_release(&g->own_policy);
    releases_release(&g->releases);
    changes_release(&g->changes);
    systems_release(&g->systems);
}

static int judge(struct gathered *g, struct err *err)
{
    const struct facts *f = g->f;
    struct gate_input in = { .store = f->store, .config = f->config, .snapshot = f->snapshot, .models = f->models, .thresholds = &g->thresholds, .systems = &g->systems,
                             .changes = &g->changes, .release = g->release };
    int rc = thresholds_load(&g->thresholds, f->store, f->config, &g->systems, err);

    g->policy = f->policy;
    if (rc == 0 && g->policy == NULL) {
        rc = policy_in_force(&g->own_policy, f->store, f->config, err);
        g->policy = &g->own_policy;
    }
    in.policy = g->policy;
    if (rc == 0)
        rc = gate_judge(&g->gate, &in, err);
    return rc;
}

/* What the score of the release keeps of itself, and the records of the versions that made it: each is read once. */
static void read_once(struct gathered *g)
{
    const struct facts *f = g->f;
    char *text = NULL;
    bool approved;

    g->release_version = g->gate.release_model != NULL ? g->gate.release_model : registry_scorer(f->models, "release-risk", g->release->project, &approved);
    g->record = g->gate.model != NULL ? facts_record(f, g->gate.model, NULL, NULL) : NULL;
    g->release_record = g->release_version != NULL ? facts_record(f, g->release_version, NULL, NULL) : NULL;
    if (db_get_text(f->store->db, &text, NULL, "SELECT detail FROM scores WHERE score_id = ?", "i", g->gate.score_id) == 0 && text != NULL)
        g->detail = json_loads(text, 0, NULL);
    mem_free(text);
}

static int gather(struct gathered *g, const char *project, const char *name, struct err *err)
{
    const struct facts *f = g->f;
    int rc = systems_load(&g->systems, f->store, f->snapshot, err);

    intern_init(&g->members);
    if (rc == 0)
        rc = changes_load(&g->changes, f->store, f->snapshot, project, err);
    if (rc == 0)
        rc = releases_load(&g->releases, f->store, f->snapshot, project, &g->changes, err);
    if (rc == 0)
        rc = release_outcomes_tell(&g->releases, &g->changes, f->store, f->snapshot, project, f->config->label_maturity_days, err);
    for (size_t i = 0; rc == 0 && i < g->releases.n; i++)
        if (strcmp(g->releases.row[i].name, name) == 0)
            g->release = &g->releases.row[i];
    if (rc == 0 && g->release == NULL)
        rc = err_set(err, ERR_NOTFOUND, "project '%s' has no release '%s'", project, name);
    if (rc == 0)
        rc = gathered_index_members(g, err);
    if (rc == 0)
        rc = gathered_sort_sizes(g, err);
    if (rc == 0)
        rc = judge(g, err);
    if (rc == 0)
        read_once(g);
    return rc;
}

static json_t *record_parts(const json_t *record)
{
    json_t *parts;

    if (record == NULL)
        return json_null();
    parts = json_object();
    json_object_set(parts, "thresholds", json_object_get(record, "thresholds"));
    json_object_set(parts, "bins", json_object_get(json_object_get(record, "calibration"), "bins"));
    json_object_set(parts, "limits", json_object_get(record, "limits"));
    json_object_set(parts, "judged_by", json_object_get(record, "judged_by"));
    return parts;
}

/* The record's limits, after what holds for the way a release's figure is made. */
static json_t *release_limits(const struct gathered *g)
{
    json_t *list = json_array();

    if (g->gate.score_id == 0) {
        json_array_append_new(list, json_string("Nothing was scored: there is no figure that could be trusted or not."));
        return list;
    }
    if (g->gate.of_release)
        json_array_append_new(list, json_string("The figure rests on past releases of the project, which are few beside its changes. Look at which changes carry it, "
                                                "too."));
    else
        json_array_append_new(list, json_string("The figure is the chance that at least one change does harm, as if changes failed independently. It grows with the number of "
                                                "changes and has not been calibrated on whole releases. Compare it with what came of earlier releases, and look at "
                                                "which changes carry it."));
    if (json_object_get(g->detail, "interval") != NULL)
        json_array_append_new(list, json_string("The interval of the release's figure is of what was fitted: the calibration of its changes' model, common to all of them, and that on past releases "
                                                "where there is one. It is of releases that look like this one to the model: what the model does not see of it, and that the project has changed since, are not in it."));
    else if (g->detail != NULL)
        json_array_append_new(list, json_string("The release's figure has no interval: an older program made one of the versions that it comes from, and did not keep what their fit left open."));
    json_array_extend(list, json_object_get(g->record, "limits"));
    return list;
}

/* Of a release that was imported as of its tag (git_view.h): when that was made; "" for others. */
static json_t *retrospective(const struct gathered *g)
{
    const struct release *r = g->release;
    int64_t marked = 0;
    char at[TIME_ISO_MAX];

    if (db_get_int(g->f->store->db, &marked, NULL, "SELECT count(*) FROM releases WHERE version_id = ? AND extra <> '' AND json_extract(extra, '$.retrospective') = 'yes'", "i",
                   r->version_id) < 0 || marked == 0)
        return json_string("");
    return json_string(time_format(r->planned, at));
}

/* Of how many changes and releases the store says what became known after the tag: from tickets or outcomes that were imported beside it. */
static json_int_t known_later(const struct gathered *g)
{
    int64_t tagged = g->release->planned;
    json_int_t n = 0;

    for (size_t i = 0; i < g->changes.n; i++)
        n += g->changes.row[i].label_time != TIME_NONE && g->changes.row[i].label_time > tagged;
    for (size_t i = 0; i < g->releases.n; i++)
        n += !g->releases.row[i].harm_alone && g->releases.row[i].outcome_time != TIME_NONE && g->releases.row[i].outcome_time > tagged;
    return n;
}

static void fill_release(json_t *doc, const struct gathered *g)
{
    static const char *const status[] = { "planned", "deployed", "cancelled" };
    const struct release *r = g->release;
    const struct system_row *system = systems_find(&g->systems, r->system);
    char planned[TIME_ISO_MAX], deployed[TIME_ISO_MAX];

    json_object_update_new(doc, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:I}", "project", r->project, "release", r->name, "system", r->system,
                                          "system_name", system != NULL ? system->name : "", "criticality", criticality_name[g->gate.criticality],
                                          "planned", time_format(r->planned, planned), "deployed", time_format(r->deployed, deployed), "status",
                                          status[r->status], "outcome", r->outcome, "members", (json_int_t)r->n_members, "missing", (json_int_t)r->n_missing));
    json_object_set_new(doc, "retrospective", retrospective(g));
    json_object_set_new(doc, "known_later", json_integer(json_string_length(json_object_get(doc, "retrospective")) > 0 ? known_later(g) : 0));
}

static void fill_verdict(json_t *doc, const struct gathered *g)
{
    const struct gate *gate = &g->gate;
    const struct config_cost *cost = &g->f->config->cost[gate->criticality];
    json_t *reasons = json_array(), *judged = json_array();

    for (size_t i = 0; i < gate->n_reasons; i++) {
        json_array_append_new(reasons, json_string(gate->reason[i].text));
        json_array_append_new(judged, json_pack("{s:s, s:s, s:s}", "question", gate_question_name[gate->reason[i].question], "leads_to",
                                                verdict_name[gate->reason[i].verdict], "text", gate->reason[i].text));
    }
    json_object_set_new(doc, "judged", judged);
    json_object_update_new(doc, json_pack("{s:s, s:i, s:o, s:f, s:{s:f, s:f}, s:o, s:I}", "verdict", verdict_name[gate->verdict], "exit_status",
                                          verdict_exit_status[gate->verdict], "reasons", reasons, "threshold", gate->threshold.in_force, "cost", "miss",
                                          cost->miss, "review", cost->review, "thresholds", facts_thresholds(&g->thresholds, &gate->threshold), "learned_from",
                                          (json_int_t)gate->n_learned));
    json_object_set_new(doc, "probability", gate->score_id != 0 ? json_real(gate->probability) : json_null());
}

/* Where there is no model to score with, the data tells why. Sets "readiness" (null where there is a model) and adds to the reasons. */
static int add_why_no_model(json_t *doc, const struct gathered *g, struct err *err)
{
    const struct facts *f = g->f;
    json_t *reasons = json_object_get(doc, "reasons");
    struct readiness_list list;
    char words[ERR_MSG_MAX];
    bool approved;
    int rc;

    json_object_set_new(doc, "readiness", json_null());
    if (g->gate.score_id != 0 || registry_scorer(f->models, "change-risk", g->release->project, &approved) != NULL)
        return 0;
    rc = readiness_list_make(&list, f->store, f->snapshot, f->config, "change-risk", g->release->project, 1, err);
    if (rc < 0)
        return rc;
    if (list.n == 0) {
        json_array_append_new(reasons, json_string("there is no model to score it with: the project has no changes to learn from"));
    } else if (list.item[0].verdict == READINESS_REFUSED) {
        json_array_append_new(reasons, json_sprintf("there is no model to score it with, because the data is not fit to learn from: %s",
                                                    readiness_words(&list.item[0], words, sizeof(words))));
    } else {
        json_array_append_new(reasons, json_sprintf("there is no model to score it with yet; the data would do (%s)", readiness_verdict_name[list.item[0].verdict]));
    }
    if (list.n > 0)
        json_object_set_new(doc, "readiness", readiness_json(&list.item[0]));
    readiness_list_release(&list);
    return 0;
}

/* What the figure of the release is, from the detail of its score. */
static json_t *release_method(const struct gathered *g)
{
    const json_t *detail = g->detail;
    const char *method = json_string_value(json_object_get(detail, "method")), *by = json_string_value(json_object_get(detail, "release_model"));

    if (g->gate.score_id == 0)
        return json_string("not scored");
    if (json_is_true(json_object_get(detail, "calibrated")))
        return json_sprintf("%s%s%s: %lld of %lld past releases did harm; 1 - prod(1 - p) alone would say %.2f", method != NULL ? method : "calibrated on past releases", by != NULL ? ", by " : "",
                            by != NULL ? by : "", (long long)json_integer_value(json_object_get(detail, "harms")), (long long)json_integer_value(json_object_get(detail, "releases")),
                            json_number_value(json_object_get(detail, "product")));
    return json_sprintf("%s: the chance that at least one of them does harm; not calibrated on releases: 13 with an outcome, three of each kind, make a version of release-risk",
                        method != NULL ? method : "1 - prod(1 - p) over the changes");
}

/* Keys of release_meaning.h, null where they are not known; of_release: the figure is of the release, not of its changes. */
static void fill_meaning(json_t *doc, const struct gathered *g)
{
    static const char *const key[] = { "interval", "base", "ratio", "band", "size_only" };

    for (size_t i = 0; i < sizeof(key) / sizeof(key[0]); i++) {
        json_t *value = json_object_get(g->detail, key[i]);

        json_object_set_new(doc, key[i], value != NULL ? json_incref(value) : json_null());
    }
    json_object_set_new(doc, "of_release", json_boolean(g->gate.of_release));
}

static void fill_model(json_t *doc, const struct gathered *g)
{
    const json_t *record = g->record;

    json_object_set_new(doc, "model", facts_of_model_by(g->gate.model, record));
    json_object_set_new(doc, "release_model", facts_of_model_by(g->gate.release_model, g->release_record));
    json_object_set_new(doc, "method", release_method(g));
    fill_meaning(doc, g);
    json_object_set_new(doc, "record", record_parts(record));
    json_object_set_new(doc, "gate", facts_gate_table(record, g->gate.criticality, g->gate.threshold.in_force));
    json_object_set_new(doc, "limits", release_limits(g));
}

/* ------------------------------------------------------------- parts of their own */

typedef int (*make_part)(json_t **out, const struct gathered *g, json_t *doc, struct err *err);

static int make_changes(json_t **out, const struct gathered *g, json_t *doc, struct err *err)
{
    (void)doc;
    return release_changes_json(out, g, err);
}

static int make_review(json_t **out, const struct gathered *g, json_t *doc, struct err *err)
{
    (void)doc;
    return facts_review(out, g->f->store, &g->gate, err);
}

static int make_gate_releases(json_t **out, const struct gathered *g, json_t *doc, struct err *err)
{
    (void)doc;
    return release_gates_json(out, g, err);
}

static int make_health(json_t **out, const struct gathered *g, json_t *doc, struct err *err)
{
    (void)doc;
    return release_health_json(out, g, err);
}

static int make_dependencies(json_t **out, const struct gathered *g, json_t *doc, struct err *err)
{
    (void)doc;
    return facts_dependencies(out, g->f, g->release->project, g->release->name, err);
}

/* Of a release that is out only what happened before counts. */
static int make_services(json_t **out, const struct gathered *g, json_t *doc, struct err *err)
{
    (void)doc;
    return facts_services(out, g->f, g->release->system, g->release->deployed, err);
}

static int make_after(json_t **out, const struct gathered *g, json_t *doc, struct err *err)
{
    const struct policy_subject subject = { .store = g->f->store, .release = g->release, .changes = &g->changes, .systems = &g->systems };

    (void)doc;
    return facts_after_release(out, g->policy, &subject, &g->gate.rules, err);
}

static int make_likeness(json_t **out, const struct gathered *g, json_t *doc, struct err *err)
{
    return release_likeness_json(out, g, json_object_get(doc, "changes"), err);
}

static const struct { const char *key; make_part make; } parts[] = {
    { "changes", make_changes }, { "review", make_review }, { "gate_releases", make_gate_releases }, { "health", make_health }, { "dependencies", make_dependencies }, { "services", make_services },
    { "after", make_after },
    { "likeness", make_likeness },
};

static int add_parts(json_t *doc, const struct gathered *g, struct err *err)
{
    json_t *one = NULL;
    int rc = facts_rules(&one, g->policy, &g->gate, err);

    if (rc == 0)
        json_object_update_new(doc, one);
    for (size_t i = 0; rc == 0 && i < sizeof(parts) / sizeof(parts[0]); i++) {
        one = NULL;
        rc = parts[i].make(&one, g, doc, err);
        if (rc == 0)
            json_object_set_new(doc, parts[i].key, one);
    }
    return rc;
}

static int make_document(json_t **out, const struct gathered *g, struct err *err)
{
    int64_t through = g->changes.n > 0 ? g->changes.row[g->changes.n - 1].author_date : TIME_NONE;
    json_t *doc = facts_head(g->f, "release", through, err);
    int rc;

    if (doc == NULL)
        return ERR_STORE;
    fill_release(doc, g);
    fill_verdict(doc, g);
    fill_model(doc, g);
    rc = add_why_no_model(doc, g, err);
    if (rc == 0)
        rc = add_parts(doc, g, err);
    if (rc < 0) {
        json_decref(doc);
        return rc;
    }
    json_object_set_new(doc, "past", release_past_json(g));
    release_add_factors(doc, g);
    *out = doc;
    return 0;
}

int facts_release(json_t **out, const struct facts *f, const char *project, const char *release, struct err *err)
{
    struct gathered g = { .f = f };
    int rc = gather(&g, project, release, err);

    if (rc == 0)
        rc = make_document(out, &g, err);
    gathered_release(&g);
    return rc;
}

/*
 * facts_release.c - the release report's facts: the release, its verdict, its changes with their exact explanations, what came of
 * releases before it.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/report/facts_gate.h"
#include "train/readiness_rows.h"
#include "train/validation.h"

/* What is gathered before the document is made. */
struct gathered {
    const struct facts         *f;
    struct system_table         systems;
    struct change_table         changes;
    struct release_table        releases;
    const struct release       *release;
    struct thresholds           thresholds;
    struct gate                 gate;
    double                     *size;          /* [changes.n] ascending la + ld of all changes */
};

static void gathered_release(struct gathered *g)
{
    mem_free(g->size);
    gate_free(&g->gate);
    releases_release(&g->releases);
    changes_release(&g->changes);
    systems_release(&g->systems);
}

static double size_of(const struct change *c)
{
    double la = c->metric[METRIC_LA], ld = c->metric[METRIC_LD];

    return (la >= 0 ? la : 0) + (ld >= 0 ? ld : 0);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static int sort_sizes(struct gathered *g, struct err *err)
{
    g->size = mem_calloc(g->changes.n, sizeof(*g->size));
    if (g->size == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < g->changes.n; i++)
        g->size[i] = size_of(&g->changes.row[i]);
    qsort(g->size, g->changes.n, sizeof(*g->size), by_value);
    return 0;
}

/* Share of the project's changes that are smaller. */
static double size_percentile(const struct gathered *g, double size)
{
    size_t low = 0, high = g->changes.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (g->size[middle] < size)
            low = middle + 1;
        else
            high = middle;
    }
    return g->changes.n > 0 ? (double)low / (double)g->changes.n : 0;
}

static int judge(struct gathered *g, struct err *err)
{
    const struct facts *f = g->f;
    struct gate_input in = { .store = f->store, .config = f->config, .snapshot = f->snapshot, .models = f->models, .thresholds = &g->thresholds, .systems = &g->systems,
                             .changes = &g->changes, .release = g->release };
    int rc = thresholds_load(&g->thresholds, f->store, f->config, &g->systems, err);

    return rc < 0 ? rc : gate_judge(&g->gate, &in, err);
}

static int gather(struct gathered *g, const char *project, const char *name, struct err *err)
{
    const struct facts *f = g->f;
    int rc = systems_load(&g->systems, f->store, f->snapshot, err);

    if (rc == 0)
        rc = changes_load(&g->changes, f->store, f->snapshot, project, err);
    if (rc == 0)
        rc = releases_load(&g->releases, f->store, f->snapshot, project, &g->changes, err);
    for (size_t i = 0; rc == 0 && i < g->releases.n; i++)
        if (strcmp(g->releases.row[i].name, name) == 0)
            g->release = &g->releases.row[i];
    if (rc == 0 && g->release == NULL)
        rc = err_set(err, ERR_NOTFOUND, "project '%s' has no release '%s'", project, name);
    if (rc == 0)
        rc = sort_sizes(g, err);
    if (rc == 0)
        rc = judge(g, err);
    return rc;
}

/* ------------------------------------------------------------- changes */

static const char members_sql[] =
    "SELECT c.\"commit\", s.item, s.probability, s.detail FROM score_members m JOIN scores s ON s.score_id = m.member_score_id"
    "  JOIN changes c ON c.version_id = s.version_id WHERE m.score_id = ? ORDER BY s.probability DESC, c.\"commit\"";

/* Which of the release's members it is, or n_members. */
static size_t member_of(const struct gathered *g, const char *commit)
{
    size_t i = 0;

    while (i < g->release->n_members && strcmp(g->changes.row[g->release->member[i]].commit, commit) != 0)
        i++;
    return i;
}

static size_t count_files(const char *files)
{
    size_t n = files[0] != '\0';

    for (; *files != '\0'; files++)
        n += *files == '|';
    return n;
}

static json_t *change_json(const struct gathered *g, struct db_stmt *stmt)
{
    size_t member = member_of(g, db_text(stmt, 0, NULL));
    const struct change *c = member < g->release->n_members ? &g->changes.row[g->release->member[member]] : NULL;
    json_t *detail = json_loads(db_text(stmt, 3, NULL), 0, NULL), *doc;
    char at[TIME_ISO_MAX];
    size_t line;

    if (c == NULL) { /* the change has left the release since it was scored */
        json_decref(detail);
        return NULL;
    }
    line = strcspn(c->message.str, "\r\n");
    doc = json_pack("{s:s, s:s, s:s, s:s, s:s%, s:s, s:f, s:f, s:I, s:f, s:f}", "commit", c->commit, "item", db_text(stmt, 1, NULL), "author",
                    c->author, "date", time_format(c->author_date, at), "message", c->message.str, line, "kind", c->kind, "la",
                    c->metric[METRIC_LA] >= 0 ? c->metric[METRIC_LA] : 0.0, "ld", c->metric[METRIC_LD] >= 0 ? c->metric[METRIC_LD] : 0.0, "files",
                    (json_int_t)(c->files.len > 0 ? (double)count_files(c->files.str) : c->metric[METRIC_NF] >= 0 ? c->metric[METRIC_NF] : 0),
                    "probability", db_double(stmt, 2), "size_percentile", size_percentile(g, size_of(c)));
    json_object_update_missing(doc, detail);
    json_object_set_new(doc, "known_harm", json_boolean(c->buggy == 1));
    json_object_set_new(doc, "learned_from", json_boolean(g->gate.learned != NULL && g->gate.learned[member]));
    json_decref(detail);
    return doc;
}

/* Each change's share of the release's -ln(1 - p), from the release's own detail. */
static void add_shares(json_t *changes, const struct gathered *g)
{
    char *text = NULL;
    json_t *detail, *one, *share;
    size_t i, j;

    if (db_get_text(g->f->store->db, &text, NULL, "SELECT detail FROM scores WHERE score_id = ?", "i", g->gate.score_id) < 0)
        return;
    detail = json_loads(text != NULL ? text : "", 0, NULL);
    json_array_foreach(changes, i, one)
        json_array_foreach(json_object_get(detail, "changes"), j, share)
            if (strcmp(json_string_value(json_object_get(share, "commit")), json_string_value(json_object_get(one, "commit"))) == 0)
                json_object_set(one, "share", json_object_get(share, "share"));
    json_decref(detail);
    mem_free(text);
}

static int changes_json(json_t **out, const struct gathered *g, struct err *err)
{
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(g->f->store->db, &stmt, members_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", g->gate.score_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_t *one = change_json(g, stmt);

        if (one != NULL)
            json_array_append_new(list, one);
        rc = 0;
    }
    db_finalize(stmt);
    if (rc < 0) {
        json_decref(list);
        return rc;
    }
    add_shares(list, g);
    *out = list;
    return 0;
}

/* ------------------------------------------------------------- the past */

enum { PAST_SHOWN = 12 };

static bool failed(const struct release *r)
{
    return r->outcome[0] != '\0' && strcmp(r->outcome, "ok") != 0;
}

/* Deployed releases before this one, the newest last; where it has no date, all of them. */
static json_t *past_json(const struct gathered *g)
{
    json_t *list = json_array();
    size_t n = 0, with_outcome = 0, n_failed = 0, at = (size_t)(g->release - g->releases.row);
    char time[TIME_ISO_MAX];

    if (g->release->planned == TIME_NONE && g->release->deployed == TIME_NONE)
        at = g->releases.n;

    for (size_t i = 0; i < at; i++) {
        const struct release *r = &g->releases.row[i];

        if (r->status != RELEASE_DEPLOYED)
            continue;
        n++;
        with_outcome += r->outcome[0] != '\0';
        n_failed += failed(r);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:I, s:b}", "release", r->name, "system", r->system, "deployed", time_format(r->deployed, time),
                                              "outcome", r->outcome, "changes", (json_int_t)r->n_members, "same_system",
                                              strcmp(r->system, g->release->system) == 0));
    }
    while (json_array_size(list) > PAST_SHOWN)
        json_array_remove(list, 0);
    return json_pack("{s:I, s:I, s:I, s:o}", "releases", (json_int_t)n, "with_outcome", (json_int_t)with_outcome, "failed",
                     (json_int_t)n_failed, "list", list);
}

/* ------------------------------------------------------------- the document */

/* The validation record of the model that scored; NULL where there is none. */
static json_t *record_of(const struct gathered *g)
{
    char *text = NULL;
    json_t *record;

    if (g->gate.model == NULL || validation_read(&text, g->f->store, g->gate.model, NULL) < 0)
        return NULL;
    record = json_loads(text, 0, NULL);
    mem_free(text);
    return record;
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
static json_t *release_limits(const json_t *record)
{
    json_t *list = json_array();

    json_array_append_new(list, json_string("The figure is the chance that at least one change does harm, as if changes failed independently. It grows with the number of "
                                            "changes and has not been calibrated on whole releases. Compare it with what came of earlier releases, and look at "
                                            "which changes carry it."));
    json_array_extend(list, json_object_get(record, "limits"));
    return list;
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
}

static void fill_verdict(json_t *doc, const struct gathered *g)
{
    const struct gate *gate = &g->gate;
    const struct config_cost *cost = &g->f->config->cost[gate->criticality];
    json_t *reasons = json_array();

    for (size_t i = 0; i < gate->n_reasons; i++)
        json_array_append_new(reasons, json_string(gate->reason[i].text));
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

static void fill_model(json_t *doc, const struct gathered *g)
{
    json_t *record = record_of(g);

    json_object_set_new(doc, "model", facts_of_model(g->f, g->gate.model));
    json_object_set_new(doc, "method", json_string("1 - prod(1 - p) over the changes: the chance that at least one of them does harm; this version has no model of "
                                                   "whole releases"));
    json_object_set_new(doc, "record", record_parts(record));
    json_object_set_new(doc, "gate", facts_gate_table(record, g->gate.criticality, g->gate.threshold.in_force));
    json_object_set_new(doc, "limits", release_limits(record));
    json_decref(record);
}

static int make_document(json_t **out, const struct gathered *g, struct err *err)
{
    int64_t through = g->changes.n > 0 ? g->changes.row[g->changes.n - 1].author_date : TIME_NONE;
    json_t *doc = facts_head(g->f, "release", through, err), *changes = NULL, *review = NULL;
    int rc = doc == NULL ? ERR_STORE : changes_json(&changes, g, err);

    if (rc == 0)
        rc = facts_review(&review, g->f->store, &g->gate, err);
    if (rc < 0) {
        json_decref(changes);
        json_decref(doc);
        return rc;
    }
    fill_release(doc, g);
    fill_verdict(doc, g);
    rc = add_why_no_model(doc, g, err);
    if (rc < 0) {
        json_decref(changes);
        json_decref(review);
        json_decref(doc);
        return rc;
    }
    fill_model(doc, g);
    json_object_set_new(doc, "changes", changes);
    json_object_set_new(doc, "review", review);
    json_object_set_new(doc, "past", past_json(g));
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

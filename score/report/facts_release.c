/*
 * facts_release.c - the release report's facts: the release, its verdict, its changes with their exact explanations, what came of
 * releases before it.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/report/facts.h"
#include "score/review/thresholds.h"
#include "train/validation.h"

/* What is gathered before the document is made. */
struct gathered {
    const struct facts         *f;
    struct system_table         systems;
    struct change_table         changes;
    struct release_table        releases;
    const struct release       *release;
    int64_t                     score_id;      /* 0: not scored */
    double                      probability;
    const struct model_version *model;
    enum criticality            criticality;
    struct thresholds           thresholds;
    const struct threshold     *threshold;     /* of the release's criticality */
    double                     *size;          /* [changes.n] ascending la + ld of all changes */
};

static void gathered_release(struct gathered *g)
{
    mem_free(g->size);
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

static int find_score(struct gathered *g, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char item[1200];
    int rc = db_prepare(g->f->store->db, &stmt, "SELECT score_id, probability, model_id FROM scores WHERE item = ? ORDER BY score_id DESC LIMIT 1", err);

    snprintf(item, sizeof(item), "release:%s/%s", g->release->project, g->release->name);
    if (rc == 0)
        rc = db_bind(stmt, err, "t", item);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1) {
        int64_t model_id = db_int(stmt, 2);

        g->score_id = db_int(stmt, 0);
        g->probability = db_double(stmt, 1);
        for (size_t i = 0; i < g->f->models->n; i++)
            if (g->f->models->model[i].model_id == model_id)
                g->model = &g->f->models->model[i];
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
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
        rc = find_score(g, err);
    if (rc == 0)
        rc = thresholds_load(&g->thresholds, f->store, f->config, &g->systems, err);
    if (rc == 0) {
        g->criticality = threshold_criticality(&g->systems, g->release->system);
        g->threshold = &g->thresholds.harm[g->criticality];
    }
    return rc;
}

/* ------------------------------------------------------------- changes */

static const char members_sql[] =
    "SELECT c.\"commit\", s.item, s.probability, s.detail FROM score_members m JOIN scores s ON s.score_id = m.member_score_id"
    "  JOIN changes c ON c.version_id = s.version_id WHERE m.score_id = ? ORDER BY s.probability DESC, c.\"commit\"";

static const struct change *change_of(const struct gathered *g, const char *commit)
{
    for (size_t i = 0; i < g->release->n_members; i++) {
        const struct change *c = &g->changes.row[g->release->member[i]];

        if (strcmp(c->commit, commit) == 0)
            return c;
    }
    return NULL;
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
    const struct change *c = change_of(g, db_text(stmt, 0, NULL));
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
    json_decref(detail);
    return doc;
}

/* Each change's share of the release's -ln(1 - p), from the release's own detail. */
static void add_shares(json_t *changes, const struct gathered *g)
{
    char *text = NULL;
    json_t *detail, *one, *share;
    size_t i, j;

    if (db_get_text(g->f->store->db, &text, NULL, "SELECT detail FROM scores WHERE score_id = ?", "i", g->score_id) < 0)
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
        rc = db_bind(stmt, err, "i", g->score_id);
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

/* Deployed releases before this one, the newest last. */
static json_t *past_json(const struct gathered *g)
{
    json_t *list = json_array();
    size_t n = 0, with_outcome = 0, n_failed = 0, at = (size_t)(g->release - g->releases.row);
    char time[TIME_ISO_MAX];

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

/* Whether the score is of exactly the changes, in the versions, that the release has now. */
static bool score_is_stale(const struct gathered *g)
{
    int64_t scored = 0, same = 0;

    if (db_get_int(g->f->store->db, &scored, NULL, "SELECT count(*) FROM score_members WHERE score_id = ?", "i", g->score_id) < 0)
        return true;
    for (size_t i = 0; i < g->release->n_members; i++) {
        int64_t one = 0;

        if (db_get_int(g->f->store->db, &one, NULL, "SELECT count(*) FROM score_members m JOIN scores s ON s.score_id = m.member_score_id "
                       "WHERE m.score_id = ? AND s.version_id = ?", "ii", g->score_id, g->changes.row[g->release->member[i]].version_id) < 0)
            return true;
        same += one;
    }
    return scored != (int64_t)g->release->n_members || same != scored;
}

static size_t known_harmful(const struct gathered *g)
{
    size_t n = 0;

    for (size_t i = 0; i < g->release->n_members; i++)
        n += g->changes.row[g->release->member[i]].buggy == 1;
    return n;
}

static const char *why_unscored(const struct gathered *g)
{
    if (g->release->n_members == 0)
        return "the release has no changes that the store knows of";
    if (g->release->status != RELEASE_PLANNED)
        return "the release was not scored before it was deployed or cancelled";
    return "it was not scored: 'prodrome nightly' or 'prodrome score releases' does it, once there is a usable model";
}

static const char *verdict_of(const struct gathered *g, json_t *reasons)
{
    const struct config_cost *cost = &g->f->config->cost[g->criticality];
    bool review = false;

    if (g->score_id == 0 || g->model == NULL) {
        json_array_append_new(reasons, json_string(why_unscored(g)));
        return "not enough data";
    }
    if (score_is_stale(g)) {
        json_array_append_new(reasons, json_string("the release has changed since it was scored: score it again"));
        review = true;
    }
    if (known_harmful(g) > 0) {
        json_array_append_new(reasons, json_sprintf("%zu of its changes are recorded as having caused harm already", known_harmful(g)));
        review = true;
    }
    if (!model_is_approved(g->model)) {
        json_array_append_new(reasons, json_sprintf("model not approved: %s is %s", g->model->name, g->model->stage));
        review = true;
    }
    if (g->probability >= g->threshold->in_force) {
        json_array_append_new(reasons, json_sprintf("chance that a change of it does harm, %.2f, is at least %.2f (review %g / miss %g, criticality %s)", g->probability,
                                                    g->threshold->in_force, cost->review, cost->miss, criticality_name[g->criticality]));
        review = true;
    }
    return review ? "review" : "clear";
}

static json_t *record_parts(const struct gathered *g)
{
    char *text = NULL;
    json_t *record, *parts;

    if (g->model == NULL || validation_read(&text, g->f->store, g->model, NULL) < 0)
        return json_null();
    record = json_loads(text, 0, NULL);
    mem_free(text);
    parts = json_object();
    json_object_set(parts, "thresholds", json_object_get(record, "thresholds"));
    json_object_set(parts, "bins", json_object_get(json_object_get(record, "calibration"), "bins"));
    json_object_set(parts, "limits", json_object_get(record, "limits"));
    json_object_set(parts, "judged_by", json_object_get(record, "judged_by"));
    json_decref(record);
    return parts;
}

/* The record's limits, after what holds for the way a release's figure is made. */
static json_t *release_limits(const struct gathered *g)
{
    json_t *list = json_array(), *record = record_parts(g);

    json_array_append_new(list, json_string("The figure is the chance that at least one change does harm, as if changes failed independently. It grows with the number of "
                                            "changes and has not been calibrated on whole releases: most releases with such a figure went well. Compare it with the "
                                            "earlier releases below, and look at which changes carry it."));
    json_array_extend(list, json_object_get(record, "limits"));
    json_decref(record);
    return list;
}

static void fill(json_t *doc, const struct gathered *g, json_t *changes)
{
    static const char *const status[] = { "planned", "deployed", "cancelled" };
    const struct release *r = g->release;
    const struct system_row *system = systems_find(&g->systems, r->system);
    const struct config_cost *cost = &g->f->config->cost[g->criticality];
    json_t *reasons = json_array();
    const char *verdict = verdict_of(g, reasons);
    char planned[TIME_ISO_MAX], deployed[TIME_ISO_MAX];

    json_object_update_new(doc, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "project", r->project, "release", r->name, "system", r->system,
                                          "system_name", system != NULL ? system->name : "", "criticality", criticality_name[g->criticality],
                                          "planned", time_format(r->planned, planned), "deployed", time_format(r->deployed, deployed), "status",
                                          status[r->status], "outcome", r->outcome));
    json_object_update_new(doc, json_pack("{s:s, s:i, s:o, s:o, s:f, s:{s:f, s:f}, s:s, s:o, s:o, s:o}", "verdict", verdict, "exit_status",
                                          facts_verdict_status(verdict), "reasons", reasons, "model", facts_of_model(g->f, g->model), "threshold",
                                          g->threshold->in_force, "cost", "miss", cost->miss, "review", cost->review, "method",
                                          "1 - prod(1 - p) over the changes: the chance that at least one of them does harm; this version has no model of whole releases",
                                          "changes", changes, "past", past_json(g), "record", record_parts(g)));
    json_object_set_new(doc, "limits", release_limits(g));
    json_object_set_new(doc, "probability", g->score_id != 0 ? json_real(g->probability) : json_null());
    json_object_set_new(doc, "members", json_integer((json_int_t)r->n_members));
}

int facts_release(json_t **out, const struct facts *f, const char *project, const char *release, struct err *err)
{
    struct gathered g = { .f = f };
    json_t *doc = NULL, *changes = NULL;
    int rc = gather(&g, project, release, err);

    if (rc == 0)
        rc = changes_json(&changes, &g, err);
    if (rc == 0) {
        int64_t through = g.changes.n > 0 ? g.changes.row[g.changes.n - 1].author_date : TIME_NONE;

        doc = facts_head(f, "release", through, err);
        rc = doc == NULL ? ERR_STORE : 0;
    }
    if (rc == 0)
        fill(doc, &g, changes);
    else
        json_decref(changes);
    gathered_release(&g);
    if (rc == 0)
        *out = doc;
    return rc;
}

/*
 * facts_severity.c - see facts_severity.h.
 *
 *   facts_severity -> each score: add_score -> disagreement (impacts, chances, direction) ; then sort by what matters most
 */
#include "score/report/facts_severity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/readers/doc_read.h"
#include "datasets/rows/ticket_title.h"
#include "score/triage/severity_order.h"

static const char scores_sql[] =
    "SELECT s.item, t.id, " TICKET_TITLE ", t.created, t.severity, t.system, s.label, s.probability, s.detail, t.project, s.model_id"
    "  FROM scores s JOIN tickets t ON t.version_id = s.version_id JOIN models m ON m.model_id = s.model_id"
    " WHERE s.run_id = ? AND m.task = 'severity' ORDER BY t.project, s.item";

struct severity_facts {
    const struct facts *f;
    json_t             *projects; /* array                */
    json_t             *project;  /* the one being filled */
};

static void open_project(struct severity_facts *s, const char *name, const struct model_version *model)
{
    s->project = json_pack("{s:s, s:o, s:i, s:i, s:i, s:i, s:i, s:o}", "project", name, "model", facts_of_model(s->f, model), "scored", 0, "agree", 0,
                           "worse", 0, "milder", 0, "other", 0, "disagreements", json_array());
    json_array_append_new(s->projects, s->project);
}

/* The chances that it is worse than reported and that it is care-blocking, over all classes. */
static void add_chances(json_t *one, const struct config *config, const char *reported, const char *predicted, const json_t *classes)
{
    double worse = 0, blocking = 0, usual = NAN;
    bool mapped = false;
    size_t i;
    const json_t *c;

    json_array_foreach(classes, i, c)
    {
        const char *label = json_string_value(json_object_get(c, "label"));
        double p = doc_number(c, "p", 0);

        if (label == NULL)
            continue;
        if (strcmp(label, predicted) == 0)
            usual = doc_number(c, "share", 0);
        if (severity_compare(config, label, reported) > 0)
            worse += p;
        if (strcmp(config_impact(config, label), "care-blocking") == 0) {
            mapped = true;
            blocking += p;
        }
    }
    json_object_set_new(one, "p_worse", json_real(worse));
    json_object_set_new(one, "p_care_blocking", mapped ? json_real(blocking) : json_null());
    json_object_set_new(one, "usual", isnan(usual) ? json_null() : json_real(usual));
}

static const char *direction_of(const struct config *config, const char *reported, const char *predicted)
{
    int order = severity_compare(config, predicted, reported);

    if (reported[0] == '\0')
        return "unreported";
    return order > 0 ? "worse" : order < 0 ? "milder" : "other";
}

static int add_score(struct severity_facts *s, struct db_stmt *stmt, struct err *err)
{
    const struct config *config = s->f->config;
    const char *reported = db_text(stmt, 4, NULL), *predicted = db_text(stmt, 6, NULL), *direction = direction_of(config, reported, predicted);
    json_t *detail, *one;
    char at[TIME_ISO_MAX];

    doc_add_one(s->project, "scored");
    if (severity_same(reported, predicted)) {
        doc_add_one(s->project, "agree");
        return 0;
    }
    doc_add_one(s->project, strcmp(direction, "unreported") == 0 ? "other" : direction);
    detail = json_loads(db_text(stmt, 8, NULL), 0, NULL);
    one = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:f}", "item", db_text(stmt, 0, NULL), "id", db_text(stmt, 1, NULL), "title",
                    db_text(stmt, 2, NULL), "created", time_format(db_is_null(stmt, 3) ? TIME_NONE : db_int(stmt, 3), at), "system",
                    db_text(stmt, 5, NULL), "reported", reported, "reported_impact", config_impact(config, reported), "predicted", predicted,
                    "predicted_impact", config_impact(config, predicted), "direction", direction, "probability", db_double(stmt, 7));
    if (one == NULL) {
        json_decref(detail);
        return err_nomem(err);
    }
    add_chances(one, config, reported, predicted, json_object_get(detail, "classes"));
    json_object_update_missing(one, detail);
    json_decref(detail);
    json_array_append_new(json_object_get(s->project, "disagreements"), one);
    return 0;
}

/* ------------------------------------------------------------- order */

/* 0: would be care-blocking and was reported as less; 1: worse; 2: unreported; 3: milder; 4: other. */
static int group_of(const json_t *one)
{
    static const char *const order[] = { "worse", "unreported", "milder" };
    const char *direction = doc_text(one, "direction");
    bool blocking = strcmp(doc_text(one, "predicted_impact"), "care-blocking") == 0 && strcmp(doc_text(one, "reported_impact"), "care-blocking") != 0;

    if (blocking && strcmp(direction, "worse") == 0)
        return 0;
    for (int i = 0; i < 3; i++)
        if (strcmp(direction, order[i]) == 0)
            return i + 1;
    return 4;
}

/* What it is sorted by inside its group. A care-blocking ticket that was reported as minor counts twice one that was reported as operational. */
static double weight_of(const json_t *one, int group)
{
    int steps = impact_rank(doc_text(one, "reported_impact")) - impact_rank("care-blocking");

    if (group == 0)
        return doc_number(one, "p_care_blocking", 0) * (steps > 1 ? steps : 1);
    return json_number_value(json_object_get(one, group == 1 ? "p_worse" : "probability"));
}

static int by_weight(const void *a, const void *b)
{
    const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
    int gx = group_of(x), gy = group_of(y);
    double px = weight_of(x, gx), py = weight_of(y, gy);

    if (gx != gy)
        return gx < gy ? -1 : 1;
    if (px != py)
        return px < py ? 1 : -1;
    return strcmp(doc_text(x, "item"), doc_text(y, "item"));
}

static int sort_disagreements(json_t *project, struct err *err)
{
    json_t *list = json_object_get(project, "disagreements"), *sorted = json_array();
    size_t n = json_array_size(list);
    json_t **one = mem_calloc(n, sizeof(json_t *));

    if (one == NULL || sorted == NULL) {
        mem_free(one);
        json_decref(sorted);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++)
        one[i] = json_array_get(list, i);
    if (n > 0)
        qsort(one, n, sizeof(json_t *), by_weight);
    for (size_t i = 0; i < n; i++)
        json_array_append(sorted, one[i]);
    mem_free(one);
    json_object_set_new(project, "disagreements", sorted);
    return 0;
}

int facts_severity(json_t **out, const struct facts *f, int64_t run_id, struct err *err)
{
    struct severity_facts s = { .f = f, .projects = json_array() };
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(f->store->db, &stmt, scores_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *project = db_text(stmt, 9, NULL);

        if (s.project == NULL || strcmp(doc_text(s.project, "project"), project) != 0)
            open_project(&s, project, registry_by_id(f->models, db_int(stmt, 10)));
        rc = add_score(&s, stmt, err);
    }
    db_finalize(stmt);
    for (size_t i = 0; rc == 0 && i < json_array_size(s.projects); i++)
        rc = sort_disagreements(json_array_get(s.projects, i), err);
    if (rc < 0) {
        json_decref(s.projects);
        return rc;
    }
    *out = s.projects;
    return 0;
}

/* ------------------------------------------------------------- what the configuration does not map */

static const char reported_sql[] =
    "SELECT t.severity, count(DISTINCT s.item) FROM scores s JOIN tickets t ON t.version_id = s.version_id"
    " WHERE s.run_id = ? AND t.severity <> '' GROUP BY t.severity ORDER BY 2 DESC, 1";

int facts_unmapped(json_t **out, struct store *store, const struct config *config, int64_t run_id, struct err *err)
{
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, reported_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        if (config_impact(config, db_text(stmt, 0, NULL))[0] == '\0')
            json_array_append_new(list, json_pack("{s:s, s:I}", "severity", db_text(stmt, 0, NULL), "tickets", (json_int_t)db_int(stmt, 1)));
        rc = 0;
    }
    db_finalize(stmt);
    if (rc < 0) {
        json_decref(list);
        return rc;
    }
    *out = list;
    return 0;
}

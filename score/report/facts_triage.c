/*
 * facts_triage.c - the triage report's facts, from the scores of one run.
 */
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/report/facts.h"
#include "score/report/facts_abstention.h"
#include "score/report/facts_bursts.h"
#include "score/report/facts_causes.h"
#include "score/report/facts_closing.h"
#include "score/report/facts_clusters.h"
#include "score/report/facts_new.h"
#include "score/report/facts_queue.h"
#include "score/report/facts_repeats.h"
#include "score/report/facts_severity.h"
#include "score/report/facts_similar.h"
#include "score/report/facts_suggestions.h"
#include "score/review/queue.h"
#include "score/review/thresholds.h"

static const char tickets_sql[] =
    "SELECT s.item, t.id, t.title, t.created, t.severity, t.status, t.system, t.component_filed, s.label, s.probability, s.detail, t.project,"
    "       s.model_id,"
    "       (SELECT v.label FROM scores v JOIN models w ON w.model_id = v.model_id"
    "         WHERE v.run_id = s.run_id AND v.item = s.item AND w.task = 'severity')"
    "  FROM scores s JOIN tickets t ON t.version_id = s.version_id JOIN models m ON m.model_id = s.model_id"
    " WHERE s.run_id = ? AND m.task = 'route' ORDER BY t.project, t.created DESC, s.item";

struct triage {
    const struct facts *f;
    struct system_table systems;
    json_t             *projects;  /* array                    */
    json_t             *project;   /* the one being filled     */
    struct abstention_choice sure; /* its model's              */
    int64_t             through;   /* newest created           */
    bool                unapproved;
};

static int open_project(struct triage *t, const char *name, const struct model_version *model, struct err *err)
{
    int rc = facts_abstention(&t->sure, t->f, model, err);

    if (rc < 0)
        return rc;
    t->project = json_pack("{s:s, s:o, s:o, s:i, s:o, s:o}", "project", name, "model", facts_of_model(t->f, model), "abstention",
                           facts_abstention_json(t->f, model, &t->sure), "without_model", 0, "labels", json_array(), "tickets", json_array());
    json_array_append_new(t->projects, t->project);
    if (model == NULL || !model_is_approved(model))
        t->unapproved = true;
    return 0;
}

static void count_label(json_t *labels, const char *label)
{
    size_t i;
    json_t *one;

    json_array_foreach(labels, i, one)
    {
        if (strcmp(json_string_value(json_object_get(one, "label")), label) == 0) {
            json_object_set_new(one, "n", json_integer(json_integer_value(json_object_get(one, "n")) + 1));
            return;
        }
    }
    json_array_append_new(labels, json_pack("{s:s, s:i}", "label", label, "n", 1));
}

static void add_ticket(struct triage *t, struct db_stmt *stmt)
{
    const struct facts *f = t->f;
    int64_t created = db_is_null(stmt, 3) ? TIME_NONE : db_int(stmt, 3), now = store_now(f->store);
    const char *severity = db_text(stmt, 4, NULL), *system = db_text(stmt, 6, NULL), *label = db_text(stmt, 8, NULL), *detail_text = db_text(stmt, 10, NULL);
    enum criticality criticality = threshold_criticality(&t->systems, system);
    double p = db_double(stmt, 9);
    json_t *detail = json_loads(detail_text, 0, NULL), *ticket;
    char at[TIME_ISO_MAX];

    ticket = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:f, s:o, s:b}", "item", db_text(stmt, 0, NULL), "id", db_text(stmt, 1, NULL),
                       "title", db_text(stmt, 2, NULL), "created", time_format(created, at), "severity", severity, "impact",
                       config_impact(f->config, severity), "status", db_text(stmt, 5, NULL), "system", system, "criticality",
                       criticality_name[criticality], "component_filed", db_text(stmt, 7, NULL), "suggestion", label, "probability", p,
                       "threshold", isfinite(t->sure.threshold) ? json_real(t->sure.threshold) : json_null(), "person_should_look", abstention_asks_person(&t->sure, p));
    json_object_set_new(ticket, "predicted_severity", db_is_null(stmt, 13) ? json_null() : json_string(db_text(stmt, 13, NULL)));
    json_object_set_new(ticket, "predicted_impact", db_is_null(stmt, 13) ? json_null() : json_string(config_impact(f->config, db_text(stmt, 13, NULL))));
    json_object_set_new(ticket, "age_days", created == TIME_NONE ? json_null() : json_real((double)(now - created) / 86400));
    json_object_update_missing(ticket, detail);
    json_decref(detail);
    json_array_append_new(json_object_get(t->project, "tickets"), ticket);
    count_label(json_object_get(t->project, "labels"), label);
    if (created != TIME_NONE && created > t->through)
        t->through = created;
}

static int read_tickets(struct triage *t, int64_t run_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(t->f->store->db, &stmt, tickets_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *project = db_text(stmt, 11, NULL);

        if (t->project == NULL || strcmp(json_string_value(json_object_get(t->project, "project")), project) != 0)
            rc = open_project(t, project, registry_by_id(t->f->models, db_int(stmt, 12)), err);
        else
            rc = 0;
        if (rc == 0)
            add_ticket(t, stmt);
    }
    db_finalize(stmt);
    return rc;
}

/* What keeps care from being given first, then newest first; an impact that nobody mapped does not sink below what is known to be minor. */
static int worst_first(json_t *project, struct err *err)
{
    static const char *const order[] = { "care-blocking", "operational", "", "minor" };
    json_t *tickets = json_object_get(project, "tickets"), *sorted = json_array(), *one;
    size_t i;

    for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++)
        json_array_foreach(tickets, i, one)
            if (strcmp(json_string_value(json_object_get(one, "impact")), order[k]) == 0 && json_array_append(sorted, one) < 0) {
                json_decref(sorted);
                return err_nomem(err);
            }
    return json_object_set_new(project, "tickets", sorted) < 0 ? err_nomem(err) : 0;
}

static int by_count(const void *a, const void *b)
{
    json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
    json_int_t nx = json_integer_value(json_object_get(x, "n")), ny = json_integer_value(json_object_get(y, "n"));

    if (nx != ny)
        return nx < ny ? 1 : -1;
    return strcmp(json_string_value(json_object_get(x, "label")), json_string_value(json_object_get(y, "label")));
}

static int sort_labels(json_t *project, struct err *err)
{
    json_t *labels = json_object_get(project, "labels"), *sorted = json_array();
    size_t n = json_array_size(labels);
    json_t **item = mem_calloc(n, sizeof(json_t *));

    if (item == NULL) {
        json_decref(sorted);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++)
        item[i] = json_array_get(labels, i);
    qsort(item, n, sizeof(json_t *), by_count);
    for (size_t i = 0; i < n; i++)
        json_array_append(sorted, item[i]);
    mem_free(item);
    json_object_set_new(project, "labels", sorted);
    json_object_set_new(project, "open", json_integer((json_int_t)json_array_size(json_object_get(project, "tickets"))));
    return 0;
}

static int waiting(json_t **out, const struct facts *f, struct err *err)
{
    struct queue_list queue;
    size_t releases = 0;
    int rc = queue_load(&queue, f->store, NULL, true, err);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < queue.n; i++)
        releases += strcmp(queue.row[i].kind, "release") == 0;
    *out = json_pack("{s:I, s:I}", "items", (json_int_t)queue.n, "releases", (json_int_t)releases);
    queue_release(&queue);
    return 0;
}

/* The ordered queue, and in each ticket its place there (null: behind the listed ones). */
static int add_queue(json_t *doc, const struct facts *f, int64_t run_id, struct err *err)
{
    json_t *queue = NULL, *place = json_object(), *one, *project;
    size_t i, k;
    int rc = facts_queue(&queue, f, run_id, err);

    json_array_foreach(json_object_get(queue, "list"), i, one)
        json_object_set(place, json_string_value(json_object_get(one, "item")), json_object_get(one, "place"));
    json_array_foreach(json_object_get(doc, "projects"), i, project)
        json_array_foreach(json_object_get(project, "tickets"), k, one)
        {
            json_t *found = json_object_get(place, json_string_value(json_object_get(one, "item")));

            json_object_set_new(one, "queue_place", found != NULL ? json_incref(found) : json_null());
        }
    json_decref(place);
    return rc < 0 ? rc : json_object_set_new(doc, "queue", queue) < 0 ? err_nomem(err) : 0;
}

static int add_new(json_t *doc, const struct facts *f, int64_t run_id, struct err *err)
{
    json_t *fresh = NULL, *repeats = NULL;
    int rc = facts_new(&fresh, f, run_id, err);

    if (rc == 0)
        rc = facts_repeats(&repeats, f, err);
    if (rc < 0) {
        json_decref(fresh);
        return rc;
    }
    json_object_set_new(doc, "new", fresh);
    return json_object_set_new(doc, "repeats", repeats) < 0 ? err_nomem(err) : 0;
}

static int add_closing(json_t *doc, const struct facts *f, struct err *err)
{
    json_t *closing = NULL;
    int rc = facts_closing(&closing, f, err);

    return rc < 0 ? rc : json_object_set_new(doc, "closing", closing) < 0 ? err_nomem(err) : 0;
}

int facts_triage(json_t **out, const struct facts *f, int64_t run_id, struct err *err)
{
    struct triage t = { .f = f, .through = TIME_NONE, .projects = json_array() };
    json_t *doc = NULL, *queue = NULL, *severity = NULL, *unmapped = NULL, *project;
    size_t i;
    int rc = systems_load(&t.systems, f->store, f->snapshot, err);

    if (rc == 0)
        rc = read_tickets(&t, run_id, err);
    json_array_foreach(t.projects, i, project)
        if (rc == 0)
            rc = sort_labels(project, err);
    json_array_foreach(t.projects, i, project)
        if (rc == 0)
            rc = worst_first(project, err);
    if (rc == 0)
        rc = facts_add_similar(t.projects, f, run_id, err);
    if (rc == 0)
        rc = facts_add_suggestions(t.projects, f, run_id, err);
    if (rc == 0)
        rc = facts_add_causes(t.projects, f, err);
    if (rc == 0)
        rc = waiting(&queue, f, err);
    if (rc == 0)
        rc = facts_severity(&severity, f, run_id, err);
    if (rc == 0)
        rc = facts_unmapped(&unmapped, f->store, f->config, run_id, err);
    if (rc == 0) {
        doc = facts_head(f, "triage", t.through, err);
        rc = doc == NULL ? ERR_STORE : 0;
    }
    systems_release(&t.systems);
    if (rc < 0) {
        json_decref(t.projects);
        json_decref(queue);
        json_decref(severity);
        json_decref(unmapped);
        return rc;
    }
    json_object_set_new(doc, "run_id", json_integer((json_int_t)run_id));
    json_object_set_new(doc, "model_not_approved", json_boolean(t.unapproved));
    json_object_set_new(doc, "projects", t.projects);
    json_object_set_new(doc, "waiting", queue);
    json_object_set_new(doc, "severity", severity);
    json_object_set_new(doc, "unmapped", unmapped);
    rc = facts_add_clusters(doc, f, run_id, err);
    if (rc == 0)
        rc = facts_add_bursts(doc, f, run_id, err);
    if (rc == 0)
        rc = add_queue(doc, f, run_id, err);
    if (rc == 0)
        rc = add_new(doc, f, run_id, err);
    if (rc == 0)
        rc = add_closing(doc, f, err);
    if (rc < 0) {
        json_decref(doc);
        return rc;
    }
    *out = doc;
    return 0;
}

/*
 * facts_triage.c - the triage report's facts, from the scores of one run.
 */
#include <string.h>

#include "score/report/facts.h"
#include "score/report/facts_bursts.h"
#include "score/report/facts_causes.h"
#include "score/report/facts_closing.h"
#include "score/report/facts_clusters.h"
#include "score/report/facts_damage.h"
#include "score/report/facts_new.h"
#include "score/report/facts_queue.h"
#include "score/report/facts_repeats.h"
#include "score/report/facts_severity.h"
#include "score/report/facts_similar.h"
#include "score/report/facts_suggestions.h"
#include "score/report/facts_tickets.h"
#include "score/review/queue.h"

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

/* The ordered queue, and in each ticket its place there (null: it is not in it). */
static int add_queue(json_t *doc, const struct facts *f, int64_t run_id, struct err *err)
{
    json_t *queue = NULL, *place = json_object(), *one, *project;
    size_t i, k;
    int rc = facts_queue(&queue, place, f, run_id, err);

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
        rc = facts_new_mark(fresh, json_object_get(doc, "projects"), err);
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

/* What the run found of the tickets, one kind of finding after the other: a later one reads what an earlier one left in the tickets. */
static int add_to_tickets(json_t *projects, const struct facts *f, int64_t run_id, struct err *err)
{
    int rc = facts_add_similar(projects, f, run_id, err);

    if (rc == 0)
        rc = facts_add_suggestions(projects, f, run_id, err);
    if (rc == 0)
        rc = facts_add_causes(projects, f, err);
    if (rc == 0)
        rc = facts_add_damage(projects, f, err);
    facts_tickets_done(projects);
    return rc;
}

static int add_severity(json_t *doc, const struct facts *f, int64_t run_id, struct err *err)
{
    json_t *severity = NULL, *unmapped = NULL;
    int rc = facts_severity(&severity, f, run_id, err);

    if (rc == 0)
        rc = facts_unmapped(&unmapped, f->store, f->config, run_id, err);
    if (rc < 0) {
        json_decref(severity);
        return rc;
    }
    json_object_set_new(doc, "severity", severity);
    return json_object_set_new(doc, "unmapped", unmapped) < 0 ? err_nomem(err) : 0;
}

static int add_waiting(json_t *doc, const struct facts *f, struct err *err)
{
    json_t *queue = NULL;
    int rc = waiting(&queue, f, err);

    return rc < 0 ? rc : json_object_set_new(doc, "waiting", queue) < 0 ? err_nomem(err) : 0;
}

/* Takes the tickets over, also on failure. */
static int begin(json_t **doc, const struct facts *f, int64_t run_id, struct facts_tickets *tickets, struct err *err)
{
    *doc = facts_head(f, "triage", tickets->through, err);
    if (*doc == NULL) {
        json_decref(tickets->projects);
        return ERR_STORE;
    }
    json_object_set_new(*doc, "run_id", json_integer((json_int_t)run_id));
    json_object_set_new(*doc, "model_not_approved", json_boolean(tickets->unapproved));
    return json_object_set_new(*doc, "projects", tickets->projects) < 0 ? err_nomem(err) : 0;
}

int facts_triage(json_t **out, const struct facts *f, int64_t run_id, struct err *err)
{
    struct facts_tickets tickets;
    json_t *doc = NULL;
    int rc = facts_tickets(&tickets, f, run_id, err);

    if (rc == 0)
        rc = begin(&doc, f, run_id, &tickets, err);
    if (rc == 0)
        rc = add_to_tickets(json_object_get(doc, "projects"), f, run_id, err);
    if (rc == 0)
        rc = add_waiting(doc, f, err);
    if (rc == 0)
        rc = add_severity(doc, f, run_id, err);
    if (rc == 0)
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

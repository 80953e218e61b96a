#include "score/report/facts_new.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/readers/doc_read.h"
#include "datasets/rows/ticket_title.h"
#include "score/cluster/cluster_list.h"
#include "score/report/newest_tickets.h"

static const char new_sql[] =
    "WITH " NEWEST_TICKETS " SELECT v.version_id, r.project, w.at, r.id, " TICKET_TITLE ", t.created, t.status" OF_NEWEST_TICKETS
    "   AND t.created > w.at - 86400 ORDER BY r.project, t.created DESC, r.id";

struct adding {
    const struct facts  *f;
    int64_t              run_id;
    struct cluster_list  clusters;
    json_t              *projects, *project; /* project: the one being filled, borrowed */
};

static void open_project(struct adding *a, const char *name, int64_t newest)
{
    char from[TIME_ISO_MAX], to[TIME_ISO_MAX];

    a->project = json_pack("{s:s, s:s, s:s, s:i, s:o}", "project", name, "from", time_format(newest - 86400, from), "to", time_format(newest, to), "tickets", 0,
                           "groups", json_array());
    json_array_append_new(a->projects, a->project);
}

static json_t *usual_a_day(const struct cluster_row *row)
{
    size_t sum = 0;

    if (row == NULL || !row->dated)
        return json_null();
    for (size_t w = 0; w + 1 < CLUSTER_WEEKS; w++)
        sum += row->week[w];
    return json_real((double)sum / (7 * (CLUSTER_WEEKS - 1)));
}

/* The group of the cluster (NULL: of none), made where it is the first of it. */
static json_t *group_of(struct adding *a, const struct cluster_row *row)
{
    json_t *groups = json_object_get(a->project, "groups"), *group;
    json_int_t cluster_id = row != NULL ? (json_int_t)row->cluster_id : 0;
    size_t i;

    json_array_foreach(groups, i, group)
        if (json_integer_value(json_object_get(group, "cluster_id")) == cluster_id)
            return group;
    group = json_pack("{s:o, s:s, s:i, s:i, s:o, s:o}", "cluster_id", row != NULL ? json_integer(cluster_id) : json_null(), "name",
                      row != NULL ? row->name : "", "tickets", 0, "open", 0, "usual", usual_a_day(row), "list", json_array());
    json_array_append_new(groups, group);
    return group;
}

static int add_ticket(struct adding *a, struct db_stmt *stmt, struct err *err)
{
    const char *project = db_text(stmt, 1, NULL), *id = db_text(stmt, 3, NULL);
    const struct cluster_grouping *g = cluster_list_grouping(&a->clusters, project);
    struct ticket_place place;
    char created[TIME_ISO_MAX];
    json_t *group, *member;
    int rc = ticket_place_find(&place, a->f->store, project, id, a->run_id, err);

    if (rc < 0)
        return rc;
    if (a->project == NULL || strcmp(json_string_value(json_object_get(a->project, "project")), project) != 0)
        open_project(a, project, db_int(stmt, 2));
    group = group_of(a, place.cluster_id != 0 ? cluster_list_find(&a->clusters, place.cluster_id) : NULL);
    doc_add_one(a->project, "tickets");
    doc_add_one(group, "tickets");
    if (config_status_open(a->f->config, db_text(stmt, 6, NULL)) == 1)
        doc_add_one(group, "open");
    if (json_array_size(json_object_get(group, "list")) >= FACTS_NEW_LISTED)
        return 0;
    member = ticket_place_json(&place, "");
    json_object_del(member, "name");
    json_object_del(member, "cluster_id");
    json_object_update_new(member, json_pack("{s:o, s:s, s:s, s:s, s:b}", "item", json_sprintf("ticket:%s/%s", project, id), "id", id, "title", db_text(stmt, 4, NULL),
                                             "created", time_format(db_int(stmt, 5), created), "near_no_cluster", (int)ticket_place_near_none(&place, g)));
    return json_array_append_new(json_object_get(group, "list"), member) < 0 ? err_nomem(err) : 0;
}

static int most_first(const void *a, const void *b)
{
    const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
    json_int_t nx = json_integer_value(json_object_get(x, "tickets")), ny = json_integer_value(json_object_get(y, "tickets"));
    json_int_t cx = json_integer_value(json_object_get(x, "cluster_id")), cy = json_integer_value(json_object_get(y, "cluster_id"));

    if (nx != ny)
        return nx < ny ? 1 : -1;
    return (cx > cy) - (cx < cy);
}

static int sort_groups(json_t *project, struct err *err)
{
    json_t *groups = json_object_get(project, "groups"), *sorted = json_array();
    size_t n = json_array_size(groups);
    json_t **one = mem_calloc(n, sizeof(json_t *));

    if (one == NULL) {
        json_decref(sorted);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++)
        one[i] = json_array_get(groups, i);
    if (n > 0)
        qsort(one, n, sizeof(json_t *), most_first);
    for (size_t i = 0; i < n; i++)
        json_array_append(sorted, one[i]);
    mem_free(one);
    json_object_set_new(project, "groups", sorted);
    return 0;
}

int facts_new(json_t **out, const struct facts *f, int64_t run_id, struct err *err)
{
    struct adding a = { .f = f, .run_id = run_id, .projects = json_array() };
    struct db_stmt *stmt = NULL;
    json_t *project;
    size_t i;
    int rc = cluster_list_load(&a.clusters, f->store, NULL, run_id, err);

    if (rc == 0)
        rc = db_prepare(f->store->db, &stmt, new_sql, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", store_now(f->store));
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = snapshot_has(f->snapshot, db_int(stmt, 0)) ? add_ticket(&a, stmt, err) : 0;
    json_array_foreach(a.projects, i, project)
        if (rc == 0)
            rc = sort_groups(project, err);
    db_finalize(stmt);
    cluster_list_release(&a.clusters);
    if (rc < 0)
        json_decref(a.projects);
    else
        *out = a.projects;
    return rc;
}

/* ------------------------------------------------------------------------------------------------- beside them */

static const char *suspected_of(const json_t *ticket)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(ticket, "similar"), i, one)
        if (json_is_true(json_object_get(one, "suspected")))
            return json_string_value(json_object_get(one, "id"));
    return NULL;
}

static void mark_member(json_t *member, const json_t *ticket)
{
    static const char *const same[] = { "suggestion", "probability", "person_should_look", "impact" };
    const char *duplicate = suspected_of(ticket);

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        json_object_set(member, same[i], json_object_get(ticket, same[i]));
    json_object_set(member, "damage", json_object_get(json_object_get(ticket, "damage"), "kind"));
    json_object_set_new(member, "suspected_duplicate_of", duplicate != NULL ? json_string(duplicate) : json_null());
}

static int mark_project(json_t *fresh, const json_t *project, struct err *err)
{
    const char *from = json_string_value(json_object_get(fresh, "from"));
    json_t *index = json_object(), *ticket, *group, *member;
    json_int_t open = 0, look = 0;
    size_t i, k;

    json_array_foreach(json_object_get(project, "tickets"), i, ticket)
    {
        const char *created = json_string_value(json_object_get(ticket, "created"));

        if (created == NULL || from == NULL || strcmp(created, from) <= 0) /* both are ISO 8601 */
            continue;
        open++;
        look += json_is_true(json_object_get(ticket, "person_should_look"));
        if (json_object_set(index, json_string_value(json_object_get(ticket, "item")), ticket) != 0) {
            json_decref(index);
            return err_nomem(err);
        }
    }
    json_object_set_new(fresh, "open", json_integer(open));
    json_object_set_new(fresh, "look", json_integer(look));
    json_array_foreach(json_object_get(fresh, "groups"), i, group)
        json_array_foreach(json_object_get(group, "list"), k, member)
            if ((ticket = json_object_get(index, json_string_value(json_object_get(member, "item")))) != NULL)
                mark_member(member, ticket);
    json_decref(index);
    return 0;
}

int facts_new_mark(json_t *fresh, const json_t *projects, struct err *err)
{
    json_t *one, *project;
    size_t i, k;
    int rc = 0;

    json_array_foreach(fresh, i, one)
        json_array_foreach(projects, k, project)
            if (rc == 0 && json_equal(json_object_get(one, "project"), json_object_get(project, "project")))
                rc = mark_project(one, project, err);
    return rc;
}

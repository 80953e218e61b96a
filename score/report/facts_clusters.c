#include "score/report/facts_clusters.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "score/cluster/cluster_list.h"

struct adding {
    const struct facts *f;
    struct cluster_list list;
    size_t *open; /* [list.n] tickets of the document in each */
};

/* The ticket's cluster, said in the ticket and counted. */
static int mark_ticket(struct adding *a, json_t *ticket, const struct cluster_grouping *g, struct err *err)
{
    const char *id = json_string_value(json_object_get(ticket, "id"));
    const struct cluster_row *row = NULL;
    struct ticket_place place = { .cluster_id = 0 };
    int rc = g == NULL || id == NULL ? 0 : ticket_place_find(&place, a->f->store, g->project, id, g->run_id, err);

    if (rc < 0)
        return rc;
    if (place.cluster_id != 0)
        row = cluster_list_find(&a->list, place.cluster_id);
    json_object_set_new(ticket, "near_no_cluster", json_boolean(ticket_place_near_none(&place, g)));
    json_object_set_new(ticket, "cluster", row != NULL ? ticket_place_json(&place, row->name) : json_null());
    if (row != NULL)
        a->open[row - a->list.row]++;
    return 0;
}

static int mark_tickets(struct adding *a, json_t *doc, struct err *err)
{
    json_t *project, *ticket;
    size_t p, t;
    int rc = 0;

    json_array_foreach(json_object_get(doc, "projects"), p, project)
    {
        const char *name = json_string_value(json_object_get(project, "project"));
        const struct cluster_grouping *g = name == NULL ? NULL : cluster_list_grouping(&a->list, name);

        json_array_foreach(json_object_get(project, "tickets"), t, ticket)
        {
            if (rc == 0)
                rc = mark_ticket(a, ticket, g, err);
        }
    }
    return rc;
}

static int add_row(json_t *list, struct adding *a, size_t i, struct err *err)
{
    json_t *typical = NULL, *row;
    int rc = cluster_typical(&typical, a->f->store, &a->list.row[i], err);

    if (rc < 0)
        return rc;
    while (json_array_size(typical) > FACTS_CLUSTERS_TYPICAL)
        json_array_remove(typical, json_array_size(typical) - 1);
    row = cluster_row_json(&a->list.row[i]);
    json_object_set_new(row, "open", json_integer((json_int_t)a->open[i]));
    json_object_set_new(row, "typical", typical);
    json_array_append_new(list, row);
    return 0;
}

/* In the order of the list: the most filed in the last week first. */
static int add_grouping(json_t *groupings, struct adding *a, const struct cluster_grouping *g, struct err *err)
{
    json_t *list = json_array();
    int rc = 0;

    for (size_t i = g->first; rc == 0 && i < g->first + g->n && json_array_size(list) < FACTS_CLUSTERS_MAX; i++)
        if (a->open[i] > 0 || a->list.row[i].week[CLUSTER_WEEKS - 1] > 0)
            rc = add_row(list, a, i, err);
    json_array_append_new(groupings, json_pack("{s:s, s:I, s:I, s:I, s:s, s:o}", "project", g->project, "run_id",
                                               (json_int_t)g->run_id, "tickets", (json_int_t)g->n_tickets, "count",
                                               (json_int_t)g->n, "reason", g->reason, "list", list));
    return rc;
}

int facts_add_clusters(json_t *doc, const struct facts *f, int64_t run_id, struct err *err)
{
    struct adding a = { .f = f };
    json_t *groupings = json_array();
    int rc = cluster_list_load(&a.list, f->store, NULL, run_id, err);

    if (rc == 0) {
        a.open = mem_calloc(a.list.n, sizeof *a.open);
        rc = a.open == NULL ? err_nomem(err) : mark_tickets(&a, doc, err);
    }
    for (size_t i = 0; rc == 0 && i < a.list.n_groupings; i++)
        rc = add_grouping(groupings, &a, &a.list.grouping[i], err);
    mem_free(a.open);
    cluster_list_release(&a.list);
    if (rc < 0)
        json_decref(groupings);
    else
        json_object_set_new(doc, "clusters", groupings);
    return rc;
}

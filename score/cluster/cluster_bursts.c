#include "score/cluster/cluster_bursts.h"

#include <string.h>

#include "datasets/base/mem.h"

static const int64_t spans_s[] = { 6 * 3600, 86400, 3 * 86400 };

enum { N_SPANS = sizeof spans_s / sizeof *spans_s };

/* Every dated ticket of the project, with the cluster it was in as of the grouping; NULL for one in none. */
static const char events_sql[] =
    "SELECT t.created, m.cluster_id FROM current_versions v JOIN tickets t ON t.version_id = v.version_id"
    "  LEFT JOIN cluster_members m ON m.record_id = v.record_id AND m.run_id ="
    "       (SELECT max(n.run_id) FROM cluster_members n WHERE n.record_id = v.record_id AND n.run_id <= ?2)"
    " WHERE v.kind = 'ticket' AND v.project = ?1 AND t.created <= ?3";

struct events {
    struct burst_event *event;
    size_t n, cap;
};

static uint32_t place_of(const struct cluster_list *list, const struct cluster_grouping *g, int64_t cluster_id)
{
    for (size_t i = 0; i < g->n; i++)
        if (list->row[g->first + i].cluster_id == cluster_id)
            return (uint32_t)i;
    return UINT32_MAX;
}

static int load_events(struct events *out, struct store *store, const struct cluster_list *list, const struct cluster_grouping *g, int64_t until,
                       struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, events_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "tii", g->project, g->run_id, until);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&out->event, &out->cap, out->n + 1, sizeof *out->event, err);
        if (rc == 0)
            out->event[out->n++] = (struct burst_event){
                .time = db_int(stmt, 0),
                .group = db_is_null(stmt, 1) ? UINT32_MAX : place_of(list, g, db_int(stmt, 1)),
            };
    }
    db_finalize(stmt);
    return rc;
}

int cluster_bursts_find(struct bursts *out, struct store *store, const struct cluster_list *list, const struct cluster_grouping *g,
                        struct err *err)
{
    return cluster_bursts_until(out, store, list, g, store_now(store), err);
}

int cluster_bursts_until(struct bursts *out, struct store *store, const struct cluster_list *list, const struct cluster_grouping *g,
                         int64_t until, struct err *err)
{
    struct events events = { 0 };
    int rc = load_events(&events, store, list, g, until, err);

    if (rc == 0)
        rc = bursts_find(out, events.event, events.n, g->n, spans_s, N_SPANS, BURST_FALSE_ALARMS, err);
    for (size_t i = 0; rc == 0 && i < out->n; i++)
        out->burst[i].group += (uint32_t)g->first;
    mem_free(events.event);
    return rc;
}

int cluster_bursts_members(json_t **out, struct store *store, const struct cluster_list *list, const struct cluster_grouping *g,
                           const struct burst *burst, size_t most, struct err *err)
{
    json_t *members = NULL;
    int rc = cluster_newest(&members, store, &list->row[burst->group], g->run_id, burst->n, err);

    if (rc < 0)
        return rc;
    while (json_array_size(members) > most)
        json_array_remove(members, json_array_size(members) - 1);
    *out = members;
    return 0;
}

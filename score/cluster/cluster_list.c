#include "score/cluster/cluster_list.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/rows/ticket_title.h"

enum { WEEK_S = 7 * 86400 };

/* ?2: as of that run. */
static const char groupings_sql[] =
    "SELECT g.project, g.run_id, u.started_at, g.n_tickets, g.n_clusters, g.reason, o.run_id, o.why,"
    "       (SELECT count(m.cluster_id) FROM cluster_members m JOIN records r ON r.record_id = m.record_id"
    "         WHERE r.kind = 'ticket' AND r.project = g.project AND m.run_id > o.run_id AND m.run_id <= g.run_id),"
    "       (SELECT count(*) FROM cluster_members m JOIN records r ON r.record_id = m.record_id"
    "         WHERE r.kind = 'ticket' AND r.project = g.project AND m.run_id > o.run_id AND m.run_id <= g.run_id AND m.cluster_id IS NULL)"
    "  FROM cluster_runs g JOIN cluster_runs o ON o.project = g.project AND o.run_id = coalesce(g.grouped_run, g.run_id)"
    "  JOIN runs u ON u.run_id = o.run_id"
    " WHERE (?1 IS NULL OR g.project = ?1)"
    "   AND g.run_id = (SELECT max(h.run_id) FROM cluster_runs h WHERE h.project = g.project AND h.run_id <= ?2) ORDER BY g.project";

static const char rows_sql[] =
    "SELECT s.cluster_id, c.name, c.name_state = 'confirmed', c.pinned, c.run_id, c.created_at, s.size, s.terms, s.typical"
    "  FROM cluster_states s JOIN clusters c ON c.cluster_id = s.cluster_id"
    " WHERE s.run_id = ?1 AND c.project = ?2 AND c.merged_into IS NULL ORDER BY s.cluster_id";

/* Where each ticket of the project is, when it was filed, and whether the grouping saw it for the first time. */
#define MEMBERS_FROM                                                                                                             \
    " FROM cluster_members m JOIN current_versions v ON v.record_id = m.record_id JOIN tickets t ON t.version_id = v.version_id" \
    " WHERE m.run_id = (SELECT max(n.run_id) FROM cluster_members n WHERE n.record_id = m.record_id AND n.run_id <= ?2)"

static const char members_sql[] =
    "SELECT m.cluster_id, t.created, m.run_id = ?2 AND NOT EXISTS (SELECT 1 FROM cluster_members o WHERE o.record_id = m.record_id AND o.run_id < ?2)" MEMBERS_FROM
    " AND v.kind = 'ticket' AND v.project = ?1 AND m.cluster_id IS NOT NULL";

static const char labels_sql[] = "SELECT m.cluster_id, t.component, count(*)" MEMBERS_FROM
                                 " AND v.kind = 'ticket' AND v.project = ?1 AND m.cluster_id IS NOT NULL AND t.component <> ''"
                                 " GROUP BY m.cluster_id, t.component ORDER BY t.component";

/* Of each ticket that the grouping put elsewhere: where it is, where it was. */
static const char moves_sql[] =
    "SELECT coalesce(m.cluster_id, 0), coalesce((SELECT o.cluster_id FROM cluster_members o WHERE o.record_id = m.record_id AND o.run_id < m.run_id"
    "                                             ORDER BY o.run_id DESC LIMIT 1), 0)"
    "  FROM cluster_members m WHERE m.run_id = ?";

static const char newest_sql[] =
    "SELECT t.project, t.id, " TICKET_TITLE ", t.created, t.status, m.similarity, m.run_id, m.margin" MEMBERS_FROM
    " AND m.cluster_id = ?1 ORDER BY t.created DESC, m.record_id DESC LIMIT ?3";

static const char ticket_sql[] = "SELECT t.project, t.id, " TICKET_TITLE ", t.created, t.status, m.similarity, m.run_id, m.margin"
                                 "  FROM current_versions v JOIN tickets t ON t.version_id = v.version_id"
                                 "  LEFT JOIN cluster_members m ON m.record_id = v.record_id AND m.run_id ="
                                 "       (SELECT max(n.run_id) FROM cluster_members n WHERE n.record_id = v.record_id)"
                                 " WHERE v.kind = 'ticket' AND v.project = ? AND v.id = ?";

static const char *keep(struct cluster_list *list, const char *text, struct err *err)
{
    char *copy = arena_strdup(&list->arena, text != NULL ? text : "");

    if (copy == NULL)
        err_nomem(err);
    return copy;
}

static int load_groupings(struct cluster_list *list, struct store *store, const char *project, int64_t run_id,
                          struct err *err)
{
    struct db_stmt *stmt = NULL;
    size_t cap = 0;
    int rc = db_prepare(store->db, &stmt, groupings_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ti", project, run_id > 0 ? run_id : INT64_MAX);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct cluster_grouping *g;

        rc = mem_grow(&list->grouping, &cap, list->n_groupings + 1, sizeof *list->grouping, err);
        if (rc < 0)
            break;
        g = &list->grouping[list->n_groupings];
        *g = (struct cluster_grouping){
            .project = keep(list, db_text(stmt, 0, NULL), err),
            .run_id = db_int(stmt, 1),
            .grouped_at = db_int(stmt, 2),
            .n_tickets = (size_t)db_int(stmt, 3),
            .n_clusters = (size_t)db_int(stmt, 4),
            .reason = keep(list, db_text(stmt, 5, NULL), err),
            .grouped_run = db_int(stmt, 6),
            .why = keep(list, db_text(stmt, 7, NULL), err),
            .assigned = (size_t)db_int(stmt, 8),
            .near_none = (size_t)db_int(stmt, 9),
            .newest = TIME_NONE,
        };
        if (g->project == NULL || g->reason == NULL || g->why == NULL)
            rc = ERR_NOMEM;
        list->n_groupings++;
    }
    db_finalize(stmt);
    return rc;
}

static int load_rows(struct cluster_list *list, size_t *cap, struct cluster_grouping *g, struct store *store,
                     struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, rows_sql, err);

    g->first = list->n;
    if (rc == 0)
        rc = db_bind(stmt, err, "it", g->run_id, g->project);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct cluster_row *row;

        rc = mem_grow(&list->row, cap, list->n + 1, sizeof *list->row, err);
        if (rc < 0)
            break;
        row = &list->row[list->n++];
        *row = (struct cluster_row){
            .cluster_id = db_int(stmt, 0),
            .project = g->project,
            .name = keep(list, db_text(stmt, 1, NULL), err),
            .confirmed = db_int(stmt, 2) != 0,
            .pinned = db_int(stmt, 3) != 0,
            .run_id = db_int(stmt, 4),
            .created_at = db_int(stmt, 5),
            .size = (size_t)db_int(stmt, 6),
            .component = "",
            .purity = (double)NAN,
            .stability = (double)NAN,
            .terms = keep(list, db_text(stmt, 7, NULL), err),
            .typical = keep(list, db_text(stmt, 8, NULL), err),
        };
        if (row->name == NULL || row->terms == NULL || row->typical == NULL)
            rc = ERR_NOMEM;
    }
    db_finalize(stmt);
    g->n = list->n - g->first;
    return rc;
}

static struct cluster_row *find_row(const struct cluster_list *list, const struct cluster_grouping *g,
                                    int64_t cluster_id)
{
    size_t low = g->first, high = g->first + g->n;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (list->row[middle].cluster_id < cluster_id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < g->first + g->n && list->row[low].cluster_id == cluster_id ? &list->row[low] : NULL;
}

/* The newest time first, so that the weeks can be counted back from it in the same pass over the members. A ticket of the future is the newest only where all are. */
static int find_newest(struct cluster_grouping *g, struct store *store, struct err *err)
{
    int rc = db_get_int(
        store->db, &g->newest, err,
        "SELECT coalesce(max(t.created) FILTER (WHERE t.created <= ?3), max(t.created), ?2) FROM current_versions v"
        " JOIN tickets t ON t.version_id = v.version_id WHERE v.kind = 'ticket' AND v.project = ?1",
        "tii", g->project, TIME_NONE, store_now(store));

    return rc < 0 ? rc : 0;
}

static void count_member(struct cluster_row *row, const struct cluster_grouping *g, int64_t created, bool joined)
{
    int64_t weeks_ago;

    row->joined += joined;
    if (created == TIME_NONE)
        return;
    row->dated = true;
    weeks_ago = (g->newest - created) / WEEK_S;
    if (weeks_ago >= 0 && weeks_ago < CLUSTER_WEEKS)
        row->week[CLUSTER_WEEKS - 1 - weeks_ago]++;
}

static int count_members(struct cluster_list *list, struct cluster_grouping *g, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = find_newest(g, store, err);

    if (rc == 0)
        rc = db_prepare(store->db, &stmt, members_sql, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "ti", g->project, g->run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct cluster_row *row = find_row(list, g, db_int(stmt, 0));

        if (row != NULL)
            count_member(row, g, db_is_null(stmt, 1) ? TIME_NONE : db_int(stmt, 1), db_int(stmt, 2) != 0);
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

/* purity holds the count of the most frequent component until all are counted. */
static int count_labels(struct cluster_list *list, struct cluster_grouping *g, struct store *store, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, labels_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "ti", g->project, g->run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct cluster_row *row = find_row(list, g, db_int(stmt, 0));
        int64_t n = db_int(stmt, 2);

        rc = 0;
        if (row == NULL)
            continue;
        row->labelled += (size_t)n;
        if (isnan(row->purity) || (double)n > row->purity) {
            row->purity = (double)n;
            row->component = keep(list, db_text(stmt, 1, NULL), err);
            rc = row->component == NULL ? ERR_NOMEM : 0;
        }
    }
    db_finalize(stmt);
    for (size_t i = g->first; i < g->first + g->n; i++)
        list->row[i].purity /= (double)list->row[i].labelled;
    return rc;
}

/* A cluster's members of before are those that it has now, without those that came, and with those that left. */
static int count_moves(struct cluster_list *list, struct cluster_grouping *g, struct store *store, struct err *err)
{
    size_t *came = mem_calloc(2 * g->n, sizeof *came), *left = came + g->n;
    struct db_stmt *stmt = NULL;
    int rc = came == NULL ? err_nomem(err) : db_prepare(store->db, &stmt, moves_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", g->run_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const struct cluster_row *to = find_row(list, g, db_int(stmt, 0)), *from = find_row(list, g, db_int(stmt, 1));

        rc = 0;
        if (to == from)
            continue;
        if (to != NULL)
            came[to - list->row - g->first]++;
        if (from != NULL)
            left[from - list->row - g->first]++;
    }
    for (size_t i = 0; rc == 0 && i < g->n; i++) {
        struct cluster_row *row = &list->row[g->first + i];
        size_t stayed = row->size > came[i] ? row->size - came[i] : 0;

        if (stayed + left[i] > 0)
            row->stability = (double)stayed / (double)(stayed + left[i]);
    }
    db_finalize(stmt);
    mem_free(came);
    return rc;
}

static int by_news(const void *a, const void *b)
{
    const struct cluster_row *x = a, *y = b;

    if (x->week[CLUSTER_WEEKS - 1] != y->week[CLUSTER_WEEKS - 1])
        return x->week[CLUSTER_WEEKS - 1] < y->week[CLUSTER_WEEKS - 1] ? 1 : -1;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return (x->cluster_id > y->cluster_id) - (x->cluster_id < y->cluster_id);
}

int cluster_list_load(struct cluster_list *out, struct store *store, const char *project, int64_t run_id,
                      struct err *err)
{
    struct cluster_list list = { 0 };
    size_t cap = 0;
    int rc;

    arena_init(&list.arena);
    rc = load_groupings(&list, store, project, run_id, err);
    for (size_t i = 0; rc == 0 && i < list.n_groupings; i++) {
        rc = load_rows(&list, &cap, &list.grouping[i], store, err);
        if (rc == 0)
            rc = count_members(&list, &list.grouping[i], store, err);
        if (rc == 0)
            rc = count_labels(&list, &list.grouping[i], store, err);
        if (rc == 0)
            rc = count_moves(&list, &list.grouping[i], store, err);
    }
    for (size_t i = 0; rc == 0 && i < list.n_groupings; i++)
        if (list.grouping[i].n > 0)
            qsort(list.row + list.grouping[i].first, list.grouping[i].n, sizeof *list.row, by_news);
    if (rc < 0)
        cluster_list_release(&list);
    else
        *out = list;
    return rc;
}

void cluster_list_release(struct cluster_list *list)
{
    arena_release(&list->arena);
    mem_free(list->grouping);
    mem_free(list->row);
    *list = (struct cluster_list){ 0 };
}

const struct cluster_row *cluster_list_find(const struct cluster_list *list, int64_t cluster_id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->row[i].cluster_id == cluster_id)
            return &list->row[i];
    return NULL;
}

const struct cluster_grouping *cluster_list_grouping(const struct cluster_list *list, const char *project)
{
    for (size_t i = 0; i < list->n_groupings; i++)
        if (strcmp(list->grouping[i].project, project) == 0)
            return &list->grouping[i];
    return NULL;
}

/* --- members ----------------------------------------------------------------------------------------------------- */

static json_t *member_json(struct db_stmt *stmt)
{
    char at[TIME_ISO_MAX];
    const char *project = db_text(stmt, 0, NULL), *id = db_text(stmt, 1, NULL);
    json_t *member =
        json_pack("{s:o, s:s, s:s, s:s, s:s}", "item", json_sprintf("ticket:%s/%s", project, id), "id", id, "title",
                  db_text(stmt, 2, NULL), "created", time_format(db_is_null(stmt, 3) ? TIME_NONE : db_int(stmt, 3), at),
                  "status", db_text(stmt, 4, NULL));

    json_object_set_new(member, "similarity", db_is_null(stmt, 5) ? json_null() : json_real(db_double(stmt, 5)));
    json_object_set_new(member, "margin", db_is_null(stmt, 7) ? json_null() : json_real(db_double(stmt, 7)));
    json_object_set_new(member, "since_run",
                        db_is_null(stmt, 6) ? json_null() : json_integer((json_int_t)db_int(stmt, 6)));
    return member;
}

/* One that is no longer in the store is left out. */
static int add_ticket(json_t *list, struct db_stmt *stmt, const char *project, const char *item, struct err *err)
{
    static const char kind[] = "ticket:";
    size_t skip = sizeof kind - 1 + strlen(project) + 1;
    int rc;

    if (strncmp(item, kind, sizeof kind - 1) != 0 || strlen(item) <= skip)
        return 0;
    rc = db_bind(stmt, err, "tt", project, item + skip);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0)
        json_array_append_new(list, member_json(stmt));
    return rc < 0 ? rc : 0;
}

int cluster_typical(json_t **out, struct store *store, const struct cluster_row *cluster, struct err *err)
{
    json_t *items = json_loads(cluster->typical, 0, NULL), *list = json_array(), *item;
    struct db_stmt *stmt = NULL;
    size_t i;
    int rc = db_prepare(store->db, &stmt, ticket_sql, err);

    json_array_foreach(items, i, item)
    {
        if (rc == 0 && json_is_string(item))
            rc = add_ticket(list, stmt, cluster->project, json_string_value(item), err);
    }
    db_finalize(stmt);
    json_decref(items);
    if (rc < 0)
        json_decref(list);
    else
        *out = list;
    return rc;
}

int cluster_newest(json_t **out, struct store *store, const struct cluster_row *cluster, int64_t run_id, size_t most,
                   struct err *err)
{
    json_t *list = json_array();
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, newest_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "iii", cluster->cluster_id, run_id, (int64_t)most);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        json_array_append_new(list, member_json(stmt));
        rc = 0;
    }
    db_finalize(stmt);
    if (rc < 0)
        json_decref(list);
    else
        *out = list;
    return rc;
}

static const char place_sql[] =
    "SELECT coalesce(m.cluster_id, 0), m.similarity, m.margin FROM records r JOIN cluster_members m ON m.record_id = r.record_id"
    " WHERE r.kind = 'ticket' AND r.project = ? AND r.id = ? AND m.run_id <= ? ORDER BY m.run_id DESC LIMIT 1";

int ticket_place_find(struct ticket_place *out, struct store *store, const char *project, const char *id, int64_t run_id, struct err *err)
{
    struct ticket_place place = { .similarity = NAN, .margin = NAN };
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, place_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "tti", project, id, run_id);
    if (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        place.cluster_id = db_int(stmt, 0);
        place.similarity = db_is_null(stmt, 1) ? (double)NAN : db_double(stmt, 1);
        place.margin = db_is_null(stmt, 2) ? (double)NAN : db_double(stmt, 2);
    }
    db_finalize(stmt);
    if (rc < 0)
        return rc;
    place.looked_at = rc > 0;
    *out = place;
    return place.cluster_id != 0;
}

int cluster_of_ticket(int64_t *cluster_id, struct store *store, const char *project, const char *id, int64_t run_id, struct err *err)
{
    struct ticket_place place;
    int rc = ticket_place_find(&place, store, project, id, run_id, err);

    if (rc >= 0)
        *cluster_id = place.cluster_id;
    return rc;
}

bool ticket_place_near_none(const struct ticket_place *place, const struct cluster_grouping *g)
{
    return g != NULL && g->n_clusters > 0 && place->looked_at && place->cluster_id == 0;
}

json_t *ticket_place_json(const struct ticket_place *place, const char *name)
{
    return json_pack("{s:I, s:s, s:o, s:o}", "cluster_id", (json_int_t)place->cluster_id, "name", name, "similarity",
                     isnan(place->similarity) ? json_null() : json_real(place->similarity), "margin", isnan(place->margin) ? json_null() : json_real(place->margin));
}

json_t *cluster_row_json(const struct cluster_row *row)
{
    json_t *weeks = row->dated ? json_array() : json_null(), *terms = json_loads(row->terms, 0, NULL);
    char at[TIME_ISO_MAX];
    json_t *doc =
        json_pack("{s:I, s:s, s:s, s:b, s:b, s:I, s:I, s:s}", "cluster_id", (json_int_t)row->cluster_id, "project",
                  row->project, "name", row->name, "confirmed", row->confirmed, "pinned", row->pinned, "size",
                  (json_int_t)row->size, "joined", (json_int_t)row->joined, "since", time_format(row->created_at, at));

    for (size_t w = 0; row->dated && w < CLUSTER_WEEKS; w++)
        json_array_append_new(weeks, json_integer((json_int_t)row->week[w]));
    json_object_set_new(doc, "weeks", weeks);
    json_object_set_new(doc, "last_7_days",
                        row->dated ? json_integer((json_int_t)row->week[CLUSTER_WEEKS - 1]) : json_null());
    json_object_set_new(doc, "component", json_string(row->component));
    json_object_set_new(doc, "labelled", json_integer((json_int_t)row->labelled));
    json_object_set_new(doc, "purity", isnan(row->purity) ? json_null() : json_real(row->purity));
    json_object_set_new(doc, "stability", isnan(row->stability) ? json_null() : json_real(row->stability));
    json_object_set_new(doc, "terms", terms != NULL ? terms : json_array());
    return doc;
}

/*
 * release_tickets.c - see release_tickets.h.
 */
#include "score/release/release_tickets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/link/incident.h"
#include "train/statistics/distribution.h"

static const char tickets_sql[] =
    "SELECT version_id, project, id, coalesce(title, ''), coalesce(system, ''), coalesce(workflow, ''), coalesce(\"release\", ''), coalesce(caused_by_change, ''), created,"
    "       coalesce(started, detected, created), restored, coalesce(type, ''), coalesce(severity, ''), coalesce(resolution, '') FROM tickets"
    " WHERE coalesce(workflow, '') <> '' OR coalesce(\"release\", '') <> '' OR coalesce(caused_by_change, '') <> '' ORDER BY project, id, version_id";

static int add(struct release_tickets *t, struct db_stmt *stmt, int64_t as_of, struct err *err)
{
    struct release_ticket *row;
    const char *text[7];
    int rc = mem_grow(&t->row, &t->cap, t->n + 1, sizeof(*t->row), err);

    if (rc < 0)
        return rc;
    for (int i = 0; i < 7; i++) {
        text[i] = arena_strdup(&t->arena, db_text(stmt, 1 + i, NULL));
        if (text[i] == NULL)
            return err_nomem(err);
    }
    row = &t->row[t->n++];
    *row = (struct release_ticket){ text[0], text[1], text[2], text[3], text[4], text[5], text[6], db_is_null(stmt, 8) ? TIME_NONE : db_int(stmt, 8), (double)NAN,
                                    incident_is(incident_kind(db_text(stmt, 11, NULL), db_text(stmt, 12, NULL), db_text(stmt, 13, NULL))) };
    if (!db_is_null(stmt, 9) && !db_is_null(stmt, 10) && db_int(stmt, 10) >= db_int(stmt, 9) && db_int(stmt, 10) <= as_of)
        row->restore_hours = (double)(db_int(stmt, 10) - db_int(stmt, 9)) / 3600;
    return 0;
}

int release_tickets_load(struct release_tickets *out, struct store *store, const struct snapshot *snapshot, int64_t as_of, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, tickets_sql, err);

    memset(out, 0, sizeof(*out));
    arena_init(&out->arena);
    if (rc == 0)
        rc = db_bind(stmt, err, "");
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = snapshot_has(snapshot, db_int(stmt, 0)) && (db_is_null(stmt, 8) || db_int(stmt, 8) <= as_of) ? add(out, stmt, as_of, err) : 0;
    db_finalize(stmt);
    if (rc < 0)
        release_tickets_release(out);
    return rc;
}

void release_tickets_release(struct release_tickets *tickets)
{
    mem_free(tickets->row);
    arena_release(&tickets->arena);
    memset(tickets, 0, sizeof(*tickets));
}

static json_t *hours_json(double hours)
{
    return isnan(hours) ? json_null() : json_real(hours);
}

json_t *release_tickets_of(size_t *n, double *median, const struct release_tickets *tickets, const char *project, const char *commit, const char *release, size_t most)
{
    json_t *list = json_array();
    double *hours = mem_calloc(tickets->n + 1, sizeof(*hours));

    *n = 0;
    for (size_t i = 0; hours != NULL && i < tickets->n; i++) {
        const struct release_ticket *t = &tickets->row[i];
        const char *slash = release != NULL ? strchr(t->release, '/') : NULL;
        bool same = commit != NULL ? t->change[0] != '\0' && strcmp(t->change, commit) == 0
                                   : strcmp(t->release, release) == 0 || (slash != NULL && strlen(project) == (size_t)(slash - t->release) &&
                                                                          strncmp(t->release, project, strlen(project)) == 0 && strcmp(slash + 1, release) == 0);

        if (!same)
            continue;
        hours[(*n)++] = t->restore_hours;
        if (json_array_size(list) < most)
            json_array_append_new(list, json_pack("{s:o, s:s, s:o}", "item", json_sprintf("ticket:%s/%s", t->project, t->id), "title", t->title, "restore_hours",
                                                  hours_json(t->restore_hours)));
    }
    *median = hours != NULL ? median_of(hours, *n) : (double)NAN;
    mem_free(hours);
    return list;
}

/* ------------------------------------------------------------- workflows */

struct workflow { const char *name; size_t n; double median; };

static bool follows(const struct release_ticket *t, const struct gathered *g, size_t before)
{
    for (size_t r = 0; r < before; r++) {
        const struct release *one = &g->releases.row[r];

        if (one->status != RELEASE_DEPLOYED || strcmp(one->system, g->release->system) != 0)
            continue;
        if (t->release[0] != '\0' && strcmp(t->release, one->name) == 0)
            return true;
        if (one->system[0] != '\0' && strcmp(t->system, one->system) == 0 && t->created != TIME_NONE && one->deployed != TIME_NONE && t->created >= one->deployed &&
            t->created < one->deployed + RELEASE_TICKET_DAYS * 86400)
            return true;
    }
    return false;
}

static int by_count(const void *a, const void *b)
{
    const struct workflow *x = a, *y = b;

    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return strcmp(x->name, y->name);
}

static int by_workflow(const void *a, const void *b)
{
    const struct release_ticket *x = *(const struct release_ticket *const *)a, *y = *(const struct release_ticket *const *)b;

    return strcmp(x->workflow, y->workflow);
}

/* Of tickets sorted by workflow: one entry each, in *list. */
static size_t group(struct workflow *list, double *hours, const struct release_ticket *const *ticket, size_t n)
{
    size_t n_groups = 0;

    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && strcmp(ticket[end]->workflow, ticket[i]->workflow) == 0; end++)
            hours[end - i] = ticket[end]->restore_hours;
        list[n_groups++] = (struct workflow){ ticket[i]->workflow, end - i, median_of(hours, end - i) };
    }
    if (n_groups > 0)
        qsort(list, n_groups, sizeof(*list), by_count);
    return n_groups;
}

static json_t *workflow_list(const struct release_ticket **ticket, size_t n)
{
    struct workflow *list = mem_calloc(n + 1, sizeof(*list));
    double *hours = mem_calloc(n + 1, sizeof(*hours));
    json_t *out = json_array();
    size_t n_groups = 0;

    if (n > 0)
        qsort(ticket, n, sizeof(*ticket), by_workflow);
    if (list != NULL && hours != NULL)
        n_groups = group(list, hours, ticket, n);
    for (size_t i = 0; i < n_groups && i < RELEASE_WORKFLOWS; i++)
        json_array_append_new(out, json_pack("{s:s, s:I, s:o}", "workflow", list[i].name, "incidents", (json_int_t)list[i].n, "median_restore_hours", hours_json(list[i].median)));
    mem_free(hours);
    mem_free(list);
    return out;
}

json_t *release_workflows_json(const struct gathered *g, const struct release_tickets *tickets)
{
    size_t before = (size_t)(g->release - g->releases.row), n_releases = 0, n = 0;
    const struct release_ticket **chosen = mem_calloc(tickets->n + 1, sizeof(*chosen));
    json_t *list;

    for (size_t r = 0; r < before; r++)
        n_releases += g->releases.row[r].status == RELEASE_DEPLOYED && strcmp(g->releases.row[r].system, g->release->system) == 0;
    for (size_t i = 0; chosen != NULL && i < tickets->n; i++)
        if (tickets->row[i].incident && tickets->row[i].workflow[0] != '\0' && follows(&tickets->row[i], g, before))
            chosen[n++] = &tickets->row[i];
    list = workflow_list(chosen, n);
    mem_free(chosen);
    return json_pack("{s:i, s:I, s:I, s:o}", "window_days", RELEASE_TICKET_DAYS, "releases", (json_int_t)n_releases, "incidents", (json_int_t)n, "list", list);
}

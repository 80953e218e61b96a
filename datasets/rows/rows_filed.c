#include "datasets/rows/rows_filed.h"

#include <stdlib.h>

#include "datasets/base/mem.h"
#include "datasets/config/config.h"

/* The first versions that were seen soon enough, by record. A snapshot's version is never older than the first one. */
static const char first_sql[] = "SELECT v.record_id, k.status, k.component, k.team, k.severity, k.priority"
                                " FROM tickets k CROSS JOIN versions v ON v.version_id = k.version_id"
                                " JOIN imports i ON i.import_id = v.import_id"
                                " WHERE k.created IS NOT NULL AND k.resolved IS NULL AND k.status <> '' AND i.completed_at IS NOT NULL"
                                "   AND v.imported_at BETWEEN k.created AND k.created + ?1"
                                "   AND NOT EXISTS (SELECT 1 FROM versions o JOIN imports oi ON oi.import_id = o.import_id"
                                "                   WHERE o.record_id = v.record_id AND o.version_id < v.version_id AND oi.completed_at IS NOT NULL)"
                                " ORDER BY v.record_id";

static int by_record(const void *a, const void *b)
{
    const struct ticket *const *x = a, *const *y = b;

    return ((*x)->record_id > (*y)->record_id) - ((*x)->record_id < (*y)->record_id);
}

static int fill(const char **place, struct arena *arena, struct db_stmt *stmt, int column, struct err *err)
{
    const char *text = db_text(stmt, column, NULL);

    if ((*place)[0] != '\0' || text == NULL || text[0] == '\0')
        return 0;
    text = arena_strdup(arena, text);
    if (text == NULL)
        return err_nomem(err);
    *place = text;
    return 0;
}

/* By the built-in words. */
static bool is_open(const char *status)
{
    static const struct config built_in = { .n_statuses = 0 };

    return config_status_open(&built_in, status) == 1;
}

static int fill_ticket(struct ticket *ticket, struct arena *arena, struct db_stmt *stmt, struct err *err)
{
    int rc;

    if (!is_open(db_text(stmt, 1, NULL)))
        return 0;
    rc = fill(&ticket->component_filed, arena, stmt, 2, err);
    if (rc == 0)
        rc = fill(&ticket->team_filed, arena, stmt, 3, err);
    if (rc == 0)
        rc = fill(&ticket->severity_filed, arena, stmt, 4, err);
    if (rc == 0)
        rc = fill(&ticket->priority_filed, arena, stmt, 5, err);
    return rc;
}

int rows_fill_filed(struct ticket *row, size_t n, struct arena *arena, struct store *store, struct err *err)
{
    struct ticket **order = mem_calloc(n, sizeof *order);
    struct db_stmt *stmt = NULL;
    size_t at = 0;
    int rc;

    if (order == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        order[i] = &row[i];
    qsort(order, n, sizeof *order, by_record);
    rc = db_prepare(store->db, &stmt, first_sql, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", (int64_t)FILED_SEEN_S);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        int64_t record_id = db_int(stmt, 0);

        while (at < n && order[at]->record_id < record_id)
            at++;
        rc = at < n && order[at]->record_id == record_id ? fill_ticket(order[at], arena, stmt, err) : 0;
    }
    db_finalize(stmt);
    mem_free(order);
    return rc;
}

void rows_fill_filed_now(struct ticket *row, size_t n, int64_t seen_at)
{
    for (size_t i = 0; i < n; i++) {
        struct ticket *t = &row[i];
        struct { const char **filed, *now; } const field[] = { { &t->component_filed, t->component }, { &t->team_filed, t->team },
                                                               { &t->severity_filed, t->severity }, { &t->priority_filed, t->priority } };

        if (t->created == TIME_NONE || t->resolved != TIME_NONE || seen_at < t->created || seen_at - t->created > FILED_SEEN_S ||
            t->status[0] == '\0' || !is_open(t->status))
            continue;
        for (size_t k = 0; k < sizeof field / sizeof *field; k++)
            if (*field[k].filed[0] == '\0')
                *field[k].filed = field[k].now;
    }
}

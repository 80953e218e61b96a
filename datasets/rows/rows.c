#include "datasets/rows/rows.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/rows/rows_filed.h"
#include "datasets/rows/rows_scan.h"

/* ------------------------------------------------------------------------------------------------- one pass over a kind */

/* version_id and record_id before the source's own columns. */
enum { FIXED_COLUMNS = 2 };

/* One byte a version, 1 for members: lets SQLite leave out the others before it reads their text. An old store has many times
 * more versions than current ones. NULL without error where ids are too sparse for that; then all are read and told apart here. */
static int make_map(uint8_t **out, size_t *len, const struct snapshot *snapshot, struct err *err)
{
    enum { SPARSE = 64, ALWAYS = 1 << 20 };
    int64_t last = snapshot->n == 0 ? 0 : snapshot->version[snapshot->n - 1];
    uint8_t *map;

    if (last > ALWAYS && (uint64_t)last / SPARSE > snapshot->n)
        return 0;
    map = mem_calloc((size_t)last + 1, 1);
    if (map == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < snapshot->n; i++)
        map[snapshot->version[i] - 1] = 1;
    *out = map;
    *len = (size_t)last;
    return 0;
}

static void select_columns(struct strbuf *sql, const struct row_source *source)
{
    strbuf_adds(sql, "SELECT k.version_id, v.record_id");
    for (size_t i = 0; i < source->n_columns; i++) {
        strbuf_adds(sql, ", ");
        strbuf_adds(sql, source->column[i].sql);
    }
    strbuf_adds(sql, " FROM ");
    strbuf_adds(sql, source->table);
    strbuf_adds(sql, " k CROSS JOIN versions v ON v.version_id = k.version_id"
                     " CROSS JOIN records r ON r.record_id = v.record_id");
}

/* ?1: project or NULL, ?2: the map or NULL. The table leads, in the order of its key, which is that of the snapshot: CROSS JOIN
 * keeps SQLite from another order. */
static int build_sql(struct strbuf *sql, const struct row_source *source, struct err *err)
{
    select_columns(sql, source);
    strbuf_adds(sql, " WHERE (?2 IS NULL OR substr(?2, k.version_id, 1) = x'01')"
                     " AND (?1 IS NULL OR r.project = ?1) ORDER BY k.version_id");
    return strbuf_check(sql, err);
}

static int copy_text(struct text *out, struct arena *arena, struct db_stmt *stmt, int column, struct err *err)
{
    size_t len;
    const char *text = db_text(stmt, column, &len);

    *out = (struct text){ "", 0 };
    if (text == NULL || len == 0)
        return 0;
    assert(len < UINT32_MAX); /* SQLite holds no longer ones */
    out->str = arena_memdup(arena, text, len);
    if (out->str == NULL)
        return err_nomem(err);
    out->len = (uint32_t)len;
    return 0;
}

static int read_column(unsigned char *row, const struct row_column *column, struct arena *arena, struct arena *texts, struct db_stmt *stmt,
                       int at, struct err *err)
{
    void *place = row + column->offset;
    struct text text;
    int rc = 0;

    switch (column->type) {
    case ROW_TEXT:
        return copy_text(place, texts, stmt, at, err);
    case ROW_WORD:
        rc = copy_text(&text, arena, stmt, at, err);
        if (rc == 0)
            *(const char **)place = text.str;
        break;
    case ROW_INT:
        *(int64_t *)place = db_is_null(stmt, at) ? TIME_NONE : db_int(stmt, at);
        break;
    case ROW_NUMBER:
        *(double *)place = db_is_null(stmt, at) ? (double)NAN : db_double(stmt, at);
        break;
    case ROW_FLAG:
        *(int *)place = db_is_null(stmt, at) ? -1 : db_int(stmt, at) != 0;
        break;
    }
    return rc;
}

static int read_row(unsigned char *row, const struct row_source *source, struct arena *arena, struct arena *texts, struct db_stmt *stmt,
                    struct err *err)
{
    int64_t *identity = (void *)row;
    int rc = 0;

    memset(row, 0, source->row_size);
    identity[0] = db_int(stmt, 1);
    identity[1] = db_int(stmt, 0);
    for (size_t i = 0; rc == 0 && i < source->n_columns; i++)
        rc = read_column(row, &source->column[i], arena, texts, stmt, FIXED_COLUMNS + (int)i, err);
    return rc;
}

static int read_rows(unsigned char **rows, size_t *n, struct arena *arena, struct arena *texts, const struct row_source *source,
                     struct db_stmt *stmt, const struct snapshot *snapshot, struct err *err)
{
    size_t cap = 0, member = 0;
    int rc;

    while ((rc = db_step(stmt, err)) == 1) {
        int64_t version_id = db_int(stmt, 0);

        while (member < snapshot->n && snapshot->version[member] < version_id)
            member++;
        if (member == snapshot->n)
            return 0;
        if (snapshot->version[member] != version_id)
            continue;
        rc = mem_grow(rows, &cap, *n + 1, source->row_size, err);
        if (rc < 0)
            return rc;
        rc = read_row(*rows + *n * source->row_size, source, arena, texts, stmt, err);
        if (rc < 0)
            return rc;
        ++*n;
    }
    return rc;
}

int rows_scan_apart(void **rows, size_t *n, struct arena *arena, struct arena *texts, const struct row_source *source, struct store *store,
                    const struct snapshot *snapshot, const char *project, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct strbuf sql;
    unsigned char *found = NULL;
    uint8_t *map = NULL;
    size_t n_found = 0, map_len = 0;
    int rc;

    strbuf_init(&sql);
    rc = build_sql(&sql, source, err);
    if (rc < 0)
        goto done;
    rc = db_prepare(store->db, &stmt, sql.data, err);
    if (rc < 0)
        goto done;
    rc = make_map(&map, &map_len, snapshot, err);
    if (rc < 0)
        goto done;
    rc = db_bind(stmt, err, "tb", project, map, map_len);
    if (rc < 0)
        goto done;
    rc = read_rows(&found, &n_found, arena, texts, source, stmt, snapshot, err);
    if (rc < 0)
        goto done;

    *rows = found;
    *n = n_found;
    found = NULL;
done:
    mem_free(found);
    db_finalize(stmt);
    mem_free(map);
    strbuf_release(&sql);
    return rc;
}

int rows_scan(void **rows, size_t *n, struct arena *arena, const struct row_source *source, struct store *store,
              const struct snapshot *snapshot, const char *project, struct err *err)
{
    return rows_scan_apart(rows, n, arena, arena, source, store, snapshot, project, err);
}

static int read_version(unsigned char *row, const struct row_source *source, struct arena *arena, struct db_stmt *stmt, int64_t version, struct err *err)
{
    int rc = db_bind(stmt, err, "i", version);

    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 0)
        rc = err_set(err, ERR_NOTFOUND, "the store has no version %lld of '%s'", (long long)version, source->table);
    return rc < 0 ? rc : read_row(row, source, arena, arena, stmt, err);
}

int rows_read(void **rows, struct arena *arena, const struct row_source *source, struct store *store, const int64_t *version, size_t n, struct err *err)
{
    unsigned char *found = mem_calloc(n, source->row_size);
    struct db_stmt *stmt = NULL;
    struct strbuf sql;
    int rc = found == NULL ? err_nomem(err) : 0;

    strbuf_init(&sql);
    select_columns(&sql, source);
    strbuf_adds(&sql, " WHERE k.version_id = ?1");
    if (rc == 0)
        rc = strbuf_check(&sql, err);
    if (rc == 0)
        rc = db_prepare(store->db, &stmt, sql.data, err);
    for (size_t i = 0; rc == 0 && i < n; i++)
        rc = read_version(found + i * source->row_size, source, arena, stmt, version[i], err);
    db_finalize(stmt);
    strbuf_release(&sql);
    if (rc < 0)
        mem_free(found);
    else
        *rows = found;
    return rc;
}

int rows_compare(int64_t time_a, int64_t record_a, int64_t time_b, int64_t record_b)
{
    if (time_a != time_b)
        return time_a < time_b ? -1 : 1; /* TIME_NONE is the least of all */
    return (record_a > record_b) - (record_a < record_b);
}

/* ---------------------------------------------------------------------------------------------------------- tickets */

#define TICKET_WORD(name)                                                                                              \
    {                                                                                                                  \
        "k." #name, ROW_WORD, offsetof(struct ticket, name)                                                            \
    }
#define TICKET_TEXT(name)                                                                                              \
    {                                                                                                                  \
        "k." #name, ROW_TEXT, offsetof(struct ticket, name)                                                            \
    }
#define TICKET_TIME(name)                                                                                              \
    {                                                                                                                  \
        "k." #name, ROW_INT, offsetof(struct ticket, name)                                                             \
    }

static const struct row_column ticket_columns[] = {
    { "r.project", ROW_WORD, offsetof(struct ticket, project) },
    { "r.id", ROW_WORD, offsetof(struct ticket, id) },
    { "v.label_known_at", ROW_INT, offsetof(struct ticket, label_known_at) },
    { "v.overwritten GLOB 'purge:*'", ROW_FLAG, offsetof(struct ticket, purged) },
    TICKET_TEXT(title),
    TICKET_TEXT(description),
    TICKET_TIME(created),
    TICKET_TIME(updated),
    TICKET_TIME(resolved),
    TICKET_WORD(component),
    TICKET_WORD(team),
    TICKET_WORD(assignee),
    TICKET_WORD(severity),
    TICKET_WORD(priority),
    TICKET_WORD(type),
    TICKET_WORD(status),
    TICKET_WORD(resolution),
    TICKET_WORD(duplicate_of),
    TICKET_WORD(parent),
    TICKET_WORD(system),
    TICKET_WORD(cause),
    TICKET_WORD(maintenance),
    TICKET_WORD(workflow),
    TICKET_WORD(workaround),
    TICKET_WORD(labels),
    TICKET_TIME(started),
    TICKET_TIME(detected),
    TICKET_TIME(restored),
    TICKET_WORD(caused_by_change),
    TICKET_WORD(release),
    { "CASE WHEN instr(k.extra, '\"damage\"') > 0 AND json_valid(k.extra) THEN coalesce(json_extract(k.extra, '$.damage'), '') ELSE '' END", ROW_WORD,
      offsetof(struct ticket, damage) },
    TICKET_WORD(component_filed),
    TICKET_WORD(team_filed),
    TICKET_WORD(severity_filed),
    TICKET_WORD(priority_filed),
};

const struct row_source row_source_tickets = { "tickets", sizeof(struct ticket), ticket_columns,
                                          sizeof ticket_columns / sizeof *ticket_columns };

_Static_assert(offsetof(struct ticket, record_id) == 0 && offsetof(struct ticket, version_id) == 8,
               "as rows_scan fills it");

static int compare_tickets(const void *a, const void *b)
{
    const struct ticket *x = a, *y = b;

    return rows_compare(x->created, x->record_id, y->created, y->record_id);
}

int tickets_load(struct ticket_table *out, struct store *store, const struct snapshot *snapshot, const char *project,
                 struct err *err)
{
    struct ticket_table table = { .n = 0 };
    void *rows = NULL;
    int rc;

    arena_init(&table.arena);
    arena_init(&table.texts);
    rc = rows_scan_apart(&rows, &table.n, &table.arena, &table.texts, &row_source_tickets, store, snapshot, project, err);
    if (rc < 0) {
        tickets_release(&table);
        return rc;
    }
    table.row = rows;
    if (table.n > 0)
        rc = rows_fill_filed(table.row, table.n, &table.arena, store, err);
    if (rc < 0) {
        tickets_release(&table);
        return rc;
    }
    if (table.n > 0)
        qsort(table.row, table.n, sizeof *table.row, compare_tickets);
    *out = table;
    return 0;
}

int tickets_read(struct ticket_table *out, struct store *store, const int64_t *version, size_t n, struct err *err)
{
    struct ticket_table table = { .n = n };
    void *rows = NULL;
    int rc;

    arena_init(&table.arena);
    rc = rows_read(&rows, &table.arena, &row_source_tickets, store, version, n, err);
    if (rc < 0) {
        arena_release(&table.arena);
        return rc;
    }
    table.row = rows;
    *out = table;
    return 0;
}

void tickets_settle(struct ticket_table *table, int64_t seen_at)
{
    rows_fill_filed_now(table->row, table->n, seen_at);
    if (table->n > 0)
        qsort(table->row, table->n, sizeof *table->row, compare_tickets);
}

void tickets_forget_texts(struct ticket_table *table)
{
    for (size_t i = 0; i < table->n; i++)
        table->row[i].title = table->row[i].description = (struct text){ "", 0 };
    arena_release(&table->texts);
}

void tickets_release(struct ticket_table *table)
{
    arena_release(&table->arena);
    arena_release(&table->texts);
    mem_free(table->row);
    *table = (struct ticket_table){ .n = 0 };
}

/* ---------------------------------------------------------------------------------------------------------- systems */

static const struct row_column system_columns[] = {
    { "r.id", ROW_WORD, offsetof(struct system_row, system) },
    { "k.name", ROW_WORD, offsetof(struct system_row, name) },
    { "k.owner", ROW_WORD, offsetof(struct system_row, owner) },
    { "k.criticality", ROW_WORD, offsetof(struct system_row, criticality) },
    { "k.support", ROW_WORD, offsetof(struct system_row, support) },
    { "k.vendor", ROW_WORD, offsetof(struct system_row, vendor) },
    { "k.internet_facing", ROW_FLAG, offsetof(struct system_row, internet_facing) },
    { "k.replacement_date", ROW_INT, offsetof(struct system_row, replacement_date) },
    { "k.depends_on", ROW_WORD, offsetof(struct system_row, depends_on) },
    { "k.workflows", ROW_WORD, offsetof(struct system_row, workflows) },
};

static const struct row_source system_source = { "systems", sizeof(struct system_row), system_columns,
                                                 sizeof system_columns / sizeof *system_columns };

_Static_assert(offsetof(struct system_row, record_id) == 0 && offsetof(struct system_row, version_id) == 8,
               "as rows_scan fills it");

static int compare_systems(const void *a, const void *b)
{
    const struct system_row *x = a, *y = b;

    return strcmp(x->system, y->system);
}

int systems_load(struct system_table *out, struct store *store, const struct snapshot *snapshot, struct err *err)
{
    struct system_table table = { .n = 0 };
    void *rows = NULL;
    int rc;

    arena_init(&table.arena);
    rc = rows_scan(&rows, &table.n, &table.arena, &system_source, store, snapshot, NULL, err);
    if (rc < 0) {
        arena_release(&table.arena);
        return rc;
    }
    table.row = rows;
    if (table.n > 0)
        qsort(table.row, table.n, sizeof *table.row, compare_systems);
    *out = table;
    return 0;
}

void systems_release(struct system_table *table)
{
    arena_release(&table->arena);
    mem_free(table->row);
    *table = (struct system_table){ .n = 0 };
}

const struct system_row *systems_find(const struct system_table *table, const char *system)
{
    struct system_row key = { .system = system };

    return table->n == 0 ? NULL : bsearch(&key, table->row, table->n, sizeof *table->row, compare_systems);
}

enum criticality systems_criticality(const struct system_table *table, const char *system)
{
    const struct system_row *row = systems_find(table, system);

    return row != NULL ? criticality_of(row->criticality) : CRITICALITY_UNKNOWN;
}

/* --------------------------------------------------------------------------------------------------------- projects */

/* Whether the snapshot has any row of the kind and project: mostly told by the first. */
static int has_rows(struct db_stmt *versions, const struct snapshot *snapshot, const char *kind, const char *project,
                    struct err *err)
{
    int rc = db_bind(versions, err, "tt", kind, project);

    while (rc >= 0 && (rc = db_step(versions, err)) == 1) {
        if (snapshot_has(snapshot, db_int(versions, 0)))
            break;
    }
    return rc;
}

static int list_projects(const char ***names, size_t *n, struct arena *arena, struct db_stmt *projects,
                         struct db_stmt *versions, const struct snapshot *snapshot, const char *kind, struct err *err)
{
    size_t cap = 0;
    int rc;

    while ((rc = db_step(projects, err)) == 1) {
        struct text project;

        rc = copy_text(&project, arena, projects, 0, err);
        if (rc == 0)
            rc = has_rows(versions, snapshot, kind, project.str, err);
        if (rc == 1)
            rc = mem_grow(names, &cap, *n + 1, sizeof **names, err);
        else if (rc == 0)
            continue;
        if (rc < 0)
            return rc;
        (*names)[(*n)++] = project.str;
    }
    return rc;
}

int projects_list(const char ***out, size_t *n, struct arena *arena, struct store *store,
                  const struct snapshot *snapshot, const char *kind, struct err *err)
{
    struct db_stmt *projects = NULL, *versions = NULL;
    const char **names = NULL, **list;
    size_t n_names = 0;
    int rc =
        db_prepare(store->db, &projects, "SELECT DISTINCT project FROM records WHERE kind = ? ORDER BY project", err);

    if (rc < 0)
        goto done;
    rc = db_prepare(store->db, &versions,
                    "SELECT v.version_id FROM records r JOIN versions v ON v.record_id = r.record_id"
                    " WHERE r.kind = ? AND r.project = ?",
                    err);
    if (rc < 0)
        goto done;
    rc = db_bind(projects, err, "t", kind);
    if (rc < 0)
        goto done;
    rc = list_projects(&names, &n_names, arena, projects, versions, snapshot, kind, err);
    if (rc < 0)
        goto done;
    list = arena_calloc(arena, n_names, sizeof *list);
    if (list == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    if (n_names > 0)
        memcpy(list, names, n_names * sizeof *list);
    *out = list;
    *n = n_names;
done:
    mem_free(names);
    db_finalize(projects);
    db_finalize(versions);
    return rc;
}

#include "datasets/rows/postmortem_rows.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/rows/rows_scan.h"

#define AT(member) offsetof(struct postmortem_row, member)

static const struct row_column columns[] = {
    { "v.known_at", ROW_INT, AT(known_at) },
    { "k.date", ROW_INT, AT(date) },
    { "k.started", ROW_INT, AT(started) },
    { "k.detected", ROW_INT, AT(detected) },
    { "k.resolved", ROW_INT, AT(resolved) },
    { "r.id", ROW_WORD, AT(id) },
    { "k.severity", ROW_WORD, AT(severity) },
    { "k.systems", ROW_WORD, AT(systems) },
    { "k.tickets", ROW_WORD, AT(tickets) },
    { "k.releases", ROW_WORD, AT(releases) },
    { "k.title", ROW_TEXT, AT(title) },
    { "k.text", ROW_TEXT, AT(text) },
    { "k.root_cause", ROW_WORD, AT(root_cause) },
    { "k.\"trigger\"", ROW_WORD, AT(trigger) },
    { "k.summary", ROW_WORD, AT(summary) },
    { "k.impact", ROW_WORD, AT(impact) },
    { "k.resolution", ROW_WORD, AT(resolution) },
    { "k.actions", ROW_WORD, AT(actions) },
};

static const struct row_source source = { "postmortems", sizeof(struct postmortem_row), columns, sizeof columns / sizeof *columns };

static int by_id(const void *a, const void *b)
{
    const struct postmortem_row *x = a, *y = b;

    return strcmp(x->id, y->id);
}

int postmortems_load(struct postmortem_table *out, struct store *store, const struct snapshot *snapshot, struct err *err)
{
    struct postmortem_table table = { .n = 0 };
    void *rows = NULL;
    int rc;

    arena_init(&table.arena);
    rc = rows_scan(&rows, &table.n, &table.arena, &source, store, snapshot, NULL, err);
    if (rc < 0) {
        arena_release(&table.arena);
        return rc;
    }
    table.row = rows;
    if (table.n > 1)
        qsort(table.row, table.n, sizeof *table.row, by_id);
    *out = table;
    return 0;
}

int postmortems_read(struct postmortem_table *out, struct store *store, const int64_t *version, size_t n, struct err *err)
{
    struct postmortem_table table = { .n = n };
    void *rows = NULL;
    int rc;

    arena_init(&table.arena);
    rc = rows_read(&rows, &table.arena, &source, store, version, n, err);
    if (rc < 0) {
        arena_release(&table.arena);
        return rc;
    }
    table.row = rows;
    *out = table;
    return 0;
}

void postmortems_release(struct postmortem_table *table)
{
    arena_release(&table->arena);
    mem_free(table->row);
    *table = (struct postmortem_table){ .n = 0 };
}

bool postmortem_names(const struct postmortem_row *p, const char *ticket)
{
    const char *list = p->tickets;
    size_t len = strlen(ticket);

    while (*list != '\0' && len > 0) {
        size_t n = strcspn(list, "|");

        if (n == len && memcmp(list, ticket, n) == 0)
            return true;
        list += n + (list[n] == '|');
    }
    return false;
}

#include "datasets/manifest/update_rows.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/rows/rows_scan.h"

static const struct row_column columns[] = {
    { "r.project", ROW_WORD, offsetof(struct dependency_update, project) },
    { "r.id", ROW_WORD, offsetof(struct dependency_update, id) },
    { "v.label_known_at", ROW_INT, offsetof(struct dependency_update, label_known_at) },
    { "k.time", ROW_INT, offsetof(struct dependency_update, time) },
    { "k.ecosystem", ROW_WORD, offsetof(struct dependency_update, ecosystem) },
    { "k.group_id", ROW_WORD, offsetof(struct dependency_update, group_id) },
    { "k.artifact", ROW_WORD, offsetof(struct dependency_update, artifact) },
    { "k.from_version", ROW_WORD, offsetof(struct dependency_update, from) },
    { "k.to_version", ROW_WORD, offsetof(struct dependency_update, to) },
    { "k.scope", ROW_WORD, offsetof(struct dependency_update, scope) },
    { "k.split", ROW_WORD, offsetof(struct dependency_update, split) },
    { "k.direct", ROW_FLAG, offsetof(struct dependency_update, direct) },
    { "k.broke", ROW_FLAG, offsetof(struct dependency_update, broke) },
};

static const struct row_source source = { "updates", sizeof(struct dependency_update), columns, sizeof columns / sizeof *columns };

_Static_assert(offsetof(struct dependency_update, record_id) == 0 && offsetof(struct dependency_update, version_id) == 8, "as rows_scan fills it");

static int compare(const void *a, const void *b)
{
    const struct dependency_update *x = a, *y = b;

    return rows_compare(x->time, x->record_id, y->time, y->record_id);
}

/* The last of '/' and ':' in a name, NULL for none. */
static const char *last_mark(const char *name)
{
    const char *slash = strrchr(name, '/'), *colon = strrchr(name, ':');

    return slash == NULL || (colon != NULL && colon > slash) ? colon : slash;
}

int update_name(struct dependency_update *u, struct arena *arena, struct err *err)
{
    const char *mark = last_mark(u->artifact);
    char *text;

    if (u->group_id[0] != '\0') {
        size_t group = strlen(u->group_id), artifact = strlen(u->artifact);

        text = arena_alloc(arena, group + artifact + 2);
        if (text == NULL)
            return err_nomem(err);
        memcpy(text, u->group_id, group);
        text[group] = ':';
        memcpy(text + group + 1, u->artifact, artifact + 1);
        u->group = u->group_id;
        u->name = text;
        return 0;
    }
    u->name = u->artifact;
    u->group = mark == NULL ? "" : arena_memdup(arena, u->artifact, (size_t)(mark - u->artifact));
    return u->group == NULL ? err_nomem(err) : 0;
}

struct tally {
    struct intern key;
    uint32_t     *count; /* [key.n] */
    size_t        cap;
};

/* How often the key was counted before; counts it. */
static int count_key(struct tally *t, uint32_t *before, const struct strbuf *key, struct err *err)
{
    size_t n = t->key.n;
    uint32_t id = intern_add(&t->key, key->data, key->len);

    if (id == INTERN_NONE || mem_grow(&t->count, &t->cap, t->key.n, sizeof *t->count, err) < 0)
        return err_nomem(err);
    if (t->key.n > n)
        t->count[id] = 0;
    *before = t->count[id]++;
    return 0;
}

int updates_count_earlier(struct dependency_update *row, size_t n, struct err *err)
{
    struct tally seen = { .cap = 0 }, distinct = { .cap = 0 };
    struct strbuf key;
    int rc = 0;

    intern_init(&seen.key);
    intern_init(&distinct.key);
    strbuf_init(&key);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        struct dependency_update *u = &row[i];

        strbuf_clear(&key); /* the project, then what is narrower; a newline is in no name */
        strbuf_adds(&key, u->project);
        rc = strbuf_check(&key, err);
        if (rc == 0)
            rc = count_key(&seen, &u->earlier[EARLIER_ALL], &key, err);
        strbuf_addf(&key, "\n%s", u->name);
        if (rc == 0 && (rc = strbuf_check(&key, err)) == 0)
            rc = count_key(&seen, &u->earlier[EARLIER_ARTIFACT], &key, err);
        strbuf_addf(&key, "\n%s", u->from);
        if (rc == 0 && (rc = strbuf_check(&key, err)) == 0)
            rc = count_key(&seen, &u->earlier[EARLIER_FROM], &key, err);
        strbuf_clear(&key);
        strbuf_adds(&key, u->project);
        if (rc == 0 && (rc = strbuf_check(&key, err)) == 0)
            rc = count_key(&distinct, &u->earlier[EARLIER_DISTINCT], &key, err);
        if (rc == 0 && u->earlier[EARLIER_ARTIFACT] > 0) /* none that is new */
            distinct.count[intern_find(&distinct.key, key.data, key.len)]--;
    }
    strbuf_release(&key);
    intern_release(&seen.key);
    intern_release(&distinct.key);
    mem_free(seen.count);
    mem_free(distinct.count);
    return rc;
}

int updates_load(struct update_table *out, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err)
{
    struct update_table table = { .n = 0 };
    void *rows = NULL;
    int rc;

    arena_init(&table.arena);
    rc = rows_scan(&rows, &table.n, &table.arena, &source, store, snapshot, project, err);
    table.row = rows;
    for (size_t i = 0; rc == 0 && i < table.n; i++) {
        table.row[i].weight = 1;
        rc = update_name(&table.row[i], &table.arena, err);
    }
    if (rc < 0) {
        updates_release(&table);
        return rc;
    }
    if (table.n > 0)
        qsort(table.row, table.n, sizeof *table.row, compare);
    rc = updates_count_earlier(table.row, table.n, err);
    if (rc < 0)
        updates_release(&table);
    else
        *out = table;
    return rc;
}

void updates_release(struct update_table *table)
{
    mem_free(table->row);
    arena_release(&table->arena);
    *table = (struct update_table){ .n = 0 };
}

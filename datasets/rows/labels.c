/*
 * labels.c - see labels.h.
 */
#include "datasets/rows/labels.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit_vouch.h"
#include "datasets/base/mem.h"

const char *const label_provenance_name[N_LABEL_PROVENANCES] = { "suggested", "szz", "linked", "imported", "human" };

static bool provenance_find(enum label_provenance *out, const char *name)
{
    for (size_t i = 0; i < N_LABEL_PROVENANCES; i++)
        if (strcmp(label_provenance_name[i], name) == 0) {
            *out = (enum label_provenance)i;
            return true;
        }
    return false;
}

int label_put(struct store *store, const struct label *label, struct err *err)
{
    char key[24];
    int rc;

    assert(db_in_transaction(store->db));
    assert((size_t)label->provenance < N_LABEL_PROVENANCES);

    rc = db_run(store->db, err, "INSERT INTO labels(item, task, field, value, provenance, known_at, \"by\", evidence, created_at) VALUES(?,?,?,?,?,?,?,?,?)",
                "tttttitti", label->item, label->task, label->field, label->value, label_provenance_name[label->provenance], label->known_at, label->by,
                label->evidence, store_now(store));
    if (rc < 0)
        return rc;
    snprintf(key, sizeof key, "%lld", (long long)db_last_id(store->db));
    return audit_vouch(store, label->provenance == LABEL_HUMAN ? label->by : "engine", "label", key, "make", err);
}

/* ------------------------------------------------------------------------------------------------------------ loading */

/* Rows come by id and then from the label that counts least: each replaces the one before it. */
static int keep_label(struct label_table *table, size_t *cap, struct db_stmt *stmt, size_t prefix_len, struct err *err)
{
    const char *id = db_text(stmt, 0, NULL) + prefix_len;
    struct label_row *row;

    if (table->n == 0 || strcmp(table->row[table->n - 1].id, id) != 0) {
        int rc = mem_grow(&table->row, cap, table->n + 1, sizeof *table->row, err);

        if (rc < 0)
            return rc;
        row = &table->row[table->n];
        row->id = arena_strdup(&table->arena, id);
        if (row->id == NULL)
            return err_nomem(err);
        table->n++;
    }
    row = &table->row[table->n - 1];
    row->value = arena_strdup(&table->arena, db_text(stmt, 1, NULL));
    row->known_at = db_int(stmt, 3);
    if (row->value == NULL)
        return err_nomem(err);
    if (!provenance_find(&row->provenance, db_text(stmt, 2, NULL)))
        return err_set(err, ERR_INTEGRITY, "label of '%s' has the unknown provenance '%s'", row->id, db_text(stmt, 2, NULL));
    return 0;
}

static const char load_sql[] =
    "SELECT item, value, provenance, known_at FROM labels"
    " WHERE task = ?1 AND field = ?2 AND substr(item, 1, length(?3)) = ?3 AND provenance <> 'suggested'"
    " ORDER BY item, CASE provenance WHEN 'szz' THEN 1 WHEN 'linked' THEN 2 WHEN 'imported' THEN 3 ELSE 4 END, known_at, label_id";

int labels_load(struct label_table *out, struct store *store, const char *kind, const char *project, const char *task, const char *field,
                struct err *err)
{
    struct label_table table = { 0 };
    struct db_stmt *stmt = NULL;
    struct strbuf prefix;
    size_t cap = 0;
    int rc;

    arena_init(&table.arena);
    strbuf_init(&prefix);
    strbuf_addf(&prefix, "%s:%s/", kind, project);
    rc = strbuf_check(&prefix, err);
    if (rc == 0)
        rc = db_prepare(store->db, &stmt, load_sql, err);
    if (rc == 0)
        rc = db_bind(stmt, err, "ttt", task, field, prefix.data);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = keep_label(&table, &cap, stmt, prefix.len, err);
    db_finalize(stmt);
    strbuf_release(&prefix);
    if (rc < 0)
        labels_release(&table);
    else
        *out = table;
    return rc;
}

void labels_release(struct label_table *table)
{
    mem_free(table->row);
    arena_release(&table->arena);
    *table = (struct label_table){ 0 };
}

static int by_id(const void *key, const void *row)
{
    return strcmp(key, ((const struct label_row *)row)->id);
}

const struct label_row *labels_find(const struct label_table *table, const char *id)
{
    return table->n == 0 ? NULL : bsearch(id, table->row, table->n, sizeof *table->row, by_id);
}

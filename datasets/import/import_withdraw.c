#include "datasets/import/import_withdraw.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "datasets/import/import_hash.h"

static const double transaction_s = 0.05; /* as import.c: reviewers write in between */

int import_withdraw_note(struct store *store, int64_t import_id, const char *system, const struct import_whole *whole, int64_t now, struct err *err)
{
    return db_run(store->db, err, "INSERT INTO dependency_reads(import_id, system, \"release\", \"commit\", at) VALUES(?, ?, ?, ?, ?)", "ittti",
                  import_id, system, whole->release, whole->commit, whole->at != 0 ? whole->at : now);
}

int import_withdraw_repeats(struct store *store, const uint8_t digest[DIGEST_SIZE], const char *system, const struct import_whole *whole, int64_t *earlier,
                            struct err *err)
{
    int rc = db_get_int(store->db, earlier, err,
                        "SELECT i.import_id FROM imports i JOIN dependency_reads q ON q.import_id = i.import_id WHERE i.kind = 'dependencies' AND i.content_hash = ?"
                        " AND i.completed_at IS NOT NULL AND q.system = ? AND q.\"release\" = ? AND q.\"commit\" = ?",
                        "bttt", digest, (size_t)DIGEST_SIZE, system, whole->release, whole->commit);

    return rc == 0 ? 1 : rc == ERR_NOTFOUND ? 0 : rc;
}

/* ---- choosing ---------------------------------------------------------------------------------------------------- */

struct gone {
    int64_t record_id, version_id; /* and its newest version */
};

struct withdrawal {
    struct import_writer      *writer;
    const struct import_whole *whole;
    struct gone               *gone; /* [n] by record */
    size_t                     n, cap;
    struct db_stmt            *read, *add_version, *add_row;
};

static bool may_go(const struct import_whole *whole, const char *file)
{
    for (size_t i = 0; i < whole->n_files; i++)
        if (strcmp(whole->file[i], file) == 0)
            return !whole->except;
    return whole->except;
}

static bool was_named(const struct import_writer *writer, int64_t record_id)
{
    return intern_find(writer->seen, (const char *)&record_id, sizeof record_id) != INTERN_NONE;
}

static int choose(struct withdrawal *w, const char *system, struct err *err)
{
    static const char sql[] = "SELECT r.record_id, v.version_id, d.file FROM records r"
                              "  JOIN versions v ON v.version_id = (SELECT max(n.version_id) FROM versions n WHERE n.record_id = r.record_id)"
                              "  JOIN dependencies d ON d.version_id = v.version_id"
                              " WHERE r.kind = 'dependency' AND r.project = ? AND v.withdrawn = 0 ORDER BY r.record_id";
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(w->writer->store->db, &stmt, sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", system);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct gone gone = { db_int(stmt, 0), db_int(stmt, 1) };

        rc = 0;
        if (was_named(w->writer, gone.record_id) || !may_go(w->whole, db_text(stmt, 2, NULL)))
            continue;
        rc = mem_grow(&w->gone, &w->cap, w->n + 1, sizeof *w->gone, err);
        if (rc == 0)
            w->gone[w->n++] = gone;
    }
    db_finalize(stmt);
    return rc;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

static int prepare(struct withdrawal *w, struct err *err)
{
    struct db *db = w->writer->store->db;
    int rc = db_prepare(db, &w->read, "SELECT file, ecosystem, name, scope FROM dependencies WHERE version_id = ?", err);

    if (rc == 0)
        rc = db_prepare(db, &w->add_version,
                        "INSERT INTO versions(record_id, import_id, source_row, raw_hash, content_hash, rules_version, imported_at, known_at, known_basis,"
                        " withdrawn) VALUES(?, ?, 0, ?, ?, ?, ?, ?, ?, 1)", err);
    if (rc == 0)
        rc = db_prepare(db, &w->add_row,
                        "INSERT INTO dependencies(version_id, system, \"release\", file, ecosystem, name, scope) SELECT ?, system, ?, file, ecosystem, name, scope"
                        "  FROM dependencies WHERE version_id = ?", err);
    return rc;
}

static void set_text(struct import_value *value, const struct import_kind *kind, const char *field, const char *text)
{
    struct import_value *at = &value[import_kind_field(kind, field)];

    *at = (struct import_value){ .type = VALUE_TEXT };
    at->str = text;
    at->len = strlen(text);
}

/* The hash that a row with these values would have. */
static int hash_content(struct withdrawal *w, int64_t version_id, uint8_t out[DIGEST_SIZE], struct err *err)
{
    const struct import_kind *kind = w->writer->kind;
    struct import_value value[32] = { { .type = VALUE_NONE } };
    struct import_row row = { .value = value };
    int rc = db_bind(w->read, err, "i", version_id);

    assert(kind->n_fields < sizeof value / sizeof *value);
    if (rc == 0)
        rc = db_step(w->read, err);
    if (rc <= 0)
        return rc < 0 ? rc : err_set(err, ERR_INTEGRITY, "version %lld of a dependency has no row", (long long)version_id);
    set_text(value, kind, "file", db_text(w->read, 0, NULL));
    set_text(value, kind, "ecosystem", db_text(w->read, 1, NULL));
    set_text(value, kind, "name", db_text(w->read, 2, NULL));
    set_text(value, kind, "scope", db_text(w->read, 3, NULL));
    set_text(value, kind, "release", w->whole->release);
    rc = import_row_hash_content(&row, kind, err);
    if (rc == 0)
        memcpy(out, row.content_hash, DIGEST_SIZE);
    db_reset(w->read);
    return rc;
}

static int withdraw_one(struct withdrawal *w, const struct gone *gone, struct err *err)
{
    struct import_writer *writer = w->writer;
    uint8_t content[DIGEST_SIZE], raw[DIGEST_SIZE] = { 0 }; /* zeros: the hash of no row */
    bool dated = w->whole->at != 0;
    int rc = hash_content(w, gone->version_id, content, err);

    if (rc == 0)
        rc = db_bind(w->add_version, err, "iibbiiit", gone->record_id, writer->import_id, raw, sizeof raw, content, sizeof content, writer->rules_version,
                     writer->now, dated ? w->whole->at : writer->now, dated ? "given" : "assumed");
    if (rc == 0)
        rc = db_step(w->add_version, err);
    if (rc == 0)
        rc = db_bind(w->add_row, err, "iti", db_last_id(writer->store->db), w->whole->release, gone->version_id);
    return rc < 0 ? rc : db_step(w->add_row, err);
}

static int withdraw_all(struct withdrawal *w, struct err *err)
{
    struct db *db = w->writer->store->db;
    double begun = 0;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < w->n; i++) {
        if (!db_in_transaction(db)) {
            begun = clock_monotonic();
            rc = db_begin(db, err);
        }
        if (rc == 0)
            rc = withdraw_one(w, &w->gone[i], err);
        if (rc == 0 && clock_monotonic() - begun > transaction_s)
            rc = db_commit(db, err);
    }
    if (rc == 0 && db_in_transaction(db))
        rc = db_commit(db, err);
    return rc;
}

int import_withdraw(struct import_writer *writer, const char *system, const struct import_whole *whole, uint64_t *n, struct err *err)
{
    struct withdrawal w = { .writer = writer, .whole = whole };
    int rc = choose(&w, system, err);

    assert(writer->seen != NULL && strcmp(writer->kind->table, "dependencies") == 0);

    if (rc == 0 && w.n > 0)
        rc = prepare(&w, err);
    if (rc == 0)
        rc = withdraw_all(&w, err);
    if (rc == 0)
        *n = w.n;
    db_finalize(w.read);
    db_finalize(w.add_version);
    db_finalize(w.add_row);
    mem_free(w.gone);
    return rc;
}

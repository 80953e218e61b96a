/*
 * store_incomplete.c - drops what was never completed; see store.h.
 */
#include "datasets/store/store.h"

#include <assert.h>
#include <stdio.h>

/* Rows that one transaction takes: some 10 ms, so that a reviewer's decision gets in between. */
enum { DROP_ROWS = 1000 };

/* The version up to which one transaction goes; 0: none is left. */
static int next_bound(struct db *db, int64_t import_id, int64_t *out, struct err *err)
{
    return db_get_int(
        db, out, err,
        "SELECT max(version_id) FROM (SELECT version_id FROM versions WHERE import_id = ? ORDER BY version_id LIMIT ?)",
        "ii", import_id, (int64_t)DROP_ROWS);
}

/* Rows of the kinds' tables, then records that nothing else speaks of, then the versions. Foreign keys are checked at the commit,
 * since a record has to be looked at while its versions are still there. */
static int drop_versions(struct db *db, int64_t import_id, int64_t bound, struct err *err)
{
#define OF_IMPORT "version_id IN (SELECT version_id FROM versions WHERE import_id = ?1 AND version_id <= ?2)"
    static const char *const statements[] = {
        "DELETE FROM points WHERE " OF_IMPORT,
        "DELETE FROM series WHERE " OF_IMPORT,
        "DELETE FROM tickets WHERE " OF_IMPORT,
        "DELETE FROM changes WHERE " OF_IMPORT,
        "DELETE FROM code WHERE " OF_IMPORT,
        "DELETE FROM releases WHERE " OF_IMPORT,
        "DELETE FROM outcomes WHERE " OF_IMPORT,
        "DELETE FROM systems WHERE " OF_IMPORT,
        "DELETE FROM evidence WHERE " OF_IMPORT,
        "DELETE FROM patches WHERE " OF_IMPORT,
        "DELETE FROM postmortems WHERE " OF_IMPORT,
        "DELETE FROM dependencies WHERE " OF_IMPORT,
        "DELETE FROM updates WHERE " OF_IMPORT,
        "DELETE FROM prediction_rows WHERE " OF_IMPORT,
        "DELETE FROM predictions WHERE " OF_IMPORT,
        "DELETE FROM records WHERE record_id IN (SELECT record_id FROM versions WHERE import_id = ?1 AND version_id <= ?2)"
        " AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.record_id = records.record_id"
        " AND (v.import_id <> ?1 OR v.version_id > ?2))",
        "DELETE FROM versions WHERE import_id = ?1 AND version_id <= ?2",
    };
#undef OF_IMPORT
    int rc = db_exec(db, "PRAGMA defer_foreign_keys = 1", err);

    for (size_t i = 0; rc == 0 && i < sizeof statements / sizeof *statements; i++)
        rc = db_run(db, err, statements[i], "ii", import_id, bound);
    return rc;
}

static int drop_import_row(struct db *db, int64_t import_id, struct err *err)
{
    int rc = db_run(db, err, "DELETE FROM rejects WHERE import_id = ?", "i", import_id);

    if (rc == 0)
        rc = db_run(db, err, "DELETE FROM dependency_reads WHERE import_id = ?", "i", import_id);
    if (rc < 0)
        return rc;
    return db_run(db, err, "DELETE FROM imports WHERE import_id = ?", "i", import_id);
}

/* A version of a series or log may have a million rows: they go first. */
static int drop_points(struct db *db, int64_t import_id, bool *more, struct err *err)
{
    int64_t dropped = 0;
    int rc = db_run(db, err,
                    "DELETE FROM points WHERE (version_id, time, position) IN (SELECT p.version_id, p.time, p.position FROM points p"
                    " WHERE p.version_id IN (SELECT version_id FROM versions WHERE import_id = ?) LIMIT ?)",
                    "ii", import_id, (int64_t)(20 * DROP_ROWS));

    dropped = db_changes(db);
    if (rc == 0)
        rc = db_run(db, err,
                    "DELETE FROM prediction_rows WHERE (version_id, row) IN (SELECT p.version_id, p.row FROM prediction_rows p"
                    " WHERE p.version_id IN (SELECT version_id FROM versions WHERE import_id = ?) LIMIT ?)",
                    "ii", import_id, (int64_t)(10 * DROP_ROWS));
    *more = rc == 0 && dropped + db_changes(db) > 0;
    return rc;
}

/* One transaction: up to DROP_ROWS versions, or, when none is left, the import itself. Returns 1 while there is more. */
static int drop_some(struct db *db, int64_t import_id, struct err *err)
{
    int64_t bound = 0;
    bool more = false;
    int rc = db_begin(db, err);

    if (rc < 0)
        return rc;
    rc = drop_points(db, import_id, &more, err);
    if (rc == 0 && !more)
        rc = next_bound(db, import_id, &bound, err);
    if (rc == 0 && !more)
        rc = bound > 0 ? drop_versions(db, import_id, bound, err) : drop_import_row(db, import_id, err);
    if (rc == 0)
        rc = db_commit(db, err);
    db_rollback(db);
    return rc < 0 ? rc : more || bound > 0;
}

/* 1: one was dropped, 0: there was none. */
static int drop_one_import(struct db *db, struct err *err)
{
    int64_t import_id;
    int rc = db_get_int(db, &import_id, err, "SELECT import_id FROM imports WHERE completed_at IS NULL LIMIT 1", "");

    if (rc == ERR_NOTFOUND)
        return 0;
    if (rc < 0)
        return rc;
    do
        rc = drop_some(db, import_id, err);
    while (rc == 1);
    return rc < 0 ? rc : 1;
}

/* The same for a model without a stage: its parts are large, so each goes alone. */
static int drop_one_model(struct db *db, struct err *err)
{
    int64_t model_id;
    int rc = db_get_int(
        db, &model_id, err,
        "SELECT model_id FROM models m WHERE NOT EXISTS (SELECT 1 FROM model_stages s WHERE s.model_id = m.model_id)"
        " AND NOT EXISTS (SELECT 1 FROM validation_records r WHERE r.model_id = m.model_id) LIMIT 1",
        "");

    if (rc == ERR_NOTFOUND)
        return 0;
    if (rc < 0)
        return rc;
    do {
        rc = db_run(db, err,
                    "DELETE FROM model_parts WHERE rowid = (SELECT rowid FROM model_parts WHERE model_id = ? LIMIT 1)",
                    "i", model_id);
    } while (rc == 0 && db_changes(db) > 0);
    if (rc == 0)
        rc = db_run(db, err, "DELETE FROM models WHERE model_id = ?", "i", model_id);
    return rc < 0 ? rc : 1;
}

int store_drop_incomplete(struct store *store, struct err *err)
{
    int n_imports = 0, n_models = 0;
    int rc;

    assert(!db_in_transaction(store->db));

    while ((rc = drop_one_import(store->db, err)) == 1)
        n_imports++;
    if (rc < 0)
        return rc;
    while ((rc = drop_one_model(store->db, err)) == 1)
        n_models++;
    if (rc < 0)
        return rc;
    if (n_imports + n_models > 0)
        log_info(store->log, "dropped what a stopped job left: %d imports, %d models", n_imports, n_models);
    return n_imports + n_models;
}

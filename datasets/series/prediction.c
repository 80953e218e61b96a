#include "datasets/series/prediction.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

void predictions_release(struct prediction_log *log)
{
    mem_free(log->row);
    arena_release(&log->arena);
    *log = (struct prediction_log){ .n = 0 };
}

/* ---- loading ----------------------------------------------------------------------------------------------------- */

/* Beside max() the other columns are of the row that has it (SQLite, "bare columns in an aggregate query"): of rows alike the newest version's. */
static const char rows_sql[] =
    "SELECT p.time, p.score, b.version, p.label, p.subgroup, p.inputs, v.label_known_at, max(p.version_id)"
    "  FROM predictions b JOIN versions v ON v.version_id = b.version_id JOIN imports i ON i.import_id = v.import_id"
    "  JOIN prediction_rows p ON p.version_id = b.version_id"
    " WHERE b.model = ?1 AND (?2 IS NULL OR b.version = ?2) AND i.completed_at IS NOT NULL AND p.time BETWEEN ?3 AND ?4"
    " GROUP BY v.record_id, p.key ORDER BY p.time, v.record_id, p.key";

static int take(struct prediction_log *log, struct db_stmt *stmt, struct err *err)
{
    const char *label = db_text(stmt, 3, NULL);
    struct prediction row = {
        .time = db_int(stmt, 0), .score = db_double(stmt, 1), .label_known_at = *label == '\0' || db_is_null(stmt, 6) ? TIME_NONE : db_int(stmt, 6),
        .version = arena_strdup(&log->arena, db_text(stmt, 2, NULL)), .label = arena_strdup(&log->arena, label),
        .subgroup = arena_strdup(&log->arena, db_text(stmt, 4, NULL)), .inputs = arena_strdup(&log->arena, db_text(stmt, 5, NULL)),
    };

    if (row.version == NULL || row.label == NULL || row.subgroup == NULL || row.inputs == NULL)
        return err_nomem(err);
    if (mem_grow(&log->row, &log->cap, log->n + 1, sizeof *log->row, err) < 0)
        return ERR_NOMEM;
    log->row[log->n++] = row;
    return 0;
}

int predictions_load(struct prediction_log *out, struct store *store, const char *model, const char *version, int64_t from, int64_t to, struct err *err)
{
    struct prediction_log log = { .n = 0 };
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, rows_sql, err);

    arena_init(&log.arena);
    if (rc == 0)
        rc = db_bind(stmt, err, "ttii", model, version, from, to);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = take(&log, stmt, err);
    db_finalize(stmt);
    if (rc < 0)
        predictions_release(&log);
    else
        *out = log;
    return rc;
}

/* ---- hashing ----------------------------------------------------------------------------------------------------- */

static void hash_text(struct digest *digest, struct db_stmt *stmt, int column)
{
    size_t len;
    const char *text = db_text(stmt, column, &len);

    digest_field(digest, text != NULL ? text : "", text != NULL ? len : 0);
}

static int hash_rows(struct digest *digest, struct store *store, int64_t version_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT time, key, score, label, subgroup, inputs FROM prediction_rows WHERE version_id = ? ORDER BY row", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", version_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = 0;
        digest_int(digest, db_int(stmt, 0));
        digest_int(digest, db_int(stmt, 1));
        digest_double(digest, db_double(stmt, 2));
        for (int column = 3; column <= 5; column++)
            hash_text(digest, stmt, column);
    }
    db_finalize(stmt);
    return rc;
}

int prediction_version_hash(uint8_t out[DIGEST_SIZE], struct store *store, int64_t version_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct digest digest;
    int rc = db_prepare(store->db, &stmt, "SELECT model, version FROM predictions WHERE version_id = ?", err);

    digest_init(&digest);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", version_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0) {
        hash_text(&digest, stmt, 0);
        hash_text(&digest, stmt, 1);
        rc = hash_rows(&digest, store, version_id, err);
    }
    db_finalize(stmt);
    if (rc == 0)
        digest_final(&digest, out);
    return rc;
}

/*
 * audit_ledger.c - see audit_ledger.h.
 *
 *   audit_ledger_check -> each ledger: rows of the chain against rows of the store
 *                      -> stages: each row of model_stages against its row of the chain
 *                      -> strangers: rows of the store that the chain does not know
 *                      -> content: each version's row against its content_hash
 */
#include "datasets/audit/audit_ledger.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/import/import_kinds.h"
#include "datasets/series/prediction.h"
#include "datasets/series/series.h"

/* quote() writes each value exactly, numbers so that they read back the same. A row is its columns one after the other: text as it is, integers,
 * bytes and NULL as quote() writes them. */
static const struct ledger {
    const char *name, *subject, *sql;
} ledgers[] = {
    { "import.rows", "import",
      "SELECT record_id, content_hash, known_at, label_known_at, withdrawn FROM versions WHERE import_id = ? ORDER BY version_id" },
    { "score.rows", "run",
      "SELECT quote(item) || quote(model_id) || quote(version_id) || quote(probability) || quote(logit) || quote(label)"
      "    || quote(feature_hash) || quote(approved) || CASE WHEN detail_hash IS NULL THEN '' ELSE quote(detail_hash) END FROM scores WHERE run_id = ? ORDER BY score_id" },
    { "queue.rows", "run",
      "SELECT quote(item) || quote(score_id) || quote(reason) || quote(probability) || quote(threshold) || quote(criticality)"
      "    || quote(flagged_at) || quote(content_hash) || CASE requested_by WHEN 'engine' THEN '' ELSE quote(requested_by) END FROM review_items WHERE run_id = ? ORDER BY item_id" },
    { "purge.begin", "purge", "SELECT quote(rule) || quote(before) || quote(\"by\") || quote(at) || quote(counts) FROM purges WHERE purge_id = ?" },
    { "drift.rows", "run",
      "SELECT quote(model_id) || quote(\"column\") || quote(kind) || quote(statistic) || quote(value) || quote(bound) || quote(n_ref) || quote(n_cur)"
      "    || quote(verdict) FROM drift_checks WHERE run_id = ? ORDER BY model_id, \"column\", statistic" },
    { "snapshot.rows", "snapshot", "SELECT quote(hash) || quote(members) FROM snapshots WHERE snapshot_id = ?" },
};

enum { N_LEDGERS = sizeof ledgers / sizeof *ledgers };

static void add_bytes(struct strbuf *row, const uint8_t *bytes, size_t n)
{
    static const char digits[] = "0123456789ABCDEF";
    char hex[128];

    strbuf_adds(row, "X'");
    for (size_t i = 0, k = 0; i < n; i++) {
        hex[k++] = digits[bytes[i] >> 4];
        hex[k++] = digits[bytes[i] & 15];
        if (k == sizeof hex || i + 1 == n) {
            strbuf_add(row, hex, k);
            k = 0;
        }
    }
    strbuf_addc(row, '\'');
}

static void add_integer(struct strbuf *row, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do
        digits[--at] = (char)('0' + left % 10);
    while ((left /= 10) > 0);
    if (number < 0)
        digits[--at] = '-';
    strbuf_add(row, digits + at, sizeof digits - at);
}

static void add_column(struct strbuf *row, struct db_stmt *stmt, int column)
{
    enum db_type type = db_type(stmt, column);
    size_t len = 0;

    if (type == DB_NULL) {
        strbuf_adds(row, "NULL");
    } else if (type == DB_INTEGER) {
        add_integer(row, db_int(stmt, column));
    } else if (type == DB_REAL) {
        strbuf_addf(row, "%.17g", db_double(stmt, column)); /* none of ours: those that are numbers are quoted in SQL */
    } else if (type == DB_TEXT) {
        const char *text = db_text(stmt, column, &len);

        strbuf_add(row, text, len);
    } else {
        const uint8_t *bytes = db_blob(stmt, column, &len);

        add_bytes(row, bytes, len);
    }
}

static int ledger_digest(uint8_t out[DIGEST_SIZE], struct store *store, const struct ledger *ledger, int64_t id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct digest digest;
    struct strbuf row;
    int rc = db_prepare(store->db, &stmt, ledger->sql, err);

    strbuf_init(&row);
    digest_init(&digest);
    digest_field(&digest, ledger->name, strlen(ledger->name));
    if (rc == 0)
        rc = db_bind(stmt, err, "i", id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        strbuf_clear(&row);
        for (int column = 0; column < db_columns(stmt); column++)
            add_column(&row, stmt, column);
        rc = strbuf_check(&row, err);
        digest_field(&digest, row.data, row.len);
    }
    db_finalize(stmt);
    strbuf_release(&row);
    if (rc == 0)
        digest_final(&digest, out);
    return rc;
}

static const struct ledger *ledger_of(const char *name)
{
    size_t i = 0;

    while (i < N_LEDGERS && strcmp(ledgers[i].name, name) != 0)
        i++;
    assert(i < N_LEDGERS);
    return &ledgers[i];
}

int audit_ledger_append(struct store *store, const char *name, int64_t id, struct err *err)
{
    const struct ledger *ledger = ledger_of(name);
    uint8_t digest[DIGEST_SIZE];
    char subject[48];
    int rc = ledger_digest(digest, store, ledger, id, err);

    if (rc < 0)
        return rc;
    snprintf(subject, sizeof subject, "%s:%lld", ledger->subject, (long long)id);
    return audit_append(store, "engine", name, subject, digest, DIGEST_SIZE, err);
}

/* ------------------------------------------------------------------------------------------------------------ checking */

struct check {
    struct store *store;
    ledger_found  found;
    void         *ctx;
};

static bool detail_is(struct db_stmt *stmt, int column, const void *detail, size_t len)
{
    uint8_t hash[DIGEST_SIZE];
    size_t stored_len;
    const uint8_t *stored = db_blob(stmt, column, &stored_len);

    digest_of(detail, len, hash);
    return stored_len == DIGEST_SIZE && digest_equal(hash, stored, DIGEST_SIZE);
}

int audit_ledger_verify(struct store *store, const char *name, int64_t id, struct err *err)
{
    const struct ledger *ledger = ledger_of(name);
    struct db_stmt *stmt = NULL;
    uint8_t digest[DIGEST_SIZE];
    char subject[48];
    int rc = ledger_digest(digest, store, ledger, id, err);

    snprintf(subject, sizeof subject, "%s:%lld", ledger->subject, (long long)id);
    if (rc == 0)
        rc = db_prepare(store->db, &stmt, "SELECT detail_digest FROM audit WHERE action = ? AND subject = ? ORDER BY row_id DESC LIMIT 1", err);
    if (rc == 0)
        rc = db_bind(stmt, err, "tt", name, subject);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc > 0)
        rc = detail_is(stmt, 0, digest, DIGEST_SIZE) ? 0 : err_set(err, ERR_INTEGRITY, "%s: the rows of %s are not those that the chain vouches for; 'prodrome audit verify' tells more", name, subject);
    db_finalize(stmt);
    return rc;
}

/* Of several rows of one subject (a stage that was taken up again) the newest counts. */
static int check_ledger(struct check *c, const struct ledger *ledger, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char reason[256];
    int rc = db_prepare(c->store->db, &stmt, "SELECT max(row_id), subject, detail_digest FROM audit WHERE action = ? GROUP BY subject "
                        "ORDER BY 1", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", ledger->name);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *subject = db_text(stmt, 1, NULL), *colon = subject != NULL ? strchr(subject, ':') : NULL;
        uint8_t digest[DIGEST_SIZE];

        rc = ledger_digest(digest, c->store, ledger, colon != NULL ? strtoll(colon + 1, NULL, 10) : 0, err);
        if (rc == 0 && !detail_is(stmt, 2, digest, DIGEST_SIZE)) {
            snprintf(reason, sizeof reason, "%s: the rows of %.100s are not those that the chain vouches for", ledger->name, subject != NULL ? subject : "?");
            rc = c->found(c->ctx, "rows", db_int(stmt, 0), reason, err);
        }
    }
    db_finalize(stmt);
    return rc;
}

/* The k-th stage of a model has the k-th "model.stage" row of its name in the chain. */
static const char stages_sql[] =
    "WITH stages AS (SELECT 'model:' || m.task || CASE m.project WHEN '' THEN '' ELSE ':' || m.project END || '@' || m.number AS name,"
    "                       row_number() OVER (PARTITION BY s.model_id ORDER BY s.stage_id) AS k, s.stage, s.\"by\" AS who, s.reason"
    "                  FROM model_stages s JOIN models m ON m.model_id = s.model_id),"
    "     chain AS (SELECT subject, row_id, detail_digest, row_number() OVER (PARTITION BY subject ORDER BY row_id) AS k"
    "                 FROM audit WHERE action = 'model.stage')"
    "SELECT s.name, s.k, s.stage, s.who, s.reason, c.row_id, c.detail_digest"
    "  FROM stages s LEFT JOIN chain c ON c.subject = s.name AND c.k = s.k";

static int check_stage(struct check *c, struct db_stmt *stmt, struct err *err)
{
    struct strbuf detail;
    char reason[256];
    int rc = 0;

    strbuf_init(&detail);
    strbuf_addf(&detail, "%s\n%s\n%s", db_text(stmt, 2, NULL), db_text(stmt, 3, NULL), db_text(stmt, 4, NULL));
    rc = strbuf_check(&detail, err);
    if (rc == 0 && (db_is_null(stmt, 5) || !detail_is(stmt, 6, detail.data, detail.len))) {
        snprintf(reason, sizeof reason, "%.120s: its stage '%.40s' is not one that the chain vouches for", db_text(stmt, 0, NULL), db_text(stmt, 2, NULL));
        rc = c->found(c->ctx, "stage", db_int(stmt, 5), reason, err);
    }
    strbuf_release(&detail);
    return rc;
}

static int check_stages(struct check *c, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int64_t in_chain = 0, in_store = 0;
    int rc = db_prepare(c->store->db, &stmt, stages_sql, err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0)
        rc = check_stage(c, stmt, err);
    db_finalize(stmt);
    if (rc == 0)
        rc = db_get_int(c->store->db, &in_chain, err, "SELECT count(*) FROM audit WHERE action = 'model.stage'", "");
    if (rc == 0)
        rc = db_get_int(c->store->db, &in_store, err, "SELECT count(*) FROM model_stages", "");
    if (rc == 0 && in_chain > in_store)
        rc = c->found(c->ctx, "stage", 0, "stages of models that the chain vouches for are gone", err);
    return rc;
}

/* ----------------------------------------------------------------------------------------------------------- strangers */

/* What a job writes in one transaction with its row of the chain: without that row it was put in. A run that stopped before its queue has none yet. */
static const struct stranger {
    const char *check, *sql; /* names of such rows */
} strangers[] = {
    { "rows", "SELECT 'import:' || i.import_id FROM imports i WHERE i.completed_at IS NOT NULL AND NOT EXISTS"
              " (SELECT 1 FROM audit a WHERE a.subject = 'import:' || i.import_id AND a.action = 'import.rows') ORDER BY i.import_id" },
    { "rows", "SELECT 'run:' || r.run_id FROM runs r WHERE r.completed_at IS NOT NULL AND r.status = 'done'"
              " AND EXISTS (SELECT 1 FROM scores s WHERE s.run_id = r.run_id)"
              " AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = 'run:' || r.run_id AND a.action = 'score.rows') ORDER BY r.run_id" },
    { "model", "SELECT m.name FROM (SELECT model_id, 'model:' || task || CASE project WHEN '' THEN '' ELSE ':' || project END || '@' || number AS name FROM models) m"
               " WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = m.name AND a.action = 'model.register') ORDER BY m.model_id" },
    { "validation", "SELECT m.name FROM validation_records v JOIN (SELECT model_id, 'model:' || task || CASE project WHEN '' THEN '' ELSE ':' || project END || '@' || number"
                    " AS name FROM models) m ON m.model_id = v.model_id"
                    " WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = m.name AND a.action = 'validation.write') ORDER BY m.model_id" },
};

static int check_stranger(struct check *c, const struct stranger *stranger, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char reason[256];
    int rc = db_prepare(c->store->db, &stmt, stranger->sql, err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *name = db_text(stmt, 0, NULL);

        snprintf(reason, sizeof reason, "%.120s: the store has it, the chain has not: it was put in", name != NULL ? name : "?");
        rc = c->found(c->ctx, stranger->check, 0, reason, err);
    }
    db_finalize(stmt);
    return rc;
}

static int check_strangers(struct check *c, struct err *err)
{
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < sizeof strangers / sizeof *strangers; i++)
        rc = check_stranger(c, &strangers[i], err);
    return rc;
}

/* ------------------------------------------------------------------------------------------------------------- content */

static void hash_field(struct digest *digest, const struct import_field *field, struct db_stmt *stmt, int column)
{
    size_t len;
    const char *text;

    if (db_is_null(stmt, column))
        return;
    switch (field->type) {
    case FIELD_TIME:
    case FIELD_PERIOD:
    case FIELD_BOOL:
        digest_field(digest, field->name, strlen(field->name));
        digest_int(digest, field->type == FIELD_BOOL ? (int64_t)db_double(stmt, column) : db_int(stmt, column));
        return;
    case FIELD_NUMBER:
        digest_field(digest, field->name, strlen(field->name));
        digest_double(digest, db_double(stmt, column));
        return;
    default:
        text = db_text(stmt, column, &len);
        if (len == 0)
            return;
        digest_field(digest, field->name, strlen(field->name));
        digest_field(digest, text, len);
    }
}

/* The same digest as import makes of a row before it writes it. Columns: hash, version, id, then the fields, then extra. */
static bool content_agrees(const struct import_kind *kind, struct db_stmt *stmt)
{
    static const struct import_field extra = { "extra", FIELD_TEXT, false, NULL };
    uint8_t hash[DIGEST_SIZE];
    struct digest digest;
    size_t len;
    const uint8_t *stored = db_blob(stmt, 0, &len);

    digest_init(&digest);
    for (size_t i = 0; i < kind->n_fields; i++)
        if (i != import_kind_project(kind))
            hash_field(&digest, &kind->field[i], stmt, (int)i + 3);
    hash_field(&digest, &extra, stmt, (int)kind->n_fields + 3);
    digest_final(&digest, hash);
    return len == DIGEST_SIZE && digest_equal(hash, stored, DIGEST_SIZE);
}

static int content_query(struct strbuf *sql, const struct import_kind *kind, struct err *err)
{
    strbuf_adds(sql, "SELECT v.content_hash, v.version_id, r.id");
    for (size_t i = 0; i < kind->n_fields; i++)
        strbuf_addf(sql, ", t.\"%s\"", kind->field[i].name);
    strbuf_addf(sql, ", t.extra FROM versions v JOIN records r ON r.record_id = v.record_id JOIN imports i ON i.import_id = v.import_id "
                "LEFT JOIN \"%s\" t ON t.version_id = v.version_id WHERE r.kind = '%s' AND i.completed_at IS NOT NULL AND v.overwritten_at IS NULL",
                kind->table, kind->record);
    return strbuf_check(sql, err);
}

enum { NAMED_MAX = 20 }; /* of altered rows each kind names the first ones and counts the rest */

static int check_content(struct check *c, const struct import_kind *kind, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct strbuf sql;
    char reason[256];
    int altered = 0, rc;

    strbuf_init(&sql);
    rc = content_query(&sql, kind, err);
    if (rc == 0)
        rc = db_prepare(c->store->db, &stmt, sql.data, err);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = 0;
        if (content_agrees(kind, stmt) || ++altered > NAMED_MAX)
            continue;
        snprintf(reason, sizeof reason, "%s '%.120s', version %lld: its content is not what was imported", kind->record, db_text(stmt, 2, NULL),
                 (long long)db_int(stmt, 1));
        rc = c->found(c->ctx, "content", 0, reason, err);
    }
    if (rc == 0 && altered > NAMED_MAX) {
        snprintf(reason, sizeof reason, "%d further versions of kind %s were altered", altered - NAMED_MAX, kind->record);
        rc = c->found(c->ctx, "content", 0, reason, err);
    }
    db_finalize(stmt);
    strbuf_release(&sql);
    return rc;
}

/* What has many rows a version: `hash` makes of them what the import made. */
static int check_bulk(struct check *c, const char *record, int (*hash)(uint8_t out[DIGEST_SIZE], struct store *store, int64_t version_id, struct err *err), struct err *err)
{
    struct db_stmt *stmt = NULL;
    char reason[256];
    int rc = db_prepare(c->store->db, &stmt, "SELECT v.version_id, v.content_hash, r.id FROM versions v JOIN records r ON r.record_id = v.record_id"
                        "  JOIN imports i ON i.import_id = v.import_id WHERE r.kind = ? AND i.completed_at IS NOT NULL AND v.overwritten_at IS NULL", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "t", record);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        uint8_t found[DIGEST_SIZE];
        size_t len;
        const uint8_t *stored = db_blob(stmt, 1, &len);

        rc = hash(found, c->store, db_int(stmt, 0), err);
        if (rc < 0 || (len == DIGEST_SIZE && digest_equal(found, stored, DIGEST_SIZE)))
            continue;
        snprintf(reason, sizeof reason, "%s '%.120s', version %lld: its content is not what was imported", record, db_text(stmt, 2, NULL), (long long)db_int(stmt, 0));
        rc = c->found(c->ctx, "content", 0, reason, err);
    }
    db_finalize(stmt);
    return rc;
}

int audit_ledger_check(struct store *store, ledger_found found, void *ctx, struct err *err)
{
    struct check c = { store, found, ctx };
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < N_LEDGERS; i++)
        rc = check_ledger(&c, &ledgers[i], err);
    if (rc == 0)
        rc = check_stages(&c, err);
    if (rc == 0)
        rc = check_strangers(&c, err);
    for (size_t i = 0; rc == 0 && import_kind_at(i) != NULL; i++)
        if (import_kind_at(i)->shape == IMPORT_RECORDS)
            rc = check_content(&c, import_kind_at(i), err);
    if (rc == 0)
        rc = check_bulk(&c, "series", series_version_hash, err);
    if (rc == 0)
        rc = check_bulk(&c, "prediction", prediction_version_hash, err);
    if (rc == 0)
        rc = check_content(&c, import_kind_code(), err);
    return rc;
}

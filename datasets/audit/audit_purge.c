/*
 * audit_purge.c - see audit_purge.h.
 *
 *   audit_purge_check -> each "purge.rows" of the chain: the digest again
 *                     -> each purge is in the chain, and each version or feature row that says it was purged names one
 */
#include "datasets/audit/audit_purge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/strbuf.h"

/* Tables whose versions can be purged, in the order in which they are hashed: never changed, only added to. */
static const char *const tables[] = { "tickets", "changes", "code", "releases", "outcomes", "postmortems", "evidence", "patches", "predictions" };
/* Those that came later are hashed only where a purge emptied one of their versions, so that purges from before keep their digest. */
static const char *const later_tables[] = { "updates" };

/* quote() writes each value exactly. Empty columns are left out, so that a column which a later version of the schema adds changes no digest. */
static int rest_query(struct strbuf *sql, struct store *store, const char *table, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT name FROM pragma_table_info(?) WHERE name <> 'version_id' ORDER BY cid", err);

    strbuf_clear(sql);
    strbuf_adds(sql, "SELECT t.version_id");
    if (rc == 0)
        rc = db_bind(stmt, err, "t", table);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *name = db_text(stmt, 0, NULL);

        strbuf_addf(sql, "||iif(t.\"%s\" IS NULL OR t.\"%s\" = '', '', ' %s='||quote(t.\"%s\"))", name, name, name, name);
        rc = 0;
    }
    db_finalize(stmt);
    strbuf_addf(sql, " FROM purges p JOIN versions v ON v.overwritten = 'purge:'||p.rule AND v.overwritten_at = p.at"
                " JOIN \"%s\" t ON t.version_id = v.version_id WHERE p.purge_id = ? ORDER BY t.version_id", table);
    return rc < 0 ? rc : strbuf_check(sql, err);
}

static int add_rows(struct digest *digest, struct store *store, const char *sql, int64_t purge_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", purge_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        size_t len;
        const char *row = db_text(stmt, 0, &len);

        digest_field(digest, row != NULL ? row : "", row != NULL ? len : 0);
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

/* What is left of logs. Nothing where there is none, so that purges of a store without logs keep their digest. */
static int add_predictions(struct digest *digest, struct store *store, int64_t purge_id, struct err *err)
{
    return add_rows(digest, store,
                    "SELECT p.version_id||' '||p.row||' '||p.time||' '||p.key||' '||quote(p.score)||quote(p.label)||quote(p.subgroup)||quote(p.inputs)"
                    "  FROM purges u JOIN versions v ON v.overwritten = 'purge:'||u.rule AND v.overwritten_at = u.at"
                    "  JOIN prediction_rows p ON p.version_id = v.version_id WHERE u.purge_id = ? ORDER BY p.version_id, p.row", purge_id, err);
}

static int add_table(struct digest *digest, struct strbuf *sql, struct store *store, const char *table, int64_t purge_id, struct err *err)
{
    int rc;

    digest_field(digest, table, strlen(table));
    rc = rest_query(sql, store, table, err);
    return rc < 0 ? rc : add_rows(digest, store, sql->data, purge_id, err);
}

/* Whether the purge emptied a version of the table. */
static int has_rows(int64_t *n, struct strbuf *sql, struct store *store, const char *table, int64_t purge_id, struct err *err)
{
    int rc;

    strbuf_clear(sql);
    strbuf_addf(sql, "SELECT count(*) FROM purges p JOIN versions v ON v.overwritten = 'purge:'||p.rule AND v.overwritten_at = p.at"
                " JOIN \"%s\" t ON t.version_id = v.version_id WHERE p.purge_id = ?", table);
    rc = strbuf_check(sql, err);
    return rc < 0 ? rc : db_get_int(store->db, n, err, sql->data, "i", purge_id);
}

static int rest_digest(uint8_t out[DIGEST_SIZE], struct store *store, int64_t purge_id, struct err *err)
{
    struct digest digest;
    struct strbuf sql;
    int rc;

    strbuf_init(&sql);
    digest_init(&digest);
    rc = add_rows(&digest, store, "SELECT quote(rule)||quote(before)||quote(\"by\")||quote(at)||quote(counts) FROM purges WHERE purge_id = ?", purge_id, err);
    for (size_t i = 0; rc == 0 && i < sizeof tables / sizeof *tables; i++)
        rc = add_table(&digest, &sql, store, tables[i], purge_id, err);
    if (rc == 0)
        rc = add_predictions(&digest, store, purge_id, err);
    for (size_t i = 0; rc == 0 && i < sizeof later_tables / sizeof *later_tables; i++) {
        int64_t n = 0;

        rc = has_rows(&n, &sql, store, later_tables[i], purge_id, err);
        if (rc == 0 && n > 0)
            rc = add_table(&digest, &sql, store, later_tables[i], purge_id, err);
    }
    strbuf_release(&sql);
    if (rc == 0)
        digest_final(&digest, out);
    return rc;
}

int audit_purge_append(struct store *store, int64_t purge_id, struct err *err)
{
    uint8_t digest[DIGEST_SIZE];
    char subject[48];
    int rc = rest_digest(digest, store, purge_id, err);

    if (rc < 0)
        return rc;
    snprintf(subject, sizeof subject, "purge:%lld", (long long)purge_id);
    return audit_append(store, "engine", "purge.rows", subject, digest, DIGEST_SIZE, err);
}

/* ------------------------------------------------------------------------------------------------------------- checking */

static int check_rest(struct store *store, ledger_found found, void *ctx, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT row_id, subject, detail_digest FROM audit WHERE action = 'purge.rows' ORDER BY row_id", err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        const char *subject = db_text(stmt, 1, NULL), *colon = subject != NULL ? strchr(subject, ':') : NULL;
        uint8_t digest[DIGEST_SIZE], detail[DIGEST_SIZE];
        char reason[256];
        size_t len;
        const uint8_t *stored;

        rc = rest_digest(digest, store, colon != NULL ? strtoll(colon + 1, NULL, 10) : 0, err);
        if (rc < 0)
            break;
        digest_of(digest, DIGEST_SIZE, detail);
        stored = db_blob(stmt, 2, &len);
        if (len == DIGEST_SIZE && digest_equal(stored, detail, DIGEST_SIZE))
            continue;
        snprintf(reason, sizeof reason, "purge.rows: what %.100s left is not what the chain vouches for", subject != NULL ? subject : "?");
        rc = found(ctx, "purge", db_int(stmt, 0), reason, err);
    }
    db_finalize(stmt);
    return rc;
}

static int check_none(struct store *store, const char *sql, const char *words, ledger_found found, void *ctx, struct err *err)
{
    int64_t n = 0;
    char reason[256];
    int rc = db_get_int(store->db, &n, err, sql, "");

    if (rc < 0 || n == 0)
        return rc;
    snprintf(reason, sizeof reason, "%lld %s", (long long)n, words);
    return found(ctx, "purge", 0, reason, err);
}

int audit_purge_check(struct store *store, ledger_found found, void *ctx, struct err *err)
{
    int rc = check_none(store, "SELECT count(*) FROM purges p WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.action = 'purge.begin' AND a.subject = 'purge:'||p.purge_id)",
                        "purges are not in the chain", found, ctx, err);

    if (rc == 0)
        rc = check_none(store, "SELECT count(*) FROM versions v WHERE v.overwritten_at IS NOT NULL AND v.overwritten GLOB 'purge:*'"
                        " AND NOT EXISTS (SELECT 1 FROM purges p WHERE v.overwritten = 'purge:'||p.rule AND v.overwritten_at = p.at)",
                        "versions say they were purged, by no purge that there was", found, ctx, err);
    if (rc == 0)
        rc = check_none(store, "SELECT count(*) FROM feature_rows f WHERE f.data IS NULL"
                        " AND NOT EXISTS (SELECT 1 FROM purges p WHERE f.purged = p.rule AND f.purged_at = p.at)",
                        "feature rows say they were purged, by no purge that there was", found, ctx, err);
    return rc < 0 ? rc : check_rest(store, found, ctx, err);
}

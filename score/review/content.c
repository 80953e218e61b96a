/*
 * content.c - see content.h.
 */
#include "score/review/content.h"

#include <stdio.h>
#include <string.h>

static const char score_sql[] =
    "SELECT r.kind, s.item, v.content_hash, s.label, m.hash, s.probability FROM scores s JOIN versions v ON v.version_id = s.version_id"
    "  JOIN records r ON r.record_id = v.record_id LEFT JOIN models m ON m.model_id = s.model_id WHERE s.score_id = ?";

static const char members_sql[] =
    "SELECT s.item, v.content_hash FROM score_members m JOIN scores s ON s.score_id = m.member_score_id"
    "  JOIN versions v ON v.version_id = s.version_id WHERE m.score_id = ? ORDER BY s.item";

static void add_text(struct digest *d, struct db_stmt *stmt, int column)
{
    size_t len;
    const char *text = db_text(stmt, column, &len);

    digest_field(d, text != NULL ? text : "", text != NULL ? len : 0);
}

static void add_blob(struct digest *d, struct db_stmt *stmt, int column)
{
    size_t len;
    const void *data = db_blob(stmt, column, &len);

    digest_field(d, data != NULL ? data : "", data != NULL ? len : 0);
}

static void add_score(struct digest *d, struct db_stmt *stmt)
{
    char p[32];

    add_text(d, stmt, 1);
    add_blob(d, stmt, 2);
    if (strcmp(db_text(stmt, 0, NULL), "ticket") == 0) {
        add_text(d, stmt, 3);
        return;
    }
    add_blob(d, stmt, 4);
    snprintf(p, sizeof(p), "%.6f", db_double(stmt, 5));
    digest_field(d, p, strlen(p));
}

static int add_members(struct digest *d, struct store *store, int64_t score_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, members_sql, err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", score_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        add_text(d, stmt, 0);
        add_blob(d, stmt, 1);
        rc = 0;
    }
    db_finalize(stmt);
    return rc;
}

int content_of_score(uint8_t out[DIGEST_SIZE], struct store *store, int64_t score_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct digest d;
    int rc = db_prepare(store->db, &stmt, score_sql, err);

    digest_init(&d);
    if (rc == 0)
        rc = db_bind(stmt, err, "i", score_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 0)
        rc = err_set(err, ERR_NOTFOUND, "no score %lld", (long long)score_id);
    if (rc > 0)
        add_score(&d, stmt);
    db_finalize(stmt);
    rc = rc < 0 ? rc : add_members(&d, store, score_id, err);
    if (rc == 0)
        digest_final(&d, out);
    return rc;
}

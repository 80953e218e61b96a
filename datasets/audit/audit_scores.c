#include "datasets/audit/audit_scores.h"

#include <stdio.h>

#include "datasets/base/digest.h"

/* Columns of both queries: score, item, run, explanation, its digest, whether a purge emptied what was scored. */
#define SCORE                                                                                                                                  \
    "SELECT s.score_id, s.item, s.run_id, s.detail, s.detail_hash, coalesce(v.overwritten GLOB 'purge:*', 0)"                                  \
    "  FROM scores s LEFT JOIN versions v ON v.version_id = s.version_id"

static bool is_whole(struct db_stmt *stmt)
{
    uint8_t hash[DIGEST_SIZE];
    size_t len, hash_len;
    const char *detail = db_text(stmt, 3, &len);
    const uint8_t *stored;

    if (len == 0 && db_int(stmt, 5) != 0)
        return true;
    if (db_is_null(stmt, 4))
        return len > 0;
    digest_of(detail, len, hash);
    stored = db_blob(stmt, 4, &hash_len);
    return hash_len == DIGEST_SIZE && digest_equal(hash, stored, DIGEST_SIZE);
}

static void say(char *reason, size_t size, struct db_stmt *stmt)
{
    size_t len;

    db_text(stmt, 3, &len);
    snprintf(reason, size, "score %lld of '%.120s': its explanation %s", (long long)db_int(stmt, 0), db_text(stmt, 1, NULL),
             len == 0 ? "is gone, and no purge removed it" : "is not the one that was written");
}

enum { NAMED_MAX = 20 }; /* the first ones are named, the rest counted */

int audit_scores_check(int64_t *n_undigested, struct store *store, ledger_found found, void *ctx, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char reason[256];
    int altered = 0, rc = db_prepare(store->db, &stmt, SCORE " ORDER BY s.score_id", err);

    *n_undigested = 0;
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = 0;
        *n_undigested += db_is_null(stmt, 4);
        if (is_whole(stmt) || ++altered > NAMED_MAX)
            continue;
        say(reason, sizeof reason, stmt);
        rc = found(ctx, "score", 0, reason, err);
    }
    db_finalize(stmt);
    if (rc == 0 && altered > NAMED_MAX) {
        snprintf(reason, sizeof reason, "explanations of %d further scores were altered", altered - NAMED_MAX);
        rc = found(ctx, "score", 0, reason, err);
    }
    return rc;
}

int audit_score_verify(struct store *store, int64_t score_id, struct err *err)
{
    struct db_stmt *stmt = NULL;
    char reason[256];
    int64_t run_id = 0;
    int rc = db_prepare(store->db, &stmt, SCORE " WHERE s.score_id = ?", err);

    if (rc == 0)
        rc = db_bind(stmt, err, "i", score_id);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        run_id = db_int(stmt, 2);
        say(reason, sizeof reason, stmt);
        rc = is_whole(stmt) ? 0 : err_set(err, ERR_INTEGRITY, "%s; 'prodrome audit verify' tells more", reason);
    }
    db_finalize(stmt);
    return rc == 0 && run_id > 0 ? audit_ledger_verify(store, "score.rows", run_id, err) : rc;
}

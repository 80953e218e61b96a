#include "datasets/audit/audit_verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit_chain.h"
#include "datasets/audit/audit_ledger.h"
#include "datasets/audit/audit_models.h"
#include "datasets/audit/audit_purge.h"
#include "datasets/audit/audit_scores.h"
#include "datasets/audit/audit_vouch.h"
#include "datasets/audit/signature.h"
#include "datasets/base/mem.h"
#include "datasets/store/schema.h"

struct verify {
    struct audit_result *out;
    struct store *store;
    bool has_trust, has_expect, expect_found;
    uint8_t key[SIGN_PUBLIC_SIZE]; /* the trusted one, else the store's */
    uint8_t expect[DIGEST_SIZE];
};

static int add_failure(struct audit_result *out, struct err *err, const char *check, int64_t row, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

static int add_failure(struct audit_result *out, struct err *err, const char *check, int64_t row, const char *fmt, ...)
{
    char text[ERR_MSG_MAX];
    char visible[ERR_MSG_MAX];
    char *reason;
    va_list args;
    int rc;

    if (out->n_failures == AUDIT_FAILURES_MAX)
        return 0;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    err_visible(visible, sizeof visible, text);
    rc = mem_grow(&out->failure, &out->cap_failures, out->n_failures + 1, sizeof *out->failure, err);
    if (rc < 0)
        return rc;
    reason = mem_strdup(visible);
    if (reason == NULL)
        return err_nomem(err);
    out->failure[out->n_failures++] = (struct audit_failure){ .check = check, .row = row, .reason = reason };
    return 0;
}

/* One row against the one before: *row_id and *hash are that one's, and become this one's. After a failure the row is taken as
 * it stands, so that one change is told once. */
static int check_row(struct verify *verify, struct db_stmt *stmt, int64_t *row_id, uint8_t hash[DIGEST_SIZE],
                     struct err *err)
{
    struct audit_row row = { .row_id = db_int(stmt, 0),
                             .at = db_int(stmt, 1),
                             .actor = audit_column_text(stmt, 2),
                             .action = audit_column_text(stmt, 3),
                             .subject = audit_column_text(stmt, 4) };
    uint8_t computed[DIGEST_SIZE], stored[DIGEST_SIZE];
    int64_t expected = *row_id + 1;
    int rc = 0;

    audit_column_digest(stmt, 5, row.detail_digest);
    audit_column_digest(stmt, 6, row.prev_hash);
    audit_column_digest(stmt, 7, stored);
    audit_row_hash(&row, computed);
    if (row.row_id != expected)
        rc = add_failure(verify->out, err, "sequence", row.row_id, "row %lld follows row %lld: rows are missing",
                         (long long)row.row_id, (long long)*row_id);
    if (rc == 0 && !digest_equal(row.prev_hash, hash, DIGEST_SIZE))
        rc = add_failure(verify->out, err, "chain", row.row_id,
                         "row %lld does not continue the row before it: one of the two was changed or put in",
                         (long long)row.row_id);
    if (rc == 0 && !digest_equal(computed, stored, DIGEST_SIZE))
        rc = add_failure(verify->out, err, "chain", row.row_id,
                         "the hash of row %lld is not that of its content: it was changed", (long long)row.row_id);
    if (verify->has_expect && digest_equal(stored, verify->expect, DIGEST_SIZE))
        verify->expect_found = true;
    *row_id = row.row_id;
    memcpy(hash, stored, DIGEST_SIZE);
    return rc;
}

static int check_chain(struct verify *verify, struct err *err)
{
    struct db_stmt *stmt = NULL;
    uint8_t hash[DIGEST_SIZE] = { 0 };
    int64_t row_id = 0;
    int rc = db_prepare(
        verify->store->db, &stmt,
        "SELECT row_id, at, actor, action, subject, detail_digest, prev_hash, hash FROM audit ORDER BY row_id", err);

    if (rc < 0)
        return rc;
    while ((rc = db_step(stmt, err)) == 1) {
        rc = check_row(verify, stmt, &row_id, hash, err);
        if (rc < 0)
            break;
        verify->out->n_rows++;
    }
    db_finalize(stmt);
    digest_hex(hash, DIGEST_SIZE, verify->out->head);
    return rc;
}

static int check_expect(struct verify *verify, struct err *err)
{
    static const uint8_t empty[DIGEST_SIZE];

    if (!verify->has_expect || verify->expect_found)
        return 0;
    if (verify->out->n_rows == 0 && digest_equal(verify->expect, empty, DIGEST_SIZE))
        return 0; /* the head of an empty chain */
    return add_failure(
        verify->out, err, "expect", 0,
        "the expected head does not occur in the chain: it was rewritten, cut off, or is that of another store");
}

/* One signed head; columns: row_id, head, public_key, signature, at, hash of that row of the chain (NULL: no such row). */
static int check_head(struct verify *verify, struct db_stmt *stmt, struct err *err)
{
    int64_t row_id = db_int(stmt, 0);
    uint8_t head[DIGEST_SIZE], hash[DIGEST_SIZE], message[DIGEST_SIZE], key[SIGN_PUBLIC_SIZE];
    size_t len;
    const void *signature = db_blob(stmt, 3, &len);

    audit_column_digest(stmt, 1, head);
    audit_column_digest(stmt, 2, key);
    audit_column_digest(stmt, 5, hash);
    audit_head_message(row_id, head, db_int(stmt, 4), message);
    if (!digest_equal(key, verify->key, SIGN_PUBLIC_SIZE))
        return add_failure(verify->out, err, verify->has_trust ? "trust" : "signature", row_id,
                           "the head of row %lld is signed by %s", (long long)row_id,
                           verify->has_trust ? "a key that is not the trusted one" : "a key that is not the store's");
    if (signature == NULL || len != SIGN_SIZE || !sign_check(signature, message, sizeof message, key))
        return add_failure(verify->out, err, "signature", row_id, "the signature of the head of row %lld is wrong",
                           (long long)row_id);
    if (db_is_null(stmt, 5))
        return add_failure(verify->out, err, "head", row_id,
                           "row %lld was signed, but the chain does not have it: rows were cut off", (long long)row_id);
    if (!digest_equal(head, hash, DIGEST_SIZE))
        return add_failure(verify->out, err, "head", row_id,
                           "row %lld is not as it was when its head was signed: the chain was rewritten",
                           (long long)row_id);
    return 0;
}

/* Every row is signed when it is appended: one without a head was put there by someone without the keys, or its head was taken away. */
static int check_all_signed(struct verify *verify, struct err *err)
{
    int64_t row, n;
    int rc = db_get_int(verify->store->db, &n, err,
                        "SELECT count(*) FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_heads h WHERE h.row_id = a.row_id)", "");

    if (rc < 0 || n == 0)
        return rc;
    rc = db_get_int(verify->store->db, &row, err,
                    "SELECT min(row_id) FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_heads h WHERE h.row_id = a.row_id)", "");
    if (rc < 0)
        return rc;
    return add_failure(verify->out, err, "signature", row, "%lld rows are not signed, the first is row %lld", (long long)n, (long long)row);
}

static int check_heads(struct verify *verify, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(verify->store->db, &stmt,
                        "SELECT h.row_id, h.head, h.public_key, h.signature, h.at, a.hash"
                        " FROM audit_heads h LEFT JOIN audit a ON a.row_id = h.row_id ORDER BY h.row_id",
                        err);

    if (rc < 0)
        return rc;
    while ((rc = db_step(stmt, err)) == 1) {
        rc = check_head(verify, stmt, err);
        if (rc < 0)
            break;
    }
    db_finalize(stmt);
    return rc < 0 ? rc : check_all_signed(verify, err);
}

/* The key in the settings, to be used where none is trusted and to be compared where one is. */
static int check_key(struct verify *verify, struct err *err)
{
    uint8_t stored[SIGN_PUBLIC_SIZE] = { 0 };
    char *hex = NULL;
    bool there;
    int rc = store_setting_get(verify->store, &hex, "audit_public_key", err);

    if (rc < 0 && rc != ERR_NOTFOUND)
        return rc;
    there = hex != NULL && digest_from_hex(hex, stored, sizeof stored);
    mem_free(hex);
    if (!there)
        return add_failure(verify->out, err, "signature", 0, "the store does not say which public key is its own");
    if (!verify->has_trust)
        memcpy(verify->key, stored, sizeof stored);
    else if (!digest_equal(stored, verify->key, sizeof stored))
        return add_failure(verify->out, err, "trust", 0, "the store's public key is not the trusted one");
    return 0;
}

/* ----------------------------------------------------------------------------------------- what the chain vouches for */

static int ledger_failure(void *ctx, const char *check, int64_t row, const char *reason, struct err *err)
{
    struct verify *verify = ctx;

    return add_failure(verify->out, err, check, row, "%s", reason);
}

static int check_ledgers(struct verify *verify, struct err *err)
{
    int rc = audit_models_check(verify->store, ledger_failure, verify, err);

    if (rc == 0)
        rc = audit_ledger_check(verify->store, ledger_failure, verify, err);
    if (rc == 0)
        rc = audit_scores_check(&verify->out->n_undigested, verify->store, ledger_failure, verify, err);
    return rc < 0 ? rc : audit_purge_check(verify->store, ledger_failure, verify, err);
}

static int check_people(struct verify *verify, struct err *err)
{
    int rc = audit_vouch_check(verify->store, ledger_failure, verify, err);

    return rc < 0 ? rc : signatures_check(verify->store, verify->key, ledger_failure, verify, err);
}

/* --------------------------------------------------------------------------------------------------------- the file */

static int check_file(struct verify *verify, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(verify->store->db, &stmt, "PRAGMA quick_check(20)", err);

    if (rc < 0)
        return rc;
    while ((rc = db_step(stmt, err)) == 1) {
        if (strcmp(audit_column_text(stmt, 0).str, "ok") == 0)
            continue;
        rc = add_failure(verify->out, err, "store", 0, "%s", audit_column_text(stmt, 0).str);
        if (rc < 0)
            break;
    }
    db_finalize(stmt);
    return rc;
}

/* Every trigger of `from` is in `to`, word for word. */
static int compare_triggers(struct verify *verify, struct db *from, struct db *to, const char *complaint,
                            struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(from, &stmt, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name", err);

    if (rc < 0)
        return rc;
    while ((rc = db_step(stmt, err)) == 1) {
        int64_t n = 0;

        rc = db_get_int(to, &n, err,
                        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name = ? AND sql = ?", "tt",
                        audit_column_text(stmt, 0).str, audit_column_text(stmt, 1).str);
        if (rc == 0 && n == 0)
            rc = add_failure(verify->out, err, "store", 0, "trigger '%s' %s", audit_column_text(stmt, 0).str, complaint);
        if (rc < 0)
            break;
    }
    db_finalize(stmt);
    return rc;
}

/* The guards of schema.c are as a fresh store has them. */
static int check_triggers(struct verify *verify, struct err *err)
{
    struct db *fresh = NULL;
    int rc = db_open(&fresh, ":memory:", DB_CREATE, err);

    if (rc < 0)
        return rc;
    rc = schema_migrate(fresh, err);
    if (rc == 0)
        rc = compare_triggers(verify, fresh, verify->store->db,
                              "is gone or was changed: the store is not guarded by it", err);
    if (rc == 0)
        rc = compare_triggers(verify, verify->store->db, fresh, "is not one of ours or was changed", err);
    db_close(fresh);
    return rc;
}

/* --------------------------------------------------------------------------------------------------------------- all */

/* A check that stumbles over damage has found a failure; the others go on. */
static int run_checks(struct verify *verify, struct err *err)
{
    static int (*const checks[])(struct verify *, struct err *) = { check_key,     check_chain,  check_expect, check_heads,
                                                                    check_ledgers, check_people, check_file,   check_triggers };
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < sizeof checks / sizeof *checks; i++) {
        struct err damage = ERR_INIT;

        rc = checks[i](verify, &damage);
        if (rc == ERR_INTEGRITY)
            rc = add_failure(verify->out, err, "store", 0, "%s", damage.msg);
        else if (rc < 0)
            err_set(err, (enum err_code)rc, "%s", damage.msg);
    }
    return rc;
}

static int read_wanted(struct verify *verify, const char *trust, const char *expect, struct err *err)
{
    verify->has_trust = trust != NULL;
    verify->has_expect = expect != NULL;
    if (trust != NULL && !digest_from_hex(trust, verify->key, sizeof verify->key))
        return err_set(err, ERR_USAGE, "'%s' is no public key: %d hex digits were expected", trust,
                       2 * SIGN_PUBLIC_SIZE);
    if (expect != NULL && !digest_from_hex(expect, verify->expect, sizeof verify->expect))
        return err_set(err, ERR_USAGE, "'%s' is no head: %d hex digits were expected", expect, 2 * DIGEST_SIZE);
    return 0;
}

int audit_verify(struct audit_result *out, struct store *store, const char *trust, const char *expect, struct err *err)
{
    struct audit_result result = { 0 };
    struct verify verify = { .out = &result, .store = store };
    bool own = !db_in_transaction(store->db);
    int rc = read_wanted(&verify, trust, expect, err);

    if (rc < 0)
        return rc;
    if (own) {
        rc = db_exec(store->db, "BEGIN", err); /* all checks see the same moment, also while a job appends */
        if (rc < 0)
            return rc;
    }
    rc = run_checks(&verify, err);
    if (own)
        db_rollback(store->db);
    if (rc < 0)
        audit_result_release(&result);
    else
        *out = result;
    return rc;
}

void audit_result_release(struct audit_result *result)
{
    for (size_t i = 0; i < result->n_failures; i++)
        mem_free(result->failure[i].reason);
    mem_free(result->failure);
    *result = (struct audit_result){ 0 };
}

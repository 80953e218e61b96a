#include "datasets/audit/audit.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit_ledger.h"
#include "datasets/audit/audit_purge.h"
#include "datasets/audit/audit_vouch.h"
#include "datasets/audit/signature.h"
#include "datasets/base/mem.h"
#include "datasets/store/schema.h"

/* ------------------------------------------------------------------------------------------------------- the chain */

static void field_int(struct digest *digest, int64_t value)
{
    uint8_t bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)value >> (8 * i));
    digest_field(digest, bytes, sizeof bytes);
}

/* Text with its length: a NUL put into a column must not hide what follows it. */
struct field {
    const char *str;
    size_t len;
};

struct row {
    int64_t row_id, at;
    struct field actor, action, subject;
    uint8_t detail_digest[DIGEST_SIZE];
    uint8_t prev_hash[DIGEST_SIZE];
};

static void row_hash(const struct row *row, uint8_t out[DIGEST_SIZE])
{
    struct digest digest;

    digest_init(&digest);
    digest_field(&digest, row->prev_hash, DIGEST_SIZE);
    field_int(&digest, row->row_id);
    field_int(&digest, row->at);
    digest_field(&digest, row->actor.str, row->actor.len);
    digest_field(&digest, row->action.str, row->action.len);
    digest_field(&digest, row->subject.str, row->subject.len);
    digest_field(&digest, row->detail_digest, DIGEST_SIZE);
    digest_final(&digest, out);
}

/* What the signature of a head is over. */
static void head_message(int64_t row_id, const uint8_t head[DIGEST_SIZE], int64_t at, uint8_t out[DIGEST_SIZE])
{
    static const char purpose[] = "prodrome audit head";
    struct digest digest;

    digest_init(&digest);
    digest_field(&digest, purpose, sizeof purpose - 1);
    field_int(&digest, row_id);
    digest_field(&digest, head, DIGEST_SIZE);
    field_int(&digest, at);
    digest_final(&digest, out);
}

/* A hash of the row at hand; a column of another length is taken as zeros, which fit nothing. */
static void column_digest(struct db_stmt *stmt, int column, uint8_t out[DIGEST_SIZE])
{
    size_t len;
    const void *bytes = db_blob(stmt, column, &len);

    memset(out, 0, DIGEST_SIZE);
    if (bytes != NULL && len == DIGEST_SIZE)
        memcpy(out, bytes, DIGEST_SIZE);
}

static const char *column_text(struct db_stmt *stmt, int column)
{
    const char *text = db_text(stmt, column, NULL);

    return text == NULL ? "" : text;
}

static struct field column_field(struct db_stmt *stmt, int column)
{
    struct field field = { .len = 0 };

    field.str = db_text(stmt, column, &field.len);
    return field.str == NULL ? (struct field){ "", 0 } : field;
}

/* The newest row's number and hash; 0 and zeros for an empty chain. */
static int newest(struct db *db, int64_t *row_id, uint8_t hash[DIGEST_SIZE], struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(db, &stmt, "SELECT row_id, hash FROM audit ORDER BY row_id DESC LIMIT 1", err);

    if (rc < 0)
        return rc;
    rc = db_step(stmt, err);
    if (rc == 1) {
        *row_id = db_int(stmt, 0);
        column_digest(stmt, 1, hash);
    } else if (rc == 0) {
        *row_id = 0;
        memset(hash, 0, DIGEST_SIZE);
    }
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

int audit_head(struct store *store, char hex[DIGEST_HEX_SIZE], int64_t *n_rows, struct err *err)
{
    uint8_t hash[DIGEST_SIZE];
    int64_t row_id;
    int rc = newest(store->db, &row_id, hash, err);

    if (rc < 0)
        return rc;
    digest_hex(hash, DIGEST_SIZE, hex);
    *n_rows = row_id;
    return 0;
}

/* ------------------------------------------------------------------------------------------------------- appending */

static int append_row(struct db *db, struct row *row, struct err *err)
{
    uint8_t hash[DIGEST_SIZE];
    int64_t last;
    int rc = newest(db, &last, row->prev_hash, err);

    if (rc < 0)
        return rc;
    row->row_id = last + 1;
    row_hash(row, hash);
    return db_run(db, err,
                  "INSERT INTO audit(row_id, at, actor, action, subject, detail_digest, prev_hash, hash)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  "iisssbbb", row->row_id, row->at, row->actor.str, row->actor.len, row->action.str, row->action.len,
                  row->subject.str, row->subject.len, row->detail_digest, (size_t)DIGEST_SIZE, row->prev_hash,
                  (size_t)DIGEST_SIZE, hash, (size_t)DIGEST_SIZE);
}

static int sign_newest(struct store *store, struct err *err)
{
    uint8_t head[DIGEST_SIZE], message[DIGEST_SIZE], signature[SIGN_SIZE];
    int64_t at = store_now(store);
    int64_t row_id, n;
    int rc = newest(store->db, &row_id, head, err);

    if (rc < 0 || row_id == 0)
        return rc;
    rc = db_get_int(store->db, &n, err, "SELECT count(*) FROM audit_heads WHERE row_id = ?", "i", row_id);
    if (rc < 0 || n > 0)
        return rc;
    head_message(row_id, head, at, message);
    sign_make(signature, message, sizeof message, store->keys.audit_secret);
    return db_run(store->db, err,
                  "INSERT INTO audit_heads(row_id, head, public_key, signature, at) VALUES (?, ?, ?, ?, ?)", "ibbbi",
                  row_id, head, sizeof head, store->keys.audit_public, sizeof store->keys.audit_public, signature,
                  sizeof signature, at);
}

int audit_append(struct store *store, const char *actor, const char *action, const char *subject, const void *detail,
                 size_t detail_len, struct err *err)
{
    struct row row = { .at = store_now(store) };
    bool own = !db_in_transaction(store->db);
    int rc;

    assert(actor != NULL && action != NULL && subject != NULL);
    assert(detail != NULL || detail_len == 0);

    row.actor = (struct field){ actor, strlen(actor) };
    row.action = (struct field){ action, strlen(action) };
    row.subject = (struct field){ subject, strlen(subject) };

    digest_of(detail_len == 0 ? "" : detail, detail_len, row.detail_digest);
    if (!own) {
        rc = append_row(store->db, &row, err);
        return rc < 0 ? rc : sign_newest(store, err);
    }
    rc = db_begin(store->db, err);
    if (rc < 0)
        return rc;
    rc = append_row(store->db, &row, err);
    if (rc == 0)
        rc = sign_newest(store, err);
    if (rc == 0)
        rc = db_commit(store->db, err);
    db_rollback(store->db);
    return rc;
}

int audit_found(struct store *store, struct err *err)
{
    return audit_append(store, "engine", "store.create", "store", store->keys.audit_public, SIGN_PUBLIC_SIZE, err);
}

/* ------------------------------------------------------------------------------------------------------- verifying */

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
    struct row row = { .row_id = db_int(stmt, 0),
                       .at = db_int(stmt, 1),
                       .actor = column_field(stmt, 2),
                       .action = column_field(stmt, 3),
                       .subject = column_field(stmt, 4) };
    uint8_t computed[DIGEST_SIZE], stored[DIGEST_SIZE];
    int64_t expected = *row_id + 1;
    int rc = 0;

    column_digest(stmt, 5, row.detail_digest);
    column_digest(stmt, 6, row.prev_hash);
    column_digest(stmt, 7, stored);
    row_hash(&row, computed);
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

    column_digest(stmt, 1, head);
    column_digest(stmt, 2, key);
    column_digest(stmt, 5, hash);
    head_message(row_id, head, db_int(stmt, 4), message);
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

int model_parts_hash(struct store *store, int64_t model_id, uint8_t out[DIGEST_SIZE], struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct digest digest;
    size_t n = 0;
    int rc = db_prepare(store->db, &stmt, "SELECT name, data FROM model_parts WHERE model_id = ? ORDER BY name", err);

    if (rc < 0)
        return rc;
    digest_init(&digest);
    rc = db_bind(stmt, err, "i", model_id);
    while (rc >= 0 && (rc = db_step(stmt, err)) == 1) {
        size_t name_len, data_len;
        const char *name = db_text(stmt, 0, &name_len);
        const void *data = db_blob(stmt, 1, &data_len);

        digest_field(&digest, name, name_len);
        digest_field(&digest, data == NULL ? "" : data, data_len);
        n++;
    }
    db_finalize(stmt);
    if (rc < 0)
        return rc;
    if (n == 0)
        return err_set(err, ERR_NOTFOUND, "model %lld has no parts", (long long)model_id);
    digest_final(&digest, out);
    return 0;
}

/* The model that "model:TASK:PROJECT@N" or "model:TASK@N" names. ERR_NOTFOUND. */
static int find_model(struct db *db, const char *subject, int64_t *model_id, struct err *err)
{
    const char *task = strchr(subject, ':');
    const char *at = strrchr(subject, '@');
    const char *colon;
    long long number;

    if (task == NULL || at == NULL || at < task || sscanf(at + 1, "%lld", &number) != 1)
        return err_set(err, ERR_NOTFOUND, "'%s' names no model version", subject);
    task++;
    colon = memchr(task, ':', (size_t)(at - task));
    if (colon == NULL)
        return db_get_int(db, model_id, err,
                          "SELECT model_id FROM models WHERE task = ? AND project = '' AND number = ?", "si", task,
                          (size_t)(at - task), (int64_t)number);
    return db_get_int(db, model_id, err, "SELECT model_id FROM models WHERE task = ? AND project = ? AND number = ?",
                      "ssi", task, (size_t)(colon - task), colon + 1, (size_t)(at - colon - 1), (int64_t)number);
}

/* Stored bytes are vouched for by their hash: beside them, and in the chain. */
struct voucher {
    const char *action, *check;
    const char *stored_hash; /* SQL: hash of a model_id */
    int (*compute)(struct store *store, int64_t model_id, uint8_t out[DIGEST_SIZE], struct err *err);
};

static int validation_hash(struct store *store, int64_t model_id, uint8_t out[DIGEST_SIZE], struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct field json;
    int rc = db_prepare(store->db, &stmt, "SELECT json FROM validation_records WHERE model_id = ?", err);

    if (rc < 0)
        return rc;
    rc = db_bind(stmt, err, "i", model_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1) {
        json = column_field(stmt, 0);
        digest_of(json.str, json.len, out);
    } else if (rc == 0) {
        rc = err_set(err, ERR_NOTFOUND, "model %lld has no validation record", (long long)model_id);
    }
    db_finalize(stmt);
    return rc < 0 ? rc : 0;
}

static const struct voucher vouchers[] = {
    { "model.register", "model", "SELECT hex(hash) FROM models WHERE model_id = ?", model_parts_hash },
    { "validation.write", "validation", "SELECT hex(hash) FROM validation_records WHERE model_id = ?",
      validation_hash },
};

static bool vouches(const uint8_t detail_digest[DIGEST_SIZE], const uint8_t hash[DIGEST_SIZE])
{
    uint8_t of_hash[DIGEST_SIZE];

    digest_of(hash, DIGEST_SIZE, of_hash);
    return digest_equal(detail_digest, of_hash, DIGEST_SIZE) || digest_equal(detail_digest, hash, DIGEST_SIZE);
}

static int check_stored_hash(struct verify *verify, const struct voucher *voucher, int64_t model_id,
                             const uint8_t *computed, int64_t row, const char *subject, struct err *err)
{
    uint8_t stored[DIGEST_SIZE];
    char *hex = NULL;
    int rc = db_get_text(verify->store->db, &hex, err, voucher->stored_hash, "i", model_id);
    bool same;

    if (rc < 0)
        return rc;
    same = hex != NULL && digest_from_hex(hex, stored, sizeof stored) && digest_equal(stored, computed, DIGEST_SIZE);
    mem_free(hex);
    if (same)
        return 0;
    return add_failure(verify->out, err, voucher->check, row, "%s: the hash beside the stored bytes is not theirs",
                       subject);
}

/* One row of the chain that vouches for bytes in the store; columns: row_id, subject, detail_digest. */
static int check_vouched(struct verify *verify, const struct voucher *voucher, struct db_stmt *stmt, struct err *err)
{
    int64_t row = db_int(stmt, 0);
    const char *subject = column_text(stmt, 1);
    uint8_t digest[DIGEST_SIZE], computed[DIGEST_SIZE];
    int64_t model_id;
    int rc = find_model(verify->store->db, subject, &model_id, err);

    if (rc == 0)
        rc = voucher->compute(verify->store, model_id, computed, err);
    if (rc == ERR_NOTFOUND)
        return add_failure(verify->out, err, voucher->check, row, "%s: the chain has it, the store has not", subject);
    if (rc < 0)
        return rc;
    column_digest(stmt, 2, digest);
    if (!vouches(digest, computed))
        return add_failure(verify->out, err, voucher->check, row,
                           "%s: the stored bytes are not those that the chain vouches for", subject);
    return check_stored_hash(verify, voucher, model_id, computed, row, subject, err);
}

static int check_voucher(struct verify *verify, const struct voucher *voucher, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(verify->store->db, &stmt,
                        "SELECT row_id, subject, detail_digest FROM audit WHERE action = ? ORDER BY row_id", err);

    if (rc < 0)
        return rc;
    rc = db_bind(stmt, err, "t", voucher->action);
    while (rc >= 0 && (rc = db_step(stmt, err)) == 1)
        rc = check_vouched(verify, voucher, stmt, err);
    db_finalize(stmt);
    return rc;
}

static int check_vouchers(struct verify *verify, struct err *err)
{
    for (size_t i = 0; i < sizeof vouchers / sizeof *vouchers; i++) {
        int rc = check_voucher(verify, &vouchers[i], err);

        if (rc < 0)
            return rc;
    }
    return 0;
}

static int ledger_failure(void *ctx, const char *check, int64_t row, const char *reason, struct err *err)
{
    struct verify *verify = ctx;

    return add_failure(verify->out, err, check, row, "%s", reason);
}

static int check_ledgers(struct verify *verify, struct err *err)
{
    int rc = audit_ledger_check(verify->store, ledger_failure, verify, err);

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
        if (strcmp(column_text(stmt, 0), "ok") == 0)
            continue;
        rc = add_failure(verify->out, err, "store", 0, "%s", column_text(stmt, 0));
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
                        column_text(stmt, 0), column_text(stmt, 1));
        if (rc == 0 && n == 0)
            rc = add_failure(verify->out, err, "store", 0, "trigger '%s' %s", column_text(stmt, 0), complaint);
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
    static int (*const checks[])(struct verify *, struct err *) = { check_key,     check_chain,    check_expect,
                                                                    check_heads,   check_vouchers, check_ledgers,
                                                                    check_people,  check_file,     check_triggers };
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

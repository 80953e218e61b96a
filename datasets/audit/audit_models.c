#include "datasets/audit/audit_models.h"

#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit_chain.h"
#include "datasets/base/mem.h"

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

struct model_check {
    struct store *store;
    ledger_found found;
    void *ctx;
};

/* Stored bytes are vouched for by their hash: beside them, and in the chain. */
struct voucher {
    const char *action, *check;
    const char *stored_hash; /* SQL: hash of a model_id */
    int (*compute)(struct store *store, int64_t model_id, uint8_t out[DIGEST_SIZE], struct err *err);
};

static int validation_hash(struct store *store, int64_t model_id, uint8_t out[DIGEST_SIZE], struct err *err)
{
    struct db_stmt *stmt = NULL;
    struct audit_text json;
    int rc = db_prepare(store->db, &stmt, "SELECT json FROM validation_records WHERE model_id = ?", err);

    if (rc < 0)
        return rc;
    rc = db_bind(stmt, err, "i", model_id);
    if (rc == 0)
        rc = db_step(stmt, err);
    if (rc == 1) {
        json = audit_column_text(stmt, 0);
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

static int complain(struct model_check *c, const struct voucher *voucher, int64_t row, const char *subject, const char *what, struct err *err)
{
    char reason[ERR_MSG_MAX];

    snprintf(reason, sizeof reason, "%s: %s", subject, what);
    return c->found(c->ctx, voucher->check, row, reason, err);
}

static int check_stored_hash(struct model_check *c, const struct voucher *voucher, int64_t model_id,
                             const uint8_t *computed, int64_t row, const char *subject, struct err *err)
{
    uint8_t stored[DIGEST_SIZE];
    char *hex = NULL;
    int rc = db_get_text(c->store->db, &hex, err, voucher->stored_hash, "i", model_id);
    bool same;

    if (rc < 0)
        return rc;
    same = hex != NULL && digest_from_hex(hex, stored, sizeof stored) && digest_equal(stored, computed, DIGEST_SIZE);
    mem_free(hex);
    if (same)
        return 0;
    return complain(c, voucher, row, subject, "the hash beside the stored bytes is not theirs", err);
}

/* One row of the chain that vouches for bytes in the store; columns: row_id, subject, detail_digest. */
static int check_vouched(struct model_check *c, const struct voucher *voucher, struct db_stmt *stmt, struct err *err)
{
    int64_t row = db_int(stmt, 0);
    const char *subject = audit_column_text(stmt, 1).str;
    uint8_t digest[DIGEST_SIZE], computed[DIGEST_SIZE];
    int64_t model_id;
    int rc = find_model(c->store->db, subject, &model_id, err);

    if (rc == 0)
        rc = voucher->compute(c->store, model_id, computed, err);
    if (rc == ERR_NOTFOUND)
        return complain(c, voucher, row, subject, "the chain has it, the store has not", err);
    if (rc < 0)
        return rc;
    audit_column_digest(stmt, 2, digest);
    if (!vouches(digest, computed))
        return complain(c, voucher, row, subject, "the stored bytes are not those that the chain vouches for", err);
    return check_stored_hash(c, voucher, model_id, computed, row, subject, err);
}

static int check_voucher(struct model_check *c, const struct voucher *voucher, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(c->store->db, &stmt,
                        "SELECT row_id, subject, detail_digest FROM audit WHERE action = ? ORDER BY row_id", err);

    if (rc < 0)
        return rc;
    rc = db_bind(stmt, err, "t", voucher->action);
    while (rc >= 0 && (rc = db_step(stmt, err)) == 1)
        rc = check_vouched(c, voucher, stmt, err);
    db_finalize(stmt);
    return rc;
}

int audit_models_check(struct store *store, ledger_found found, void *ctx, struct err *err)
{
    struct model_check c = { .store = store, .found = found, .ctx = ctx };

    for (size_t i = 0; i < sizeof vouchers / sizeof *vouchers; i++) {
        int rc = check_voucher(&c, &vouchers[i], err);

        if (rc < 0)
            return rc;
    }
    return 0;
}

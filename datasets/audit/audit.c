#include "datasets/audit/audit.h"

#include <assert.h>
#include <string.h>

#include "datasets/audit/audit_chain.h"

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
        audit_column_digest(stmt, 1, hash);
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

static int append_row(struct db *db, struct audit_row *row, struct err *err)
{
    uint8_t hash[DIGEST_SIZE];
    int64_t last;
    int rc = newest(db, &last, row->prev_hash, err);

    if (rc < 0)
        return rc;
    row->row_id = last + 1;
    audit_row_hash(row, hash);
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
    audit_head_message(row_id, head, at, message);
    sign_make(signature, message, sizeof message, store->keys.audit_secret);
    return db_run(store->db, err,
                  "INSERT INTO audit_heads(row_id, head, public_key, signature, at) VALUES (?, ?, ?, ?, ?)", "ibbbi",
                  row_id, head, sizeof head, store->keys.audit_public, sizeof store->keys.audit_public, signature,
                  sizeof signature, at);
}

int audit_append(struct store *store, const char *actor, const char *action, const char *subject, const void *detail,
                 size_t detail_len, struct err *err)
{
    struct audit_row row = { .at = store_now(store) };
    bool own = !db_in_transaction(store->db);
    int rc;

    assert(actor != NULL && action != NULL && subject != NULL);
    assert(detail != NULL || detail_len == 0);

    row.actor = (struct audit_text){ actor, strlen(actor) };
    row.action = (struct audit_text){ action, strlen(action) };
    row.subject = (struct audit_text){ subject, strlen(subject) };

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

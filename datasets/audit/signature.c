/*
 * signature.c - see signature.h.
 */
#include "datasets/audit/signature.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/audit_vouch.h"
#include "datasets/base/mem.h"

static void field_text(struct digest *digest, const char *text)
{
    digest_field(digest, text, strlen(text));
}

static void message_of(const struct signature *s, uint8_t out[DIGEST_SIZE])
{
    struct digest digest;

    digest_init(&digest);
    field_text(&digest, "prodrome signature");
    digest_field_int(&digest, s->signature_id);
    field_text(&digest, s->subject);
    field_text(&digest, s->user);
    field_text(&digest, s->role);
    digest_field_int(&digest, s->at);
    field_text(&digest, s->meaning);
    digest_field(&digest, s->content_hash, DIGEST_SIZE);
    digest_final(&digest, out);
}

bool signature_check(const struct signature *s, const uint8_t key[SIGN_PUBLIC_SIZE])
{
    uint8_t message[DIGEST_SIZE];

    message_of(s, message);
    return sign_check(s->bytes, message, sizeof message, key);
}

int signature_public_key(uint8_t out[SIGN_PUBLIC_SIZE], struct store *store, struct err *err)
{
    char *hex = NULL;
    int rc = store_setting_get(store, &hex, "audit_public_key", err);

    if (rc == ERR_NOTFOUND || (rc == 0 && (hex == NULL || !digest_from_hex(hex, out, SIGN_PUBLIC_SIZE))))
        rc = err_set(err, ERR_INTEGRITY, "the store does not say which public key is its own");
    mem_free(hex);
    return rc;
}

int signature_make(struct signature *s, struct store *store, struct err *err)
{
    uint8_t message[DIGEST_SIZE];
    char key[24];
    int rc;

    assert(store->has_keys);
    assert(db_in_transaction(store->db));

    rc = db_get_int(store->db, &s->signature_id, err, "SELECT coalesce(max(signature_id), 0) + 1 FROM signatures", "");
    if (rc < 0)
        return rc;
    s->at = store_now(store);
    message_of(s, message);
    sign_make(s->bytes, message, sizeof message, store->keys.audit_secret);
    s->valid = true;
    rc = db_run(store->db, err, "INSERT INTO signatures(signature_id, subject, user, role, at, meaning, content_hash, signature) VALUES(?,?,?,?,?,?,?,?)",
                "itttitbb", s->signature_id, s->subject, s->user, s->role, s->at, s->meaning, s->content_hash, (size_t)DIGEST_SIZE, s->bytes,
                (size_t)SIGN_SIZE);
    if (rc < 0)
        return rc;
    snprintf(key, sizeof key, "%lld", (long long)s->signature_id);
    return audit_vouch(store, s->user, "signature", key, "make", err);
}

/* ------------------------------------------------------------------------------------------------------------ reading */

#define COLUMNS "signature_id, subject, user, role, at, meaning, content_hash, signature"

/* A hash or signature of another length is taken as zeros, which fit nothing. Text dies with the row. */
static void read_row(struct signature *s, struct db_stmt *stmt, const uint8_t key[SIGN_PUBLIC_SIZE])
{
    size_t len;
    const void *bytes;

    *s = (struct signature){ .signature_id = db_int(stmt, 0), .at = db_int(stmt, 4) };
    s->subject = db_text(stmt, 1, NULL);
    s->user = db_text(stmt, 2, NULL);
    s->role = db_text(stmt, 3, NULL);
    s->meaning = db_text(stmt, 5, NULL);
    bytes = db_blob(stmt, 6, &len);
    if (bytes != NULL && len == DIGEST_SIZE)
        memcpy(s->content_hash, bytes, DIGEST_SIZE);
    bytes = db_blob(stmt, 7, &len);
    if (bytes != NULL && len == SIGN_SIZE)
        memcpy(s->bytes, bytes, SIGN_SIZE);
    s->valid = signature_check(s, key);
}

static int keep_text(struct signature *s, struct arena *arena, struct err *err)
{
    const char **text[] = { &s->subject, &s->user, &s->role, &s->meaning };

    for (size_t i = 0; i < 4; i++) {
        *text[i] = arena_strdup(arena, *text[i]);
        if (*text[i] == NULL)
            return err_nomem(err);
    }
    return 0;
}

int signatures_load(struct signature_list *out, struct store *store, const char *subject, struct err *err)
{
    struct signature_list list = { 0 };
    struct db_stmt *stmt = NULL;
    uint8_t key[SIGN_PUBLIC_SIZE];
    size_t cap = 0;
    int rc = signature_public_key(key, store, err);

    if (rc < 0)
        return rc;
    arena_init(&list.arena);
    rc = db_prepare(store->db, &stmt, "SELECT " COLUMNS " FROM signatures WHERE subject = ? ORDER BY signature_id", err);
    if (rc == 0)
        rc = db_bind(stmt, err, "t", subject);
    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        rc = mem_grow(&list.row, &cap, list.n + 1, sizeof *list.row, err);
        if (rc < 0)
            break;
        read_row(&list.row[list.n], stmt, key);
        rc = keep_text(&list.row[list.n], &list.arena, err);
        if (rc == 0)
            list.n++;
    }
    db_finalize(stmt);
    if (rc < 0)
        signatures_release(&list);
    else
        *out = list;
    return rc;
}

void signatures_release(struct signature_list *list)
{
    mem_free(list->row);
    arena_release(&list->arena);
    *list = (struct signature_list){ 0 };
}

/* ------------------------------------------------------------------------------------------------------------ checking */

static int check_signatures(struct store *store, const uint8_t key[SIGN_PUBLIC_SIZE], ledger_found found, void *ctx, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, "SELECT " COLUMNS " FROM signatures ORDER BY signature_id", err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        struct signature s;
        char reason[400];

        rc = 0;
        read_row(&s, stmt, key);
        if (s.valid)
            continue;
        snprintf(reason, sizeof reason, "signature:%lld: '%.100s' by '%.64s' for %.150s was not made with the key over these fields",
                 (long long)s.signature_id, s.meaning, s.user, s.subject);
        rc = found(ctx, "signed", 0, reason, err);
    }
    db_finalize(stmt);
    return rc;
}

/* Each row of `sql` (what it is, number) is one without a signature that fits. */
static int check_unsigned(struct store *store, const char *sql, const char *check, ledger_found found, void *ctx, struct err *err)
{
    struct db_stmt *stmt = NULL;
    int rc = db_prepare(store->db, &stmt, sql, err);

    while (rc == 0 && (rc = db_step(stmt, err)) > 0) {
        char reason[400];

        snprintf(reason, sizeof reason, "%.200s has no signature of that person over that content", db_text(stmt, 0, NULL));
        rc = found(ctx, check, 0, reason, err);
    }
    db_finalize(stmt);
    return rc;
}

static const char unsigned_decisions[] =
    "SELECT 'decision:' || d.decision_id || ' (' || d.decision || ' by ' || d.user || ')' FROM decisions d JOIN review_items i ON i.item_id = d.item_id"
    " WHERE d.decision NOT IN ('claim', 'unclaim', 'expire') AND NOT EXISTS (SELECT 1 FROM signatures s WHERE s.signature_id = d.signature_id"
    "   AND s.subject = i.item AND s.content_hash = i.content_hash AND s.user = d.user AND s.role = d.role AND s.at = d.at)"
    " ORDER BY d.decision_id";

static const char unsigned_stages[] =
    "SELECT m.name || ': stage ' || s.stage || ' by ' || s.\"by\""
    "  FROM model_stages s JOIN (SELECT model_id, 'model:' || task || CASE project WHEN '' THEN '' ELSE ':' || project END || '@' || number AS name"
    "                              FROM models) m ON m.model_id = s.model_id"
    " WHERE s.stage NOT IN ('candidate', 'validated') AND s.\"by\" <> 'engine' AND s.\"by\" NOT GLOB 'policy:*'"
    "   AND NOT EXISTS (SELECT 1 FROM signatures g WHERE g.subject = m.name AND g.user = s.\"by\" AND g.at = s.at)"
    " ORDER BY s.stage_id";

int signatures_check(struct store *store, const uint8_t key[SIGN_PUBLIC_SIZE], ledger_found found, void *ctx, struct err *err)
{
    int rc = check_signatures(store, key, found, ctx, err);

    if (rc == 0)
        rc = check_unsigned(store, unsigned_decisions, "decision", found, ctx, err);
    if (rc == 0)
        rc = check_unsigned(store, unsigned_stages, "stage", found, ctx, err);
    return rc;
}

/*
 * audit.h - the chain that shows if anyone changed the past.
 *
 * Each row holds time, actor, action, subject and the BLAKE2b digest of its detail (never text of a ticket), and
 *
 *     hash(row) = BLAKE2b-256( hash(row - 1) || row_id || time || actor || action || subject || detail_digest )
 *
 * with each field length-prefixed (digest_field; row_id and time as 8 bytes, little-endian), starting from 32 zero bytes. A
 * signature of a head is Ed25519 over BLAKE2b-256( "prodrome audit head" || row_id || hash(row) || time ), fields as above.
 * Triggers refuse update, delete and replace. Each row's hash is signed as the head when it is appended, with the store's Ed25519
 * key: a chain without the key cannot be rewritten unseen. Tamper-evident, not tamper-proof: who holds store and keys can rewrite it, and only a
 * head or public key kept elsewhere shows that.
 */
#ifndef PRODROME_AUDIT_H
#define PRODROME_AUDIT_H

#include "datasets/base/strbuf.h"
#include "datasets/store/store.h"

/* Appends one row inside the caller's transaction, or in one of its own. `detail` is hashed (canonical JSON or any bytes);
 * `subject` names what it is about ("import:12", "model:route:xamarin@1"). */
int audit_append(struct store *store, const char *actor, const char *action, const char *subject,
                 const void *detail, size_t detail_len, struct err *err);

/* The first row of a new store ("store.create", its public key), and its signed head. */
int audit_found(struct store *store, struct err *err);

/* Hex of the newest hash ("0"*64 for an empty chain) and the number of rows. */
int audit_head(struct store *store, char hex[DIGEST_HEX_SIZE], int64_t *n_rows, struct err *err);

enum { AUDIT_FAILURES_MAX = 1000 };

struct audit_failure {
    const char *check;   /* "chain", "sequence", "head", "signature", "trust", "expect", "model", "validation", "rows", "stage", "content", "user",
                            "signed", "decision", "label", "policy", "purge", "store" */
    int64_t     row;     /* audit row or 0                     */
    char       *reason;  /* owned                              */
};

struct audit_result {
    int64_t               n_rows;
    char                  head[DIGEST_HEX_SIZE];
    struct audit_failure *failure;   /* [n_failures] owned */
    size_t                n_failures, cap_failures;
};

/* Hash of a model version: BLAKE2b over digest_field(name), digest_field(data) of its parts in the byte order of their names.
 * That is what models.hash holds. ERR_NOTFOUND where the model has no parts. */
int  model_parts_hash(struct store *store, int64_t model_id, uint8_t out[DIGEST_SIZE], struct err *err);

/* Walks the whole chain and all signed heads; then what the chain vouches for: for each action with a digest of stored bytes
 * the bytes are hashed again. These are
 *
 *     "model.register"     subject "model:TASK:PROJECT@N", detail the 32 bytes of models.hash (model_parts_hash)
 *     "validation.write"   the same subject, detail the 32 bytes of validation_records.hash (BLAKE2b of its json)
 *
 * where the detail may also be bytes whose digest is that hash (the JSON itself), the sets of rows of audit_ledger.h, what people wrote
 * (audit_vouch.h: users, signatures, decisions, labels) and every signature of a person (signature.h). Last, the file ("store"): SQLite's own
 * check, and whether the triggers of schema.c are all there. A row without a signed head is a failure. trust: hex public key that must be the signer's, or NULL; expect: hex head that must occur in the chain, or NULL;
 * ERR_USAGE where they are no such hex. Returns 0 when it could check (also with failures, of which it lists the first
 * AUDIT_FAILURES_MAX). */
int  audit_verify(struct audit_result *out, struct store *store, const char *trust, const char *expect, struct err *err);
void audit_result_release(struct audit_result *result);

#endif

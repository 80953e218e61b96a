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

#endif

/*
 * signature.h - a decision bound to who made it, when, what it means, and the exact content it is about.
 *
 * A signature is made for a person who has just proved who they are (score/review/people.h). It is Ed25519 by the store's key over
 *
 *     BLAKE2b-256( "prodrome signature" || signature_id || subject || user || role || at || meaning || content_hash )
 *
 * each field length-prefixed (digest_field; signature_id and at as 8 bytes, little-endian), so that it can be checked with nothing but the public
 * key. The row is appended, and the audit trail vouches for it (audit_vouch.h). A signature says nothing about another content:
 * where content_hash is not that of the subject as it stands, it is stale.
 */
#ifndef PRODROME_SIGNATURE_H
#define PRODROME_SIGNATURE_H

#include "datasets/audit/audit_ledger.h"
#include "datasets/base/arena.h"

struct signature {
    int64_t     signature_id;
    const char *subject;      /* an item, model:TASK:PROJECT@N, ...            */
    const char *user, *role;  /* printed name; role at that time               */
    int64_t     at;
    const char *meaning;      /* "approved", "rejected", "put into production" */
    uint8_t     content_hash[DIGEST_SIZE];
    uint8_t     bytes[SIGN_SIZE];
    bool        valid;        /* made by the store's key over these fields     */
};

struct signature_list {
    struct arena      arena;
    struct signature *row;    /* [n] oldest first */
    size_t            n;
};

/* Signs `s` (its subject, user, role, meaning, content_hash) as of now, inside the caller's transaction. Fills in the rest of it. */
int  signature_make(struct signature *s, struct store *store, struct err *err);

/* Those of a subject, each checked with the store's public key; needs no keys. */
int  signatures_load(struct signature_list *out, struct store *store, const char *subject, struct err *err);
void signatures_release(struct signature_list *list);

/* Calls `found` for each signature that is not the key's over its fields (check "signed"), each decision whose signature is missing or about something
 * else ("decision"), and each stage that a person gave a model without signing for it ("stage"). Used by audit_verify. */
int  signatures_check(struct store *store, const uint8_t key[SIGN_PUBLIC_SIZE], ledger_found found, void *ctx, struct err *err);

/* Whether the signature is that of the key's owner over these fields. */
bool signature_check(const struct signature *s, const uint8_t key[SIGN_PUBLIC_SIZE]);
/* The key that the store names as its own. ERR_INTEGRITY where it names none. */
int  signature_public_key(uint8_t out[SIGN_PUBLIC_SIZE], struct store *store, struct err *err);

#endif

/*
 * keys.h - the keys directory: what must not lie in the store.
 *
 * A folder of mode 0700 with `audit.key` (Ed25519 secret key, mode 0600), `audit.pub` (hex, for those who verify) and
 * `pseudonym.key` (32 bytes, mode 0600). Made once by `init`, never silently made anew: missing, unreadable by us, readable
 * by others or not those of the store (store.h keeps the public key and a digest of the pseudonym key) is ERR_USAGE.
 */
#ifndef PRODROME_KEYS_H
#define PRODROME_KEYS_H

#include "datasets/base/digest.h"
#include "datasets/base/err.h"

struct keys {
    uint8_t audit_secret[SIGN_SECRET_SIZE];
    uint8_t audit_public[SIGN_PUBLIC_SIZE];
    uint8_t pseudonym[DIGEST_KEY_SIZE];
};

int  keys_create(struct keys *keys, const char *dir, struct err *err); /* ERR_USAGE where keys are there already */
int  keys_load(struct keys *keys, const char *dir, struct err *err);
void keys_wipe(struct keys *keys);
void keys_pseudonym_digest(const struct keys *keys, uint8_t out[DIGEST_SIZE]); /* tells the key without showing it */

#endif

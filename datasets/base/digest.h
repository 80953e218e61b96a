/*
 * digest.h - hashes, keyed hashes and signatures (libsodium).
 *
 * BLAKE2b with 32-byte digests (RFC 7693) everywhere; with a key where what is hashed could be guessed. A digest over
 * several fields feeds each with its length first (digest_field), so that ("ab","c") and ("a","bc") differ. Signatures
 * are Ed25519 (RFC 8032), passwords Argon2id (RFC 9106, libsodium's interactive limits or stricter).
 */
#ifndef PRODROME_BASE_DIGEST_H
#define PRODROME_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

enum {
    DIGEST_SIZE = 32,
    DIGEST_HEX_SIZE = 65,
    DIGEST_KEY_SIZE = 32,
    SIGN_PUBLIC_SIZE = 32,
    SIGN_SECRET_SIZE = 64,
    SIGN_SIZE = 64,
    PASSWORD_HASH_MAX = 128
};

struct digest {
    _Alignas(64) unsigned char opaque[384]; /* libsodium's state; checked in digest.c */
};

int  digest_setup(struct err *err);                         /* once per process, before the rest; repeatable */
void digest_init(struct digest *digest);
void digest_init_keyed(struct digest *digest, const uint8_t key[DIGEST_KEY_SIZE]);
void digest_update(struct digest *digest, const void *data, size_t len);
void digest_field(struct digest *digest, const void *data, size_t len);  /* 8-byte little-endian length, then the bytes */
void digest_field_int(struct digest *digest, int64_t value);             /* a field of 8 bytes, little-endian          */
void digest_int(struct digest *digest, int64_t value);                   /* 8 bytes, little-endian                      */
void digest_double(struct digest *digest, double value);                 /* the 8 bytes, little-endian                  */
void digest_final(struct digest *digest, uint8_t out[DIGEST_SIZE]);
void digest_of(const void *data, size_t len, uint8_t out[DIGEST_SIZE]);
void digest_hex(const uint8_t *bytes, size_t n, char *out);              /* out: 2 n + 1 bytes                          */
bool digest_from_hex(const char *hex, uint8_t *out, size_t n);           /* exactly 2 n hex digits                      */
bool digest_equal(const uint8_t *a, const uint8_t *b, size_t n);         /* in constant time                            */

void random_bytes(void *out, size_t n);                                  /* from the system, for keys and salts         */
void secret_wipe(void *data, size_t n);

void sign_keypair(uint8_t public_key[SIGN_PUBLIC_SIZE], uint8_t secret_key[SIGN_SECRET_SIZE]);
void sign_make(uint8_t signature[SIGN_SIZE], const void *data, size_t len, const uint8_t secret_key[SIGN_SECRET_SIZE]);
bool sign_check(const uint8_t signature[SIGN_SIZE], const void *data, size_t len, const uint8_t public_key[SIGN_PUBLIC_SIZE]);
void sign_public_of(const uint8_t secret_key[SIGN_SECRET_SIZE], uint8_t public_key[SIGN_PUBLIC_SIZE]);

int  password_hash(char out[PASSWORD_HASH_MAX], const char *password, size_t len, struct err *err);
bool password_check(const char *hash, const char *password, size_t len);

const char *digest_library_version(void); /* of libsodium: "1.0.18" */

#endif

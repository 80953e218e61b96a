#include "datasets/base/digest.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct digest), "libsodium's state fits");
_Static_assert(_Alignof(crypto_generichash_state) <= _Alignof(struct digest), "and is aligned");
_Static_assert(DIGEST_SIZE == crypto_generichash_BYTES, "32 bytes");
_Static_assert(DIGEST_KEY_SIZE == crypto_generichash_KEYBYTES, "32 bytes");
_Static_assert(SIGN_PUBLIC_SIZE == crypto_sign_PUBLICKEYBYTES, "Ed25519");
_Static_assert(SIGN_SECRET_SIZE == crypto_sign_SECRETKEYBYTES, "Ed25519");
_Static_assert(SIGN_SIZE == crypto_sign_BYTES, "Ed25519");
_Static_assert(PASSWORD_HASH_MAX >= crypto_pwhash_STRBYTES, "an encoded Argon2id hash fits");

static crypto_generichash_state *state_of(struct digest *digest)
{
    return (crypto_generichash_state *)(void *)digest->opaque;
}

int digest_setup(struct err *err)
{
    if (sodium_init() < 0)
        return err_set(err, ERR_IO, "cannot set up libsodium: no source of random numbers");
    return 0;
}

/* None of libsodium's hash calls can fail with the sizes asserted above. */
static void must(int rc)
{
    assert(rc == 0);
}

void digest_init(struct digest *digest)
{
    must(crypto_generichash_init(state_of(digest), NULL, 0, DIGEST_SIZE));
}

void digest_init_keyed(struct digest *digest, const uint8_t key[DIGEST_KEY_SIZE])
{
    must(crypto_generichash_init(state_of(digest), key, DIGEST_KEY_SIZE, DIGEST_SIZE));
}

void digest_update(struct digest *digest, const void *data, size_t len)
{
    if (len > 0)
        must(crypto_generichash_update(state_of(digest), data, len));
}

static void update_u64(struct digest *digest, uint64_t value)
{
    uint8_t bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(value >> 8 * i);
    digest_update(digest, bytes, sizeof bytes);
}

void digest_field(struct digest *digest, const void *data, size_t len)
{
    update_u64(digest, len);
    digest_update(digest, data, len);
}

void digest_field_int(struct digest *digest, int64_t value)
{
    update_u64(digest, sizeof value);
    update_u64(digest, (uint64_t)value);
}

void digest_int(struct digest *digest, int64_t value)
{
    update_u64(digest, (uint64_t)value);
}

void digest_double(struct digest *digest, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    update_u64(digest, bits);
}

void digest_final(struct digest *digest, uint8_t out[DIGEST_SIZE])
{
    must(crypto_generichash_final(state_of(digest), out, DIGEST_SIZE));
}

void digest_of(const void *data, size_t len, uint8_t out[DIGEST_SIZE])
{
    must(crypto_generichash(out, DIGEST_SIZE, data, len, NULL, 0));
}

void digest_hex(const uint8_t *bytes, size_t n, char *out)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * n] = '\0';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Looks at every digit before the first byte is written: out is untouched on failure. */
bool digest_from_hex(const char *hex, uint8_t *out, size_t n)
{
    if (strlen(hex) != 2 * n)
        return false;
    for (size_t i = 0; i < 2 * n; i++) {
        if (hex_value(hex[i]) < 0)
            return false;
    }
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)(hex_value(hex[2 * i]) << 4 | hex_value(hex[2 * i + 1]));
    return true;
}

bool digest_equal(const uint8_t *a, const uint8_t *b, size_t n)
{
    return sodium_memcmp(a, b, n) == 0;
}

void random_bytes(void *out, size_t n)
{
    randombytes_buf(out, n);
}

void secret_wipe(void *data, size_t n)
{
    sodium_memzero(data, n);
}

void sign_keypair(uint8_t public_key[SIGN_PUBLIC_SIZE], uint8_t secret_key[SIGN_SECRET_SIZE])
{
    must(crypto_sign_keypair(public_key, secret_key));
}

void sign_make(uint8_t signature[SIGN_SIZE], const void *data, size_t len, const uint8_t secret_key[SIGN_SECRET_SIZE])
{
    must(crypto_sign_detached(signature, NULL, data, len, secret_key));
}

bool sign_check(const uint8_t signature[SIGN_SIZE], const void *data, size_t len,
                const uint8_t public_key[SIGN_PUBLIC_SIZE])
{
    return crypto_sign_verify_detached(signature, data, len, public_key) == 0;
}

void sign_public_of(const uint8_t secret_key[SIGN_SECRET_SIZE], uint8_t public_key[SIGN_PUBLIC_SIZE])
{
    must(crypto_sign_ed25519_sk_to_pk(public_key, secret_key));
}

int password_hash(char out[PASSWORD_HASH_MAX], const char *password, size_t len, struct err *err)
{
    char hash[crypto_pwhash_STRBYTES];

    if (crypto_pwhash_str(hash, password, len, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return err_nomem(err);
    memcpy(out, hash, sizeof hash);
    return 0;
}

bool password_check(const char *hash, const char *password, size_t len)
{
    return crypto_pwhash_str_verify(hash, password, len) == 0;
}

const char *digest_library_version(void)
{
    return sodium_version_string();
}

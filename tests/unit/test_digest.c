/*
 * Digests were computed with Python 3.11's hashlib.blake2b(digest_size=32), which passes the self-test of RFC 7693,
 * appendix E; signatures are the test vectors of RFC 8032, section 7.1.
 */
#include "datasets/base/digest.h"

#include <string.h>

#include "tests/support/support.h"

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

static void assert_digest(struct digest *digest, const char *hex)
{
    uint8_t bytes[DIGEST_SIZE];
    char got[DIGEST_HEX_SIZE];

    digest_final(digest, bytes);
    digest_hex(bytes, sizeof bytes, got);
    assert_string_equal(got, hex);
}

static void setup_may_be_repeated(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(digest_setup(&err), 0);
    assert_int_equal(digest_setup(&err), 0);
}

static void digests_agree_with_another_implementation(void **state)
{
    struct digest digest;
    uint8_t bytes[256];

    (void)state;
    digest_init(&digest);
    assert_digest(&digest, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    digest_init(&digest);
    digest_update(&digest, "abc", 3);
    assert_digest(&digest, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    for (int i = 0; i < 256; i++)
        bytes[i] = (uint8_t)i;
    digest_init(&digest);
    digest_update(&digest, bytes, sizeof bytes);
    assert_digest(&digest, "39a7eb9fedc19aabc83425c6755dd90e6f9d0c804964a1f4aaeea3b9fb599835");
}

static void a_key_changes_the_digest_as_specified(void **state)
{
    uint8_t key[DIGEST_KEY_SIZE];
    struct digest digest;

    (void)state;
    for (int i = 0; i < DIGEST_KEY_SIZE; i++)
        key[i] = (uint8_t)i;
    digest_init_keyed(&digest, key);
    digest_update(&digest, "abc", 3);
    assert_digest(&digest, "d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f");
}

static void pieces_hash_as_the_whole(void **state)
{
    uint8_t data[1000], want[DIGEST_SIZE], got[DIGEST_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (uint8_t)(i * 7);
    digest_of(data, sizeof data, want);
    for (size_t piece = 1; piece < 300; piece += 37) {
        struct digest digest;

        digest_init(&digest);
        for (size_t at = 0; at < sizeof data; at += piece)
            digest_update(&digest, data + at, at + piece > sizeof data ? sizeof data - at : piece);
        digest_update(&digest, NULL, 0);
        digest_final(&digest, got);
        assert_true(digest_equal(want, got, DIGEST_SIZE));
    }
}

static void fields_are_told_apart_by_their_lengths(void **state)
{
    uint8_t a[DIGEST_SIZE], b[DIGEST_SIZE];
    struct digest digest;

    (void)state;
    digest_init(&digest);
    digest_field(&digest, "ab", 2);
    digest_field(&digest, "c", 1);
    assert_digest(&digest, "20263e794775e4edf2b306c0f306af9e50175c831c857604b481e847f790bf95");
    digest_init(&digest);
    digest_field(&digest, "ab", 2);
    digest_field(&digest, "c", 1);
    digest_final(&digest, a);
    digest_init(&digest);
    digest_field(&digest, "a", 1);
    digest_field(&digest, "bc", 2);
    digest_final(&digest, b);
    assert_false(digest_equal(a, b, DIGEST_SIZE));
}

static void numbers_are_hashed_as_little_endian_bytes(void **state)
{
    struct digest digest;

    (void)state;
    digest_init(&digest);
    digest_int(&digest, -2);
    assert_digest(&digest, "081616bc089f7505beb05ef266bd8b9236203f6b135059c99aee42fb7c980e30");
    digest_init(&digest);
    digest_double(&digest, 0.1);
    assert_digest(&digest, "174b05c9a7250aea09a87f089a882568b3baad7c5ec3c327f91a2fba474f7225");
}

static void hex_comes_back_as_the_same_bytes(void **state)
{
    uint8_t bytes[DIGEST_SIZE], back[DIGEST_SIZE];
    char hex[DIGEST_HEX_SIZE];

    (void)state;
    for (int i = 0; i < 100; i++) {
        random_bytes(bytes, sizeof bytes);
        digest_hex(bytes, sizeof bytes, hex);
        assert_int_equal(strlen(hex), 2 * DIGEST_SIZE);
        assert_true(digest_from_hex(hex, back, sizeof back));
        assert_memory_equal(bytes, back, sizeof bytes);
    }
    assert_true(digest_from_hex("00fFaB", back, 3));
    assert_memory_equal(back, "\x00\xFF\xAB", 3);
    assert_true(digest_from_hex("", back, 0));
}

static void what_is_not_exactly_hex_is_refused_and_writes_nothing(void **state)
{
    static const char *const wrong[] = {
        "", "00", "0011", "00112", "00112233", "00112g", " 00112", "0x0011", "00112\n"
    };
    uint8_t bytes[3] = { 7, 7, 7 };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_false(digest_from_hex(wrong[i], bytes, sizeof bytes));
    assert_memory_equal(bytes, "\7\7\7", 3);
}

static void bytes_are_equal_only_when_all_are(void **state)
{
    uint8_t a[DIGEST_SIZE] = { 0 }, b[DIGEST_SIZE] = { 0 };

    (void)state;
    assert_true(digest_equal(a, b, sizeof a));
    for (size_t i = 0; i < sizeof a; i++) {
        b[i] = 0x80;
        assert_false(digest_equal(a, b, sizeof a));
        b[i] = 0;
    }
}

static void random_bytes_fill_and_wiping_clears(void **state)
{
    uint8_t a[64] = { 0 }, b[64] = { 0 }, zero[64] = { 0 };

    (void)state;
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    assert_memory_not_equal(a, zero, sizeof a);
    assert_memory_not_equal(a, b, sizeof a);
    secret_wipe(a, sizeof a);
    assert_memory_equal(a, zero, sizeof a);
}

/* libsodium's secret key is the RFC's secret key followed by the public one. */
static void check_vector(const char *secret_hex, const char *public_hex, const char *message_hex,
                         const char *signature_hex)
{
    uint8_t secret_key[SIGN_SECRET_SIZE], public_key[SIGN_PUBLIC_SIZE], derived[SIGN_PUBLIC_SIZE];
    uint8_t signature[SIGN_SIZE], want[SIGN_SIZE], message[8];
    size_t len = strlen(message_hex) / 2;

    assert_true(digest_from_hex(secret_hex, secret_key, 32));
    assert_true(digest_from_hex(public_hex, secret_key + 32, 32));
    assert_true(digest_from_hex(public_hex, public_key, 32));
    assert_true(digest_from_hex(message_hex, message, len));
    assert_true(digest_from_hex(signature_hex, want, SIGN_SIZE));
    sign_make(signature, message, len, secret_key);
    assert_memory_equal(signature, want, SIGN_SIZE);
    assert_true(sign_check(signature, message, len, public_key));
    sign_public_of(secret_key, derived);
    assert_memory_equal(derived, public_key, SIGN_PUBLIC_SIZE);
}

static void signatures_are_those_of_rfc_8032(void **state)
{
    (void)state;
    check_vector("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                 "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                 "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                 "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    check_vector("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                 "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

static void a_signature_holds_for_its_message_and_key_only(void **state)
{
    uint8_t public_key[SIGN_PUBLIC_SIZE], secret_key[SIGN_SECRET_SIZE], other[SIGN_PUBLIC_SIZE];
    uint8_t signature[SIGN_SIZE];

    (void)state;
    sign_keypair(other, secret_key);
    sign_keypair(public_key, secret_key);
    sign_make(signature, "approve", 7, secret_key);
    assert_true(sign_check(signature, "approve", 7, public_key));
    assert_false(sign_check(signature, "reject!", 7, public_key));
    assert_false(sign_check(signature, "approve", 6, public_key));
    assert_false(sign_check(signature, "approve", 7, other));
    for (size_t i = 0; i < SIGN_SIZE; i++) {
        signature[i] ^= 1;
        assert_false(sign_check(signature, "approve", 7, public_key));
        signature[i] ^= 1;
    }
}

static void a_password_is_known_by_its_hash_alone(void **state)
{
    struct err err = ERR_INIT;
    char hash[PASSWORD_HASH_MAX], again[PASSWORD_HASH_MAX];

    (void)state;
    assert_int_equal(password_hash(hash, "correct horse", 13, &err), 0);
    assert_int_equal(password_hash(again, "correct horse", 13, &err), 0);
    assert_contains(hash, "$argon2id$");
    assert_lacks(hash, "correct");
    assert_string_not_equal(hash, again); /* its own salt each time */
    assert_true(password_check(hash, "correct horse", 13));
    assert_false(password_check(hash, "correct horsf", 13));
    assert_false(password_check(hash, "correct", 7));
    assert_false(password_check(hash, "", 0));
}

static void a_broken_password_hash_lets_nobody_in(void **state)
{
    static const char *const broken[] = { "", "*", "$argon2id$", "$argon2id$v=19$m=65536,t=2,p=1$", "correct horse" };

    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
        assert_false(password_check(broken[i], "correct horse", 13));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setup_may_be_repeated),
        cmocka_unit_test(digests_agree_with_another_implementation),
        cmocka_unit_test(a_key_changes_the_digest_as_specified),
        cmocka_unit_test(pieces_hash_as_the_whole),
        cmocka_unit_test(fields_are_told_apart_by_their_lengths),
        cmocka_unit_test(numbers_are_hashed_as_little_endian_bytes),
        cmocka_unit_test(hex_comes_back_as_the_same_bytes),
        cmocka_unit_test(what_is_not_exactly_hex_is_refused_and_writes_nothing),
        cmocka_unit_test(bytes_are_equal_only_when_all_are),
        cmocka_unit_test(random_bytes_fill_and_wiping_clears),
        cmocka_unit_test(signatures_are_those_of_rfc_8032),
        cmocka_unit_test(a_signature_holds_for_its_message_and_key_only),
        cmocka_unit_test(a_password_is_known_by_its_hash_alone),
        cmocka_unit_test(a_broken_password_hash_lets_nobody_in),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}

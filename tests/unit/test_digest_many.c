/*
 * Held against digest.h, which other implementations vouch for (test_digest.c).
 */
#include "datasets/base/digest_many.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

enum { BYTES = 64 * 1024, MESSAGES = 700 };

static const uint8_t key[DIGEST_KEY_SIZE] = "thirty-two bytes of a test's key";

struct bench {
    uint8_t *data; /* [BYTES] */
    struct digest_message message[MESSAGES];
    uint8_t out[MESSAGES][DIGEST_SIZE];
};

static int setup(void **state)
{
    struct bench *bench = mem_calloc(1, sizeof *bench);
    struct rng rng;

    rng_init(&rng, 5);
    bench->data = mem_alloc(BYTES);
    for (size_t i = 0; i < BYTES; i++)
        bench->data[i] = (uint8_t)rng_below(&rng, 256);
    for (size_t i = 0; i < MESSAGES; i++)
        bench->message[i].out = bench->out[i];
    *state = bench;
    return digest_setup(NULL);
}

static int teardown(void **state)
{
    struct bench *bench = *state;

    mem_free(bench->data);
    mem_free(bench);
    return 0;
}

static void assert_digests(struct bench *bench, size_t n)
{
    memset(bench->out, 0, sizeof bench->out);
    digest_many(bench->message, n, key);
    for (size_t i = 0; i < n; i++) {
        struct digest digest;
        uint8_t alone[DIGEST_SIZE];

        if (bench->message[i].keyed)
            digest_init_keyed(&digest, key);
        else
            digest_init(&digest);
        digest_update(&digest, bench->message[i].data, bench->message[i].len);
        digest_final(&digest, alone);
        if (memcmp(alone, bench->out[i], DIGEST_SIZE) != 0)
            fail_msg("message %zu of %zu, %zu bytes%s: another digest", i, n, bench->message[i].len, bench->message[i].keyed ? ", keyed" : "");
    }
}

static void put(struct bench *bench, size_t i, size_t start, size_t len, bool keyed)
{
    bench->message[i].data = bench->data + start;
    bench->message[i].len = len;
    bench->message[i].keyed = keyed;
}

static void messages_of_every_length_have_the_digests_that_each_has_alone(void **state)
{
    struct bench *bench = *state;

    for (size_t i = 0; i < MESSAGES; i++)
        put(bench, i, i, i / 2, i % 2 == 1); /* 0 to 349 bytes: before, at and after the ends of blocks */
    assert_digests(bench, MESSAGES);
}

static void any_number_of_messages_of_any_length_will_do(void **state)
{
    struct bench *bench = *state;
    struct rng rng;

    rng_init(&rng, 6);
    for (size_t n = 0; n <= 40; n++) {
        for (size_t i = 0; i < n; i++) {
            size_t len = rng_below(&rng, rng_below(&rng, 8) == 0 ? 20000 : 1500); /* some too long to be hashed side by side */

            put(bench, i, rng_below(&rng, (uint32_t)(BYTES - len)), len, rng_below(&rng, 2) == 1);
        }
        assert_digests(bench, n);
    }
}

static void nothing_is_read_beyond_a_message(void **state)
{
    struct bench *bench = *state;

    for (size_t i = 0; i < 9; i++) { /* under valgrind and the address sanitizer */
        size_t len = 120 + i;

        put(bench, i, 0, len, false);
        bench->message[i].data = mem_memdup(bench->data, len);
    }
    assert_digests(bench, 9);
    for (size_t i = 0; i < 9; i++)
        mem_free((void *)(uintptr_t)bench->message[i].data);
}

static void without_a_keyed_message_no_key_is_needed(void **state)
{
    struct bench *bench = *state;
    uint8_t alone[DIGEST_SIZE];

    put(bench, 0, 0, 3, false);
    put(bench, 1, 0, 300, false);
    digest_many(bench->message, 2, NULL);
    digest_of(bench->data, 3, alone);
    assert_memory_equal(alone, bench->out[0], DIGEST_SIZE);
    digest_of(bench->data, 300, alone);
    assert_memory_equal(alone, bench->out[1], DIGEST_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_of_every_length_have_the_digests_that_each_has_alone),
        cmocka_unit_test(any_number_of_messages_of_any_length_will_do),
        cmocka_unit_test(nothing_is_read_beyond_a_message),
        cmocka_unit_test(without_a_keyed_message_no_key_is_needed),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}

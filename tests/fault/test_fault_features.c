/*
 * Every allocation of tokenising, fitting, making rows, storing and loading fails once, in turn: each says so, nothing leaks (the
 * sanitizers look), and the same call succeeds afterwards.
 */
#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "tests/support/small_samples.h"
#include "tests/support/support.h"

enum { N = 60, TURNS_MAX = 20000 };

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static int whole_way(const struct samples *s, const uint32_t *rows, struct err *err)
{
    static const enum token_kind kind[] = { TOKENS_PROSE, TOKENS_GRAMS };
    struct tokens tokens = { 0 };
    struct feature_set *set = NULL, *loaded = NULL;
    struct csr x = { 0 };
    struct strbuf bytes;
    int rc;

    strbuf_init(&bytes);
    rc = tokens_make(&tokens, s, kind, 1, err);
    if (rc == 0)
        rc = feature_set_fit(&set, blocks_of_all_kinds, n_blocks_of_all_kinds, s, &tokens, rows, N, 1, err);
    if (rc == 0)
        rc = feature_set_rows(&x, set, s, &tokens, NULL, N, 1, err);
    if (rc == 0)
        rc = feature_set_save(set, &bytes, err);
    if (rc == 0)
        rc = feature_set_load(&loaded, bytes.data, bytes.len, err);
    strbuf_release(&bytes);
    csr_release(&x);
    feature_set_free(loaded);
    feature_set_free(set);
    tokens_release(&tokens);
    return rc;
}

static void every_allocation_that_fails_is_reported(void **state)
{
    struct arena arena;
    struct samples s;
    uint32_t rows[N];
    long turn = 0;

    (void)state;
    assert_int_equal(digest_setup(NULL), 0);
    arena_init(&arena);
    samples_at_random(&s, &arena, 2, N);
    for (uint32_t i = 0; i < N; i++)
        rows[i] = i;
    for (;; turn++) {
        struct err err = ERR_INIT;
        int rc;

        assert_true(turn < TURNS_MAX);
        mem_fail_after(turn);
        rc = whole_way(&s, rows, &err);
        if (rc == 0 && !mem_failed())
            break;
        mem_fail_after(-1);
        assert_int_equal(rc, ERR_NOMEM);
        assert_int_equal(err.code, ERR_NOMEM);
    }
    mem_fail_after(-1);
    assert_true(turn > 100);
    samples_release(&s);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_allocation_that_fails_is_reported, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

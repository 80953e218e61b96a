#include "datasets/base/arena.h"

#include <stdint.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static void allocations_are_aligned_for_anything(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t size = 0; size < 200; size++) {
        void *ptr = arena_alloc(&arena, size);

        assert_non_null(ptr);
        assert_int_equal((uintptr_t)ptr % _Alignof(max_align_t), 0);
        assert_non_null(arena_memdup(&arena, "x", 1)); /* puts the next start off */
    }
    arena_release(&arena);
}

/* Small and large in any order: each keeps its own bytes until the end, so none moved and none overlap. */
static void nothing_moves_and_nothing_overlaps(void **state)
{
    enum { N = 3000 };
    static unsigned char *ptr[N];
    static size_t size[N];
    struct arena arena;
    struct rng rng;

    (void)state;
    arena_init(&arena);
    rng_init(&rng, 1);
    for (size_t i = 0; i < N; i++) {
        size[i] = rng_below(&rng, 50) == 0 ? rng_below(&rng, 20000) : rng_below(&rng, 100);
        ptr[i] = arena_alloc(&arena, size[i]);
        assert_non_null(ptr[i]);
        memset(ptr[i], (int)(i % 251), size[i]);
    }
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; k < size[i]; k++)
            assert_int_equal(ptr[i][k], i % 251);
    }
    arena_release(&arena);
}

static void a_large_allocation_leaves_the_newest_block_in_use(void **state)
{
    struct arena arena;
    char *before, *after;

    (void)state;
    arena_init(&arena);
    before = arena_memdup(&arena, "a", 1);
    assert_non_null(arena_alloc(&arena, 1 << 20));
    after = arena_memdup(&arena, "b", 1);
    assert_ptr_equal(after, before + 2);
    arena_release(&arena);
}

static void calloc_is_zeroed_and_refuses_overflow(void **state)
{
    struct arena arena;
    unsigned char *bytes;

    (void)state;
    arena_init(&arena);
    memset(arena_alloc(&arena, 1000), 0xFF, 1000);
    bytes = arena_calloc(&arena, 100, 3);
    for (size_t i = 0; i < 300; i++)
        assert_int_equal(bytes[i], 0);
    assert_null(arena_calloc(&arena, SIZE_MAX / 2, 3));
    assert_null(arena_alloc(&arena, SIZE_MAX));
    assert_null(arena_alloc(&arena, SIZE_MAX - 64));
    assert_non_null(arena_calloc(&arena, 0, 3));
    arena_release(&arena);
}

static void copies_end_in_nul_and_keep_inner_ones(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_memory_equal(arena_memdup(&arena, "a\0b", 3), "a\0b", 4);
    assert_string_equal(arena_memdup(&arena, NULL, 0), "");
    assert_string_equal(arena_strdup(&arena, "word"), "word");
    arena_release(&arena);
}

static void release_leaves_it_as_after_init(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    arena_alloc(&arena, 100);
    assert_true(arena.total >= 100);
    arena_release(&arena);
    assert_null(arena.head);
    assert_int_equal(arena.total, 0);
    assert_non_null(arena_alloc(&arena, 10));
    arena_release(&arena);
    arena_release(&arena);
}

static void when_memory_is_out_what_was_given_stays(void **state)
{
    struct arena arena;
    char *kept;

    (void)state;
    arena_init(&arena);
    mem_fail_after(0);
    assert_null(arena_alloc(&arena, 10));
    kept = arena_strdup(&arena, "kept");
    mem_fail_after(0);
    assert_null(arena_alloc(&arena, 1 << 20));
    mem_fail_after(0);
    assert_null(arena_memdup(&arena, kept, SIZE_MAX));
    assert_string_equal(kept, "kept");
    mem_fail_after(-1);
    assert_non_null(arena_alloc(&arena, 1 << 20));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_aligned_for_anything),
        cmocka_unit_test(nothing_moves_and_nothing_overlaps),
        cmocka_unit_test(a_large_allocation_leaves_the_newest_block_in_use),
        cmocka_unit_test(calloc_is_zeroed_and_refuses_overflow),
        cmocka_unit_test(copies_end_in_nul_and_keep_inner_ones),
        cmocka_unit_test(release_leaves_it_as_after_init),
        cmocka_unit_test_teardown(when_memory_is_out_what_was_given_stays, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "datasets/base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <string.h>

#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static void a_size_of_zero_still_gives_memory(void **state)
{
    void *ptr = mem_alloc(0);

    (void)state;
    assert_non_null(ptr);
    ptr = mem_realloc(ptr, 0);
    assert_non_null(ptr);
    mem_free(ptr);
    ptr = mem_calloc(0, 8);
    assert_non_null(ptr);
    mem_free(ptr);
    mem_free(NULL);
}

static void aligned_memory_begins_a_cache_line_and_is_zeroed(void **state)
{
    static const size_t sizes[] = { 0, 1, 63, 64, 65, 4096, 9 * 1024 * 1024 + 1 };

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        unsigned char *bytes = mem_calloc_aligned(sizes[i], 3);

        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % 64, 0);
        for (size_t k = 0; k < 3 * sizes[i]; k++)
            if (bytes[k] != 0)
                fail_msg("byte %zu of %zu is %d", k, 3 * sizes[i], bytes[k]);
        mem_free(bytes);
    }
}

static void large_memory_keeps_its_bytes_when_it_grows(void **state)
{
    enum { LARGE = 9 * 1024 * 1024 };
    unsigned char *bytes = mem_alloc(LARGE);

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < LARGE; i++)
        bytes[i] = (unsigned char)(i * 31);
    bytes = mem_realloc(bytes, 3 * LARGE);
    assert_non_null(bytes);
    for (size_t i = 0; i < LARGE; i++)
        if (bytes[i] != (unsigned char)(i * 31))
            fail_msg("byte %zu changed", i);
    mem_free(bytes);
}

static void calloc_is_zeroed_and_refuses_overflow(void **state)
{
    volatile size_t huge = SIZE_MAX / 2; /* volatile: the compiler would warn of what is meant */
    unsigned char *bytes = mem_calloc(100, 3);

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < 300; i++)
        assert_int_equal(bytes[i], 0);
    mem_free(bytes);
    assert_null(mem_calloc(huge, 3));
    assert_null(mem_calloc_aligned(huge, 3));
}

static void copies_end_in_nul_and_keep_inner_ones(void **state)
{
    char *copy = mem_memdup("a\0b", 3);
    char *empty = mem_memdup(NULL, 0);
    char *text = mem_strdup("word");

    (void)state;
    assert_memory_equal(copy, "a\0b", 4);
    assert_string_equal(empty, "");
    assert_string_equal(text, "word");
    mem_free(copy);
    mem_free(empty);
    mem_free(text);
}

static void growing_at_least_doubles_and_keeps_the_contents(void **state)
{
    uint32_t *list = NULL;
    size_t cap = 0;

    (void)state;
    for (uint32_t i = 0; i < 10000; i++) {
        size_t before = cap;

        assert_int_equal(mem_grow(&list, &cap, i + 1, sizeof *list, NULL), 0);
        assert_true(cap == before || cap >= 2 * before);
        assert_true(cap > i);
        list[i] = i;
    }
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(list[i], i);
    mem_free(list);
}

static void growing_by_much_reaches_what_is_needed(void **state)
{
    double *list = NULL;
    size_t cap = 0;

    (void)state;
    assert_int_equal(mem_grow(&list, &cap, 12345, sizeof *list, NULL), 0);
    assert_true(cap >= 12345);
    mem_free(list);
}

static void growing_that_fails_changes_nothing(void **state)
{
    struct err err = ERR_INIT;
    double *list = NULL, *before;
    size_t cap = 0, cap_before;

    (void)state;
    assert_int_equal(mem_grow(&list, &cap, 4, sizeof *list, &err), 0);
    before = list;
    cap_before = cap;
    mem_fail_after(0);
    assert_int_equal(mem_grow(&list, &cap, cap + 1, sizeof *list, &err), ERR_NOMEM);
    assert_contains(err.msg, "out of memory");
    assert_int_equal(mem_grow(&list, &cap, SIZE_MAX / 4, sizeof *list, &err), ERR_NOMEM);
    assert_ptr_equal(list, before);
    assert_int_equal(cap, cap_before);
    mem_free(list);
}

static void the_planned_allocation_fails_and_only_that_one(void **state)
{
    void *ptr[4];

    (void)state;
    mem_fail_after(2);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(mem_failed(), i > 2);
        ptr[i] = mem_alloc(8);
    }
    assert_non_null(ptr[0]);
    assert_non_null(ptr[1]);
    assert_null(ptr[2]);
    assert_non_null(ptr[3]);
    mem_fail_after(-1);
    assert_int_equal(mem_failed(), 0);
    for (int i = 0; i < 4; i++)
        mem_free(ptr[i]);
}

static void every_kind_of_allocation_can_be_made_to_fail(void **state)
{
    void *kept = mem_alloc(4);

    (void)state;
    mem_fail_after(0);
    assert_null(mem_calloc(1, 1));
    mem_fail_after(0);
    assert_null(mem_strdup("a"));
    mem_fail_after(0);
    assert_null(mem_memdup("a", 1));
    mem_fail_after(0);
    assert_null(mem_realloc(kept, 8));
    memset(kept, 1, 4); /* still valid */
    mem_free(kept);
}

static void a_large_piece_is_the_systems_again_when_it_is_freed(void **state)
{
    enum { PIECE = 24 << 20 };
    size_t before;
    void *piece;

    (void)state;
    mem_setup();
    mem_trim(); /* what other tests freed would be used first */
    before = mallinfo2().hblkhd;
    piece = mem_alloc(PIECE);
    assert_non_null(piece);
    if (mallinfo2().hblkhd == before) {
        mem_free(piece);
        skip_because("the allocator is not glibc's (a sanitizer's?)");
    }
    mem_free(piece);
    piece = mem_alloc(PIECE); /* of a size that was freed before */
    assert_true(mallinfo2().hblkhd >= before + PIECE);
    mem_free(piece);
    assert_true(mallinfo2().hblkhd == before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_size_of_zero_still_gives_memory),
        cmocka_unit_test(calloc_is_zeroed_and_refuses_overflow),
cmocka_unit_test(aligned_memory_begins_a_cache_line_and_is_zeroed),
cmocka_unit_test(large_memory_keeps_its_bytes_when_it_grows),
        cmocka_unit_test(copies_end_in_nul_and_keep_inner_ones),
        cmocka_unit_test(growing_at_least_doubles_and_keeps_the_contents),
        cmocka_unit_test(growing_by_much_reaches_what_is_needed),
        cmocka_unit_test_teardown(growing_that_fails_changes_nothing, never_fail),
        cmocka_unit_test_teardown(the_planned_allocation_fails_and_only_that_one, never_fail),
        cmocka_unit_test_teardown(every_kind_of_allocation_can_be_made_to_fail, never_fail),
        cmocka_unit_test(a_large_piece_is_the_systems_again_when_it_is_freed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

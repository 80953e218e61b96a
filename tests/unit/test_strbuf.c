#include "datasets/base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
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

static void an_empty_one_is_an_empty_string_without_memory(void **state)
{
    struct strbuf sb;

    (void)state;
    mem_fail_after(0);
    strbuf_init(&sb);
    strbuf_add(&sb, "x", 0);
    strbuf_adds(&sb, "");
    strbuf_clear(&sb);
    assert_string_equal(sb.data, "");
    assert_int_equal(sb.len, 0);
    assert_int_equal(strbuf_check(&sb, NULL), 0);
    strbuf_release(&sb);
    assert_int_equal(mem_failed(), 0);
}

static void pieces_are_joined_in_order(void **state)
{
    struct strbuf sb;

    (void)state;
    strbuf_init(&sb);
    strbuf_adds(&sb, "ab");
    strbuf_addc(&sb, '-');
    strbuf_addf(&sb, "%d/%s", 7, "x");
    strbuf_add(&sb, "\0z", 2);
    strbuf_add_u64(&sb, 42);
    assert_int_equal(sb.len, 10);
    assert_memory_equal(sb.data, "ab-7/x\0z42", 11);
    strbuf_release(&sb);
}

/* The model is an array large enough; after every step length, bytes and the NUL agree. */
static void any_sequence_of_appends_equals_its_model(void **state)
{
    static char model[1 << 17];
    size_t len = 0;
    struct strbuf sb;
    struct rng rng;

    (void)state;
    strbuf_init(&sb);
    rng_init(&rng, 7);
    for (int i = 0; i < 2000; i++) {
        char piece[256];
        size_t n = rng_below(&rng, 200);

        if (rng_below(&rng, 300) == 0) {
            strbuf_clear(&sb);
            len = 0;
        }
        for (size_t k = 0; k < n; k++)
            piece[k] = (char)(1 + rng_below(&rng, 255));
        piece[n] = '\0';
        if (rng_below(&rng, 2) == 0)
            strbuf_add(&sb, piece, n);
        else
            strbuf_addf(&sb, "%s", piece);
        assert_true(len + n < sizeof model);
        memcpy(model + len, piece, n);
        len += n;
        assert_int_equal(sb.len, len);
        assert_int_equal(sb.data[len], '\0');
        assert_true(sb.cap == 0 || sb.cap > sb.len);
    }
    assert_memory_equal(sb.data, model, len);
    strbuf_release(&sb);
}

static void formatted_text_of_any_length_fits(void **state)
{
    char text[1001];
    struct strbuf sb;

    (void)state;
    memset(text, 'x', sizeof text);
    for (int len = 0; len <= 1000; len++) {
        strbuf_init(&sb);
        strbuf_addf(&sb, "<%.*s>", len, text);
        assert_int_equal(sb.len, len + 2);
        assert_int_equal(sb.data[len + 1], '>');
        strbuf_release(&sb);
    }
}

static void numbers_are_written_as_printf_writes_them(void **state)
{
    static const uint64_t edges[] = { 0, 1, 9, 10, 99, 100, UINT32_MAX, UINT64_MAX, UINT64_MAX - 1 };
    struct strbuf sb;
    struct rng rng;
    char want[32];

    (void)state;
    strbuf_init(&sb);
    rng_init(&rng, 3);
    for (size_t i = 0; i < 1000; i++) {
        uint64_t value = i < sizeof edges / sizeof edges[0] ? edges[i] : rng_u64(&rng) >> rng_below(&rng, 64);

        strbuf_clear(&sb);
        strbuf_add_u64(&sb, value);
        snprintf(want, sizeof want, "%llu", (unsigned long long)value);
        assert_string_equal(sb.data, want);
    }
    strbuf_release(&sb);
}

static void detaching_hands_over_the_bytes_and_starts_afresh(void **state)
{
    struct strbuf sb;
    size_t len = 99;
    char *text;

    (void)state;
    strbuf_init(&sb);
    text = strbuf_detach(&sb, &len);
    assert_string_equal(text, "");
    assert_int_equal(len, 0);
    mem_free(text);
    strbuf_adds(&sb, "word");
    text = strbuf_detach(&sb, NULL);
    assert_string_equal(text, "word");
    assert_string_equal(sb.data, "");
    assert_int_equal(sb.cap, 0);
    strbuf_adds(&sb, "other");
    assert_string_equal(text, "word");
    mem_free(text);
    strbuf_release(&sb);
}

static void reserved_room_is_used_without_another_allocation(void **state)
{
    struct strbuf sb;

    (void)state;
    strbuf_init(&sb);
    assert_int_equal(strbuf_reserve(&sb, 1000), 0);
    mem_fail_after(0);
    for (int i = 0; i < 1000; i++)
        strbuf_addc(&sb, 'x');
    assert_int_equal(strbuf_check(&sb, NULL), 0);
    assert_int_equal(sb.len, 1000);
    strbuf_release(&sb);
}

static void after_a_failure_appends_do_nothing_until_cleared(void **state)
{
    struct err err = ERR_INIT;
    struct strbuf sb;
    char big[4096];

    (void)state;
    memset(big, 'y', sizeof big);
    strbuf_init(&sb);
    strbuf_adds(&sb, "kept");
    mem_fail_after(0);
    strbuf_add(&sb, big, sizeof big);
    strbuf_adds(&sb, "more");
    strbuf_addf(&sb, "%d", 5);
    assert_string_equal(sb.data, "kept");
    assert_int_equal(strbuf_check(&sb, &err), ERR_NOMEM);
    assert_int_equal(strbuf_reserve(&sb, 1), ERR_NOMEM);
    strbuf_clear(&sb);
    strbuf_adds(&sb, "again");
    assert_string_equal(sb.data, "again");
    assert_int_equal(strbuf_check(&sb, &err), 0);
    strbuf_release(&sb);
}

static void a_failed_format_leaves_the_text_whole(void **state)
{
    char big[4096];
    struct strbuf sb;

    (void)state;
    memset(big, 'y', sizeof big - 1);
    big[sizeof big - 1] = '\0';
    strbuf_init(&sb);
    strbuf_adds(&sb, "kept");
    strbuf_reserve(&sb, 100);
    mem_fail_after(0);
    strbuf_addf(&sb, "%s", big);
    assert_string_equal(sb.data, "kept");
    assert_int_equal(strbuf_check(&sb, NULL), ERR_NOMEM);
    strbuf_release(&sb);
}

static void detaching_after_a_failure_gives_null_and_frees(void **state)
{
    struct strbuf sb;

    (void)state;
    strbuf_init(&sb);
    strbuf_adds(&sb, "lost");
    assert_int_equal(strbuf_reserve(&sb, SIZE_MAX - 2), ERR_NOMEM);
    assert_null(strbuf_detach(&sb, NULL));
    assert_int_equal(sb.failed, 0);
    mem_fail_after(0);
    assert_null(strbuf_detach(&sb, NULL));
    assert_string_equal(sb.data, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(an_empty_one_is_an_empty_string_without_memory, never_fail),
        cmocka_unit_test(pieces_are_joined_in_order),
        cmocka_unit_test(any_sequence_of_appends_equals_its_model),
        cmocka_unit_test(formatted_text_of_any_length_fits),
        cmocka_unit_test(numbers_are_written_as_printf_writes_them),
        cmocka_unit_test(detaching_hands_over_the_bytes_and_starts_afresh),
        cmocka_unit_test_teardown(reserved_room_is_used_without_another_allocation, never_fail),
        cmocka_unit_test_teardown(after_a_failure_appends_do_nothing_until_cleared, never_fail),
        cmocka_unit_test_teardown(a_failed_format_leaves_the_text_whole, never_fail),
        cmocka_unit_test_teardown(detaching_after_a_failure_gives_null_and_frees, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

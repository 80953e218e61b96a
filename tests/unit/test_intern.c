#include "datasets/base/intern.h"

#include <stdio.h>
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

static void ids_count_from_zero_in_order_of_arrival(void **state)
{
    struct intern table;

    (void)state;
    intern_init(&table);
    assert_int_equal(intern_add(&table, "disk", 4), 0);
    assert_int_equal(intern_add(&table, "queue", 5), 1);
    assert_int_equal(intern_add(&table, "disk", 4), 0);
    assert_int_equal(intern_add(&table, "", 0), 2);
    assert_int_equal(intern_add(&table, "disks", 4), 0);
    assert_int_equal(table.n, 3);
    assert_string_equal(table.str[1], "queue");
    assert_int_equal(table.len[1], 5);
    intern_release(&table);
}

static void what_was_not_added_is_not_found(void **state)
{
    struct intern table;

    (void)state;
    intern_init(&table);
    assert_int_equal(intern_find(&table, "disk", 4), INTERN_NONE);
    intern_add(&table, "disk", 4);
    assert_int_equal(intern_find(&table, "disk", 4), 0);
    assert_int_equal(intern_find(&table, "dis", 3), INTERN_NONE);
    assert_int_equal(intern_find(&table, "diskk", 5), INTERN_NONE);
    assert_int_equal(table.n, 1);
    intern_release(&table);
}

static void bytes_of_zero_and_lengths_count(void **state)
{
    static const char zeros[40] = { 0 };
    struct intern table;

    (void)state;
    intern_init(&table);
    for (uint32_t len = 0; len < sizeof zeros; len++)
        assert_int_equal(intern_add(&table, zeros, len), len);
    for (uint32_t len = 0; len < sizeof zeros; len++)
        assert_int_equal(intern_find(&table, zeros, len), len);
    intern_release(&table);
}

/* Every position of strings of every length up to 40 matters to equality, whichever way the hash reads them. */
static void one_byte_changed_is_another_string(void **state)
{
    struct intern table;
    uint32_t next = 0;
    char text[40];

    (void)state;
    intern_init(&table);
    for (size_t len = 1; len <= sizeof text; len++) {
        memset(text, 'a', sizeof text);
        assert_int_equal(intern_add(&table, text, len), next++);
        for (size_t i = 0; i < len; i++) {
            text[i] = 'b';
            assert_int_equal(intern_add(&table, text, len), next++);
            text[i] = 'a';
        }
    }
    intern_release(&table);
}

static void many_strings_keep_their_ids_and_their_addresses(void **state)
{
    enum { N = 50000 };
    static const char *first_seen[N];
    struct intern table;
    char text[32];

    (void)state;
    intern_init(&table);
    for (uint32_t i = 0; i < N; i++) {
        int len = snprintf(text, sizeof text, "token-%u", i);

        assert_int_equal(intern_add(&table, text, (size_t)len), i);
        first_seen[i] = table.str[i];
    }
    for (uint32_t i = 0; i < N; i++) {
        int len = snprintf(text, sizeof text, "token-%u", i);

        assert_int_equal(intern_find(&table, text, (size_t)len), i);
        assert_ptr_equal(table.str[i], first_seen[i]);
        assert_string_equal(table.str[i], text);
    }
    assert_true(2 * table.n <= table.n_slots);
    intern_release(&table);
}

/* Probes from its home slot to where the string was put, over all strings. A good hash at load 1/2 stays near 0.5. */
static double mean_displacement(const struct intern *table)
{
    size_t total = 0;

    for (size_t at = 0; at < table->n_slots; at++) {
        if (table->slot[at] != 0)
            total += (at - (size_t)(table->slot[at] >> 32)) & (table->n_slots - 1);
    }
    return (double)total / (double)table->n;
}

/* Numbers, words with a number, round hexadecimal, long paths that differ in the middle. */
static size_t similar_text(char *out, size_t size, int shape, uint32_t i)
{
    int len;

    if (shape == 0)
        len = snprintf(out, size, "%u", i);
    else if (shape == 1)
        len = snprintf(out, size, "token_%u", i);
    else if (shape == 2)
        len = snprintf(out, size, "%08x", i << 12);
    else
        len = snprintf(out, size, "src/main/java/org/example/module%u/Service.java", i);
    return (size_t)len;
}

static void similar_strings_are_spread_evenly(void **state)
{
    (void)state;
    for (int shape = 0; shape < 4; shape++) {
        struct intern table;
        char text[64];

        intern_init(&table);
        for (uint32_t i = 0; i < 30000; i++)
            intern_add(&table, text, similar_text(text, sizeof text, shape, i));
        assert_int_equal(table.n, 30000);
        assert_true(mean_displacement(&table) < 1.0);
        intern_release(&table);
    }
}

static void adding_agrees_with_a_linear_search(void **state)
{
    enum { N = 3000 };
    struct intern table;
    struct rng rng;

    (void)state;
    intern_init(&table);
    rng_init(&rng, 11);
    for (int i = 0; i < N; i++) {
        char text[4];
        size_t len = rng_below(&rng, 4);
        uint32_t want = INTERN_NONE, got;

        for (size_t k = 0; k < len; k++)
            text[k] = (char)rng_below(&rng, 8);
        for (uint32_t id = 0; id < table.n && want == INTERN_NONE; id++) {
            if (table.len[id] == len && memcmp(table.str[id], text, len) == 0)
                want = id;
        }
        assert_int_equal(intern_find(&table, text, len), want);
        got = intern_add(&table, text, len);
        assert_int_equal(got, want == INTERN_NONE ? table.n - 1 : want);
    }
    intern_release(&table);
}

static void any_failed_allocation_leaves_the_table_as_it_was(void **state)
{
    struct intern table;
    char text[16];
    uint32_t id = 0;

    (void)state;
    intern_init(&table);
    while (id < 500) {
        int len = snprintf(text, sizeof text, "t%u", id);

        for (long n = 0;; n++) {
            uint32_t got;

            mem_fail_after(n);
            got = intern_add(&table, text, (size_t)len);
            if (!mem_failed()) {
                assert_int_equal(got, id);
                break;
            }
            assert_int_equal(got, INTERN_NONE);
            assert_int_equal(table.n, id);
            assert_int_equal(intern_find(&table, text, (size_t)len), INTERN_NONE);
        }
        mem_fail_after(-1);
        id++;
    }
    for (id = 0; id < 500; id++) {
        int len = snprintf(text, sizeof text, "t%u", id);

        assert_int_equal(intern_find(&table, text, (size_t)len), id);
    }
    intern_release(&table);
}

static void release_leaves_it_as_after_init(void **state)
{
    struct intern table;

    (void)state;
    intern_init(&table);
    intern_add(&table, "a", 1);
    intern_release(&table);
    assert_int_equal(table.n, 0);
    assert_int_equal(intern_find(&table, "a", 1), INTERN_NONE);
    assert_int_equal(intern_add(&table, "b", 1), 0);
    intern_release(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_count_from_zero_in_order_of_arrival),
        cmocka_unit_test(what_was_not_added_is_not_found),
        cmocka_unit_test(bytes_of_zero_and_lengths_count),
        cmocka_unit_test(one_byte_changed_is_another_string),
        cmocka_unit_test(many_strings_keep_their_ids_and_their_addresses),
        cmocka_unit_test(similar_strings_are_spread_evenly),
        cmocka_unit_test(adding_agrees_with_a_linear_search),
        cmocka_unit_test_teardown(any_failed_allocation_leaves_the_table_as_it_was, never_fail),
        cmocka_unit_test(release_leaves_it_as_after_init),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

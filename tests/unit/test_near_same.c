#include "features/text/near_same.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

static struct text text_of(const char *str)
{
    return (struct text){ str, (uint32_t)strlen(str) };
}

/* The pairs among tickets with these descriptions. */
static struct near_pairs pairs_of(const char *const *description, size_t n, const uint32_t *rows, size_t n_rows, int n_threads)
{
    struct ticket *row = mem_calloc(n, sizeof *row);
    struct ticket_table tickets = { .row = row, .n = n };
    struct text_sign *sign = mem_calloc(n, sizeof *sign);
    struct near_pairs pairs;
    struct err err = ERR_INIT;

    for (size_t i = 0; i < n; i++) {
        row[i].title = text_of("");
        row[i].description = text_of(description[i]);
    }
    assert_int_equal(text_signs_make(sign, &tickets, n_threads, &err), 0);
    assert_int_equal(near_pairs_find(&pairs, &tickets, sign, rows, n_rows, &err), 0);
    mem_free(sign);
    mem_free(row);
    return pairs;
}

static const char long_a[] = "the printer on the second floor of the east wing does not print labels for blood samples since the update of the driver last night";
static const char long_b[] = "the printer on the second floor of the east wing does not print labels for blood samples since the update of the driver last week";
static const char other[] = "nobody in the night shift can open the medication chart of a patient after transfer to intensive care unit";

static void the_same_words_are_a_pair_whatever_their_case_and_figures(void **state)
{
    static const char *const text[] = { "Ward 12: monitor SHOWS no pulse", other, "ward 7 -- monitor shows no pulse!" };
    static const uint32_t rows[] = { 0, 1, 2 };
    struct near_pairs p = pairs_of(text, 3, rows, 3, 1);

    (void)state;
    assert_int_equal(p.n, 1);
    assert_int_equal(p.pair[0].a, 0);
    assert_int_equal(p.pair[0].b, 2);
    assert_true(p.pair[0].same);
    near_pairs_release(&p);
}

static void most_shingles_in_common_are_nearly_the_same(void **state)
{
    static const char *const text[] = { long_a, other, long_b };
    static const uint32_t rows[] = { 0, 1, 2 };
    struct near_pairs p = pairs_of(text, 3, rows, 3, 2);

    (void)state;
    assert_int_equal(p.n, 1);
    assert_int_equal(p.pair[0].b, 2);
    assert_false(p.pair[0].same);
    near_pairs_release(&p);
}

static void few_words_and_rows_that_are_not_asked_for_are_in_no_pair(void **state)
{
    static const char *const text[] = { "it is down", "it is down", long_a, long_a };
    static const uint32_t rows[] = { 0, 1, 2 };
    struct near_pairs p = pairs_of(text, 4, rows, 3, 1);

    (void)state;
    assert_int_equal(p.n, 0);
    near_pairs_release(&p);
    p = pairs_of(text, 4, rows, 0, 1);
    assert_int_equal(p.n, 0);
    near_pairs_release(&p);
}

static void a_group_of_n_equal_texts_makes_n_minus_one_pairs(void **state)
{
    static const char *const text[] = { long_a, long_a, other, long_a, long_a };
    static const uint32_t rows[] = { 0, 1, 2, 3, 4 };
    struct near_pairs p = pairs_of(text, 5, rows, 5, 1);

    (void)state;
    assert_int_equal(p.n, 3);
    assert_int_equal(p.pair[1].a, 1);
    assert_int_equal(p.pair[1].b, 3);
    near_pairs_release(&p);
}

/* Runs without a blank, bytes that are no UTF-8, and texts beyond the words that are read. */
static void hostile_texts_are_read_in_bounds(void **state)
{
    static char many[200000], one[200000];
    const char *text[] = { many, one, "\xff\xfe \x80 \xc3 a b c", "", many };
    static const uint32_t rows[] = { 0, 1, 2, 3, 4 };
    struct near_pairs p;

    (void)state;
    for (size_t i = 0; i + 1 < sizeof many; i++) {
        many[i] = i % 2 == 0 ? (char)('a' + i / 2 % 26) : ' ';
        one[i] = 'x';
    }
    p = pairs_of(text, 5, rows, 5, 1);
    assert_int_equal(p.n, 1);
    assert_int_equal(p.pair[0].a, 0);
    assert_int_equal(p.pair[0].b, 4);
    near_pairs_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_words_are_a_pair_whatever_their_case_and_figures),
        cmocka_unit_test(most_shingles_in_common_are_nearly_the_same),
        cmocka_unit_test(few_words_and_rows_that_are_not_asked_for_are_in_no_pair),
        cmocka_unit_test(a_group_of_n_equal_texts_makes_n_minus_one_pairs),
        cmocka_unit_test(hostile_texts_are_read_in_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "datasets/rows/severity_rank.h"

#include "tests/support/support.h"

static void words_and_numbers_of_trackers_have_a_rank(void **state)
{
    (void)state;
    assert_int_equal(severity_rank("Blocker"), 1);
    assert_int_equal(severity_rank("1 - Critical"), 2);
    assert_int_equal(severity_rank("Sev 2"), 2);
    assert_int_equal(severity_rank("P3"), 3);
    assert_int_equal(severity_rank("3 - Moderate"), 4);
    assert_int_equal(severity_rank("normal"), 4);
    assert_int_equal(severity_rank("enhancement"), 6);
    assert_int_equal(severity_rank("abnormal"), 0); /* no word of its own */
    assert_int_equal(severity_rank("build 17"), 0);
    assert_int_equal(severity_rank(""), 0);
}

static void what_is_wished_for_is_no_severity(void **state)
{
    (void)state;
    assert_true(severity_is_wish("enhancement"));
    assert_true(severity_is_wish("6 - Wishlist"));
    assert_false(severity_is_wish("trivial"));
    assert_false(severity_is_wish("blocker"));
    assert_false(severity_is_wish("5"));
    assert_false(severity_is_wish(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_numbers_of_trackers_have_a_rank),
        cmocka_unit_test(what_is_wished_for_is_no_severity),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

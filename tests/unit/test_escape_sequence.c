#include "datasets/base/escape_sequence.h"

#include <string.h>

#include "tests/support/support.h"

#define LENGTH(text) escape_sequence((text), sizeof(text) - 1)

static void control_sequences_and_strings_are_whole(void **state)
{
    (void)state;
    assert_int_equal(LENGTH("\x1B[31mred"), 5);
    assert_int_equal(LENGTH("\x1B[mred"), 3);
    assert_int_equal(LENGTH("\x1B[38;5;1 qx"), 10);
    assert_int_equal(LENGTH("\xC2\x9B"
                            "31mred"),
                     5);
    assert_int_equal(LENGTH("\x1B]0;title\a!"), 10);
    assert_int_equal(LENGTH("\x1B]8;;x\x1B\\!"), 8);
}

static void what_does_not_end_takes_no_text_with_it(void **state)
{
    (void)state;
    assert_int_equal(LENGTH("red"), 0);
    assert_int_equal(LENGTH("\x1B"), 1);
    assert_int_equal(LENGTH("\x1Bred"), 1);
    assert_int_equal(LENGTH("\x1B[31"), 1);
    assert_int_equal(LENGTH("\x1B[31\nm"), 1);
    assert_int_equal(LENGTH("\x1B]0;title\nnext line\a"), 1);
    assert_int_equal(LENGTH("\xC2\x9B"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_sequences_and_strings_are_whole),
        cmocka_unit_test(what_does_not_end_takes_no_text_with_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

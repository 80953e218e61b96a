#include "datasets/base/text_cut.h"

#include <string.h>

#include "tests/support/support.h"

static void a_text_that_fits_stays_whole(void **state)
{
    (void)state;
    assert_int_equal(text_cut("", 0, 0), 0);
    assert_int_equal(text_cut("ward", 4, 4), 4);
    assert_int_equal(text_cut("ward", 4, 100), 4);
}

static void no_character_is_cut(void **state)
{
    const char *text = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z"; /* 1, 2, 3, 4 and 1 bytes */
    static const size_t whole[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11 };

    (void)state;
    for (size_t max = 0; max < sizeof(whole) / sizeof(whole[0]); max++)
        assert_int_equal(text_cut(text, strlen(text), max), whole[max]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_fits_stays_whole),
        cmocka_unit_test(no_character_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

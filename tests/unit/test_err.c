#include "datasets/base/err.h"

#include <string.h>

#include "tests/support/support.h"

static void setting_returns_the_code_and_keeps_the_words(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(err_set(&err, ERR_IO, "cannot open '%s'", "a.csv"), ERR_IO);
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.msg, "cannot open 'a.csv'");
}

static void without_a_place_for_words_the_code_is_returned(void **state)
{
    (void)state;
    assert_int_equal(err_set(NULL, ERR_USAGE, "unused"), ERR_USAGE);
    assert_int_equal(err_nomem(NULL), ERR_NOMEM);
    assert_true(err_prefix(NULL, "unused") < 0);
}

static void control_bytes_are_made_visible(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    err_set(&err, ERR_REFUSED, "'%s'", "a\033[2Jb\r\nc\td\x7f");
    assert_string_equal(err.msg, "'a\\x1B[2Jb\\x0D\\x0Ac\\x09d\\x7F'");
}

static void the_csi_that_hides_in_utf_8_is_made_visible(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    err_set(&err, ERR_REFUSED, "%s",
            "a\xC2\x9B"
            "31mb\xC2\xA0"
            "c");
    assert_string_equal(err.msg, "a\\xC2\\x9B31mb\xC2\xA0"
                                 "c");
}

static void other_utf_8_stays_as_it_is(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    err_set(&err, ERR_REFUSED, "%s", "Störung \xE2\x82\xAC \xF0\x9F\x94\xA5");
    assert_string_equal(err.msg, "Störung \xE2\x82\xAC \xF0\x9F\x94\xA5");
}

static void an_escape_inside_a_broken_sequence_is_still_made_visible(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    err_set(&err, ERR_REFUSED, "%s", "\xF0\033[m\xE2\x82\n\xFF");
    assert_string_equal(err.msg, "\\xF0\\x1B[m\\xE2\\x82\\x0A\\xFF");
    err_set(&err, ERR_REFUSED, "%s", "\x9B \xC0\xAF \xE0\x80\x80 \xED\xA0\x80 \xF4\x90\x80\x80 \xEF\xBF\xBD");
    assert_string_equal(err.msg, "\\x9B \\xC0\\xAF \\xE0\\x80\\x80 \\xED\\xA0\\x80 \\xF4\\x90\\x80\\x80 \xEF\xBF\xBD");
}

static void a_long_message_is_cut_between_characters(void **state)
{
    struct err err = ERR_INIT;
    char text[3 * ERR_MSG_MAX];

    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        size_t len;

        memset(text, 'x', shift);
        for (size_t i = shift; i + 4 < sizeof text; i += 3)
            memcpy(text + i, "\xE2\x82\xAC", 4);
        err_set(&err, ERR_REFUSED, "%s", text);
        len = strlen(err.msg);
        assert_in_range(len, ERR_MSG_MAX - 4, ERR_MSG_MAX - 1);
        assert_int_equal((len - shift) % 3, 0);
    }
}

static void a_long_message_is_cut_between_escapes(void **state)
{
    struct err err = ERR_INIT;
    char text[ERR_MSG_MAX];

    (void)state;
    memset(text, '\n', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    err_set(&err, ERR_REFUSED, "%s", text);
    assert_int_equal(strlen(err.msg), (ERR_MSG_MAX - 1) / 4 * 4);
}

static void a_prefix_goes_before_the_message(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    err_set(&err, ERR_NOTFOUND, "no such column");
    assert_int_equal(err_prefix(&err, "%s:%d", "a.csv", 41), ERR_NOTFOUND);
    assert_string_equal(err.msg, "a.csv:41: no such column");
}

static void a_prefix_escapes_nothing_twice(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    err_set(&err, ERR_IO, "a\nb");
    err_prefix(&err, "c\nd");
    assert_string_equal(err.msg, "c\\x0Ad: a\\x0Ab");
}

static void a_message_may_be_made_from_the_one_before(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    err_set(&err, ERR_IO, "inner");
    err_set(&err, ERR_STORE, "outer (%s)", err.msg);
    assert_string_equal(err.msg, "outer (inner)");
}

static void a_prefix_to_a_full_message_cuts_the_end(void **state)
{
    struct err err = ERR_INIT;
    char text[2 * ERR_MSG_MAX];

    (void)state;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    err_set(&err, ERR_IO, "%s", text);
    err_prefix(&err, "file");
    assert_int_equal(strlen(err.msg), ERR_MSG_MAX - 1);
    assert_memory_equal(err.msg, "file: xxx", 9);
    err_prefix(&err, "%s", text);
    assert_int_equal(strlen(err.msg), ERR_MSG_MAX - 1);
}

static void visible_text_never_leaves_its_buffer(void **state)
{
    char out[16];

    (void)state;
    for (size_t size = 1; size <= 12; size++) {
        memset(out, '#', sizeof out);
        assert_true(err_visible(out, size,
                                "ab\033\xE2\x82\xAC"
                                "cdefgh") < size);
        assert_int_equal(out[strlen(out) + 1 > size ? 0 : size], '#');
    }
    assert_int_equal(err_visible(out, 7, "ab\033c"), 6);
    assert_string_equal(out, "ab\\x1B");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(setting_returns_the_code_and_keeps_the_words),
        cmocka_unit_test(without_a_place_for_words_the_code_is_returned),
        cmocka_unit_test(control_bytes_are_made_visible),
        cmocka_unit_test(the_csi_that_hides_in_utf_8_is_made_visible),
        cmocka_unit_test(other_utf_8_stays_as_it_is),
        cmocka_unit_test(an_escape_inside_a_broken_sequence_is_still_made_visible),
        cmocka_unit_test(a_long_message_is_cut_between_characters),
        cmocka_unit_test(a_long_message_is_cut_between_escapes),
        cmocka_unit_test(a_prefix_goes_before_the_message),
        cmocka_unit_test(a_prefix_escapes_nothing_twice),
        cmocka_unit_test(a_message_may_be_made_from_the_one_before),
        cmocka_unit_test(a_prefix_to_a_full_message_cuts_the_end),
        cmocka_unit_test(visible_text_never_leaves_its_buffer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

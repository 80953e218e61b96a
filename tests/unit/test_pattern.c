#include "datasets/readers/pattern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

static struct pattern *compiled(const char *regex)
{
    struct err err = ERR_INIT;
    struct pattern *pattern = NULL;

    if (pattern_new(&pattern, regex, &err) < 0)
        fail_msg("%s: %s", regex, err.msg);
    return pattern;
}

static void matches_are_found_one_after_another_with_their_groups(void **state)
{
    struct pattern *pattern = compiled("([A-Z]+)-(\\d+)");
    const char *text = "see LAB-12, EHR-7 and x-9";
    struct pattern_group group[4];
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(pattern_groups(pattern), 2);
    assert_int_equal(pattern_find(group, 4, pattern, text, strlen(text), 0, &err), 1);
    assert_int_equal(group[0].start, 4);
    assert_int_equal(group[0].end, 10);
    assert_int_equal(group[1].end, 7);
    assert_int_equal(group[2].start, 8);
    assert_int_equal(group[3].start, SIZE_MAX);
    assert_int_equal(pattern_find(group, 1, pattern, text, strlen(text), group[0].end, &err), 1);
    assert_int_equal(group[0].start, 12);
    assert_int_equal(pattern_find(group, 1, pattern, text, strlen(text), group[0].end, &err), 0);
    pattern_free(pattern);
}

static void an_empty_match_is_none(void **state)
{
    struct pattern *pattern = compiled("x*");
    struct pattern_group group;

    (void)state;
    assert_int_equal(pattern_find(&group, 1, pattern, "abc", 3, 0, NULL), 0);
    assert_int_equal(pattern_find(&group, 1, pattern, "abxx", 4, 0, NULL), 1);
    assert_int_equal(group.start, 2);
    assert_int_equal(pattern_find(&group, 1, pattern, "", 0, 0, NULL), 0);
    pattern_free(pattern);
}

static void words_before_the_start_are_seen_by_a_lookbehind(void **state)
{
    struct pattern *pattern = compiled("(?<=badge )\\d+");
    struct pattern_group group;

    (void)state;
    assert_int_equal(pattern_find(&group, 1, pattern, "badge 77", 8, 6, NULL), 1);
    assert_int_equal(group.start, 6);
    pattern_free(pattern);
}

static void bytes_that_are_no_text_do_no_harm(void **state)
{
    struct pattern *pattern = compiled("\\b[a-z\xC3\xA4]{3}\\b");
    struct pattern_group group;
    char text[] = "\xFF\xC3 \xC3\xA4""bc\xE2\x82";

    (void)state;
    assert_int_equal(pattern_find(&group, 1, pattern, text, sizeof text - 1, 0, NULL), 1);
    assert_int_equal(group.start, 3);
    assert_int_equal(group.end, 7);
    pattern_free(pattern);
}

static void a_broken_pattern_is_told_with_its_place(void **state)
{
    static const struct { const char *regex, *words; } broken[] = {
        { "", "the pattern is empty" },
        { "ab(c", "byte 5 of the pattern: missing closing parenthesis" },
        { "a**b+?*", "byte 3 of the pattern: quantifier does not follow a repeatable item" },
        { "[z-a]", "byte 4 of the pattern: range out of order in character class" },
        { "\\", "byte 2 of the pattern: \\ at end of pattern" },
        { "(?<n>a)(?<n>b)", "of the pattern: two named subpatterns have the same name" },
        { "a\\C", "of the pattern: using \\C is disabled by the application" },
        { "\xFF", "byte 1 of the pattern: UTF-8 error" },
        { "(((((a{500}){500}){500}){500}){500})", "of the pattern: regular expression is too large" },
        { "()()()()()()()()()()()()()()()()()", "the pattern has 17 groups, at most 15" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct pattern *pattern = NULL;
        struct err err = ERR_INIT;

        assert_int_equal(pattern_new(&pattern, broken[i].regex, &err), ERR_USAGE);
        assert_null(pattern);
        assert_contains(err.msg, broken[i].words);
    }
}

static void a_pattern_that_is_too_long_or_nested_is_refused(void **state)
{
    char regex[PATTERN_BYTES_MAX + 2];
    struct pattern *pattern = NULL;
    struct err err = ERR_INIT;

    (void)state;
    memset(regex, 'a', sizeof regex - 1);
    regex[sizeof regex - 1] = '\0';
    assert_int_equal(pattern_new(&pattern, regex, &err), ERR_USAGE);
    assert_contains(err.msg, "over 4096 bytes");
    memset(regex, '(', 1000);
    memset(regex + 1000, ')', 1000);
    regex[2000] = '\0';
    assert_int_equal(pattern_new(&pattern, regex, &err), ERR_USAGE);
    assert_contains(err.msg, "too deeply nested");
}

static void a_pattern_that_backtracks_without_end_gives_up(void **state)
{
    static const char *const hostile[] = { "(a+)+$", "(a|aa)+$", "(.*)*(.*)*(.*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$" };
    enum { N = 5000 };
    char *text = malloc(N);

    (void)state;
    memset(text, 'a', N);
    text[N - 1] = '!';
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        struct pattern *pattern = compiled(hostile[i]);
        struct pattern_group group;
        struct err err = ERR_INIT;
        int rc = pattern_find(&group, 1, pattern, text, N, 0, &err);

        if (rc != 0) { /* some of them are seen through by the library */
            assert_int_equal(rc, ERR_REFUSED);
            assert_contains(err.msg, "gave up after 700000 steps in a text of 5000 bytes");
        }
        if (i < 2)
            assert_int_equal(rc, ERR_REFUSED);
        pattern_free(pattern);
    }
    free(text);
}

static void a_plain_pattern_goes_over_a_large_text(void **state)
{
    enum { N = 4 << 20 };
    struct pattern *pattern = compiled("\\b[A-Z]{2}\\d{6}\\b");
    char *text = malloc(N);
    struct pattern_group group;
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < N; i++)
        text[i] = "AB12345 CD-99 "[i % 14];
    memcpy(text + N - 9, " QX123456", 9);
    assert_int_equal(pattern_find(&group, 1, pattern, text, N, 0, &err), 1);
    assert_int_equal(group.start, N - 8);
    pattern_free(pattern);
    free(text);
}

static void a_failed_allocation_is_an_error(void **state)
{
    struct pattern_group group;
    bool failing = true;

    (void)state;
    for (long n = 0; failing; n++) {
        struct pattern *pattern = NULL;
        struct err err = ERR_INIT;
        int rc;

        mem_fail_after(n);
        rc = pattern_new(&pattern, "(a|b)+c{2,9}", &err);
        if (rc == 0)
            rc = pattern_find(&group, 1, pattern, "zababcc", 7, 0, &err);
        failing = mem_failed();
        mem_fail_after(-1);
        assert_int_equal(rc, failing ? ERR_NOMEM : 1);
        pattern_free(pattern);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_are_found_one_after_another_with_their_groups),
        cmocka_unit_test(an_empty_match_is_none),
        cmocka_unit_test(words_before_the_start_are_seen_by_a_lookbehind),
        cmocka_unit_test(bytes_that_are_no_text_do_no_harm),
        cmocka_unit_test(a_broken_pattern_is_told_with_its_place),
        cmocka_unit_test(a_pattern_that_is_too_long_or_nested_is_refused),
        cmocka_unit_test(a_pattern_that_backtracks_without_end_gives_up),
        cmocka_unit_test(a_plain_pattern_goes_over_a_large_text),
        cmocka_unit_test(a_failed_allocation_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

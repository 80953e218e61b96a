#include "features/text/boilerplate.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

enum { N = 40 };

static struct text text_of(const char *str)
{
    return (struct text){ str, (uint32_t)strlen(str) };
}

/* A form with two questions, of which each text answers the second in its own words. */
static void fill_forms(char form[N][128], struct text text[N])
{
    for (int i = 0; i < N; i++) {
        snprintf(form[i], sizeof form[i], "  Steps to reproduce:\r\nBuild %d of the App\n\nanswer number %c%c\n",
                 1000 + i, 'a' + i % 26, 'a' + i / 26);
        text[i] = text_of(form[i]);
    }
}

static void assert_stripped(const struct boilerplate *b, const char *text, const char *expected)
{
    struct text from = text_of(text);
    struct strbuf out;

    strbuf_init(&out);
    boilerplate_strip(&out, b, &from);
    assert_string_equal(out.data, expected);
    strbuf_release(&out);
}

static void lines_of_a_form_go_whatever_their_numbers_and_case(void **state)
{
    char form[N][128];
    struct text text[N];
    struct boilerplate b;

    (void)state;
    fill_forms(form, text);
    assert_int_equal(boilerplate_find(&b, text, N, 2, NULL), 0);
    assert_stripped(&b, form[3], "answer number da\n");
    assert_stripped(&b, "STEPS TO REPRODUCE:\nbuild 7 of the app\nit fails", "it fails\n");
    assert_stripped(&b, "steps to reproduce", "steps to reproduce\n");
    boilerplate_release(&b);
}

static void a_short_complaint_of_many_stays(void **state)
{
    struct text text[N];
    struct boilerplate b;

    (void)state;
    for (int i = 0; i < N; i++)
        text[i] = text_of("cannot log in");
    assert_int_equal(boilerplate_find(&b, text, N, 1, NULL), 0);
    assert_stripped(&b, "cannot log in", "cannot log in\n");
    boilerplate_release(&b);
}

/* One text that repeats its line is one text. */
static void a_line_counts_once_a_text(void **state)
{
    static const char twice[] =
        "ping\nping\nping\nping\nping\nping\nping\nping\nping\nping\nping\nping\nping\nping\nping\nping\nping";
    struct text text[2] = { text_of(twice), text_of("ping\npong") };
    struct boilerplate b;

    (void)state;
    assert_int_equal(boilerplate_find(&b, text, 2, 1, NULL), 0);
    assert_stripped(&b, "ping", "ping\n");
    boilerplate_release(&b);
}

static void without_texts_nothing_is_boilerplate(void **state)
{
    struct boilerplate b;

    (void)state;
    assert_int_equal(boilerplate_find(&b, NULL, 0, 1, NULL), 0);
    assert_stripped(&b, "a line\n\n  \nand another", "a line\nand another\n");
    boilerplate_release(&b);
}

static void stack_frames_are_known(void **state)
{
    static const char *const frame[] = { "  at System.String.Format (System.String format) [0x0001]",
                                         "at java.lang.Thread.run(Thread.java:748)",
                                         "File \"/x/y.py\", line 3, in z",
                                         "#3 0x00f1abcd in foo ()",
                                         "  3   libfoo  0x00f1abcd bar + 12",
                                         "12 0x0001",
                                         "[0x00001] in <x>:0" };
    static const char *const text[] = { "at the moment nothing works",
                                        "at 9.",
                                        "File a ticket",
                                        "3 users cannot print",
                                        "#12 is a duplicate",
                                        "",
                                        "at",
                                        "0xyz" };

    (void)state;
    for (size_t i = 0; i < sizeof frame / sizeof frame[0]; i++)
        if (!is_stack_frame(frame[i], strlen(frame[i])))
            fail_msg("no frame: %s", frame[i]);
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
        if (is_stack_frame(text[i], strlen(text[i])))
            fail_msg("a frame: %s", text[i]);
}

static void every_allocation_that_fails_is_reported(void **state)
{
    char form[N][128];
    struct text text[N];

    (void)state;
    fill_forms(form, text);
    for (long turn = 0;; turn++) {
        struct boilerplate b = { 0 };
        int rc;

        mem_fail_after(turn);
        rc = boilerplate_find(&b, text, N, 1, NULL);
        boilerplate_release(&b);
        if (!mem_failed()) {
            assert_int_equal(rc, 0);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_a_form_go_whatever_their_numbers_and_case),
        cmocka_unit_test(a_short_complaint_of_many_stays),
        cmocka_unit_test(a_line_counts_once_a_text),
        cmocka_unit_test(without_texts_nothing_is_boilerplate),
        cmocka_unit_test(stack_frames_are_known),
        cmocka_unit_test_teardown(every_allocation_that_fails_is_reported, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "score/cli/roff.h"

#include "tests/support/support.h"

typedef void (*writer)(struct strbuf *out, const char *text);

static void assert_written(writer write, const char *text, const char *expected)
{
    struct strbuf out;

    strbuf_init(&out);
    write(&out, text);
    assert_string_equal(out.data, expected);
    strbuf_release(&out);
}

static void a_literal_comes_back_as_it_was_typed(void **state)
{
    (void)state;
    assert_written(roff_literal, "a --b-c 'd' `e` ~f ^g", "a \\-\\-b\\-c \\(aqd\\(aq \\(gae\\(ga \\(tif \\(hag");
    assert_written(roff_literal, "back\\slash", "back\\eslash");
    assert_written(roff_literal, "caf\303\251 \360\237\230\200", "caf\\[u00E9] \\[u1F600]");
    assert_written(roff_literal, "no \377 UTF-8", "no \\[uFFFD] UTF\\-8");
    assert_written(roff_literal, "two\nlines", "two lines");
}

static void nothing_that_begins_a_line_becomes_a_request(void **state)
{
    (void)state;
    assert_written(roff_literal, ".so /etc/passwd", "\\&.so /etc/passwd");
    assert_written(roff_literal, "'br", "\\&\\(aqbr");
    assert_written(roff_prose, ".so /etc/passwd", "\\&.so /etc/passwd\n");
    assert_written(roff_prose, "One.\n.TH two", "One.\n.br\n\\&.TH two\n");
    assert_written(roff_prose, "End. .so x", "End.\n\\&.so x\n");
    assert_written(roff_prose, "'tis so", "\\&'tis so\n");
}

static void hyphens_that_are_typed_are_minus_signs_and_those_of_prose_are_not(void **state)
{
    (void)state;
    assert_written(roff_prose, "a hash-chained trail", "a hash-chained trail\n");
    assert_written(roff_prose, "with --from-changes", "with \\-\\-from\\-changes\n");
    assert_written(roff_prose, "the task 'change-risk' of UTF-8", "the task \\fBchange\\-risk\\fR of UTF\\-8\n");
}

static void quoted_words_are_bold_and_apostrophes_stay(void **state)
{
    (void)state;
    assert_written(roff_prose, "'list' shows a person's ('one two')", "\\fBlist\\fR shows a person's (\\fBone two\\fR)\n");
    assert_written(roff_prose, "First. Second.\n\nThird.", "First.\nSecond.\n.PP\nThird.\n");
}

static void a_synopsis_tells_words_from_what_stands_for_them(void **state)
{
    (void)state;
    assert_written(roff_synopsis, "similar TICKET|--text TEXT [OPTION...]",
                   "\\fBsimilar\\fR \\fITICKET\\fR|\\:\\fB\\-\\-text\\fR \\fITEXT\\fR [\\fIOPTION\\fR...]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_literal_comes_back_as_it_was_typed),
        cmocka_unit_test(nothing_that_begins_a_line_becomes_a_request),
        cmocka_unit_test(hyphens_that_are_typed_are_minus_signs_and_those_of_prose_are_not),
        cmocka_unit_test(quoted_words_are_bold_and_apostrophes_stay),
        cmocka_unit_test(a_synopsis_tells_words_from_what_stands_for_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "score/report/markdown.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

#define Z "&#8203;" /* what parts a mention or an address */

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static void assert_written(const char *text, const char *expected)
{
    struct strbuf out;

    strbuf_init(&out);
    markdown_text(&out, text);
    assert_string_equal(out.data, expected);
    strbuf_release(&out);
}

static void structure_inside_a_line_is_escaped(void **state)
{
    (void)state;
    assert_written("plain text, (with) \"quotes\": 12:30; it's 5.", "plain text, (with) \"quotes\": 12:30; it's 5.");
    assert_written("a*b* _c_ ~~d~~", "a\\*b\\* \\_c\\_ \\~\\~" Z "d\\~\\~");
    assert_written("`code` and ``more``", "&#96;code&#96; and &#96;&#96;more&#96;&#96;");
    assert_written("a|b", "a&#124;b");
    assert_written("a\\|b\\", "a&#92;&#124;b&#92;");
    assert_written("[text](http://x.y \"t\")", "\\[text\\](http:" Z "//x.y \"t\")");
    assert_written("![alt][ref] [^1]", "\\!\\[alt\\]\\[ref\\] \\[\\^1\\]");
    assert_written("<b onclick=x>&lt;</b><!--", "&lt;b onclick=x&gt;&amp;lt;&lt;/b&gt;&lt;\\!--");
    assert_written("$x$ costs $5", "&#36;x&#36; costs &#36;" Z "5");
    assert_written("{+ added +} [- gone -]", "\\{" Z "+ added +\\} \\[" Z "- gone -\\]");
}

static void what_the_platforms_look_for_is_parted(void **state)
{
    (void)state;
    assert_written("ask @alice or @org/team", "ask @" Z "alice or @" Z "org/team");
    assert_written("see #123, o/r#9 and !45", "see \\#" Z "123, o/r\\#" Z "9 and \\!" Z "45");
    assert_written("gh-12 GH-7 high-4", "gh" Z "-12 GH" Z "-7 high-4");
    assert_written("https://x.y HTTP://x.y ftp://x", "https:" Z "//x.y HTTP:" Z "//x.y ftp:" Z "//x");
    assert_written("www.x.org WWW.x awww.x", "www" Z ".x.org WWW" Z ".x awww.x");
    assert_written("a.b@c.de", "a.b@" Z "c.de");
    assert_written("%milestone ~label &12 R&D 20%", "%" Z "milestone \\~" Z "label &amp;" Z "12 R&amp;D 20%");
    assert_written("# of rows @ 9", "\\# of rows @ 9");
}

static void a_line_cannot_begin_a_block(void **state)
{
    static const char *const text[] = { "# h",           "- item", "+ item", "* item",   "1. item",
                                        "12) item",      "===",    "---",    "> quote",  "| a |",
                                        "```",           "~~~",    "/close", "    code", "\tcode",
                                        "1986 was good", "5",      "1.5",    "12.",      "+0.5",
                                        "-0.5",          "-",      "- - -",  "-flag" };
    static const char *const expected[] = { "\\# h",
                                            "\\- item",
                                            "\\+ item",
                                            "\\* item",
                                            "1\\. item",
                                            "12\\) item",
                                            "\\===",
                                            "\\---",
                                            "&gt; quote",
                                            "&#124; a &#124;",
                                            "&#96;&#96;&#96;",
                                            "\\~\\~\\~",
                                            "\\/close",
                                            "code",
                                            "code",
                                            "1986 was good",
                                            "5",
                                            "1.5",
                                            "12\\.",
                                            "+0.5",
                                            "-0.5",
                                            "\\-",
                                            "\\- - -",
                                            "-flag" };

    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
        assert_written(text[i], expected[i]);
}

static void lines_become_one_and_nothing_hides(void **state)
{
    (void)state;
    assert_written("  a\n\n# b\r\n\t- c  ", "a \\# b - c");
    assert_written("a\xE2\x80\xAE"
                   "b\xE2\x80\x8B\x1B[0m\xFF",
                   "a\\[U+202E\\]b\\[U+200B\\]\xEF\xBF\xBD");
    assert_written("", "");
    assert_written(" \n ", "");
}

static void code_is_used_only_where_it_holds(void **state)
{
    static const char *const text[] = { "9f2c51aa", "@alice #1 <b>", "a`b", "a|b", "", " a", "$1", "a\nb", "a\\b" };
    static const char *const expected[] = { "`9f2c51aa`", "`@alice #1 <b>`", "a&#96;b", "a&#124;b", "",
                                            "a",          "&#36;" Z "1",     "a b",     "a&#92;b" };
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        strbuf_clear(&out);
        markdown_code(&out, text[i]);
        assert_string_equal(out.data, expected[i]);
    }
    strbuf_release(&out);
}

static void a_table_has_a_head_and_keeps_its_cells(void **state)
{
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    markdown_heading(&out, 1, "Release *x*");
    MARKDOWN_TABLE(&out, { "Change", HTML_COLUMN_HEADER }, { "Lines", HTML_COLUMN_NUMBER },
                   { "p", HTML_COLUMN_NUMBER });
    markdown_cell(&out, "a | b\nc");
    markdown_cell_count(&out, 12345);
    markdown_cell_probability(&out, 0.374);
    markdown_row_end(&out);
    markdown_cell_code(&out, "9f2c");
    markdown_cell_number(&out, -0.5, 2);
    markdown_cell_signed(&out, 0.5, 2);
    markdown_row_end(&out);
    markdown_cell(&out, NULL);
    markdown_cell_probability(&out, NAN);
    markdown_cell_probability(&out, 0.0001);
    markdown_row_end(&out);
    markdown_table_end(&out);
    markdown_item(&out, "%s", "- nested?");
    markdown_list_end(&out);
    markdown_heading(&out, 2, "# two");
    markdown_paragraph(&out, "%d of %s", 7, "*34*");
    assert_string_equal(out.data, "# Release \\*x\\*\n\n"
                                  "| Change | Lines | p |\n| --- | ---: | ---: |\n"
                                  "| a &#124; b c | 12,345 | 37.4% |\n"
                                  "| `9f2c` | \xE2\x88\x92"
                                  "0.50 | +0.50 |\n"
                                  "| n/a | n/a | &lt;0.1% |\n\n"
                                  "- \\- nested?\n\n"
                                  "\n## \\# two\n\n7 of \\*34\\*\n\n");
    strbuf_release(&out);
}

/* Whatever bytes: one line, no character that ends a cell or begins HTML, code, a link or mathematics, no bare
 * mention or address. */
static void any_bytes_stay_text(void **state)
{
    static const char alphabet[] = "@#!$%&*_`|<>[](){}\\~^+-=/:.,\n\r\t \"'1a9wWgGhH\x80\xC2\xE2\x80\xAE\xFF\x1B";
    uint64_t x = 88172645463325252;
    struct strbuf out;
    char text[40];

    (void)state;
    strbuf_init(&out);
    for (int round = 0; round < 20000; round++) {
        size_t len = (size_t)(round % 40);

        for (size_t i = 0; i < len; i++) {
            x ^= x << 13; /* Marsaglia 2003, xorshift64 */
            x ^= x >> 7;
            x ^= x << 17;
            text[i] = alphabet[x % (sizeof alphabet - 1)];
        }
        strbuf_clear(&out);
        markdown_textn(&out, text, len);
        assert_null(strpbrk(out.data, "|<>`$\n\r\t"));
        assert_null(strstr(out.data, "://"));
        for (size_t i = 0; i < out.len; i++) {
            char c = out.data[i];

            if (strchr("*_~[]!#^{}", c) != NULL && !(c == '#' && i > 0 && out.data[i - 1] == '&'))
                assert_true(i > 0 && out.data[i - 1] == '\\');
            if (c == '@')
                assert_false(out.data[i + 1] == '1' || out.data[i + 1] == 'a');
        }
    }
    strbuf_release(&out);
}

static void every_failed_allocation_is_told(void **state)
{
    struct strbuf out;
    long n = 0;

    (void)state;
    do {
        strbuf_init(&out);
        mem_fail_after(n++);
        markdown_paragraph(
            &out, "%s",
            "a long enough paragraph with `code`, @mentions and <b>HTML</b> in it, so that the buffer must grow");
        markdown_cell_code(&out, "9f2c51aa");
        assert_int_equal(strbuf_check(&out, NULL), mem_failed() ? ERR_NOMEM : 0);
        strbuf_release(&out);
    } while (mem_failed());
    assert_true(n > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(structure_inside_a_line_is_escaped),
        cmocka_unit_test(what_the_platforms_look_for_is_parted),
        cmocka_unit_test(a_line_cannot_begin_a_block),
        cmocka_unit_test(lines_become_one_and_nothing_hides),
        cmocka_unit_test(code_is_used_only_where_it_holds),
        cmocka_unit_test(a_table_has_a_head_and_keeps_its_cells),
        cmocka_unit_test(any_bytes_stay_text),
        cmocka_unit_test_teardown(every_failed_allocation_is_told, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "score/report/html.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/base/clock.h"
#include "datasets/base/mem.h"
#include "score/report/stylesheet.h"
#include "tests/support/support.h"

/* Breaks out of an attribute, an element, a comment, a style and a line; bad UTF-8, a bidirectional override, a bell. */
#define HOSTILE "\"'><img src=x onerror=alert(1)></style></script><!--&amp\xFF\xE2\x80\xAE\a\n"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

/* ---- a strict reader of what we write ---- */

struct reader {
    const char *at;
    char open[HTML_DEPTH_MAX][16];
    size_t depth;
};

static void read_entity(const char *at)
{
    static const char *const entity[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" };
    size_t i = 0;

    while (i < 5 && strncmp(at, entity[i], strlen(entity[i])) != 0)
        i++;
    if (i == 5)
        fail_msg("an ampersand that begins no entity: %.40s", at);
}

static void read_attributes(struct reader *r)
{
    while (*r->at == ' ') {
        size_t n = strcspn(r->at + 1, "= >");

        assert_true(n > 0);
        assert_true(strncasecmp(r->at + 1, "on", 2) != 0 && strncasecmp(r->at + 1, "style=", 6) != 0);
        r->at += 1 + n;
        assert_memory_equal(r->at, "=\"", 2);
        for (r->at += 2; *r->at != '"'; r->at++) {
            assert_true(*r->at != '\0' && *r->at != '<' && *r->at != '>');
            if (*r->at == '&')
                read_entity(r->at);
        }
        r->at++;
    }
}

static void read_tag(struct reader *r)
{
    bool end = r->at[1] == '/';
    const char *name = r->at + 1 + end;
    size_t n = strcspn(name, " />");

    assert_true(n > 0 && n < sizeof r->open[0]);
    r->at = name + n;
    if (end) {
        assert_true(r->depth > 0);
        r->depth--;
        assert_true(strlen(r->open[r->depth]) == n && memcmp(r->open[r->depth], name, n) == 0);
    } else {
        read_attributes(r);
        if (*r->at == '/') {
            r->at++;
        } else if (!(n == 4 && memcmp(name, "meta", 4) == 0) && !(n == 5 && memcmp(name, "input", 5) == 0)) {
            assert_true(r->depth < HTML_DEPTH_MAX);
            memcpy(r->open[r->depth], name, n);
            r->open[r->depth++][n] = '\0';
        }
    }
    assert_int_equal(*r->at, '>');
    r->at++;
}

/* Every tag closes its own, every attribute is quoted, every ampersand an entity; no scripts, no style attributes. */
static void assert_tree(const char *html)
{
    struct reader r = { .at = html };

    if (strncmp(r.at, "<!doctype html>", 15) == 0)
        r.at += 15;
    while (*r.at != '\0') {
        if (*r.at == '<') {
            assert_true(strncmp(r.at, "<script", 7) != 0);
            read_tag(&r);
            if (r.depth > 0 && strcmp(r.open[r.depth - 1], "style") == 0) {
                r.at = strstr(r.at, "<");
                assert_memory_equal(r.at, "</style>", 8);
            }
            continue;
        }
        assert_true(*r.at != '>');
        if (*r.at == '&')
            read_entity(r.at);
        r.at++;
    }
    assert_int_equal(r.depth, 0);
}

/* Valid UTF-8 without anything that drives a terminal or turns the direction. */
static void assert_visible(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp;

        at += html_decode(&cp, text + at, len - at);
        assert_true(cp != HTML_NOT_A_CHARACTER);
        assert_true(cp >= 0x20 || cp == '\n' || cp == '\t');
        assert_false(cp >= 0x7F && cp < 0xA0);
        assert_false((cp >= 0x200E && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
                     (cp >= 0x2066 && cp <= 0x2069));
    }
}

/* ---- characters ---- */

static void assert_shown(const char *text, size_t len, const char *expected)
{
    struct strbuf out;

    strbuf_init(&out);
    html_visible(&out, text, len);
    assert_string_equal(out.data, expected);
    assert_int_equal(out.len, strlen(expected));
    strbuf_release(&out);
}

#define SHOWN(text, expected) assert_shown((text), sizeof(text) - 1, (expected))

static void control_bytes_are_left_out_and_line_ends_become_one(void **state)
{
    (void)state;
    SHOWN("a\tb\nc", "a\tb\nc");
    SHOWN("a\r\nb\rc\r", "a\nb\nc\n");
    SHOWN("a\0b\x1B[31mred\x1B[0m\x7F\a", "abred");
    SHOWN("a\xC2\x9B"
          "31mb\xC2\x85"
          "c",
          "abc");
    SHOWN("a\xE2\x80\xA8"
          "b\xE2\x80\xA9"
          "c",
          "a\nb\nc");
}

static void invisible_characters_are_made_visible(void **state)
{
    (void)state;
    SHOWN("user\xE2\x80\xAEtxt.exe", "user[U+202E]txt.exe");
    SHOWN("\xE2\x81\xA6x\xE2\x81\xA9", "[U+2066]x[U+2069]");
    SHOWN("\xD8\x9C\xE2\x80\x8F", "[U+061C][U+200F]");
    SHOWN("ad\xE2\x80\x8Bmin\xC2\xAD\xEF\xBB\xBF", "ad[U+200B]min[U+00AD][U+FEFF]");
    SHOWN("a\xF3\xA0\x81\xA1\xE3\x85\xA4", "a[U+E0061][U+3164]");
    SHOWN("a\xE2\x80\x8D"
          "b\xEF\xB8\x8F",
          "a[U+200D]b[U+FE0F]");
    SHOWN("a\xEF\xB8\x8F\xE2\x80\x8D", "a[U+FE0F][U+200D]");
}

static void joiners_stay_where_scripts_and_emoji_need_them(void **state)
{
    (void)state;
    SHOWN("\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE", "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE");
    SHOWN("\xE2\x9D\xA4\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x94\xA5",
          "\xE2\x9D\xA4\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x94\xA5");
    SHOWN("\xD9\x85\xE2\x80\x8C\xE2\x80\x8C", "\xD9\x85\xE2\x80\x8C[U+200C]");
}

static void what_is_not_utf8_becomes_one_replacement_for_each_maximal_part(void **state)
{
    (void)state;
    /* Unicode 15, table 3-8 */
    SHOWN("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41",
          "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
          "A");
    /* table 3-11: truncated sequences */
    SHOWN("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
                                                  "A");
    SHOWN("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    SHOWN("\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    SHOWN("\xEF\xBF\xBE\xEF\xB7\x90\xEF\xBF\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    SHOWN("caf\xC3\xA9 \xE6\xBC\xA2 \xF0\x9F\x98\x80", "caf\xC3\xA9 \xE6\xBC\xA2 \xF0\x9F\x98\x80");
}

static void a_pile_of_combining_marks_is_cut_to_four(void **state)
{
    (void)state;
    SHOWN("Z\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85!", "Z\xCC\x80\xCC\x81\xCC\x82\xCC\x83!");
    SHOWN("e\xCC\x81o\xCC\x82\xCC\xA3", "e\xCC\x81o\xCC\x82\xCC\xA3");
    SHOWN("Z\xCC\x80\xCC\x81\xCC\x82\xCC\x83\a\xCC\x84", "Z\xCC\x80\xCC\x81\xCC\x82\xCC\x83");
}

/* ---- numbers ---- */

static void numbers_read_as_a_person_writes_them(void **state)
{
    char buf[HTML_NUMBER_MAX];

    (void)state;
    assert_string_equal(html_format_number(buf, 1234567.891, 2), "1,234,567.89");
    assert_string_equal(html_format_number(buf, 999, 0), "999");
    assert_string_equal(html_format_number(buf, -1000, 0), "\xE2\x88\x92"
                                                           "1,000");
    assert_string_equal(html_format_number(buf, -0.001, 2), "0.00");
    assert_string_equal(html_format_number(buf, NAN, 2), "n/a");
    assert_string_equal(html_format_number(buf, -INFINITY, 2), "\xE2\x88\x92\xE2\x88\x9E");
    assert_string_equal(html_format_number(buf, -1.7e308, 9), "\xE2\x88\x92"
                                                              "1.700e+308");
    assert_string_equal(html_format_number(buf, -999999999999999.0, 9), "\xE2\x88\x92"
                                                                        "999,999,999,999,999.000000000");
    assert_string_equal(html_format_signed(buf, 0.424, 2), "+0.42");
    assert_string_equal(html_format_signed(buf, 0.001, 2), "0.00");
    assert_string_equal(html_format_signed(buf, -0.5, 1), "\xE2\x88\x92"
                                                          "0.5");
    assert_string_equal(html_format_count(buf, 0), "0");
    assert_string_equal(html_format_count(buf, UINT64_MAX), "18,446,744,073,709,551,615");
}

static void probabilities_never_round_to_certainty(void **state)
{
    char buf[HTML_NUMBER_MAX];

    (void)state;
    assert_string_equal(html_format_probability(buf, 0.374), "37.4%");
    assert_string_equal(html_format_probability(buf, 0), "0.0%");
    assert_string_equal(html_format_probability(buf, 1), "100.0%");
    assert_string_equal(html_format_probability(buf, 0.0009), "<0.1%");
    assert_string_equal(html_format_probability(buf, 0.001), "0.1%");
    assert_string_equal(html_format_probability(buf, 0.9991), ">99.9%");
    assert_string_equal(html_format_probability(buf, 0.999), "99.9%");
    assert_string_equal(html_format_probability(buf, NAN), "n/a");
}

/* ---- elements ---- */

static void text_and_attributes_are_escaped(void **state)
{
    struct strbuf out;
    struct html h;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    html_open(&h, "p", "title", "a\"b'<c>&d", "lang", NULL, "class", "x", NULL);
    html_text(&h, "a\"b'<c>&d");
    html_textf(&h, " %s %d%%", "<i>", 5);
    html_textn(&h, "<b>", 2);
    html_raw(&h, "<br>");
    html_close(&h, "p");
    assert_string_equal(
        out.data,
        "<p title=\"a&quot;b&#39;&lt;c&gt;&amp;d\" class=\"x\">a&quot;b&#39;&lt;c&gt;&amp;d &lt;i&gt; 5%&lt;b<br></p>\n");
    assert_int_equal(html_check(&h, NULL), 0);
    html_release(&h);
    strbuf_release(&out);
}

static void formatted_text_of_any_length_is_escaped(void **state)
{
    char *text = malloc(5001);
    struct strbuf out;
    struct html h;

    (void)state;
    assert_non_null(text);
    memset(text, '<', 5000);
    text[5000] = '\0';
    strbuf_init(&out);
    html_init(&h, &out);
    html_textf(&h, "%.255s", text);
    assert_int_equal(out.len, 255 * 4);
    html_textf(&h, "%.256s", text);
    html_textf(&h, "%s", text);
    assert_int_equal(out.len, (255 + 256 + 5000) * 4);
    assert_null(strchr(out.data, '<'));
    html_release(&h);
    strbuf_release(&out);
    free(text);
}

static void addresses_that_run_something_are_replaced(void **state)
{
    static const char *const bad[] = { "javascript:alert(1)",
                                       "JaVaScRiPt:alert(1)",
                                       " javascript:alert(1)",
                                       "java\tscript:alert(1)",
                                       "\x01javascript:alert(1)",
                                       "data:text/html,<script>",
                                       "vbscript:x",
                                       "file:///etc/passwd",
                                       ":x" };
    static const char *const good[] = {
        "#changes", "model-risk-7.html",         "../latest/triage.html", "?page=2", "/review",
        "",         "https://example.org/a?b=c", "mailto:a@example.org",  "a/b:c",   "#a:b"
    };
    struct strbuf out;
    struct html h;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        strbuf_clear(&out);
        html_link(&h, bad[i], "x");
        assert_string_equal(out.data, "<a href=\"#\">x</a>");
    }
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        strbuf_clear(&out);
        html_link(&h, good[i], "x");
        assert_contains(out.data, good[i]);
    }
    strbuf_clear(&out);
    html_open(&h, "form", "action", "javascript:x", NULL);
    html_void(&h, "input", "formaction", "javascript:x", "src", "data:x", NULL);
    html_close(&h, "form");
    assert_string_equal(out.data, "<form action=\"#\"><input formaction=\"#\" src=\"#\"></form>\n");
    html_release(&h);
    strbuf_release(&out);
}

/* ---- the program is wrong ---- */

static void close_another(struct html *h)
{
    html_open(h, "p", NULL);
    html_close(h, "div");
}

static void close_nothing(struct html *h)
{
    html_close(h, "p");
}

static void finish_open(struct html *h)
{
    html_open(h, "p", NULL);
    html_check(h, NULL);
}

static void open_too_deep(struct html *h)
{
    for (int i = 0; i <= HTML_DEPTH_MAX; i++)
        html_open(h, "div", NULL);
}

static void write_handler(struct html *h)
{
    html_open(h, "p", "onclick", "x", NULL);
}

static void write_style(struct html *h)
{
    html_open(h, "p", "style", "x", NULL);
}

static void write_script(struct html *h)
{
    html_open(h, "script", NULL);
}

static void leave_row_short(struct html *h)
{
    HTML_TABLE(h, "t", { "a", HTML_COLUMN_TEXT }, { "b", HTML_COLUMN_TEXT });
    html_row(h);
    html_cell(h, "1");
    html_row(h);
}

static void fill_row_over(struct html *h)
{
    HTML_TABLE(h, "t", { "a", HTML_COLUMN_TEXT });
    html_row(h);
    html_cell(h, "1");
    html_cell(h, "2");
}

static void give_bad_id(struct html *h)
{
    html_section_begin(h, "a b", "t");
}

static void misuse_ends_the_program(void **state)
{
    static void (*const misuse[])(struct html * h) = { close_another, close_nothing, finish_open,  open_too_deep,
                                                       write_handler, write_style,   write_script, leave_row_short,
                                                       fill_row_over, give_bad_id };
    static const struct rlimit no_core = { 0, 0 };

    (void)state;
    for (size_t i = 0; i < sizeof misuse / sizeof misuse[0]; i++) {
        pid_t child = fork();
        int status;

        assert_true(child >= 0);
        if (child == 0) {
            struct strbuf out;
            struct html h;

            setrlimit(RLIMIT_CORE, &no_core);
            if (freopen("/dev/null", "w", stderr) == NULL)
                _exit(1);
            strbuf_init(&out);
            html_init(&h, &out);
            misuse[i](&h);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT)
            fail_msg("misuse %zu was not asserted", i);
    }
}

/* ---- the page ---- */

static void write_cells(struct html *h, const char *text)
{
    HTML_TABLE(h, text, { text, HTML_COLUMN_HEADER }, { text, HTML_COLUMN_NUMBER }, { text, HTML_COLUMN_TEXT });
    html_row(h);
    html_cell(h, text);
    html_cell_number(h, 1.25, 1);
    html_cellf(h, "%s", text);
    html_row(h);
    html_cell_link(h, text, text);
    html_cell_signed(h, -2, 1);
    html_cell_badge(h, HTML_BAD, text);
    html_row(h);
    html_cell_code(h, text);
    html_cell_count(h, 1234);
    html_cell_time(h, 0);
    html_row(h);
    html_cell(h, NULL);
    html_cell_bar(h, HTML_WARN, 0.25);
    html_cell_probability(h, NAN);
    html_table_end(h, text);
    HTML_TABLE(h, text, { text, HTML_COLUMN_TEXT });
    html_table_end(h, text);
}

static void write_blocks(struct html *h, const char *text)
{
    html_note(h, HTML_INFO, text, "%s", text);
    html_tiles_begin(h);
    html_tile(h, text, text, text);
    html_tile(h, text, text, NULL);
    html_tiles_end(h);
    html_facts_begin(h);
    html_fact(h, text, "%s", text);
    html_facts_end(h);
    html_paragraph(h, "%s", text);
    html_empty(h, text);
    html_quote(h, text, text);
    html_quote(h, text, NULL);
    html_details_begin(h, text);
    html_list_begin(h);
    html_list_item(h, "%s", text);
    html_list_end(h);
    html_details_end(h);
    html_badge(h, HTML_NEUTRAL, text);
    html_link(h, text, text);
    html_open(h, "form", "action", text, "data-x", text, NULL);
    html_void(h, "input", "value", text, NULL);
    html_close(h, "form");
}

/* A page with `text` wherever text can stand. */
static int write_page(struct strbuf *out, const char *text, int n_sections, struct err *err)
{
    static const char *const id[] = { "one", "two", "three" }, *const inner[] = { "one-a", "two-a", "three-a" };
    const struct html_page page = { .report = text,
                                    .subject = text,
                                    .identity = text,
                                    .tone = HTML_BAD,
                                    .verdict = text,
                                    .summary = text,
                                    .engine = text,
                                    .audit_head = text,
                                    .generated = 1500000000 };
    struct html h;
    int rc;

    html_init(&h, out);
    html_page_begin(&h, &page);
    for (int i = 0; i < n_sections; i++) {
        html_section_begin(&h, id[i], text);
        html_section_begin(&h, inner[i], text);
        write_blocks(&h, text);
        html_section_end(&h);
        write_cells(&h, text);
        html_section_end(&h);
    }
    rc = html_page_end(&h, err);
    html_release(&h);
    return rc;
}

static void hostile_text_stays_text_in_every_position(void **state)
{
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    assert_int_equal(write_page(&out, HOSTILE, 3, NULL), 0);
    assert_tree(out.data);
    assert_visible(out.data, out.len);
    assert_lacks(out.data, "<img");
    assert_lacks(out.data, "<!--");
    assert_contains(out.data, "&quot;&#39;&gt;&lt;img src=x onerror=alert(1)&gt;");
    strbuf_release(&out);
}

static void a_page_has_what_a_browser_and_a_reader_need(void **state)
{
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    assert_int_equal(write_page(&out, "text", 1, NULL), 0);
    assert_tree(out.data);
    assert_int_equal(strncmp(out.data, "<!doctype html>\n<html lang=\"en\">", 32), 0);
    assert_contains(out.data, "<meta charset=\"utf-8\">");
    assert_contains(
        out.data,
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\"");
    assert_contains(out.data, "<meta name=\"viewport\"");
    assert_contains(out.data, "<title>text: text - Prodrome</title>");
    assert_contains(out.data, "<h1>text</h1>");
    assert_contains(out.data, "<a class=\"skip\" href=\"#main\">");
    assert_contains(out.data, "<main id=\"main\">");
    assert_contains(out.data, "<time datetime=\"2017-07-14T02:40:00Z\">2017-07-14 02:40 UTC</time>");
    assert_contains(out.data, "audit head <code>text</code>");
    assert_contains(out.data, "<h2 id=\"one\">text</h2>");
    assert_contains(out.data, "<h3 id=\"one-a\">text</h3>");
    assert_lacks(out.data, "http://");
    assert_lacks(out.data, "https://");
    strbuf_release(&out);
}

static void optional_parts_of_a_page_may_be_missing(void **state)
{
    const struct html_page page = { .report = "Triage", .engine = "0.1.0", .generated = TIME_NONE, .forms = true };
    struct strbuf out;
    struct html h;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    html_page_begin(&h, &page);
    assert_int_equal(html_page_end(&h, NULL), 0);
    assert_tree(out.data);
    assert_contains(out.data, "<title>Triage - Prodrome</title>");
    assert_contains(out.data, "<h1>Triage</h1>");
    assert_contains(out.data, "form-action 'self'");
    assert_contains(out.data, "<p>Prodrome 0.1.0, n/a</p>");
    assert_lacks(out.data, "verdict \"");
    assert_lacks(out.data, "audit head");
    html_release(&h);
    strbuf_release(&out);
}

static void contents_come_with_the_third_section_and_stand_before_the_text(void **state)
{
    struct strbuf out;
    const char *nav;

    (void)state;
    strbuf_init(&out);
    assert_int_equal(write_page(&out, "x", 2, NULL), 0);
    assert_lacks(out.data, "<nav");
    strbuf_clear(&out);
    assert_int_equal(write_page(&out, "a<b", 3, NULL), 0);
    assert_tree(out.data);
    assert_contains(
        out.data,
        "<li><a href=\"#one\">a&lt;b</a></li>\n<li><a href=\"#two\">a&lt;b</a></li>\n<li><a href=\"#three\">a&lt;b</a></li>\n</ol>");
    nav = strstr(out.data, "<nav");
    assert_non_null(nav);
    assert_true(nav < strstr(out.data, "<main"));
    assert_true(nav > strstr(out.data, "</header>"));
    strbuf_release(&out);
}

static void tables_name_their_rows_and_columns(void **state)
{
    struct strbuf out;
    struct html h;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    HTML_TABLE(&h, "Changes", { "Change", HTML_COLUMN_HEADER }, { "Lines", HTML_COLUMN_NUMBER },
               { "By", HTML_COLUMN_TEXT });
    html_row(&h);
    html_cell(&h, "c1");
    html_cell_count(&h, 12345);
    html_cell(&h, NULL);
    html_table_end(&h, "none");
    assert_string_equal(
        out.data,
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-1\"><table>"
        "<caption id=\"table-1\">Changes</caption>\n<thead><tr><th scope=\"col\">Change</th>\n<th scope=\"col\" class=\"n\">Lines</th>\n"
        "<th scope=\"col\">By</th>\n</tr>\n</thead>\n<tbody>\n<tr><th scope=\"row\">c1</th>\n<td class=\"n\" data-label=\"Lines\">12,345</td>\n<td data-label=\"By\">n/a</td>\n"
        "</tr>\n</tbody>\n</table>\n</div>\n");
    strbuf_clear(&out);
    HTML_TABLE(&h, "Changes", { "Change", HTML_COLUMN_HEADER }, { "Lines", HTML_COLUMN_NUMBER });
    html_table_end(&h, "There are none.");
    assert_contains(out.data, "<td class=\"empty\" colspan=\"2\">There are none.</td>");
    html_release(&h);
    strbuf_release(&out);
}

static void a_tone_is_told_by_word_and_shape_too(void **state)
{
    struct strbuf one, other;
    struct html h;

    (void)state;
    strbuf_init(&one);
    strbuf_init(&other);
    for (int a = 0; a < HTML_N_TONES; a++) {
        for (int b = 0; b < a; b++) {
            strbuf_clear(&one);
            strbuf_clear(&other);
            html_init(&h, &one);
            html_badge(&h, (enum html_tone)a, "word");
            html_release(&h);
            html_init(&h, &other);
            html_badge(&h, (enum html_tone)b, "word");
            html_release(&h);
            assert_contains(one.data, "word</span>");
            assert_non_null(strstr(one.data, "<path"));
            assert_true(strcmp(strstr(one.data, "<path"), strstr(other.data, "<path")) != 0);
        }
    }
    strbuf_release(&one);
    strbuf_release(&other);
}

static void bars_stay_inside_for_any_number(void **state)
{
    static const double value[] = { -1, 0, 0.5, 1, 2, 1e300, INFINITY, -INFINITY, NAN };
    static const char *const width[] = { "0.0", "0.0", "50.0", "100.0", "100.0", "100.0", "100.0", "0.0", "0.0" };
    char expected[32];
    struct strbuf out;
    struct html h;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        strbuf_clear(&out);
        html_bar(&h, HTML_GOOD, value[i]);
        snprintf(expected, sizeof expected, "<rect width=\"%s\"", width[i]);
        assert_contains(out.data, expected);
    }
    html_release(&h);
    strbuf_release(&out);
}

static void the_same_calls_write_the_same_bytes(void **state)
{
    struct strbuf one, other;

    (void)state;
    strbuf_init(&one);
    strbuf_init(&other);
    assert_int_equal(write_page(&one, "x", 3, NULL), 0);
    assert_int_equal(write_page(&other, "x", 3, NULL), 0);
    assert_int_equal(one.len, other.len);
    assert_memory_equal(one.data, other.data, one.len);
    strbuf_release(&one);
    strbuf_release(&other);
}

static void every_failed_allocation_is_told_at_the_end(void **state)
{
    struct strbuf out;
    struct err err = ERR_INIT;
    char text[600];
    long n = 0;
    int rc;

    (void)state;
    memset(text, 'x', sizeof text - 1); /* too long to be formatted without the heap */
    text[sizeof text - 1] = '\0';
    do {
        strbuf_init(&out);
        mem_fail_after(n++);
        rc = write_page(&out, text, 3, &err);
        assert_int_equal(rc, mem_failed() ? ERR_NOMEM : 0);
        strbuf_release(&out);
    } while (rc < 0);
    assert_true(n > 10);
}

/* ---- the stylesheet ---- */

static double channel(const char *hex)
{
    char digits[3] = { hex[0], hex[1], '\0' };
    double c = (double)strtol(digits, NULL, 16) / 255;

    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, relative luminance and contrast ratio. */
static double luminance(const char *color)
{
    assert_int_equal(strlen(color), 7);
    return 0.2126 * channel(color + 1) + 0.7152 * channel(color + 3) + 0.0722 * channel(color + 5);
}

static double contrast(const char *a, const char *b)
{
    double la = luminance(a), lb = luminance(b);

    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

static const struct stylesheet_color *color_of(const char *name, size_t len)
{
    for (size_t i = 0; i < stylesheet_n_colors; i++) {
        if (strlen(stylesheet_colors[i].name) == len && memcmp(stylesheet_colors[i].name, name, len) == 0)
            return &stylesheet_colors[i];
    }
    fail_msg("no colour '%.*s' in the palette", (int)len, name);
    return NULL;
}

static void every_pair_of_the_palette_has_its_contrast_in_both_modes(void **state)
{
    (void)state;
    assert_near(contrast("#000000", "#ffffff"), 21, 1e-12);
    assert_near(contrast("#777777", "#ffffff"), 4.478, 1e-3);
    for (size_t i = 0; i < stylesheet_n_pairs; i++) {
        const struct stylesheet_pair *pair = &stylesheet_pairs[i];
        const struct stylesheet_color *front = color_of(pair->front, strlen(pair->front)),
                                      *back = color_of(pair->back, strlen(pair->back));
        double light = contrast(front->light, back->light), dark = contrast(front->dark, back->dark);

        if (light < pair->ratio_min || dark < pair->ratio_min)
            fail_msg("%s on %s: %.2f in light, %.2f in dark, %.1f wanted", pair->front, pair->back, light, dark,
                     pair->ratio_min);
    }
}

static void the_stylesheet_stands_alone(void **state)
{
    static const char *const forbidden[] = { "url(", "@import", "<", "http", "expression", "javascript" };
    struct strbuf css;
    const char *at;
    int depth = 0;

    (void)state;
    strbuf_init(&css);
    stylesheet_write(&css);
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        assert_lacks(css.data, forbidden[i]);
    for (at = css.data; *at != '\0'; at++) {
        depth += (*at == '{') - (*at == '}');
        assert_true(depth >= 0);
    }
    assert_int_equal(depth, 0);
    for (at = css.data; (at = strstr(at, "var(--")) != NULL; at += 6)
        color_of(at + 6, strcspn(at + 6, ")"));
    assert_null(strstr(strstr(css.data, "*{"), "#")); /* no colour but the palette's */
    assert_contains(css.data, "@media screen and (prefers-color-scheme:dark)");
    assert_contains(css.data, ":focus-visible{outline:");
    assert_contains(css.data, "@media print");
    strbuf_release(&css);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(control_bytes_are_left_out_and_line_ends_become_one),
        cmocka_unit_test(invisible_characters_are_made_visible),
        cmocka_unit_test(joiners_stay_where_scripts_and_emoji_need_them),
        cmocka_unit_test(what_is_not_utf8_becomes_one_replacement_for_each_maximal_part),
        cmocka_unit_test(a_pile_of_combining_marks_is_cut_to_four),
        cmocka_unit_test(numbers_read_as_a_person_writes_them),
        cmocka_unit_test(probabilities_never_round_to_certainty),
        cmocka_unit_test(text_and_attributes_are_escaped),
        cmocka_unit_test(formatted_text_of_any_length_is_escaped),
        cmocka_unit_test(addresses_that_run_something_are_replaced),
        cmocka_unit_test(misuse_ends_the_program),
        cmocka_unit_test(hostile_text_stays_text_in_every_position),
        cmocka_unit_test(a_page_has_what_a_browser_and_a_reader_need),
        cmocka_unit_test(optional_parts_of_a_page_may_be_missing),
        cmocka_unit_test(contents_come_with_the_third_section_and_stand_before_the_text),
        cmocka_unit_test(tables_name_their_rows_and_columns),
        cmocka_unit_test(a_tone_is_told_by_word_and_shape_too),
        cmocka_unit_test(bars_stay_inside_for_any_number),
        cmocka_unit_test(the_same_calls_write_the_same_bytes),
        cmocka_unit_test_teardown(every_failed_allocation_is_told_at_the_end, never_fail),
        cmocka_unit_test(every_pair_of_the_palette_has_its_contrast_in_both_modes),
        cmocka_unit_test(the_stylesheet_stands_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

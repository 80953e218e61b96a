#include "score/csv_out.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static void assert_field(unsigned flags, const char *text, size_t len, const char *expected)
{
    struct strbuf out;
    struct csv_out csv;

    strbuf_init(&out);
    csv = csv_out_make(&out, flags);
    csv_out_textn(&csv, text, len);
    assert_string_equal(out.data, expected);
    assert_int_equal(out.len, strlen(expected));
    strbuf_release(&out);
}

#define FIELD(flags, text, expected) assert_field((flags), (text), sizeof(text) - 1, (expected))

static void fields_are_quoted_only_where_they_must(void **state)
{
    (void)state;
    FIELD(0, "plain text", "plain text");
    FIELD(0, "", "");
    FIELD(0, "a,b", "\"a,b\"");
    FIELD(0, "say \"hi\"", "\"say \"\"hi\"\"\"");
    FIELD(0, "two\nlines", "\"two\nlines\"");
    FIELD(0, "two\r\nlines", "\"two\r\nlines\"");
    FIELD(0, " a", "\" a\"");
    FIELD(0, "a ", "\"a \"");
    FIELD(0, "a;b", "\"a;b\"");
    FIELD(0, "a\tb", "\"a\tb\"");
    FIELD(0, "a\0b", "ab");
    FIELD(0, "=1+1", "=1+1");
    FIELD(0, "\x1B[0m", "\x1B[0m");
}

static void formulas_are_neutralised_on_request(void **state)
{
    (void)state;
    FIELD(CSV_OUT_NEUTRAL, "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
    FIELD(CSV_OUT_NEUTRAL, "+1", "'+1");
    FIELD(CSV_OUT_NEUTRAL, "-1", "'-1");
    FIELD(CSV_OUT_NEUTRAL, "@SUM(A1)", "'@SUM(A1)");
    FIELD(CSV_OUT_NEUTRAL, "\t=1", "\"'\t'=1\"");
    FIELD(CSV_OUT_NEUTRAL, "\r=1", "\"'\r'=1\"");
    FIELD(CSV_OUT_NEUTRAL, "\n=1", "\"\n'=1\"");
    FIELD(CSV_OUT_NEUTRAL, "  =1", "\"  '=1\"");
    FIELD(CSV_OUT_NEUTRAL, "\"=1\"", "\"\"\"'=1\"\"\"");
    FIELD(CSV_OUT_NEUTRAL, "\x01=1", "'=1");
    FIELD(CSV_OUT_NEUTRAL, "\0=1", "'=1");
    FIELD(CSV_OUT_NEUTRAL,
          "\xEF\xBC\x9D"
          "1",
          "'\xEF\xBC\x9D"
          "1");
    FIELD(CSV_OUT_NEUTRAL, "a;=1;b", "\"a;'=1;b\"");
    FIELD(CSV_OUT_NEUTRAL, "a\n@x\tb", "\"a\n'@x\tb\"");
    FIELD(CSV_OUT_NEUTRAL, "a-b=c", "a-b=c");
    FIELD(CSV_OUT_NEUTRAL, "a\x1B[31mb\x7F", "a[31mb");
    FIELD(CSV_OUT_NEUTRAL,
          "a\xC2\x9B"
          "31m",
          "a31m");
    FIELD(CSV_OUT_NEUTRAL, "\xC2\x85=1", "'=1");
    FIELD(CSV_OUT_NEUTRAL, "\xEF\xBB\xBF=1", "\xEF\xBB\xBF'=1");
    FIELD(CSV_OUT_NEUTRAL, "", "");
}

static void rows_are_joined_and_ended(void **state)
{
    static const char *const header[] = { "id", "text", "p" };
    struct strbuf out;
    struct csv_out csv;

    (void)state;
    strbuf_init(&out);
    csv = csv_out_make(&out, CSV_OUT_NEUTRAL);
    csv_out_row(&csv, header, 3);
    csv_out_int(&csv, -7);
    csv_out_text(&csv, "-7");
    csv_out_number(&csv, -0.25, 3);
    csv_out_row_end(&csv);
    csv_out_text(&csv, NULL);
    csv_out_double(&csv, NAN);
    csv_out_double(&csv, -INFINITY);
    csv_out_row_end(&csv);
    csv_out_text(&csv, "");
    csv_out_row_end(&csv);
    csv_out_double(&csv, NAN);
    csv_out_row_end(&csv);
    assert_string_equal(out.data, "id,text,p\n-7,'-7,-0.250\n,,-inf\n\"\"\n\"\"\n");
    strbuf_clear(&out);
    csv = csv_out_make(&out, CSV_OUT_CRLF);
    csv_out_row(&csv, header, 2);
    csv_out_row(&csv, header, 1);
    assert_string_equal(out.data, "id,text\r\nid\r\n");
    strbuf_release(&out);
}

static void doubles_come_back_to_the_bit(void **state)
{
    static const double value[] = { 0.1, 1.0 / 3, -2.5e-308, 5e-324, 1.7976931348623157e308, 123456789.123456789,
                                    0,   -0.0 };
    struct strbuf out;
    struct csv_out csv;

    (void)state;
    strbuf_init(&out);
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        double back;

        strbuf_clear(&out);
        csv = csv_out_make(&out, 0);
        csv_out_double(&csv, value[i]);
        back = strtod(out.data, NULL);
        assert_memory_equal(&back, &value[i], sizeof back);
    }
    strbuf_release(&out);
}

/* One field as RFC 4180 reads it, from *at, which is moved past it and its separator. Returns the length; text needs
 * room for all. */
static size_t read_field(const char **at, char *text)
{
    const char *p = *at;
    bool quoted = *p == '"';
    size_t n = 0;

    for (p += quoted; quoted || (*p != ',' && *p != '\n'); p++) {
        if (quoted && *p == '"' && *++p != '"')
            break;
        text[n++] = *p;
    }
    assert_true(*p == ',' || *p == '\n');
    *at = p + 1;
    return n;
}

static void any_text_comes_back_as_it_was(void **state)
{
    static const char alphabet[] = "a,\"\n\r;\t =+-@'\xC3\xA9\xFF\x1B";
    uint64_t x = 88172645463325252;
    char text[3][32], back[64];
    struct strbuf out;

    (void)state;
    strbuf_init(&out);
    for (size_t round = 0; round < 20000; round++) {
        size_t len[3];
        struct csv_out csv;
        const char *at;

        strbuf_clear(&out);
        csv = csv_out_make(&out, 0);
        for (size_t f = 0; f < 3; f++) {
            len[f] = (round + 7 * f) % 12;
            for (size_t i = 0; i < len[f]; i++) {
                x ^= x << 13; /* Marsaglia 2003, xorshift64 */
                x ^= x >> 7;
                x ^= x << 17;
                text[f][i] = alphabet[x % (sizeof alphabet - 1)];
            }
            csv_out_textn(&csv, text[f], len[f]);
        }
        csv_out_row_end(&csv);
        at = out.data;
        for (size_t f = 0; f < 3; f++) {
            assert_int_equal(read_field(&at, back), len[f]);
            assert_memory_equal(back, text[f], len[f]);
        }
        assert_int_equal(*at, '\0');
    }
    strbuf_release(&out);
}

static void a_failed_allocation_is_told_by_the_buffer(void **state)
{
    struct strbuf out;
    struct csv_out csv;

    (void)state;
    strbuf_init(&out);
    mem_fail_after(0);
    csv = csv_out_make(&out, CSV_OUT_NEUTRAL);
    csv_out_text(&csv, "=1");
    csv_out_row_end(&csv);
    assert_int_equal(strbuf_check(&out, NULL), ERR_NOMEM);
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_quoted_only_where_they_must),
        cmocka_unit_test(formulas_are_neutralised_on_request),
        cmocka_unit_test(rows_are_joined_and_ended),
        cmocka_unit_test(doubles_come_back_to_the_bit),
        cmocka_unit_test(any_text_comes_back_as_it_was),
        cmocka_unit_test_teardown(a_failed_allocation_is_told_by_the_buffer, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "datasets/readers/csv_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "tests/support/support.h"

enum { CHUNK = 256 * 1024 }; /* of csv_reader.c: what happens where one ends */

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

static int teardown(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static struct csv_reader *open_bytes(const void *data, size_t len)
{
    struct csv_reader *reader = NULL;
    struct err err = ERR_INIT;

    if (csv_reader_open_memory(&reader, "f.csv", data, len, false, &err) < 0)
        fail_msg("%s", err.msg);
    return reader;
}

static struct csv_reader *open_text(const char *text)
{
    return open_bytes(text, strlen(text));
}

/* The file must be refused; the message has `words`. */
static void refused(const void *data, size_t len, const char *words)
{
    struct csv_reader *reader = NULL;
    struct err err = ERR_INIT;

    assert_int_equal(csv_reader_open_memory(&reader, "f.csv", data, len, false, &err), ERR_REFUSED);
    assert_null(reader);
    assert_contains(err.msg, words);
}

static void refused_text(const char *text, const char *words)
{
    refused(text, strlen(text), words);
}

/* "[a][b]" of a good row, "!COLUMN/N reason" of a bad one, each after its line. All rows joined. */
static char *rows_of(struct csv_reader *reader)
{
    struct err err = ERR_INIT;
    struct csv_row row;
    struct strbuf out;
    int rc;

    strbuf_init(&out);
    while ((rc = csv_reader_next(reader, &row, &err)) == 1) {
        strbuf_addf(&out, "%llu:", (unsigned long long)row.line);
        if (row.bad)
            strbuf_addf(&out, "!%zu/%zu %s", row.bad_column, row.n_fields, row.reason);
        for (size_t i = 0; i < row.n_fields && !row.bad; i++) {
            assert_int_equal(row.field[i].str[row.field[i].len], '\0');
            strbuf_addc(&out, '[');
            strbuf_add(&out, row.field[i].str, row.field[i].len);
            strbuf_addc(&out, ']');
        }
        strbuf_addc(&out, ' ');
    }
    if (rc < 0)
        strbuf_addf(&out, "ERROR %d %s", rc, err.msg);
    csv_reader_close(reader);
    assert_int_equal(strbuf_check(&out, NULL), 0);
    return strbuf_detach(&out, NULL);
}

static void rows_are_bytes(const void *data, size_t len, const char *expected)
{
    char *rows = rows_of(open_bytes(data, len));

    assert_string_equal(rows, expected);
    mem_free(rows);
}

static void rows_are(const char *text, const char *expected)
{
    rows_are_bytes(text, strlen(text), expected);
}

static void fields_lines_and_names_are_told(void **state)
{
    struct csv_reader *reader = open_text("id, Title ,\"Body \"\n1,a b,\"x, \"\"y\"\"\"\n\n2, c ,\n");
    struct csv_row row;

    (void)state;
    assert_int_equal(csv_reader_n_columns(reader), 3);
    assert_string_equal(csv_reader_column(reader, 1), "Title");
    assert_string_equal(csv_reader_column(reader, 2), "Body");
    assert_int_equal(csv_reader_delimiter(reader), ',');
    assert_int_equal(csv_reader_next(reader, &row, NULL), 1);
    assert_int_equal(row.n_fields, 3);
    assert_int_equal(row.number, 1);
    assert_int_equal(row.line, 2);
    assert_false(row.bad);
    assert_string_equal(row.field[1].str, "a b");
    assert_string_equal(row.field[2].str, "x, \"y\"");
    assert_int_equal(csv_reader_next(reader, &row, NULL), 1);
    assert_int_equal(row.number, 2);
    assert_int_equal(row.line, 4);
    assert_string_equal(row.field[1].str, "c");
    assert_string_equal(row.field[2].str, "");
    assert_int_equal(csv_reader_next(reader, &row, NULL), 0);
    assert_int_equal(csv_reader_next(reader, &row, NULL), 0);
    csv_reader_close(reader);
}

static void columns_are_found_in_any_case_unless_two_differ_by_it(void **state)
{
    struct csv_reader *reader = open_text("id,ID,Title\n");

    (void)state;
    assert_int_equal(csv_reader_find(reader, "id"), 0);
    assert_int_equal(csv_reader_find(reader, "ID"), 1);
    assert_int_equal(csv_reader_find(reader, "Id"), SIZE_MAX);
    assert_int_equal(csv_reader_find(reader, "title"), 2);
    assert_int_equal(csv_reader_find(reader, "body"), SIZE_MAX);
    csv_reader_close(reader);
}

static void a_byte_order_mark_and_other_delimiters_are_known(void **state)
{
    struct csv_reader *reader = open_text("\xEF\xBB\xBFid;title\n1;a,b\n");

    (void)state;
    assert_string_equal(csv_reader_column(reader, 0), "id");
    assert_int_equal(csv_reader_delimiter(reader), ';');
    csv_reader_close(reader);
    rows_are("\xEF\xBB\xBFid;title\n1;a,b\n", "2:[1][a,b] ");
    rows_are("id\ttitle\tx\n1\ta, b\t\n\t\t\n", "2:[1][a, b][] 3:[][][] ");
    rows_are("\"a;b;c\",d\n1,2\n", "2:[1][2] "); /* delimiters in quotes do not count */
    rows_are("id\n1\n", "2:[1] ");
}

static void lines_are_counted_by_any_line_end(void **state)
{
    (void)state;
    rows_are("a,b\r\n1,2\r\n3,4\r\n", "2:[1][2] 3:[3][4] ");
    rows_are("a,b\r1,2\r3,4", "2:[1][2] 3:[3][4] ");
    rows_are("\n \n a,b\n\n\r\n1,2\n\n", "6:[1][2] ");
    rows_are("a,b\r \n1,2\n", "3:[1][2] ");
    rows_are("a,b\n1,\"x\ny\"\n2,\"x\r\ny\rz\"\n3,4\n", "2:[1][x\ny] 4:[2][x\r\ny\rz] 7:[3][4] ");
    rows_are("a,b\n1,\"x\n\n\n\"\n\"2\n\",3\n4,5", "2:[1][x\n\n\n] 6:[2\n][3] 8:[4][5] ");
}

static void rows_of_another_width_are_bad(void **state)
{
    (void)state;
    rows_are("a,b,c\n1,2\n1,2,3\n1,2,3,4,5\n\"\"\n", "2:!2/2 row too short: fewer fields than the header 3:[1][2][3] "
                                                     "4:!3/3 row too long: more fields than the header "
                                                     "5:!1/1 row too short: fewer fields than the header ");
}

static void malformed_quotes_cost_one_row(void **state)
{
    const char *reason = "malformed quotes: a quote inside a field must be doubled and the field quoted";
    char expected[512];

    (void)state;
    snprintf(expected, sizeof expected, "2:!0/1 %s 3:[3][4] ", reason);
    rows_are("a,b\n1\"x,2\n3,4\n", expected);
    snprintf(expected, sizeof expected, "2:[1][2] 3:!1/2 %s 4:[3][4] ", reason);
    rows_are("a,b\n1,2\n1,\"x\"y\n3,4\n", expected);
    snprintf(expected, sizeof expected, "2:!1/2 %s 4:[3][4] ",
             reason); /* inside a field of two lines: the second is skipped */
    rows_are("a,b\n1,\"x\ny\"z,2\r\n3,4\n", expected);
    snprintf(expected, sizeof expected, "2:!2/2 %s 3:[3][4] ", reason); /* beyond the width */
    rows_are("a,b\n1,2,3\"4\n3,4\n", expected);
    snprintf(expected, sizeof expected, "2:!1/2 %s ", reason);
    rows_are("a,b\n1,2\"", expected);
}

static void a_quote_that_is_never_closed_names_its_line(void **state)
{
    (void)state;
    rows_are("a,b\n1,2\n3,\"x\ny\nz", "2:[1][2] ERROR -5 f.csv:3: a quote opens here and is never closed");
    rows_are("a,b\n1,2\n\"3\n4\",\"x\ny\n", "2:[1][2] ERROR -5 f.csv:4: a quote opens here and is never closed");
    refused_text("a,\"b\n1,2\n", "f.csv:1: a quote opens here and is never closed");
}

static void nul_and_invalid_utf8_make_a_row_bad(void **state)
{
    char padded[4096];
    static const char tail[] = "1,x\0y\n2,ok\n";
    size_t n;

    (void)state;
    n = (size_t)snprintf(padded, sizeof padded, "a,b\n1,%01500d\n",
                         0); /* NUL in the first KiB would be a binary file */
    memcpy(padded + n, tail, sizeof tail - 1);
    {
        char *rows = rows_of(open_bytes(padded, n + sizeof tail - 1));

        assert_contains(rows, "3:!1/2 NUL byte 4:[2][ok] ");
        mem_free(rows);
    }
    rows_are("a,b\n1,\xC3\xA9\n2,\xC3\n3,4\n", "2:[1][\xC3\xA9] 3:!1/2 invalid UTF-8 4:[3][4] ");
    rows_are("a,b\n\xFF,2\n", "2:!0/2 invalid UTF-8 ");
    rows_are(
        "a\n\xC0\xAF\n\xED\xA0\x80\n\xF4\x90\x80\x80\n\xE0\x9F\xBF\n\xF0\x8F\xBF\xBF\n12345678\xE2\x82\n",
        "2:!0/1 invalid UTF-8 3:!0/1 invalid UTF-8 4:!0/1 invalid UTF-8 5:!0/1 invalid UTF-8 6:!0/1 invalid UTF-8 7:!0/1 invalid UTF-8 ");
    rows_are("a\n\xF4\x8F\xBF\xBF\n\xED\x9F\xBF\n\xEE\x80\x80\n1234567\xE2\x82\xAC"
             "89\n",
             "2:[\xF4\x8F\xBF\xBF] 3:[\xED\x9F\xBF] 4:[\xEE\x80\x80] 5:[1234567\xE2\x82\xAC"
             "89] ");
}

static void what_is_no_csv_is_refused_and_named(void **state)
{
    (void)state;
    refused("", 0, "f.csv:1: empty file");
    refused_text("\xEF\xBB\xBF", "empty file");
    refused_text("\n \r\n\n", "empty file: no header");
    refused("SQLite format 3\0\20\0", 18, "an SQLite database");
    refused("\x1f\x8b\x08\0\0", 5, "gzip data; decompress it first");
    refused("\xfd"
            "7zXZ\0\0",
            7, "xz data; decompress it first (xz -d)");
    refused("PK\x03\x04rest", 8, "a zip archive or an Excel workbook");
    refused("\x89PNG\r\n\x1a\n", 8, "a PNG image");
    refused("\xff\xfei\0d\0", 6, "UTF-16");
    refused("id,\0title\n", 10, "binary data");
    refused_text("<!doctype html><html>", "an HTML page");
    refused_text("{\"id\": 1}", "JSON");
    refused_text("a,b\"c\n1,2\n", "f.csv:1: not a CSV header: malformed quotes");
    refused_text("\n\xFF,b\n", "f.csv:2: not a CSV header: invalid UTF-8");
}

static void headers_without_or_with_doubled_names_are_refused_unless_allowed(void **state)
{
    struct csv_reader *reader = NULL;
    struct err err = ERR_INIT;

    (void)state;
    refused_text("id,,title\n", "f.csv:1: column 2 has no name");
    refused_text("id,title, \n", "f.csv:1: column 3 has no name");
    refused_text("id,title,id\n", "f.csv:1: columns 1 and 3 are both named 'id'");
    assert_int_equal(csv_reader_open_memory(&reader, "f", "id,,id\n1,2,3\n", 13, true, &err), 0);
    assert_int_equal(csv_reader_n_columns(reader), 3);
    assert_int_equal(csv_reader_find(reader, "id"), 0);
    csv_reader_close(reader);
}

static void too_many_columns_are_refused(void **state)
{
    struct strbuf text;

    (void)state;
    strbuf_init(&text);
    for (int i = 0; i <= CSV_COLUMNS_MAX; i++)
        strbuf_addf(&text, "%sc%d", i > 0 ? "," : "", i);
    refused(text.data, text.len, "more than 4096 columns");
    strbuf_release(&text);
}

/* Text before, a field of n bytes, text after: as one file. */
static char *with_field(size_t *len, const char *before, size_t n, const char *after)
{
    size_t n_before = strlen(before), n_after = strlen(after);
    char *text = malloc(n_before + n + n_after);

    assert_non_null(text);
    memcpy(text, before, n_before);
    memset(text + n_before, 'x', n);
    memcpy(text + n_before + n, after, n_after);
    *len = n_before + n + n_after;
    return text;
}

static void a_field_over_16_mib_is_a_bad_row_in_bounded_memory(void **state)
{
    size_t len;
    char *text;

    (void)state;
    text = with_field(&len, "a,b\n1,\"", 40u << 20, "\"\"y\n\"\"\"\n2,3\n");
    rows_are_bytes(text, len, "2:!1/2 field over 16 MiB 4:[2][3] ");
    free(text);
    text = with_field(&len, "a,b\n1,", (16u << 20) + 1, "\n2,3\n");
    rows_are_bytes(text, len, "2:!1/2 field over 16 MiB 3:[2][3] ");
    free(text);
    text = with_field(&len, "a,b\n", 40u << 20, "\"\n2,3\n"); /* and a stray quote at its end */
    rows_are_bytes(text, len, "2:!0/1 field over 16 MiB 3:[2][3] ");
    free(text);
    text = with_field(&len, "a,b\n1,2\n3,\"", 20u << 20, "\n");
    rows_are_bytes(text, len, "2:[1][2] ERROR -5 f.csv:3: a quote opens here and is never closed");
    free(text);
}

static void a_field_of_16_mib_is_read(void **state)
{
    struct csv_reader *reader;
    struct csv_row row;
    size_t len;
    char *text = with_field(&len, "a,b\n1,\"", CSV_FIELD_MAX, "\"\n");

    (void)state;
    reader = open_bytes(text, len);
    assert_int_equal(csv_reader_next(reader, &row, NULL), 1);
    assert_false(row.bad);
    assert_int_equal(row.field[1].len, CSV_FIELD_MAX);
    csv_reader_close(reader);
    free(text);
}

static void a_field_of_blanks_over_16_mib_is_a_bad_row(void **state)
{
    size_t len;
    char *text = with_field(&len, "a,b\n1,y", 40u << 20, "\n2,3\n");

    (void)state;
    memset(text + 7, ' ', 40u << 20);
    rows_are_bytes(text, len, "2:!1/2 field over 16 MiB 3:[2][3] ");
    memcpy(text, "a,b\n1,\"", 7); /* "\"" opens and what follows is blanks, then a stray end */
    text[8] = '"';
    rows_are_bytes(text, len, "2:!1/2 field over 16 MiB 3:[2][3] ");
    free(text);
}

static void many_large_fields_make_a_bad_row(void **state)
{
    struct strbuf text;
    char *rows;

    (void)state;
    strbuf_init(&text);
    strbuf_adds(&text, "a,b,c,d,e,f\n");
    for (int i = 0; i < 6; i++) {
        size_t len = text.len + (i > 0);

        strbuf_adds(&text, i > 0 ? "," : "");
        assert_int_equal(strbuf_reserve(&text, 15u << 20), 0);
        memset(text.data + len, 'x', 15u << 20);
        text.len = len + (15u << 20);
    }
    strbuf_adds(&text, "\n1,2,3,4,5,6\n");
    rows = rows_of(open_bytes(text.data, text.len));
    assert_string_equal(rows, "2:!4/6 row over 64 MiB 3:[1][2][3][4][5][6] ");
    mem_free(rows);
    strbuf_release(&text);
}

/* Each construct with the end of a chunk at each of its bytes. */
static void nothing_changes_where_a_chunk_ends(void **state)
{
    static const char tail[] =
        "1,\"x\r\n\"\"y\"\"\r\"\r\n\r\n2,\xE2\x82\xAC\r\n3,a\"b\r\n\"4\r\n\",\"\xC3\xA9\"  \n5,\r\n";
    static char text[CHUNK + 2 * sizeof tail];

    (void)state;
    for (size_t back = 0; back <= sizeof tail; back++) {
        size_t n = CHUNK - back;
        char expected[256], *rows, *at;

        memset(text, ' ', sizeof text);
        memcpy(text, "a,b\r\n0,", 7);
        text[n - 1] = '\n';
        memcpy(text + n, tail, sizeof tail - 1);
        rows = rows_of(open_bytes(text, n + sizeof tail - 1));
        at = strchr(rows, ' ') + 1;
        snprintf(
            expected, sizeof expected,
            "3:[1][x\r\n\"y\"\r] 7:[2][\xE2\x82\xAC] 8:!1/2 malformed quotes: a quote inside a field must be doubled and the field quoted "
            "9:[4\r\n][\xC3\xA9] 11:[5][] ");
        assert_string_equal(at, expected);
        mem_free(rows);
    }
}

static void a_file_reads_as_memory_does(void **state)
{
    const char *path = path_in(*state, "t.csv");
    struct csv_reader *reader = NULL;
    struct err err = ERR_INIT;
    uint8_t from_file[DIGEST_SIZE], whole[DIGEST_SIZE];
    struct csv_row row;
    struct strbuf text;
    size_t n = 0;

    strbuf_init(&text);
    strbuf_adds(&text, "id,text\r\n");
    for (int i = 0; i < 40000; i++)
        strbuf_addf(&text, "%d,\"line %d\r\nand, \"\"more\"\"\"\r\n", i, i);
    put_bytes(path, text.data, text.len);
    assert_int_equal(csv_reader_open(&reader, path, false, &err), 0);
    while (csv_reader_next(reader, &row, &err) == 1) {
        assert_false(row.bad);
        assert_int_equal(row.line, 2 + 2 * n);
        assert_int_equal(strtol(row.field[0].str, NULL, 10), n);
        n++;
    }
    assert_int_equal(n, 40000);
    assert_int_equal(csv_reader_bytes(reader), text.len);
    csv_reader_digest(reader, from_file);
    digest_of(text.data, text.len, whole);
    assert_memory_equal(from_file, whole, DIGEST_SIZE);
    csv_reader_close(reader);
    strbuf_release(&text);
}

static void a_pipe_has_no_size_and_is_read(void **state)
{
    const char *path = path_in(*state, "fifo");
    struct csv_reader *reader = NULL;
    struct csv_row row;

    assert_int_equal(mkfifo(path, 0600), 0);
    if (fork() == 0) {
        FILE *out = fopen(path, "w");

        for (int i = 0; out != NULL && i < 3; i++) {
            fputs(i == 0 ? "a" : i == 1 ? ",b\n1" : ",2\n", out);
            fflush(out);
            usleep(1000);
        }
        _exit(0);
    }
    assert_int_equal(csv_reader_open(&reader, path, false, NULL), 0);
    assert_int_equal(csv_reader_next(reader, &row, NULL), 1);
    assert_string_equal(row.field[1].str, "2");
    assert_int_equal(csv_reader_next(reader, &row, NULL), 0);
    csv_reader_close(reader);
}

static void a_missing_file_and_a_folder_say_so(void **state)
{
    struct csv_reader *reader = NULL;
    struct err err = ERR_INIT;

    assert_int_equal(csv_reader_open(&reader, path_in(*state, "no.csv"), false, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "no.csv': No such file");
    assert_int_equal(csv_reader_open(&reader, *state, false, &err), ERR_IO);
    assert_contains(err.msg, "it is a folder");
    assert_null(reader);
}

static void any_failed_allocation_is_reported(void **state)
{
    static const char text[] = "a,b\n1,\"x\ny\"\n2,3\n";

    (void)state;
    for (long n = 0;; n++) {
        struct csv_reader *reader = NULL;
        struct csv_row row;
        struct err err = ERR_INIT;
        int rc;

        mem_fail_after(n);
        rc = csv_reader_open_memory(&reader, "f", text, sizeof text - 1, false, &err);
        if (rc == 0)
            while ((rc = csv_reader_next(reader, &row, &err)) == 1)
                ;
        csv_reader_close(reader);
        if (!mem_failed())
            break;
        /* libcsv asks again for less when its buffer cannot grow, and then goes on */
        assert_true(rc == ERR_NOMEM || rc == 0);
        if (rc < 0)
            assert_string_equal(err.msg, "out of memory");
    }
    mem_fail_after(-1);
}

#define dir_test(name) cmocka_unit_test_setup_teardown(name, temp_dir_setup, temp_dir_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_lines_and_names_are_told),
        cmocka_unit_test(columns_are_found_in_any_case_unless_two_differ_by_it),
        cmocka_unit_test(a_byte_order_mark_and_other_delimiters_are_known),
        cmocka_unit_test(lines_are_counted_by_any_line_end),
        cmocka_unit_test(rows_of_another_width_are_bad),
        cmocka_unit_test(malformed_quotes_cost_one_row),
        cmocka_unit_test(a_quote_that_is_never_closed_names_its_line),
        cmocka_unit_test(nul_and_invalid_utf8_make_a_row_bad),
        cmocka_unit_test(what_is_no_csv_is_refused_and_named),
        cmocka_unit_test(headers_without_or_with_doubled_names_are_refused_unless_allowed),
        cmocka_unit_test(too_many_columns_are_refused),
        cmocka_unit_test(a_field_over_16_mib_is_a_bad_row_in_bounded_memory),
        cmocka_unit_test(a_field_of_16_mib_is_read),
        cmocka_unit_test(a_field_of_blanks_over_16_mib_is_a_bad_row),
        cmocka_unit_test(many_large_fields_make_a_bad_row),
        cmocka_unit_test(nothing_changes_where_a_chunk_ends),
        cmocka_unit_test_teardown(any_failed_allocation_is_reported, teardown),
        dir_test(a_file_reads_as_memory_does),
        dir_test(a_pipe_has_no_size_and_is_read),
        dir_test(a_missing_file_and_a_folder_say_so),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}

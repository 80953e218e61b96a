/*
 * fuzz_csv_reader.c - any bytes as a CSV file, and any texts written as one.
 *
 * What must hold of any file: rows are numbered without gaps, their lines grow and exist, a good row has the header's
 * width and valid text, and reading again gives the same. And what is written by RFC 4180 is read back.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/strbuf.h"
#include "datasets/readers/csv_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Decodes each code point, unlike the reader, which tells sequences by their first two bytes. */
static int is_utf8(const char *text, size_t len)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

    for (size_t i = 0; i < len;) {
        unsigned char lead = (unsigned char)text[i];
        size_t n = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
        uint32_t point = n == 1 ? lead : lead & (0xFFu >> (n + 1));

        if (n == 0 || n > len - i)
            return 0;
        for (size_t k = 1; k < n; k++) {
            if (((unsigned char)text[i + k] & 0xC0) != 0x80)
                return 0;
            point = point << 6 | ((unsigned char)text[i + k] & 0x3F);
        }
        if (point < least[n] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
            return 0;
        i += n;
    }
    return 1;
}

static uint64_t count_lines(const uint8_t *data, size_t size)
{
    uint64_t n = 1;

    for (size_t i = 0; i < size; i++)
        n += data[i] == '\r' || (data[i] == '\n' && (i == 0 || data[i - 1] != '\r'));
    return n;
}

static void check_row(const struct csv_reader *reader, const struct csv_row *row, uint64_t number, uint64_t last_line,
                      uint64_t n_lines)
{
    assert(row->number == number);
    assert(row->line > last_line || (row->line == last_line && number == 1 && last_line == 1));
    assert(row->line <= n_lines);
    assert(row->n_fields <= csv_reader_n_columns(reader));
    assert(row->bad == (row->reason != NULL));
    if (row->bad) {
        assert(row->bad_column <= row->n_fields);
        return;
    }
    assert(row->n_fields == csv_reader_n_columns(reader));
    for (size_t i = 0; i < row->n_fields; i++) {
        assert(strlen(row->field[i].str) == row->field[i].len);
        assert(is_utf8(row->field[i].str, row->field[i].len));
    }
}

/* A digest over all that was read; *end the last return code. */
static void read_all(const uint8_t *data, size_t size, uint8_t out[DIGEST_SIZE], int *end)
{
    uint64_t n_lines = count_lines(data, size), number = 0, last_line = 1;
    struct csv_reader *reader = NULL;
    struct err err = ERR_INIT;
    struct digest digest;
    struct csv_row row;

    digest_init(&digest);
    *end = csv_reader_open_memory(&reader, "fuzz", data, size, (size & 1) != 0, &err);
    while (*end >= 0 && (*end = csv_reader_next(reader, &row, &err)) == 1) {
        check_row(reader, &row, ++number, last_line, n_lines);
        last_line = row.line;
        digest_int(&digest, (int64_t)row.line);
        for (size_t i = 0; i < row.n_fields; i++)
            digest_field(&digest, row.field[i].str, row.field[i].len);
        if (row.bad)
            digest_field(&digest, row.reason, strlen(row.reason));
    }
    assert(*end == 0 || *end == ERR_REFUSED);
    assert((*end == 0) == (err.msg[0] == '\0'));
    if (*end == 0) {
        uint8_t bytes[DIGEST_SIZE], expected[DIGEST_SIZE];

        csv_reader_digest(reader, bytes);
        digest_of(data, size, expected);
        assert(memcmp(bytes, expected, DIGEST_SIZE) == 0);
    }
    csv_reader_close(reader);
    digest_final(&digest, out);
}

static void add_quoted(struct strbuf *out, const char *text, size_t len)
{
    strbuf_addc(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, text[i]);
    }
    strbuf_addc(out, '"');
}

/* The input cut at each '|' into fields, two a row, written and read back. */
static void round_trip(const char *text, size_t size)
{
    const char *delimiter = size % 3 == 0 ? "," : size % 3 == 1 ? ";" : "\t";
    const char *line_end = size % 2 == 0 ? "\r\n" : "\n";
    struct csv_reader *reader = NULL;
    const char *at = text, *end = text + size;
    struct strbuf out;
    struct csv_row row;

    strbuf_init(&out);
    strbuf_addf(&out, "a%sb%s", delimiter, line_end);
    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        size_t len = (size_t)((bar != NULL ? bar : end) - at);

        add_quoted(&out, at, len);
        strbuf_adds(&out, delimiter);
        add_quoted(&out, at, len);
        strbuf_adds(&out, line_end);
        at += len + 1;
    }
    assert(csv_reader_open_memory(&reader, "trip", out.data, out.len, false, NULL) == 0);
    for (at = text; at < end;) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        size_t len = (size_t)((bar != NULL ? bar : end) - at);

        assert(csv_reader_next(reader, &row, NULL) == 1 && !row.bad);
        for (size_t i = 0; i < 2; i++)
            assert(row.field[i].len == len && memcmp(row.field[i].str, at, len) == 0);
        at += len + 1;
    }
    assert(csv_reader_next(reader, &row, NULL) == 0);
    csv_reader_close(reader);
    strbuf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t first[DIGEST_SIZE], second[DIGEST_SIZE];
    int end_first, end_second;

    digest_setup(NULL);
    read_all(data, size, first, &end_first);
    read_all(data, size, second, &end_second);
    assert(end_first == end_second && memcmp(first, second, DIGEST_SIZE) == 0);
    if (is_utf8((const char *)data, size) && memchr(data, 0, size) == NULL)
        round_trip((const char *)data, size);
    return 0;
}

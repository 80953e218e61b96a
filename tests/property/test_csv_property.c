/*
 * Rows that the reader takes from its chunk are those that libcsv would have made of them: a NUL byte in the last row sends all rows of its chunk to
 * libcsv (csv_feed.c), so the same text is read with and without one.
 */
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "datasets/base/strbuf.h"
#include "datasets/readers/csv_reader.h"
#include "tests/support/support.h"

enum { TEXTS = 400, ROWS_MAX = 40 };

static const char *pick(struct rng *rng, const char *const *of, uint32_t n)
{
    return of[rng_below(rng, n)];
}

static void add_field(struct strbuf *out, struct rng *rng)
{
    static const char *const pieces[] = { "a", "word", " ", "\t", "7", "é", "\xff", "\"\"", "\"", ",", ";", "\n", "\r", "\r\n", "long text of several words" };
    enum { PIECES = sizeof pieces / sizeof *pieces };
    bool quoted = rng_below(rng, 2) == 0;
    uint32_t odd = rng_below(rng, 40); /* how often something is there that does not belong */

    if (odd == 0)
        strbuf_adds(out, pick(rng, pieces, PIECES));
    if (quoted)
        strbuf_addc(out, '"');
    for (uint32_t n = rng_below(rng, 5); n > 0; n--) {
        const char *piece = pick(rng, pieces, PIECES);
        bool breaks = quoted ? strcmp(piece, "\"") == 0 : strpbrk(piece, "\",;\r\n") != NULL;

        if ((!breaks && (strcmp(piece, "\xff") != 0 || rng_below(rng, 8) == 0)) || odd == 1)
            strbuf_adds(out, piece);
    }
    if (quoted)
        strbuf_addc(out, '"');
    if (odd == 2)
        strbuf_adds(out, pick(rng, pieces, PIECES));
}

static void add_rows(struct strbuf *out, struct rng *rng, uint32_t width, char delimiter)
{
    static const char *const ends[] = { "\n", "\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\r\n  \r\n" };

    for (uint32_t row = rng_below(rng, ROWS_MAX); row > 0; row--) {
        uint32_t fields = rng_below(rng, 20) == 0 ? rng_below(rng, width + 2) : width;

        for (uint32_t i = 0; i < fields; i++) {
            if (i > 0)
                strbuf_addc(out, delimiter);
            add_field(out, rng);
        }
        strbuf_adds(out, pick(rng, ends, sizeof ends / sizeof *ends));
    }
}

/* Everything that is handed out, in one line a row. */
static void read_all(struct strbuf *out, const struct strbuf *text)
{
    struct csv_reader *reader = NULL;
    struct csv_row row;
    struct err err = ERR_INIT;
    int rc;

    if (csv_reader_open_memory(&reader, "f.csv", text->data, text->len, false, &err) < 0)
        fail_msg("%s", err.msg);
    while ((rc = csv_reader_next(reader, &row, &err)) > 0) {
        strbuf_addf(out, "\n%llu %llu %zu %s", (unsigned long long)row.line, (unsigned long long)row.number, row.bad_column, row.bad ? row.reason : "");
        for (size_t i = 0; !row.bad && i < row.n_fields; i++) {
            assert_int_equal(strlen(row.field[i].str), row.field[i].len);
            strbuf_addf(out, "|%s", row.field[i].str);
        }
    }
    strbuf_addf(out, "\nend %d", rc);
    csv_reader_close(reader);
}

static void plain_rows_are_what_libcsv_makes_of_them(void **state)
{
    size_t n_compared = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= TEXTS; seed++) {
        static const char delimiters[] = ",;\t";
        struct strbuf text, with, without;
        struct rng rng;
        uint32_t width;
        char delimiter;

        rng_init(&rng, seed);
        width = 1 + rng_below(&rng, 4);
        delimiter = width == 1 ? ',' : delimiters[rng_below(&rng, 3)];
        strbuf_init(&text);
        strbuf_init(&with);
        strbuf_init(&without);
        for (uint32_t i = 0; i < width; i++)
            strbuf_addf(&text, "%.*sc%u", i > 0, &delimiter, i);
        strbuf_addc(&text, '\n');
        add_rows(&text, &rng, width, delimiter);
        read_all(&with, &text);
        strbuf_addc(&text, '\n');
        for (int i = 0; i < 1100; i++) /* a file with a NUL among its first bytes would be refused */
            strbuf_addc(&text, 'x');
        strbuf_add(&text, "\0", 1);
        read_all(&without, &text);
        if (strstr(with.data, "end 0") != NULL) { /* else a quote is open at the end, and the NUL in it */
            with.data[with.len - strlen("\nend 0")] = '\0';
            if (strncmp(with.data, without.data, strlen(with.data)) != 0)
                fail_msg("seed %llu:\n%s\n---- with libcsv:\n%s", (unsigned long long)seed, with.data, without.data);
            n_compared++;
        }
        strbuf_release(&text);
        strbuf_release(&with);
        strbuf_release(&without);
    }
    assert_true(n_compared > TEXTS / 2);
}

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_rows_are_what_libcsv_makes_of_them),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}

/*
 * test_csv_parts_property.c - a file read in parts gives the rows that it gives in one, or says that it cannot be read so.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/rng.h"
#include "datasets/base/strbuf.h"
#include "datasets/readers/csv_cut.h"
#include "datasets/readers/csv_part.h"
#include "datasets/readers/csv_reader.h"
#include "tests/support/fixture_store.h"

enum { ROUNDS = 400, TEXT_MAX = 4000 };

/* Rows as text: line, number, what is bad, the fields. */
static void add_row(struct strbuf *out, const struct csv_row *row, uint64_t lines, uint64_t rows)
{
    strbuf_addf(out, "%llu %llu %s %zu", (unsigned long long)(row->line + lines), (unsigned long long)(row->number + rows), row->bad ? row->reason : "good",
                row->bad ? row->bad_column : 0);
    for (size_t i = 0; i < row->n_fields && !row->bad; i++)
        strbuf_addf(out, " [%s]", row->field[i].str);
    strbuf_addc(out, '\n');
}

static int read_in_one(struct strbuf *out, uint8_t digest[32], const char *path)
{
    struct csv_reader *reader;
    struct csv_row row;
    struct err err = ERR_INIT;
    int rc = csv_reader_open(&reader, path, false, &err);

    if (rc < 0)
        return rc;
    while ((rc = csv_reader_next(reader, &row, &err)) > 0)
        add_row(out, &row, 0, 0);
    csv_reader_digest(reader, digest);
    csv_reader_close(reader);
    return rc;
}

/* 1: all parts were whole. */
static int read_in_parts(struct strbuf *out, uint8_t digest[32], const char *path, size_t max_rows, size_t *n_parts)
{
    struct csv_reader *whole;
    struct csv_part *part;
    struct csv_row row;
    struct err err = ERR_INIT;
    uint64_t lines, rows = 0;
    int rc = csv_reader_open(&whole, path, false, &err);

    *n_parts = 0;
    if (rc < 0)
        return 0;
    if (!csv_reader_can_cut(whole)) {
        csv_reader_close(whole);
        return 0;
    }
    lines = csv_reader_lines(whole);
    assert_ok(csv_part_new(&part, whole, &err), err);
    while ((rc = csv_part_cut(part, whole, max_rows, &err)) > 0) {
        uint64_t n = 0;

        ++*n_parts;
        while ((rc = csv_part_next(part, &row, &err)) > 0) {
            add_row(out, &row, lines, rows);
            n++;
        }
        if (rc < 0 || !csv_part_is_whole(part)) {
            rc = -1;
            break;
        }
        lines += csv_part_lines(part);
        rows += n;
    }
    csv_reader_digest(whole, digest);
    csv_part_free(part);
    csv_reader_close(whole);
    return rc == 0;
}

static size_t make_text(char *text, struct rng *rng, bool well_formed)
{
    static const char *const wild[] = { "\"", "\"", ",", ",", "\n", "\n", "\r\n", "\r", "a", "b b", " ", "\xff" };
    size_t len = (size_t)sprintf(text, "x,y\n");

    for (uint32_t n = rng_below(rng, 200); n > 0; n--) {
        if (!well_formed) {
            len += (size_t)sprintf(text + len, "%s", wild[rng_below(rng, sizeof wild / sizeof *wild)]);
            continue;
        }
        len += (size_t)sprintf(text + len, rng_below(rng, 2) ? "\"a \"\"%u\"\"\nb,\",c%s" : "%u,\"\"%s", rng_below(rng, 9), rng_below(rng, 3) ? "\n" : "\r\n");
    }
    return len;
}

static void parts_give_the_rows_of_the_whole(void **state)
{
    const char *dir = *state, *path = path_in(dir, "t.csv");
    char *text = malloc(TEXT_MAX);
    size_t n_cut = 0;
    struct rng rng;

    rng_init(&rng, 7);
    for (int round = 0; round < ROUNDS; round++) {
        bool well_formed = round % 2 == 0;
        struct strbuf one, parts;
        uint8_t digest[32], parts_digest[32];
        size_t n_parts;
        int rc;

        strbuf_init(&one);
        strbuf_init(&parts);
        put_bytes(path, text, make_text(text, &rng, well_formed));
        rc = read_in_one(&one, digest, path);
        if (read_in_parts(&parts, parts_digest, path, 1 + rng_below(&rng, 5), &n_parts)) {
            assert_int_equal(rc, 0);
            assert_string_equal(one.len > 0 ? one.data : "", parts.len > 0 ? parts.data : "");
            assert_memory_equal(digest, parts_digest, sizeof digest);
            n_cut += n_parts > 1;
        } else {
            assert_false(well_formed);
        }
        strbuf_release(&one);
        strbuf_release(&parts);
    }
    assert_true(n_cut > ROUNDS / 3); /* it is no test of files in one part */
    free(text);
}

static void a_cut_is_behind_a_row(void **state)
{
    static const char text[] = "a,\"b\n\"\"c\n\"\nd\n\"e";

    (void)state;
    assert_int_equal(csv_cut(text, sizeof text - 1, 9), 13);
    assert_int_equal(csv_cut(text, sizeof text - 1, 1), 11);
    assert_int_equal(csv_cut(text, 10, 9), 0);
    assert_int_equal(csv_cut(text, 0, 9), 0);
}

static int setup(void **state)
{
    return digest_setup(NULL) < 0 ? -1 : temp_dir_setup(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_is_behind_a_row),
        cmocka_unit_test_setup_teardown(parts_give_the_rows_of_the_whole, setup, temp_dir_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

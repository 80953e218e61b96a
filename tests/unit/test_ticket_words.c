#include "train/duplicate/ticket_words.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"
#include "train/duplicate/ticket_rankers.h"

enum { N = 5 };

struct made {
    struct ticket         row[N];
    struct ticket_table   tickets;
    struct ticket_rankers rankers;
    struct ticket_vocabulary vocabulary;
};

static int setup(void **state)
{
    static const char *const text[N][2] = {
        { "printer jam", "printer printer tray" }, { "tray jam", "printer" }, { "alone", "words of one" }, { "printer", "tray printer once more" }, { "", "" },
    };
    static struct made made;
    struct err err = ERR_INIT;

    for (size_t i = 0; i < N; i++)
        made.row[i] = (struct ticket){ .project = "p", .id = "", .title = { text[i][0], (uint32_t)strlen(text[i][0]) }, .description = { text[i][1], (uint32_t)strlen(text[i][1]) } };
    made.tickets = (struct ticket_table){ .row = made.row, .n = N };
    if (ticket_rankers_make(&made.rankers, &made.tickets, 3, false, 1, &err) < 0) /* printer, jam, tray: in two of the first three */
        fail_msg("%s", err.msg);
    made.vocabulary = ticket_rankers_vocabulary(&made.rankers);
    *state = &made;
    return 0;
}

static int teardown(void **state)
{
    struct made *made = *state;

    ticket_rankers_release(&made->rankers);
    return 0;
}

static struct ticket_words words_of(struct made *made, size_t row)
{
    struct ticket_reader reader;
    struct ticket_words words;

    assert_int_equal(ticket_reader_init(&reader, &made->vocabulary, NULL), 0);
    assert_int_equal(ticket_reader_read(&words, &reader, &made->row[row].title, &made->row[row].description, NULL), 0);
    ticket_reader_release(&reader);
    return words;
}

/* One ticket alone has the row that all of them together gave it, to the last bit. */
static void words_and_title_are_the_rows_of_the_index(void **state)
{
    struct made *made = *state;

    for (size_t row = 0; row < N; row++) {
        struct ticket_words words = words_of(made, row);
        struct csr out;

        assert_int_equal(csr_init(&out, made->vocabulary.n_cols, NULL), 0);
        assert_int_equal(ticket_words_append(&out, &words, WEIGHED_WORDS, NULL), 0);
        assert_int_equal(ticket_words_append(&out, &words, WEIGHED_TITLE, NULL), 0);
        for (size_t way = 0; way < 2; way++) {
            const struct csr *all = way == 0 ? &made->rankers.words : &made->rankers.title;
            size_t n = all->row_start[row + 1] - all->row_start[row];

            assert_int_equal(out.row_start[way + 1] - out.row_start[way], n);
            if (n > 0) {
                assert_memory_equal(out.col + out.row_start[way], all->col + all->row_start[row], n * sizeof *out.col);
                assert_memory_equal(out.val + out.row_start[way], all->val + all->row_start[row], n * sizeof *out.val);
            }
        }
        csr_release(&out);
        ticket_words_release(&words);
    }
}

static void bm25f_is_its_formula(void **state)
{
    struct made *made = *state;
    struct ticket_words words = words_of(made, 0);
    /* "printer" of row 0: once in a title of length 2 (mean 4 / 3), twice in a description of length 3 (mean 4 / 3); two of three tickets have it */
    double s = 3 / (.5 + .5 * 2 / (4. / 3)) + 2 / (.25 + .75 * 3 / (4. / 3)), idf = log1p((3 - 2 + .5) / (2 + .5));

    assert_int_equal(words.n, 3);
    assert_near((double)words.value[WEIGHED_QUERY][0], s / (1.2 + s), 1e-6);
    assert_near((double)words.value[WEIGHED_DOCUMENT][0], s / (1.2 + s) * idf, 1e-6);
    ticket_words_release(&words);
}

static void the_opening_ends_after_500_bytes_and_the_title_counts_twice(void **state)
{
    struct made *made = *state;
    char text[700];
    struct ticket_words words;

    memset(text, ' ', sizeof text);
    memcpy(text, "tray", 4);
    memcpy(text + 600, "printer", 7);
    made->row[4].title = (struct text){ "jam", 3 };
    made->row[4].description = (struct text){ text, sizeof text };
    words = words_of(made, 4);
    assert_int_equal(words.n, 3);
    assert_true(words.value[WEIGHED_OPENING][0] == 0 && words.value[WEIGHED_DESCRIPTION][0] > 0); /* "printer" */
    assert_near((double)(words.value[WEIGHED_OPENING][1] / words.value[WEIGHED_OPENING][2]), 1 + log(2), 1e-6); /* "jam" twice, "tray" once, equally rare */
    assert_near((double)words.title_length, log(2), 1e-6);
    assert_near((double)words.description_length, log(3), 1e-6);
    ticket_words_release(&words);
    made->row[4].title = made->row[4].description = (struct text){ "", 0 };
}

static void each_failed_allocation_is_survived(void **state)
{
    struct made *made = *state;
    struct err err = ERR_INIT;
    int rc = ERR_NOMEM;

    for (long i = 0; rc == ERR_NOMEM; i++) {
        struct ticket_reader reader = { .vocabulary = NULL };
        struct ticket_words words = { .n = 0 };

        mem_fail_after(i);
        rc = ticket_reader_init(&reader, &made->vocabulary, &err);
        if (rc == 0)
            rc = ticket_reader_read(&words, &reader, &made->row[0].title, &made->row[0].description, &err);
        mem_fail_after(-1);
        ticket_words_release(&words);
        ticket_reader_release(&reader);
    }
    assert_int_equal(rc, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_title_are_the_rows_of_the_index),
        cmocka_unit_test(bm25f_is_its_formula),
        cmocka_unit_test(the_opening_ends_after_500_bytes_and_the_title_counts_twice),
        cmocka_unit_test(each_failed_allocation_is_survived),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}

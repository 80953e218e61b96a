#include "features/topic_rows.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/small_tickets.h"
#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

enum { N = 200 };

static uint32_t column(const struct topic_rows *t, const char *stem)
{
    return intern_find(&t->term, stem, strlen(stem));
}

static float weight(const struct topic_rows *t, size_t row, uint32_t col)
{
    for (size_t k = t->x.row_start[row]; k < t->x.row_start[row + 1]; k++)
        if (t->x.col[k] == col)
            return t->x.val[k];
    return 0;
}

static void columns_are_stems_without_stop_words(void **state)
{
    struct ticket_table tickets;
    struct topic_rows t;

    (void)state;
    small_tickets(&tickets, N, 1);
    assert_int_equal(topic_rows_make(&t, &tickets, &(struct topic_options){ .n_threads = 2 }, NULL), 0);
    assert_int_not_equal(column(&t, "print"), INTERN_NONE);  /* printing */
    assert_int_not_equal(column(&t, "tunnel"), INTERN_NONE); /* of VpnTunnel */
    assert_int_equal(column(&t, "the"), INTERN_NONE);
    for (size_t col = 0; col < t.term.n; col++)
        assert_true(t.df[col] >= 2 && t.df[col] <= N * .3);
    topic_rows_release(&t);
    tickets_release(&tickets);
}

static void rows_have_unit_length_and_titles_count_more(void **state)
{
    struct ticket_table tickets;
    struct topic_rows t;

    (void)state;
    small_tickets(&tickets, N, 2);
    tickets.row[0].title = (struct text){ "toner", 5 };
    tickets.row[0].description = (struct text){ "cable", 5 };
    assert_int_equal(topic_rows_make(&t, &tickets, &(struct topic_options){ .n_threads = 1 }, NULL), 0);
    for (size_t i = 0; i < N; i++) {
        double sum = 0;

        for (size_t k = t.x.row_start[i]; k < t.x.row_start[i + 1]; k++)
            sum += pow((double)t.x.val[k], 2);
        assert_near(sum, 1, 1e-5);
    }
    assert_true(weight(&t, 0, column(&t, "toner")) > weight(&t, 0, column(&t, "cabl")));
    topic_rows_release(&t);
    tickets_release(&tickets);
}

/* BM25 by hand: 4 x toner + 1 x cable, all lengths known. */
static void weights_are_those_of_the_formula(void **state)
{
    struct ticket_table tickets;
    struct topic_rows t;
    double mean = 0, tf_toner, tf_cable, expected, other, floor_;

    (void)state;
    small_tickets(&tickets, N, 3);
    for (size_t i = 0; i < N; i++) { /* three kinds of ticket, each of length 5, 5 or 4 */
        static const char *const title[] = { "toner", "router", "query" };
        static const char *const description[] = { "cable", "tray", "" };

        tickets.row[i].title = (struct text){ title[i % 4 % 3], (uint32_t)strlen(title[i % 4 % 3]) };
        tickets.row[i].description = (struct text){ description[i % 4 % 3], (uint32_t)strlen(description[i % 4 % 3]) };
    }
    tickets.row[3].title = (struct text){ "", 0 }; /* so that no word is in more than 30 % */
    assert_int_equal(topic_rows_make(&t, &tickets, &(struct topic_options){ .n_threads = 1 }, NULL), 0);
    if (column(&t, "router") == INTERN_NONE || column(&t, "toner") != INTERN_NONE)
        fail_msg("router is in 25 %% of the tickets, toner in half");
    for (size_t i = 0; i < N; i++)
        mean += (i % 4 % 3 == 1 ? 5.0 : i % 4 % 3 == 2 ? 4.0 : 0.0) / N;
    floor_ = 1.2 * (.25 + .75 * 5 / mean);
    tf_toner = 4 * 2.2 / (4 + floor_) * log((1.0 + N) / (1.0 + N / 4));
    tf_cable = 1 * 2.2 / (1 + floor_) * log((1.0 + N) / (1.0 + N / 4));
    expected = tf_toner / sqrt(tf_toner * tf_toner + tf_cable * tf_cable);
    other = tf_cable / sqrt(tf_toner * tf_toner + tf_cable * tf_cable);
    assert_near((double)weight(&t, 1, column(&t, "router")), expected, 1e-6);
    assert_near((double)weight(&t, 1, column(&t, "tray")), other, 1e-6);
    topic_rows_release(&t);
    tickets_release(&tickets);
}

static void the_same_for_any_number_of_threads(void **state)
{
    struct ticket_table tickets;
    struct topic_rows one, three;
    size_t nnz;

    (void)state;
    small_tickets(&tickets, 3000, 4);
    assert_int_equal(topic_rows_make(&one, &tickets, &(struct topic_options){ .n_threads = 1 }, NULL), 0);
    assert_int_equal(topic_rows_make(&three, &tickets, &(struct topic_options){ .n_threads = 3 }, NULL), 0);
    nnz = one.x.row_start[one.x.n_rows];
    assert_memory_equal(one.x.row_start, three.x.row_start, (one.x.n_rows + 1) * sizeof *one.x.row_start);
    assert_memory_equal(one.x.col, three.x.col, nnz * sizeof *one.x.col);
    assert_memory_equal(one.x.val, three.x.val, nnz * sizeof *one.x.val);
    topic_rows_release(&one);
    topic_rows_release(&three);
    tickets_release(&tickets);
}

static void without_words_there_is_nothing_to_group_by(void **state)
{
    struct ticket_table tickets;
    struct topic_rows t;
    struct err err = ERR_INIT;

    (void)state;
    small_tickets(&tickets, 4, 5);
    for (size_t i = 0; i < 4; i++)
        tickets.row[i].title = tickets.row[i].description = (struct text){ "", 0 };
    assert_int_equal(topic_rows_make(&t, &tickets, &(struct topic_options){ .n_threads = 1 }, &err), ERR_NODATA);
    assert_contains(err.msg, "no word is in enough tickets");
    tickets.n = 0;
    assert_int_equal(topic_rows_make(&t, &tickets, &(struct topic_options){ .n_threads = 1 }, &err), ERR_NODATA);
    tickets_release(&tickets);
}

static void every_allocation_that_fails_is_reported(void **state)
{
    struct ticket_table tickets;

    (void)state;
    small_tickets(&tickets, 30, 6);
    for (long turn = 0;; turn++) {
        struct topic_rows t = { 0 };
        int rc;

        mem_fail_after(turn);
        rc = topic_rows_make(&t, &tickets, &(struct topic_options){ .n_threads = 1 }, NULL);
        topic_rows_release(&t);
        if (!mem_failed()) {
            assert_int_equal(rc, 0);
            break;
        }
        assert_int_equal(rc, ERR_NOMEM);
    }
    mem_fail_after(-1);
    tickets_release(&tickets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_stems_without_stop_words),
        cmocka_unit_test(rows_have_unit_length_and_titles_count_more),
        cmocka_unit_test(weights_are_those_of_the_formula),
        cmocka_unit_test(the_same_for_any_number_of_threads),
        cmocka_unit_test(without_words_there_is_nothing_to_group_by),
        cmocka_unit_test_teardown(every_allocation_that_fails_is_reported, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

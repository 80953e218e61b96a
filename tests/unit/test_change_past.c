/*
 * What earlier changes tell of a change, by hand.
 */
#include "features/change/change_past.h"

#include <math.h>
#include <string.h>

#include "tests/support/support.h"

enum { DAY = 86400, N = 6 };

static struct text text_of(const char *str)
{
    return (struct text){ str, (uint32_t)strlen(str) };
}

static struct change change_of(int day, const char *author, const char *files, int buggy, int label_day)
{
    struct change c = { .author_date = (int64_t)day * DAY, .author = author, .tickets = "", .message = text_of(""), .files = text_of(files), .buggy = buggy,
                        .label_time = label_day > 0 ? (int64_t)label_day * DAY : TIME_NONE };
    return c;
}

/* p = (harms + m g) / (changes + m) as odds over those of g. */
static double odds(double harms, double changes, double m, double g)
{
    double p = (harms + m * g) / (changes + m);

    return p / (1 - p) / (g / (1 - g));
}

static void a_harm_counts_once_it_is_known_and_silence_once_it_is_old(void **state)
{
    struct change row[N] = {
        change_of(10, "ada", "src/a.c", 1, 20),
        change_of(11, "ada", "src/b.c", 0, 0),
        change_of(20, "bea", "src/a.c", 0, 0),          /* the harm is told at this moment: not before it */
        change_of(21, "bea", "src/a.c|src/b.c", 0, 0),
        change_of(300, "ada", "src/b.c|doc/c.txt", -1, 0),
        change_of(301, "ada", "src/a.c", 0, 0),
    };
    struct change_table t = { .row = row, .n = N, .has_code = true };
    double g = (1 + 1) / (1 + 5.0), d = .9995, g2;

    (void)state;
    assert_int_equal(change_past_fill(&t, NULL, NULL), 0);
    for (size_t i = 0; i < 3; i++)
        assert_true(isnan(row[i].past[CHANGE_FILE_HARM]) && row[i].worst.harms == 0);
    assert_near(row[3].past[CHANGE_FILE_HARM], odds(1, 1, 3, g), 1e-12);
    assert_near(row[3].past[CHANGE_FILE_HARM_MEAN], sqrt(odds(1, 1, 3, g) * odds(0, 0, 3, g)), 1e-12);
    assert_near(row[3].past[CHANGE_FILE_CHANGES], 1, 0);
    assert_near(row[3].past[CHANGE_FOLDER_HARM], odds(1, 1, 5, g), 1e-12); /* one folder, counted once */
    assert_near(row[3].past[CHANGE_FOLDER_CHANGES], 1, 0);
    assert_int_equal(row[3].worst.path.len, 7);
    assert_memory_equal(row[3].worst.path.str, "src/a.c", 7);
    assert_int_equal(row[3].worst.changes, 1);
    assert_int_equal(row[3].worst.harms, 1);
    /* 180 days after them the other three count as clean; that the first is old by then changes nothing */
    g2 = (d * d * d + 1) / (d * d * d + d * d + d + 1 + 5);
    assert_near(row[5].past[CHANGE_FILE_HARM], odds(1, 3, 3, g2), 1e-12);
    assert_int_equal(row[5].worst.changes, 3);
    assert_int_equal(row[4].worst.harms, 0); /* neither of its files did any */
    assert_near(row[4].past[CHANGE_FILE_HARM], odds(0, 0, 3, g2), 1e-12);
    assert_near(row[4].past[CHANGE_FILE_CHANGES], 2, 0);
}

static void authors_tickets_and_new_files_need_no_labels(void **state)
{
    struct change row[4] = {
        change_of(1, "ada", "a.c|b.c", -1, 0),
        change_of(2, "", "", -1, 0),
        change_of(3, "ada", "a.c|tests/c.c|d.c", -1, 0),
        change_of(4, "bea", "a.c", -1, 0),
    };
    struct change_table t = { .row = row, .n = 4, .has_code = true };

    (void)state;
    row[0].message = text_of("EHR-12, EHR-12 and LAB-3: closes #7");
    row[2].tickets = "EHR-1|#5|7|LAB-2|LAB-3";
    row[3].message = text_of("nothing of UTF-8");
    assert_int_equal(change_past_fill(&t, NULL, NULL), 0);
    assert_near(row[0].past[CHANGE_TICKETS], 2, 0);
    assert_true(isnan(row[1].past[CHANGE_TICKETS])); /* no message either */
    assert_near(row[2].past[CHANGE_TICKETS], 3, 0);
    assert_near(row[3].past[CHANGE_TICKETS], 0, 0);
    assert_true(isnan(row[0].past[CHANGE_AUTHOR_GAP]) && isnan(row[1].past[CHANGE_AUTHOR_GAP]) && isnan(row[3].past[CHANGE_AUTHOR_GAP]));
    assert_near(row[2].past[CHANGE_AUTHOR_GAP], 48, 0);
    assert_near(row[0].past[CHANGE_NEW_FILES], 1, 0);
    assert_near(row[2].past[CHANGE_NEW_FILES], 2 / 3.0, 1e-15);
    assert_near(row[2].past[CHANGE_TEST_FILES], 1 / 3.0, 1e-15);
    assert_near(row[3].past[CHANGE_NEW_FILES], 0, 0);
    assert_true(isnan(row[1].past[CHANGE_NEW_FILES]));
}

static void only_labels_that_may_count_do(void **state)
{
    struct change row[3] = { change_of(1, "", "a.c", 1, 5), change_of(2, "", "a.c", 1, 30), change_of(60, "", "a.c", 0, 0) };
    struct change_table t = { .row = row, .n = 3, .has_code = true };
    const bool all[3] = { true, true, true }, first[3] = { true, false, false };
    struct change_files files;

    (void)state;
    assert_int_equal(change_past_fill(&t, &files, NULL), 0);
    assert_int_equal(row[2].worst.harms, 2);
    assert_int_equal(change_past_rates(&t, &files, first, INT64_MAX, NULL), 0);
    assert_int_equal(row[2].worst.harms, 1);
    assert_int_equal(change_past_rates(&t, &files, all, 10 * DAY, NULL), 0);
    assert_int_equal(row[2].worst.harms, 1);
    assert_int_equal(change_past_rates(&t, &files, all, 4 * DAY, NULL), 0);
    assert_int_equal(row[2].worst.harms, 0);
    assert_true(isnan(row[2].past[CHANGE_FILE_HARM]));
    change_files_release(&files);
}

static void files_of_rows_that_stay_stay_theirs(void **state)
{
    struct change row[3] = { change_of(1, "", "a.c|x/b.c", 1, 5), change_of(2, "", "c.c", -1, 0), change_of(60, "", "x/b.c", 0, 0) };
    struct change_table t = { .row = row, .n = 3, .has_code = true };
    const bool keep[3] = { true, false, true };
    struct change_files files;
    double before;

    (void)state;
    assert_int_equal(change_past_fill(&t, &files, NULL), 0);
    before = row[2].past[CHANGE_FILE_HARM];
    change_files_keep(&files, keep);
    assert_int_equal(files.n, 2);
    row[1] = row[2];
    t.n = 2;
    assert_int_equal(change_past_rates(&t, &files, NULL, INT64_MAX, NULL), 0);
    assert_near(row[1].past[CHANGE_FILE_HARM], before, 0);
    assert_memory_equal(row[1].worst.path.str, "x/b.c", 5);
    change_files_release(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_harm_counts_once_it_is_known_and_silence_once_it_is_old),
        cmocka_unit_test(authors_tickets_and_new_files_need_no_labels),
        cmocka_unit_test(only_labels_that_may_count_do),
        cmocka_unit_test(files_of_rows_that_stay_stay_theirs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

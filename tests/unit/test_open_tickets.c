#include "score/triage/open_tickets.h"

#include <string.h>

#include "tests/support/support.h"

enum { DAY = 86400 };

static void the_window_is_counted_back_from_the_newest(void **state)
{
    struct config config = { .score_window_days = 30 };
    struct ticket row[3];
    struct ticket_table table = { .row = row, .n = 3 };
    int64_t from;

    (void)state;
    memset(row, 0, sizeof row);
    row[0].created = 100 * (int64_t)DAY;
    row[1].created = 71 * (int64_t)DAY;
    row[2].created = TIME_NONE;
    from = open_tickets_from(&table, &config, 1000 * (int64_t)DAY);
    assert_int_equal(from, 70 * DAY);
    assert_true(open_tickets_recent(&row[0], from));
    assert_true(open_tickets_recent(&row[1], from));
    assert_true(open_tickets_recent(&row[2], from)); /* undated */
    row[1].created = 70 * (int64_t)DAY - 1;
    assert_false(open_tickets_recent(&row[1], from));
    row[1].created = 90 * (int64_t)DAY;
    assert_int_equal(open_tickets_from(&table, &config, 95 * (int64_t)DAY), 60 * DAY); /* the newest claims to be of the future */
}

static void without_dates_all_are_in_it(void **state)
{
    struct config config = { .score_window_days = 30 };
    struct ticket row[1];
    struct ticket_table table = { .row = row, .n = 1 }, none = { .n = 0 };

    (void)state;
    memset(row, 0, sizeof row);
    row[0].created = TIME_NONE;
    assert_true(open_tickets_from(&table, &config, 1000 * (int64_t)DAY) == TIME_NONE);
    assert_true(open_tickets_from(&none, &config, 1000 * (int64_t)DAY) == TIME_NONE);
    assert_true(open_tickets_recent(&row[0], TIME_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_window_is_counted_back_from_the_newest),
        cmocka_unit_test(without_dates_all_are_in_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

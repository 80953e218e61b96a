#include "train/learn/unlike.h"

#include <math.h>

#include "tests/support/fixture_store.h"
#include "tests/support/support.h"

enum { KNOWN = 200, NEW = 40, ROWS = KNOWN + NEW, CLASSES = 3 };

/* The largest margin of known row i is i / 100 - 1; of the new ones the first n_low lie at -2, the others at 2. */
static struct unlike_bar fitted(int n_low)
{
    static double margin[ROWS * CLASSES];
    static int32_t y[ROWS];
    struct unlike_bar bar;
    struct err err = ERR_INIT;

    for (int i = 0; i < ROWS; i++) {
        double most = i < KNOWN ? i / 100.0 - 1 : i < KNOWN + n_low ? -2 : 2;

        for (int k = 0; k < CLASSES; k++)
            margin[i * CLASSES + k] = k == i % CLASSES ? most : most - 1;
        y[i] = i < KNOWN ? i % CLASSES : -1;
    }
    assert_ok(unlike_fit(&bar, margin, y, ROWS, CLASSES, &err), err);
    return bar;
}

static void the_bar_leaves_a_fiftieth_of_the_known_rows_below(void **state)
{
    struct unlike_bar bar = fitted(20);

    (void)state;
    assert_int_equal(bar.known, KNOWN);
    assert_int_equal(bar.news, NEW);
    assert_near(bar.margin, 4 / 100.0 - 1, 1e-12);
    assert_int_equal(bar.known_marked, 4);
    assert_int_equal(bar.news_marked, 20);
    assert_true(bar.marks);
    assert_true(unlike_marked(&bar, (double[]){ -1, -0.97, -3 }, CLASSES));
    assert_false(unlike_marked(&bar, (double[]){ -1, -0.95, -3 }, CLASSES));
}

/* One new row among five below the bar: a fifth, where a sixth of all are new. */
static void margins_that_do_not_tell_new_classes_mark_nothing(void **state)
{
    struct unlike_bar bar = fitted(1);

    (void)state;
    assert_int_equal(bar.news_marked, 1);
    assert_false(bar.marks);
    assert_false(unlike_marked(&bar, (double[]){ -9, -9, -9 }, CLASSES));
    assert_null(unlike_said(&bar, (double[]){ -9, -9, -9 }, CLASSES));
}

static void what_is_said_of_a_ticket_tells_how_often_it_holds(void **state)
{
    struct unlike_bar bar = fitted(20);
    json_t *said = unlike_said(&bar, (double[]){ -3, -1.5, -2 }, CLASSES);

    (void)state;
    assert_near(json_number_value(json_object_get(said, "margin")), -1.5, 1e-12);
    assert_near(json_number_value(json_object_get(said, "bar")), bar.margin, 0);
    assert_near(json_number_value(json_object_get(said, "known_share")), 4.0 / KNOWN, 1e-12);
    assert_near(json_number_value(json_object_get(said, "new_share")), 20.0 / 24, 1e-12);
    json_decref(said);
}

static void check_read_back(const struct unlike_bar *bar)
{
    struct unlike_bar again;
    json_t *json = unlike_json(bar);

    assert_true(unlike_read(&again, json));
    assert_true(again.marks == bar->marks);
    assert_true(!bar->marks || again.margin == bar->margin);
    assert_true(again.known == bar->known && again.known_marked == bar->known_marked && again.news == bar->news && again.news_marked == bar->news_marked);
    json_decref(json);
}

static void a_bar_is_written_and_read_back_and_anything_else_refused(void **state)
{
    static const char *const bad[] = { "{}", "[]", "{\"margin\":null,\"known\":-1,\"known_marked\":0,\"new\":0,\"new_marked\":0}",
                                       "{\"margin\":1,\"known\":1,\"known_marked\":2,\"new\":0,\"new_marked\":0}",
                                       "{\"margin\":\"x\",\"known\":1,\"known_marked\":0,\"new\":0,\"new_marked\":0}",
                                       "{\"known\":1,\"known_marked\":0,\"new\":0,\"new_marked\":0}" };
    struct unlike_bar bar = fitted(20), silent = fitted(1);

    (void)state;
    check_read_back(&bar);
    check_read_back(&silent);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        json_t *json = json_loads(bad[i], 0, NULL);

        assert_non_null(json);
        assert_false(unlike_read(&bar, json));
        json_decref(json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bar_leaves_a_fiftieth_of_the_known_rows_below),
        cmocka_unit_test(margins_that_do_not_tell_new_classes_mark_nothing),
        cmocka_unit_test(what_is_said_of_a_ticket_tells_how_often_it_holds),
        cmocka_unit_test(a_bar_is_written_and_read_back_and_anything_else_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "train/statistics/abstention.h"

#include <math.h>

#include "tests/support/fixture_store.h"

enum { N = 200 };

/* Right above .6 nine times of ten, below it every second time; both halves alike. */
static void make(struct abstention *a)
{
    double p[N];
    bool right[N];
    struct err err = ERR_INIT;

    for (int i = 0; i < N; i++) {
        int k = i % 100;

        p[i] = (k + 0.5) / 100;
        right[i] = k >= 60 ? k % 10 != 3 : k % 2 == 0;
    }
    assert_ok(abstention_make(a, p, right, N / 2, N, &err), err);
}

static void the_smallest_threshold_that_is_precise_enough_is_chosen(void **state)
{
    struct abstention a;
    struct abstention_choice c;

    (void)state;
    make(&a);
    c = abstention_choose(&a, 0.78); /* of 40 at .605 and above 36 were right: no less than .795, with 95 % */
    assert_near(c.threshold, 0.605, 1e-9);
    assert_near(c.coverage, 0.4, 1e-9);
    assert_near(c.precision, 0.9, 1e-9);
    assert_false(abstention_asks_person(&c, 0.605));
    assert_true(abstention_asks_person(&c, 0.6));
    c = abstention_choose(&a, 0.3);
    assert_near(c.coverage, 1, 1e-9);
}

/* 10 of 10: n / (n + z^2). 36 of 40: the formula, worked out by hand. */
static void the_lower_bound_is_that_of_wilson(void **state)
{
    (void)state;
    assert_near(abstention_lower_bound(10, 10), 10 / (10 + 1.6448536269514722 * 1.6448536269514722), 1e-12);
    assert_near(abstention_lower_bound(36, 40), 0.795009415330, 1e-9);
    assert_near(abstention_lower_bound(0, 5), 0, 1e-12);
    assert_near(abstention_lower_bound(0, 0), 0, 0);
}

/* n / (n + z^2), z = 1.645: 24.4, 51.4; below ten never. */
static void so_many_must_all_be_right_for_a_threshold(void **state)
{
    (void)state;
    assert_int_equal(abstention_least(0.9), 25);
    assert_int_equal(abstention_least(0.95), 52);
    assert_int_equal(abstention_least(0.5), ABSTENTION_ANSWERED_MIN);
    assert_true(abstention_least(1) == UINT32_MAX);
}

/* What is right nine times of ten is not promised as nine times of ten while it may be luck. */
static void a_share_that_luck_may_have_made_is_not_promised(void **state)
{
    struct abstention a;

    (void)state;
    make(&a);
    assert_true(isnan(abstention_choose(&a, 0.9).threshold));
}

static void where_nothing_is_precise_enough_a_person_looks_at_all(void **state)
{
    struct abstention a;
    struct abstention_choice c;

    (void)state;
    make(&a);
    c = abstention_choose(&a, 0.99);
    assert_true(isnan(c.threshold) && isnan(c.precision));
    assert_near(c.coverage, 0, 1e-12);
    assert_true(abstention_asks_person(&c, 1));
}

static void the_newer_half_reports_and_does_not_choose(void **state)
{
    double p[40];
    bool right[40];
    struct abstention a;
    struct abstention_choice c;
    struct err err = ERR_INIT;

    (void)state;
    for (int i = 0; i < 40; i++) {
        p[i] = 0.8;
        right[i] = i < 20 || i % 4 == 0;
    }
    assert_ok(abstention_make(&a, p, right, 20, 40, &err), err);
    assert_int_equal(a.n, 1);
    c = abstention_choose(&a, 0.85); /* all 20 right: no less than .88 */
    assert_near(c.chosen_precision, 1, 1e-12);
    assert_near(c.coverage, 1, 0);
    assert_near(c.precision, 0.25, 1e-9);
}

static void a_handful_of_lucky_rows_chooses_nothing(void **state)
{
    double p[2 * (ABSTENTION_ANSWERED_MIN - 1)];
    bool right[2 * (ABSTENTION_ANSWERED_MIN - 1)];
    struct abstention a;
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof p / sizeof *p; i++) {
        p[i] = 0.99;
        right[i] = true;
    }
    assert_ok(abstention_make(&a, p, right, sizeof p / sizeof *p / 2, sizeof p / sizeof *p, &err), err);
    assert_true(isnan(abstention_choose(&a, 0.5).threshold));
    assert_ok(abstention_make(&a, p, right, 0, 0, &err), err);
    assert_int_equal(a.n, 0);
    assert_true(isnan(abstention_choose(&a, 0.5).threshold));
}

static void it_is_read_back_as_it_was_written(void **state)
{
    struct abstention a, b;
    json_t *json;

    (void)state;
    make(&a);
    json = abstention_json(&a);
    assert_true(abstention_read(&b, json));
    assert_int_equal(b.n, a.n);
    for (size_t i = 0; i < a.n; i++) {
        assert_near(b.point[i].threshold, a.point[i].threshold, 1e-12);
        assert_int_equal(b.point[i].newer_right, a.point[i].newer_right);
    }
    json_decref(json);
}

static void what_is_no_curve_is_not_read(void **state)
{
    static const char *const bad[] = { "null", "[]", "{}", "{\"older\":1,\"newer\":1}", "{\"older\":-1,\"newer\":1,\"curve\":[]}",
                                       "{\"older\":1,\"newer\":1,\"curve\":[[0.5,2,1,1,1]]}", "{\"older\":1,\"newer\":1,\"curve\":[[0.5,1,1,1]]}",
                                       "{\"older\":1,\"newer\":1,\"curve\":[[\"x\",1,1,1,1]]}", "{\"older\":4e9,\"newer\":1,\"curve\":[]}" };
    struct abstention a;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        json_t *json = json_loads(bad[i], JSON_DECODE_ANY, NULL);

        assert_non_null(json);
        assert_false(abstention_read(&a, json));
        json_decref(json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lower_bound_is_that_of_wilson),
        cmocka_unit_test(so_many_must_all_be_right_for_a_threshold),
        cmocka_unit_test(a_share_that_luck_may_have_made_is_not_promised),
        cmocka_unit_test(the_smallest_threshold_that_is_precise_enough_is_chosen),
        cmocka_unit_test(where_nothing_is_precise_enough_a_person_looks_at_all),
        cmocka_unit_test(the_newer_half_reports_and_does_not_choose),
        cmocka_unit_test(a_handful_of_lucky_rows_chooses_nothing),
        cmocka_unit_test(it_is_read_back_as_it_was_written),
        cmocka_unit_test(what_is_no_curve_is_not_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

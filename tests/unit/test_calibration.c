#include "train/statistics/calibration.h"

#include <math.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"

static void a_probability_is_the_logistic_of_its_logit_and_never_overflows(void **state)
{
    (void)state;
    assert_true(calibration_probability(0) == 0.5);
    assert_near(calibration_probability(log(3)), 0.75, 1e-15);
    assert_near(calibration_probability(-log(3)), 0.25, 1e-15);
    assert_true(calibration_probability(1e308) == 1);
    assert_true(calibration_probability(-1e308) == 0);
    assert_true(calibration_probability(-700) > 0);
}

/* Margins whose true logit is a m + b: the fit must find them back (five standard errors, by simulation). */
static void platt_finds_the_line_that_made_the_labels(void **state)
{
    enum { N = 20000 };
    static double margin[N];
    static int32_t y[N];
    struct calibration c;
    struct rng rng;

    (void)state;
    rng_init(&rng, 8);
    for (size_t i = 0; i < N; i++) {
        margin[i] = 2 * rng_normal(&rng) - 1;
        y[i] = rng_double(&rng) < calibration_probability(1.7 * margin[i] - 0.6);
    }
    assert_int_equal(calibration_fit_platt(&c, margin, y, N, NULL), 0);
    assert_int_equal(c.kind, CALIBRATION_PLATT);
    assert_near(c.a, 1.7, 0.15);
    assert_near(c.b, -0.6, 0.15);
    assert_true(calibration_logit(&c, 0.25) == c.a * 0.25 + c.b);
}

/* At the optimum the mean probability is the mean target, whatever the scale of the margins. */
static void platt_does_not_depend_on_the_scale_of_the_margins(void **state)
{
    static const double scale[] = { 1e-6, 1, 1e6 };
    double margin[6];
    static const int32_t y[] = { 0, 0, 1, 0, 1, 1 };
    struct calibration c[3];

    (void)state;
    for (size_t s = 0; s < 3; s++) {
        for (size_t i = 0; i < 6; i++)
            margin[i] = scale[s] * ((double)i - 2);
        assert_int_equal(calibration_fit_platt(&c[s], margin, y, 6, NULL), 0);
    }
    assert_true(c[1].a > 0);
    assert_near(c[0].a * 1e-6, c[1].a, 1e-6);
    assert_near(c[2].a * 1e6, c[1].a, 1e-6);
    assert_near(c[0].b, c[1].b, 1e-6);
    assert_near(c[2].b, c[1].b, 1e-6);
}

static void margins_that_point_the_wrong_way_give_the_base_rate(void **state)
{
    static const double margin[] = { 3, 2, 1, -1, -2 };
    static const int32_t y[] = { 0, 0, 0, 1, 1 };
    struct calibration c;

    (void)state;
    assert_int_equal(calibration_fit_platt(&c, margin, y, 5, NULL), 0);
    assert_true(c.a == 0);
    /* targets: twice 3/4, three times 1/5 */
    assert_near(calibration_probability(calibration_logit(&c, 100)), (2 * 0.75 + 3 * 0.2) / 5, 1e-12);
}

static void one_class_gives_its_base_rate_short_of_certainty(void **state)
{
    static const double margin[] = { 3, 2, 1 };
    static const int32_t none[] = { 0, 0, 0 }, all[] = { 1, 1, 1 };
    struct calibration c;

    (void)state;
    assert_int_equal(calibration_fit_platt(&c, margin, none, 3, NULL), 0);
    assert_true(c.a == 0);
    assert_near(calibration_probability(c.b), 1.0 / 5, 1e-12);
    assert_int_equal(calibration_fit_platt(&c, margin, all, 3, NULL), 0);
    assert_near(calibration_probability(c.b), 4.0 / 5, 1e-12);
}

static void equal_margins_give_a_finite_fit(void **state)
{
    static const double margin[] = { 5, 5, 5, 5 };
    static const int32_t y[] = { 0, 1, 0, 0 };
    struct calibration c;

    (void)state;
    assert_int_equal(calibration_fit_platt(&c, margin, y, 4, NULL), 0);
    assert_true(isfinite(c.a) && isfinite(c.b) && c.a >= 0);
    assert_near(calibration_probability(calibration_logit(&c, 5)), (2.0 / 3 + 3 * 0.2) / 4, 1e-6);
}

static void separated_margins_give_a_finite_slope(void **state)
{
    static const double margin[] = { -2, -1, 1, 2 };
    static const int32_t y[] = { 0, 0, 1, 1 };
    struct calibration c;

    (void)state;
    assert_int_equal(calibration_fit_platt(&c, margin, y, 4, NULL), 0);
    assert_true(c.a > 0 && c.a < 10);
    assert_near(c.b, 0, 1e-9);
}

static void no_rows_are_not_enough_data(void **state)
{
    static const double margin[] = { 1, 2 };
    static const int32_t unknown[] = { -1 };
    struct calibration c = { .a = 7 };

    (void)state;
    assert_int_equal(calibration_fit_platt(&c, NULL, NULL, 0, NULL), ERR_NODATA);
    assert_int_equal(calibration_fit_temperature(&c, margin, unknown, 1, 2, NULL), ERR_NODATA);
    assert_true(c.a == 7);
}

/* Labels drawn from softmax(t margin), and rows of an unknown class that must not matter. */
static void temperature_finds_what_made_the_labels(void **state)
{
    enum { N = 6000, K = 4 };
    static double margin[N * K];
    static int32_t y[N];
    struct calibration truth = { .kind = CALIBRATION_TEMPERATURE, .a = 1.6 }, c;
    struct rng rng;

    (void)state;
    rng_init(&rng, 9);
    for (size_t i = 0; i < N; i++) {
        double p[K], u = rng_double(&rng);

        for (size_t k = 0; k < K; k++)
            margin[i * K + k] = rng_normal(&rng);
        calibration_softmax(&truth, margin + i * K, K, p);
        for (y[i] = 0; y[i] < K - 1 && u >= p[y[i]]; y[i]++)
            u -= p[y[i]];
        if (i % 10 == 0)
            y[i] = -1;
    }
    assert_int_equal(calibration_fit_temperature(&c, margin, y, N, K, NULL), 0);
    assert_int_equal(c.kind, CALIBRATION_TEMPERATURE);
    assert_true(c.b == 0);
    assert_near(c.a, 1.6, 0.15);
}

static void temperature_stays_within_its_bounds(void **state)
{
    static const double right[] = { 1, 0, 0, 1 }, wrong[] = { 0, 1, 1, 0 };
    static const int32_t y[] = { 0, 1 };
    struct calibration c;

    (void)state;
    assert_int_equal(calibration_fit_temperature(&c, right, y, 2, 2, NULL), 0);
    assert_near(log(c.a), 3, 1e-5);
    assert_int_equal(calibration_fit_temperature(&c, wrong, y, 2, 2, NULL), 0);
    assert_near(log(c.a), -3, 1e-5);
}

/* Margins as of a model that finds a rare class by weighting it up: the class of the largest margin need not be the likely one. */
static void offsets_bring_the_rare_class_back_to_how_often_it_comes(void **state)
{
    static double margin[1000][2];
    static int32_t y[1000];
    double offset[2], p[2], sum = 0, above = 0;
    struct calibration c;

    (void)state;
    for (int i = 0; i < 1000; i++) { /* one in ten looks rare; a quarter of those are */
        int looks = i % 10 == 0;

        margin[i][0] = looks ? -0.3 : 0.5;
        margin[i][1] = looks ? 0.3 : -0.5;
        y[i] = looks && i % 40 == 0;
    }
    assert_int_equal(calibration_fit_offsets(&c, offset, &margin[0][0], y, 1000, 2, NULL), 0);
    assert_int_equal(c.kind, CALIBRATION_OFFSETS);
    assert_ptr_equal(c.offset, offset);
    for (int i = 0; i < 1000; i++) {
        calibration_softmax(&c, margin[i], 2, p);
        assert_near(p[0] + p[1], 1, 1e-12);
        sum += p[1];
        above += i % 10 == 0 ? p[1] : 0;
    }
    assert_near(sum / 1000, 0.0255, 1e-3); /* 25 of 1,000, smoothed by half a row */
    assert_near(above / 100, 0.25, 0.02);
}

static void rows_of_unlearned_classes_do_not_move_the_offsets(void **state)
{
    static const double margin[] = { 1, -1, -1, 1, 1, -1, 3, -3 };
    static const int32_t without[] = { 0, 1, 1 }, with[] = { 0, 1, 1, -1 };
    double a[2], b[2];
    struct calibration c, d;
    struct err err = ERR_INIT;
    static const int32_t none[] = { -1 };

    (void)state;
    assert_int_equal(calibration_fit_offsets(&c, a, margin, without, 3, 2, NULL), 0);
    assert_int_equal(calibration_fit_offsets(&d, b, margin, with, 4, 2, NULL), 0);
    assert_true(c.a == d.a && memcmp(a, b, sizeof(a)) == 0);
    assert_int_equal(calibration_fit_offsets(&c, a, margin, none, 1, 2, &err), ERR_NODATA);
}

static void softmax_sums_to_one_in_place_and_for_huge_margins(void **state)
{
    struct calibration c = { .kind = CALIBRATION_TEMPERATURE, .a = 2 };
    double margin[] = { 1e6, 1e6 - 0.5 * log(3), -1e6 };

    (void)state;
    calibration_softmax(&c, margin, 3, margin);
    assert_near(margin[0], 0.75, 1e-9);
    assert_near(margin[1], 0.25, 1e-9);
    assert_true(margin[2] == 0);
}

static void the_most_probable_come_in_falling_order_and_of_equals_the_first(void **state)
{
    static const double p[] = { 0.1, 0.3, 0.2, 0.3, 0.1 };
    size_t top[3];

    (void)state;
    assert_int_equal(calibration_top(top, 3, p, 5), 3);
    assert_int_equal(top[0], 1);
    assert_int_equal(top[1], 3);
    assert_int_equal(top[2], 2);
    assert_int_equal(calibration_top(top, 3, p, 1), 1);
    assert_int_equal(top[0], 0);
    assert_int_equal(calibration_top(top, 3, p, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_probability_is_the_logistic_of_its_logit_and_never_overflows),
        cmocka_unit_test(platt_finds_the_line_that_made_the_labels),
        cmocka_unit_test(platt_does_not_depend_on_the_scale_of_the_margins),
        cmocka_unit_test(margins_that_point_the_wrong_way_give_the_base_rate),
        cmocka_unit_test(one_class_gives_its_base_rate_short_of_certainty),
        cmocka_unit_test(equal_margins_give_a_finite_fit),
        cmocka_unit_test(separated_margins_give_a_finite_slope),
        cmocka_unit_test(no_rows_are_not_enough_data),
        cmocka_unit_test(temperature_finds_what_made_the_labels),
        cmocka_unit_test(temperature_stays_within_its_bounds),
        cmocka_unit_test(offsets_bring_the_rare_class_back_to_how_often_it_comes),
        cmocka_unit_test(rows_of_unlearned_classes_do_not_move_the_offsets),
        cmocka_unit_test(softmax_sums_to_one_in_place_and_for_huge_margins),
        cmocka_unit_test(the_most_probable_come_in_falling_order_and_of_equals_the_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

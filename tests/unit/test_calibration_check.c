#include "train/statistics/calibration_check.h"

#include <math.h>
#include <stdlib.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"

enum { N = 300, WORLDS = 400 };

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* How often each verdict is given where what comes is p + shift. */
static void verdicts_of(unsigned count[5], double shift, double tilt)
{
    struct rng rng;

    rng_init(&rng, 17);
    for (int v = 0; v < 5; v++)
        count[v] = 0;
    for (unsigned k = 0; k < WORLDS; k++) {
        double p[N];
        int32_t y[N];
        struct calibration_check c;

        for (size_t i = 0; i < N; i++)
            p[i] = .1 + .5 * rng_double(&rng);
        qsort(p, N, sizeof(*p), by_value);
        for (size_t i = 0; i < N; i++)
            y[i] = rng_double(&rng) < p[i] + shift + tilt * (p[i] - .35);
        calibration_check_rows(&c, p, y, N);
        count[c.verdict]++;
    }
}

static void what_agrees_is_called_otherwise_in_at_most_five_of_a_hundred_worlds(void **state)
{
    unsigned count[5];

    (void)state;
    verdicts_of(count, 0, 0);
    assert_true(count[CALIBRATION_AGREES] >= WORLDS * 93 / 100);
}

static void what_is_too_high_too_low_or_uneven_is_called_so(void **state)
{
    unsigned count[5];

    (void)state;
    verdicts_of(count, -.1, 0);
    assert_true(count[CALIBRATION_TOO_HIGH] > WORLDS * 8 / 10);
    verdicts_of(count, .1, 0);
    assert_true(count[CALIBRATION_TOO_LOW] > WORLDS * 8 / 10);
    verdicts_of(count, 0, -1);
    assert_true(count[CALIBRATION_UNEVEN] > WORLDS * 8 / 10);
}

/* Two groups: one of fifty rows and one of sixty with the rest. */
static void groups_are_taken_together_until_each_expects_five(void **state)
{
    const struct calibration_group enough[] = { { 10, .2, 2 }, { 40, .2, 6 }, { 0, 0, 0 }, { 50, .2, 6 }, { 10, .1, 0 } };
    struct calibration_check c;

    (void)state;
    calibration_check(&c, enough, 5);
    assert_int_equal(c.groups, 2); /* the first two together, the last to the one before */
    assert_near(c.n, 110, 0);
    assert_near(c.came, 14.0 / 110, 1e-12);
    assert_int_equal(c.verdict, CALIBRATION_AGREES);
    calibration_check(&c, enough, 1);
    assert_int_equal(c.verdict, CALIBRATION_NOT_KNOWN);
    calibration_check(&c, NULL, 0);
    assert_int_equal(c.verdict, CALIBRATION_NOT_KNOWN);
    calibration_check_rows(&c, NULL, NULL, 0);
    assert_int_equal(c.verdict, CALIBRATION_NOT_KNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_agrees_is_called_otherwise_in_at_most_five_of_a_hundred_worlds),
        cmocka_unit_test(what_is_too_high_too_low_or_uneven_is_called_so),
        cmocka_unit_test(groups_are_taken_together_until_each_expects_five),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

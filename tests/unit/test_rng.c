#include "datasets/base/rng.h"

#include <math.h>
#include <string.h>

#include "tests/support/support.h"

/* pcg32-demo of the PCG distribution (pcg-random.org), "pcg32_random_t with seeds 42, 54", round 1; our seed 42 is that
 * generator. */
static void seed_42_gives_the_published_numbers(void **state)
{
    static const uint32_t published[] = { 0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e };
    struct rng rng;

    (void)state;
    rng_init(&rng, 42);
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++)
        assert_int_equal(rng_u32(&rng), published[i]);
}

static void wide_numbers_are_two_narrow_ones_high_first(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 42);
    assert_true(rng_u64(&rng) == 0xa15c02b77b47f409u);
    rng_init(&rng, 42);
    assert_true(rng_double(&rng) == (double)(0xa15c02b77b47f409u >> 11) / 9007199254740992.0);
}

static void the_same_seed_repeats_and_another_differs(void **state)
{
    struct rng a, b, c;
    int same = 0;

    (void)state;
    rng_init(&a, 9);
    rng_init(&b, 9);
    rng_init(&c, 10);
    for (int i = 0; i < 1000; i++) {
        uint32_t x = rng_u32(&a);

        assert_int_equal(x, rng_u32(&b));
        same += x == rng_u32(&c);
    }
    assert_true(same < 3);
}

static double correlation(struct rng *a, struct rng *b, int n)
{
    double sum = 0;

    for (int i = 0; i < n; i++)
        sum += (rng_double(a) - 0.5) * (rng_double(b) - 0.5);
    return sum / n * 12;
}

static void named_streams_repeat_and_are_independent(void **state)
{
    static const char *const name[] = { "tickets", "ticket", "changes", "", "a", "b" };
    enum { N = 20000, NAMES = 6 };
    struct rng a, b;

    (void)state;
    for (int i = 0; i < NAMES; i++) {
        rng_init_named(&a, 1, name[i]);
        rng_init_named(&b, 1, name[i]);
        assert_true(rng_u64(&a) == rng_u64(&b));
        for (int k = 0; k < i; k++) {
            rng_init_named(&a, 1, name[i]);
            rng_init_named(&b, 1, name[k]);
            assert_near(correlation(&a, &b, N), 0, 5 / sqrt(N));
        }
        rng_init_named(&a, 1, name[i]);
        rng_init_named(&b, 2, name[i]);
        assert_near(correlation(&a, &b, N), 0, 5 / sqrt(N));
    }
}

static void below_is_uniform_and_below(void **state)
{
    static const uint32_t bounds[] = { 1, 2, 3, 7, 10, 100 };
    enum { PER_CELL = 2000 };
    struct rng rng;

    (void)state;
    rng_init(&rng, 1);
    for (size_t b = 0; b < sizeof bounds / sizeof bounds[0]; b++) {
        uint32_t count[100] = { 0 };
        double chi_square = 0;

        for (uint32_t i = 0; i < bounds[b] * PER_CELL; i++) {
            uint32_t x = rng_below(&rng, bounds[b]);

            assert_true(x < bounds[b]);
            count[x]++;
        }
        for (uint32_t i = 0; i < bounds[b]; i++)
            chi_square += pow((double)count[i] - PER_CELL, 2) / PER_CELL;
        assert_true(chi_square <= bounds[b] + 5 * sqrt(2.0 * bounds[b])); /* five deviations of chi-square */
    }
}

/* With n = 3 * 2^30 plain modulo would draw the lowest third twice as often as the others. */
static void below_has_no_modulo_bias(void **state)
{
    enum { N = 60000 };
    struct rng rng;
    int low = 0;

    (void)state;
    rng_init(&rng, 2);
    for (int i = 0; i < N; i++)
        low += rng_below(&rng, 3u << 30) < 1u << 30;
    assert_near((double)low / N, 1.0 / 3, 0.01);
}

static void doubles_are_in_the_unit_interval(void **state)
{
    enum { N = 100000 };
    struct rng rng;
    double sum = 0;

    (void)state;
    rng_init(&rng, 3);
    for (int i = 0; i < N; i++) {
        double x = rng_double(&rng);

        assert_true(x >= 0 && x < 1);
        sum += x;
    }
    assert_near(sum / N, 0.5, 0.005);
}

/* Moments and tails of N draws; tolerances are about five standard errors. Tail areas: any table of the normal. */
static void normal_deviates_have_the_moments_and_tails_of_the_normal(void **state)
{
    enum { N = 400000 };
    double sum = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    int within_1 = 0, beyond_2 = 0, beyond_3 = 0;
    struct rng rng;

    (void)state;
    rng_init(&rng, 4);
    for (int i = 0; i < N; i++) {
        double x = rng_normal(&rng);

        sum += x;
        sum2 += x * x;
        sum3 += x * x * x;
        sum4 += x * x * x * x;
        within_1 += fabs(x) < 1;
        beyond_2 += fabs(x) > 2;
        beyond_3 += fabs(x) > 3;
    }
    assert_near(sum / N, 0, 0.008);
    assert_near(sum2 / N, 1, 0.012);
    assert_near(sum3 / N, 0, 0.031);
    assert_near(sum4 / N, 3, 0.08);
    assert_near((double)within_1 / N, 0.682689, 0.004);
    assert_near((double)beyond_2 / N, 0.045500, 0.0017);
    assert_near((double)beyond_3 / N, 0.002700, 0.00042);
}

static void exponential_deviates_have_the_moments_and_tails_of_the_exponential(void **state)
{
    enum { N = 400000 };
    double sum = 0, sum2 = 0;
    int beyond_1 = 0, beyond_5 = 0, below_tenth = 0;
    struct rng rng;

    (void)state;
    rng_init(&rng, 5);
    for (int i = 0; i < N; i++) {
        double x = rng_exponential(&rng);

        assert_true(x >= 0);
        sum += x;
        sum2 += x * x;
        beyond_1 += x > 1;
        beyond_5 += x > 5;
        below_tenth += x < 0.1;
    }
    assert_near(sum / N, 1, 0.008);
    assert_near(sum2 / N, 2, 0.036);
    assert_near((double)beyond_1 / N, exp(-1), 0.004);
    assert_near((double)beyond_5 / N, exp(-5), 0.00065);
    assert_near((double)below_tenth / N, 1 - exp(-0.1), 0.0024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seed_42_gives_the_published_numbers),
        cmocka_unit_test(wide_numbers_are_two_narrow_ones_high_first),
        cmocka_unit_test(the_same_seed_repeats_and_another_differs),
        cmocka_unit_test(named_streams_repeat_and_are_independent),
        cmocka_unit_test(below_is_uniform_and_below),
        cmocka_unit_test(below_has_no_modulo_bias),
        cmocka_unit_test(doubles_are_in_the_unit_interval),
        cmocka_unit_test(normal_deviates_have_the_moments_and_tails_of_the_normal),
        cmocka_unit_test(exponential_deviates_have_the_moments_and_tails_of_the_exponential),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

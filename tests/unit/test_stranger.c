#include "score/triage/stranger.h"

#include "datasets/base/rng.h"
#include "tests/support/support.h"

static void the_p_value_counts_the_past_ones_as_strange(void **state)
{
    double similarity[1000];
    struct stranger_bar bar;

    (void)state;
    for (int i = 0; i < 1000; i++)
        similarity[i] = (double)(1000 - i) / 1000; /* .001 to 1 */
    stranger_calibrate(&bar, similarity, 1000);
    assert_int_equal(bar.n_tail, 10);
    assert_near(stranger_p(&bar, 0), 1. / 1001, 1e-12);
    assert_near(stranger_p(&bar, .001), 2. / 1001, 1e-12); /* as strange counts */
    assert_near(stranger_p(&bar, .0095), 10. / 1001, 1e-12);
    assert_near(stranger_p(&bar, .010), 1, 0); /* 11 / 1001 is not below .01 */
    assert_near(stranger_p(&bar, .9), 1, 0);
}

static void a_short_past_marks_nothing(void **state)
{
    double similarity[100] = { 0 };
    struct stranger_bar bar;

    (void)state;
    for (int i = 0; i < 100; i++)
        similarity[i] = .5;
    stranger_calibrate(&bar, similarity, 0);
    assert_near(stranger_p(&bar, 0), 1, 0);
    stranger_calibrate(&bar, similarity, 99);
    assert_near(stranger_p(&bar, 0), 1, 0); /* 1 / 100 is not below */
    stranger_calibrate(&bar, similarity, 100);
    assert_near(stranger_p(&bar, 0), 1. / 101, 1e-12);
    assert_near(stranger_p(&bar, .5), 1, 0);
}

/* Many past tickets without any neighbour: one more like them is no stranger. */
static void equal_ones_are_not_marked(void **state)
{
    double similarity[500] = { 0 };
    struct stranger_bar bar;

    (void)state;
    for (int i = 10; i < 500; i++)
        similarity[i] = .3;
    stranger_calibrate(&bar, similarity, 500);
    assert_near(stranger_p(&bar, 0), 1, 0);
}

/* Whatever the similarities are like, tickets of the same kind are marked at most as often as is said, and not never. */
static void the_share_of_false_marks_is_as_stated(void **state)
{
    enum { TRIALS = 400, EACH = 100 };
    struct rng rng;

    (void)state;
    rng_init(&rng, 11);
    for (int shape = 0; shape < 3; shape++) {
        double similarity[STRANGER_PAST_MAX];
        size_t marked = 0;

        for (int trial = 0; trial < TRIALS; trial++) {
            size_t n = 200 + rng_below(&rng, STRANGER_PAST_MAX - 200 + 1);
            struct stranger_bar bar;

            for (size_t i = 0; i < n; i++) {
                double u = rng_double(&rng);

                similarity[i] = shape == 0 ? u : shape == 1 ? u * u * u : (double)(int)(u * 200) / 200; /* the last with ties */
            }
            stranger_calibrate(&bar, similarity, n);
            for (int i = 0; i < EACH; i++) {
                double u = rng_double(&rng);

                marked += stranger_p(&bar, shape == 0 ? u : shape == 1 ? u * u * u : (double)(int)(u * 200) / 200) < STRANGER_LEVEL;
            }
        }
        /* 40,000 tickets; the scatter between trials is that of the bar: standard error about .0003 */
        assert_true((double)marked / (TRIALS * EACH) < STRANGER_LEVEL + .001);
        assert_true((double)marked / (TRIALS * EACH) > STRANGER_LEVEL / 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_p_value_counts_the_past_ones_as_strange),
        cmocka_unit_test(a_short_past_marks_nothing),
        cmocka_unit_test(equal_ones_are_not_marked),
        cmocka_unit_test(the_share_of_false_marks_is_as_stated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

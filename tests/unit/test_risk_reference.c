#include "train/learn/risk_reference.h"

#include <math.h>

#include "tests/support/support.h"
#include "train/statistics/calibration.h"

enum { N = 400 };

/* Logits from -4 to 4; harm where the logit says so, more or less. */
static void reference_make(struct risk_reference *r)
{
    double logit[N], lines[N];
    int32_t y[N];

    for (size_t i = 0; i < N; i++) {
        logit[i] = -4 + 8.0 * (double)i / (N - 1);
        y[i] = (double)(i * 37 % N) / N < calibration_probability(logit[i]);
        lines[i] = (double)i;
    }
    assert_int_equal(risk_reference_fit(r, logit, y, N, lines, y, N, NULL), 0);
}

static void the_interval_is_wilsons(void **state)
{
    double low, high;

    (void)state;
    wilson_interval(&low, &high, 1, 10); /* R: prop.test(1, 10, correct = FALSE) */
    assert_near(low, .01787621, 1e-7);
    assert_near(high, .4041500, 1e-7);
    wilson_interval(&low, &high, 0, 20);
    assert_true(low == 0);
    assert_near(high, .1611252, 1e-7);
}

static void bands_share_the_rows_out(void **state)
{
    struct risk_reference r;
    size_t n = 0, harms = 0;

    (void)state;
    reference_make(&r);
    assert_int_equal(r.n_bands, N / REFERENCE_BAND_MIN);
    for (size_t k = 0; k < r.n_bands; k++) {
        n += r.band[k].n;
        harms += r.band[k].harms;
        assert_true(r.band[k].n >= REFERENCE_BAND_MIN);
    }
    assert_int_equal(n, N);
    assert_int_equal(harms, r.harms);
}

static void the_interval_contains_the_probability_and_rises_with_it(void **state)
{
    struct risk_reference r;
    struct risk_meaning low, high, m;

    (void)state;
    reference_make(&r);
    for (double logit = -8; logit <= 8; logit += .1) {
        risk_reference_tell(&m, &r, logit, 10);
        assert_true(m.low <= calibration_probability(logit) && calibration_probability(logit) <= m.high);
        assert_true(m.low >= 0 && m.high <= 1);
    }
    risk_reference_tell(&low, &r, -3.9, 10);
    risk_reference_tell(&high, &r, 3.9, 10);
    assert_true(low.high < high.low);
    assert_string_equal(low.band, "below");
    assert_string_equal(high.band, "above");
}

static void the_percentile_counts_those_that_scored_lower(void **state)
{
    struct risk_reference r;
    struct risk_meaning m;

    (void)state;
    reference_make(&r);
    risk_reference_tell(&m, &r, 0, 10);
    assert_near(m.percentile, 50, 1);
    risk_reference_tell(&m, &r, -9, 10);
    assert_true(m.percentile == 0);
    risk_reference_tell(&m, &r, 9, 10);
    assert_true(m.percentile == 100);
}

static void size_alone_says_more_of_larger_changes(void **state)
{
    struct risk_reference r;
    struct risk_meaning small, large;

    (void)state;
    reference_make(&r);
    risk_reference_tell(&small, &r, 0, 1);
    risk_reference_tell(&large, &r, 0, 300);
    assert_true(small.size_only < large.size_only);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_interval_is_wilsons),
        cmocka_unit_test(bands_share_the_rows_out),
        cmocka_unit_test(the_interval_contains_the_probability_and_rises_with_it),
        cmocka_unit_test(the_percentile_counts_those_that_scored_lower),
        cmocka_unit_test(size_alone_says_more_of_larger_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "train/statistics/burst.h"

#include <math.h>

#include "tests/support/fixture_store.h"

static void the_tail_is_that_of_the_beta_binomial(void **state)
{
    const double s = .2, rho = .1, a = s * 9, b = .8 * 9;

    (void)state;
    assert_near(burst_tail(0, 7, s, rho), 1, 1e-12);
    assert_near(burst_tail(1, 1, s, rho), s, 1e-12);
    assert_near(burst_tail(2, 2, s, rho), a * (a + 1) / ((a + b) * (a + b + 1)), 1e-12); /* by hand */
    assert_near(burst_tail(1, 2, s, rho), 1 - b * (b + 1) / ((a + b) * (a + b + 1)), 1e-12);
    /* Without scatter the binomial: P(K >= 3), n = 4, s = 1/2 is 5/16. */
    assert_near(burst_tail(3, 4, .5, 1e-7), 5.0 / 16, 1e-6);
    assert_true(burst_tail(60, 100, .01, .001) > 0); /* a difference from 1 would be 0 */
}

static void without_a_past_or_tickets_nothing_is_said(void **state)
{
    static const int64_t span = 3600;
    struct burst_event event[20];
    struct bursts b = { 0 };
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < 20; i++)
        event[i] = (struct burst_event){ (int64_t)i * 60, 0 };
    assert_ok(bursts_find(&b, event, 20, 3, &span, 1, .01, &err), err);
    assert_int_equal(b.n, 0);
    bursts_release(&b);
    assert_ok(bursts_find(&b, NULL, 0, 3, &span, 1, .01, &err), err);
    assert_int_equal(b.n, 0);
    bursts_release(&b);
    assert_ok(bursts_find(&b, event, 20, 0, &span, 1, .01, &err), err);
    assert_int_equal(b.n, 0);
    bursts_release(&b);
}

/* Four of a new kind are few, five are enough; tickets outside of any group count for the total. */
static void few_tickets_are_no_burst(void **state)
{
    static const int64_t span = 3600;
    struct burst_event event[110];
    struct err err = ERR_INIT;

    (void)state;
    for (size_t i = 0; i < 100; i++)
        event[i] = (struct burst_event){ (int64_t)i * 3600, i % 2 == 0 ? 0 : UINT32_MAX };
    for (size_t n = 4; n <= 5; n++) {
        struct bursts b = { 0 };

        for (size_t i = 0; i < n; i++)
            event[100 + i] = (struct burst_event){ 100 * 3600 + (int64_t)i, 1 };
        assert_ok(bursts_find(&b, event, 100 + n, 2, &span, 1, .01, &err), err);
        assert_int_equal(b.n, n == 5);
        if (n == 5) {
            assert_int_equal(b.burst[0].group, 1);
            assert_int_equal(b.burst[0].n, 5);
            assert_int_equal(b.burst[0].to - b.burst[0].from, span);
            assert_true(b.burst[0].p < b.burst[0].bound);
        }
        bursts_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tail_is_that_of_the_beta_binomial),
        cmocka_unit_test(without_a_past_or_tickets_nothing_is_said),
        cmocka_unit_test(few_tickets_are_no_burst),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

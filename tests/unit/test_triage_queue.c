#include "score/triage/triage_queue.h"

#include <math.h>
#include <stdlib.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"

static void assert_order(struct triage_case *cases, size_t n, const char *order)
{
    char got[64] = "";

    assert_true(n < sizeof got);
    triage_queue_order(cases, n);
    for (size_t i = 0; i < n; i++)
        got[i] = cases[i].item[0];
    assert_string_equal(got, order);
}

static void impact_goes_before_everything(void **state)
{
    struct triage_case cases[] = {
        { "a", 3, .99, 900, 30, 0 }, { "b", 0, NAN, 1, 14, 0 }, { "c", 2, .1, 0, 7, 0 }, { "d", 1, 0, 0, 1, 0 },
    };

    (void)state;
    assert_order(cases, 4, "dcba");
}

static void then_the_chance_in_tenths_then_the_age_over_the_policy(void **state)
{
    struct triage_case chance[] = { { "a", 2, .19, 50, 7, 0 }, { "b", 2, .30, 1, 7, 0 }, { "c", 2, .39, 2, 7, 0 }, { "d", 2, NAN, 90, 7, 0 } };
    struct triage_case policy[] = { { "a", 0, NAN, 10, 10, 0 }, { "b", 0, NAN, 9, 3, 0 }, { "c", 0, NAN, NAN, 3, 0 }, { "d", 0, NAN, -1, 3, 0 } };

    (void)state;
    assert_order(chance, 4, "cbad");
    assert_order(policy, 4, "badc"); /* filed in the future: as of now; undated: last */
}

static void equal_ones_go_by_their_identifier(void **state)
{
    struct triage_case cases[] = { { "c", 1, .5, 2, 1, 0 }, { "a", 1, .5, 2, 1, 0 }, { "b", 1, .55, 2, 1, 0 } };

    (void)state;
    assert_order(cases, 3, "abc");
    triage_queue_order(NULL, 0);
}

/* The order is one of a total order: whatever the order it is given in, the same comes out. */
static void any_shuffle_gives_the_same_order(void **state)
{
    enum { N = 60 };
    static const char names[N + 1] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz01234567";
    struct triage_case cases[N], other[N];
    char name[N][2];
    struct rng rng;

    (void)state;
    rng_init(&rng, 5);
    for (size_t i = 0; i < N; i++) {
        name[i][0] = names[i];
        name[i][1] = '\0';
        cases[i] = (struct triage_case){ name[i], (int)rng_below(&rng, 4), rng_below(&rng, 5) == 0 ? (double)NAN : (double)rng_below(&rng, 100) / 100,
                                         rng_below(&rng, 5) == 0 ? (double)NAN : (double)rng_below(&rng, 40), 7, i };
        other[i] = cases[i];
    }
    for (size_t i = N - 1; i > 0; i--) {
        size_t j = rng_below(&rng, (uint32_t)i + 1);
        struct triage_case t = other[i];

        other[i] = other[j];
        other[j] = t;
    }
    triage_queue_order(cases, N);
    triage_queue_order(other, N);
    for (size_t i = 0; i < N; i++)
        assert_int_equal(cases[i].from, other[i].from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(impact_goes_before_everything),
        cmocka_unit_test(then_the_chance_in_tenths_then_the_age_over_the_policy),
        cmocka_unit_test(equal_ones_go_by_their_identifier),
        cmocka_unit_test(any_shuffle_gives_the_same_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

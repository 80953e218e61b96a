/* More of anything never makes a verdict worse, and stricter limits never better. */
#include <math.h>
#include <string.h>

#include "datasets/base/clock.h"
#include "datasets/base/rng.h"
#include "datasets/config/config_keys.h"
#include "tests/support/support.h"
#include "train/rows/readiness.h"

enum { ROUNDS = 20000 };

static double some_value(struct rng *rng, enum readiness_measure m)
{
    if (rng_below(rng, 12) == 0)
        return NAN;
    return readiness_is_share(m) ? (double)rng_below(rng, 101) / 100 : (double)rng_below(rng, 700);
}

static struct readiness facts_at_random(struct rng *rng, const char *task)
{
    struct readiness r = { .task = task, .label = "team", .project = "p", .records = 700, .labelled = 1 + rng_below(rng, 700), .first = TIME_NONE, .last = TIME_NONE };

    for (int m = 0; m < N_READINESS_MEASURES; m++) {
        r.value[m] = r.least[m] = some_value(rng, (enum readiness_measure)m);
        if (m >= READINESS_CLASSES && m <= READINESS_CLEAN && r.value[m] > 0)
            r.least[m] = floor(r.value[m] * (double)rng_below(rng, 101) / 100);
    }
    return r;
}

static void more_is_never_worse(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 20261126);
    for (int i = 0; i < ROUNDS; i++) {
        size_t t = rng_below(&rng, N_READINESS_TASKS);
        enum readiness_measure m = (enum readiness_measure)rng_below(&rng, N_READINESS_MEASURES);
        struct readiness_limits limits;
        struct readiness r = facts_at_random(&rng, known_tasks.word[t]);
        enum readiness_verdict before;

        readiness_defaults(&limits, t);
        readiness_judge(&r, &limits);
        before = r.verdict;
        assert_true(r.n_reasons <= N_READINESS_MEASURES);
        assert_true((r.verdict == READINESS_READY) == (r.n_reasons == 0));
        if (isnan(r.value[m]))
            continue;
        r.value[m] += readiness_is_share(m) ? 0.01 : 1;
        r.least[m] += readiness_is_share(m) ? 0.01 : 1;
        readiness_judge(&r, &limits);
        assert_true(r.verdict <= before);
    }
}

static void stricter_limits_are_never_kinder(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 4);
    for (int i = 0; i < ROUNDS; i++) {
        enum readiness_measure m = (enum readiness_measure)rng_below(&rng, N_READINESS_MEASURES);
        struct readiness_limits limits;
        struct readiness r = facts_at_random(&rng, "route");
        enum readiness_verdict before;

        readiness_defaults(&limits, 0);
        readiness_judge(&r, &limits);
        before = r.verdict;
        limits.wanted[m] += 0.1;
        if (rng_below(&rng, 2) == 0)
            limits.needed[m] = limits.wanted[m];
        readiness_judge(&r, &limits);
        assert_true(r.verdict >= before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_is_never_worse),
        cmocka_unit_test(stricter_limits_are_never_kinder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "datasets/base/greatest.h"

#include "datasets/base/rng.h"
#include "tests/support/support.h"

static size_t one_by_one(const float *value, size_t n)
{
    size_t best = 0;

    for (size_t i = 1; i < n; i++)
        if (value[i] > value[best])
            best = i;
    return best;
}

static void it_is_the_first_of_the_greatest(void **state)
{
    enum { N = 200 };
    float value[N];
    struct rng rng;

    (void)state;
    rng_init(&rng, 4);
    for (int round = 0; round < 2000; round++) {
        size_t n = 1 + rng_below(&rng, N);
        uint64_t values = 1 + rng_below(&rng, 30);

        for (size_t i = 0; i < n; i++)
            value[i] = (float)rng_below(&rng, values) - 5;
        assert_int_equal(greatest_at(value, n), one_by_one(value, n));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(it_is_the_first_of_the_greatest) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

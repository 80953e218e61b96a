/*
 * How often something is called drift where nothing has changed, and how often where something has. Seeded; 4 standard errors of room.
 */
#include <math.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"
#include "train/statistics/drift.h"

enum { COLUMNS_MAX = 12, ROWS_MAX = 1000 };

/* Share of trials in which any of the columns drifts; `shift` in standard deviations. Every third column is of categories. */
static double alarms(size_t n, size_t m, size_t n_columns, int n_trials, double shift, uint64_t seed)
{
    static double ref[ROWS_MAX], cur[ROWS_MAX];
    struct drift_column column[COLUMNS_MAX];
    struct rng rng;
    int found = 0;

    rng_init(&rng, seed);
    for (int t = 0; t < n_trials; t++) {
        for (size_t c = 0; c < n_columns; c++) {
            column[c] = (struct drift_column){ .name = "x" };
            if (c % 3 == 2) {
                uint64_t count[2][6] = { { 0 }, { 0 } };

                for (size_t i = 0; i < n; i++)
                    count[0][rng_below(&rng, rng_below(&rng, 6) + 1)]++;
                for (size_t i = 0; i < m; i++)
                    count[1][rng_below(&rng, rng_below(&rng, 6) + 1)]++;
                assert_int_equal(drift_categorical(&column[c], count[0], count[1], 6, NULL), 0);
                continue;
            }
            for (size_t i = 0; i < n; i++)
                ref[i] = rng_normal(&rng);
            for (size_t i = 0; i < m; i++)
                cur[i] = rng_normal(&rng) + shift;
            assert_int_equal(drift_numeric(&column[c], ref, n, cur, m, NULL), 0);
        }
        found += drift_judge(column, n_columns) > 0;
    }
    return (double)found / n_trials;
}

static void false_alarms_stay_below_seven_percent_at_any_size(void **state)
{
    static const size_t size[][2] = { { 20, 20 }, { 35, 60 }, { 100, 100 }, { 400, 80 }, { 400, 400 } };

    (void)state;
    for (size_t i = 0; i < sizeof(size) / sizeof(size[0]); i++)
        assert_true(alarms(size[i][0], size[i][1], 1, 250, 0, i + 1) <= 0.07 + 4 * sqrt(0.05 * 0.95 / 250));
}

static void looking_at_more_columns_gives_no_more_false_alarms(void **state)
{
    (void)state;
    assert_true(alarms(100, 100, COLUMNS_MAX, 40, 0, 11) <= 0.07 + 4 * sqrt(0.05 * 0.95 / 40));
    assert_true(alarms(30, 200, COLUMNS_MAX, 40, 0, 12) <= 0.07 + 4 * sqrt(0.05 * 0.95 / 40));
}

static void a_real_shift_is_found_where_there_are_rows_enough(void **state)
{
    (void)state;
    assert_true(alarms(1000, 1000, 1, 40, 0.25, 21) > 0.9);
    assert_true(alarms(100, 100, 1, 40, 1, 22) > 0.95);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(false_alarms_stay_below_seven_percent_at_any_size),
        cmocka_unit_test(looking_at_more_columns_gives_no_more_false_alarms),
        cmocka_unit_test(a_real_shift_is_found_where_there_are_rows_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

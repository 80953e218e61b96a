#include "train/statistics/drift.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"

static double statistic(const struct drift_column *c, const char *name)
{
    for (size_t i = 0; i < c->n_statistics; i++)
        if (strcmp(c->statistic[i].name, name) == 0)
            return c->statistic[i].value;
    fail_msg("no statistic '%s'", name);
    return 0;
}

/* F_ref steps at 1..4 by 1/4, F_cur at 3, 4, 5, 6: the largest gap is 1/2 (at 2 and 3), the area between them 2. */
static void distances_of_small_samples_are_those_by_hand(void **state)
{
    double ref[] = { 4, 1, 3, 2 }, cur[] = { 6, 5, 4, 3 };
    struct drift_column c = { .name = "x" };

    (void)state;
    assert_int_equal(drift_numeric(&c, ref, 4, cur, 4, NULL), 0);
    assert_near(statistic(&c, "ks_stat"), 0.5, 1e-15);
    assert_near(statistic(&c, "wasserstein"), 2, 1e-15);
    assert_near(statistic(&c, "ref_mean"), 2.5, 1e-15);
    assert_near(statistic(&c, "ref_std_pop"), sqrt(1.25), 1e-15);
    assert_int_equal(c.n_tests, 0);
    assert_int_equal(drift_judge(&c, 1), 0);
    assert_int_equal(c.verdict, DRIFT_NO_DATA);
}

/* 30 and 10 against 20 and 20: expected 25 and 15 on both sides, chi-square = 2 x 25/25 + 2 x 25/15 = 16/3. */
static void chi_square_of_two_by_two_is_that_by_hand(void **state)
{
    const uint64_t ref[] = { 30, 10 }, cur[] = { 20, 20 };
    struct drift_column c = { .name = "x" };

    (void)state;
    assert_int_equal(drift_categorical(&c, ref, cur, 2, NULL), 0);
    assert_near(statistic(&c, "chi2_nocorrection_stat"), 16.0 / 3, 1e-12);
    assert_near(statistic(&c, "chi2_nocorrection_p"), 0.020921335337794, 1e-12);
    assert_near(statistic(&c, "tvd"), 0.25, 1e-15);
    assert_int_equal(drift_judge(&c, 1), 1);
    assert_int_equal(c.verdict, DRIFT_FOUND);
    assert_near(c.test[0].bound, 3.841458820694124, 1e-9); /* the 95 % point of one degree of freedom */
}

static void rare_categories_are_taken_together(void **state)
{
    uint64_t ref[102] = { 500, 500 }, cur[102] = { 500, 500 };
    struct drift_column c = { .name = "x" };

    (void)state;
    for (int k = 2; k < 102; k++) /* a hundred names that each come once, on one side or the other */
        *(k % 2 == 0 ? &ref[k] : &cur[k]) = 1;
    assert_int_equal(drift_categorical(&c, ref, cur, 102, NULL), 0);
    assert_int_equal(c.n_tests, 1);
    assert_true(c.test[0].dof == 2);
    assert_int_equal(drift_judge(&c, 1), 0);
}

static void a_constant_that_changes_is_drift_and_one_that_stays_is_not(void **state)
{
    double ref[50], same[50], other[50];
    struct drift_column c[2] = { { .name = "same" }, { .name = "other" } };

    (void)state;
    for (int i = 0; i < 50; i++) {
        ref[i] = same[i] = 7;
        other[i] = 8;
    }
    assert_int_equal(drift_numeric(&c[0], ref, 50, same, 50, NULL), 0);
    assert_int_equal(drift_numeric(&c[1], ref, 50, other, 50, NULL), 0);
    assert_int_equal(drift_judge(c, 2), 1);
    assert_int_equal(c[0].verdict, DRIFT_OK);
    assert_int_equal(c[1].verdict, DRIFT_FOUND);
}

static void no_values_at_all_are_not_enough(void **state)
{
    struct drift_column c = { .name = "x" };
    double v[] = { 1, 2 };

    (void)state;
    assert_int_equal(drift_numeric(&c, v, 0, v, 2, NULL), 0);
    assert_int_equal(drift_judge(&c, 1), 0);
    assert_int_equal(c.verdict, DRIFT_NO_DATA);
    assert_int_equal(drift_categorical(&c, NULL, NULL, 0, NULL), 0);
    assert_int_equal(c.verdict, DRIFT_NO_DATA);
    assert_int_equal(drift_judge(NULL, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_of_small_samples_are_those_by_hand),
        cmocka_unit_test(chi_square_of_two_by_two_is_that_by_hand),
        cmocka_unit_test(rare_categories_are_taken_together),
        cmocka_unit_test(a_constant_that_changes_is_drift_and_one_that_stays_is_not),
        cmocka_unit_test(no_values_at_all_are_not_enough),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

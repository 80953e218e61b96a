#include "train/release/release_model.h"

#include <math.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"

enum { N = 120 };

struct past {
    double  number[N * N_RELEASE_NUMBERS];
    int32_t y[N];
};

/* Harm follows one of the numbers; the others are noise. */
static void past_make(struct past *past, enum release_number cause, double bias)
{
    struct rng rng;

    rng_init(&rng, 11);
    for (size_t i = 0; i < N; i++) {
        double *number = past->number + i * N_RELEASE_NUMBERS;

        for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
            number[k] = rng_normal(&rng);
        past->y[i] = rng_double(&rng) < calibration_probability(3 * number[cause] + bias);
    }
}

static void few_releases_leave_the_product_as_it_is(void **state)
{
    struct release_model m;
    struct past past;
    double number[N_RELEASE_NUMBERS] = { [RELEASE_ANY] = 1.5 };

    (void)state;
    past_make(&past, RELEASE_ANY, 0);
    assert_int_equal(release_model_fit(&m, past.number, past.y, RELEASE_PLATT_MIN - 1, 1, NULL), 0);
    assert_int_equal(m.method, RELEASE_PRODUCT);
    assert_true(release_model_logit(&m, number) == 1.5);
    assert_int_equal(release_model_fit(&m, past.number, past.y, 0, 1, NULL), 0);
    assert_int_equal(m.method, RELEASE_PRODUCT);
}

static void one_kind_of_outcome_teaches_nothing(void **state)
{
    struct release_model m;
    struct past past;

    (void)state;
    past_make(&past, RELEASE_ANY, 0);
    memset(past.y, 0, sizeof(past.y));
    assert_int_equal(release_model_fit(&m, past.number, past.y, N, 1, NULL), 0);
    assert_int_equal(m.method, RELEASE_PRODUCT);
    assert_int_equal(m.harms, 0);
}

static void some_releases_calibrate_the_product(void **state)
{
    struct release_model m;
    struct past past;
    double low[N_RELEASE_NUMBERS] = { [RELEASE_ANY] = 0 }, high[N_RELEASE_NUMBERS] = { [RELEASE_ANY] = 2 };

    (void)state;
    past_make(&past, RELEASE_ANY, -2); /* the product says even where the truth is .12 */
    assert_int_equal(release_model_fit(&m, past.number, past.y, RELEASE_MODEL_MIN - 1, 1, NULL), 0);
    assert_int_equal(m.method, RELEASE_CALIBRATED);
    assert_true(calibration_probability(release_model_logit(&m, low)) < .35);
    assert_true(release_model_logit(&m, high) > release_model_logit(&m, low));
}

static void a_model_is_used_where_it_tells_more_than_the_product(void **state)
{
    struct release_model m;
    struct past past;
    double low[N_RELEASE_NUMBERS] = { 0 }, high[N_RELEASE_NUMBERS] = { [RELEASE_OFF_HOURS] = 2 };

    (void)state;
    past_make(&past, RELEASE_OFF_HOURS, 0);
    assert_int_equal(release_model_fit(&m, past.number, past.y, N, 1, NULL), 0);
    assert_int_equal(m.method, RELEASE_MODEL);
    assert_true(release_model_logit(&m, high) > release_model_logit(&m, low) + 1);
}

static void the_product_stays_where_the_model_adds_nothing(void **state)
{
    struct release_model m;
    struct past past;

    (void)state;
    past_make(&past, RELEASE_ANY, 0);
    assert_int_equal(release_model_fit(&m, past.number, past.y, 40, 1, NULL), 0);
    assert_int_equal(m.method, RELEASE_CALIBRATED);
}

static void what_is_missing_counts_as_the_mean(void **state)
{
    struct release_model m;
    struct past past;
    double mean[N_RELEASE_NUMBERS], missing[N_RELEASE_NUMBERS];

    (void)state;
    past_make(&past, RELEASE_OFF_HOURS, 0);
    for (size_t i = 0; i < N; i += 3)
        past.number[i * N_RELEASE_NUMBERS + RELEASE_SINCE] = (double)NAN;
    assert_int_equal(release_model_fit(&m, past.number, past.y, N, 1, NULL), 0);
    memcpy(mean, m.mean, sizeof(mean));
    for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
        missing[k] = (double)NAN;
    assert_near(release_model_logit(&m, missing), release_model_logit(&m, mean), 1e-12);
}

static void numbers_add_up_the_changes(void **state)
{
    struct change row[3] = { { .author = "a" }, { .author = "b" }, { .author = "a" } };
    struct change_table changes = { .row = row, .n = 3 };
    uint32_t member[] = { 0, 1, 2 };
    struct release r = { .deployed = 1000 * 86400, .member = member, .n_members = 3 };
    double p[] = { .5, .5, (double)NAN }, number[N_RELEASE_NUMBERS];

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        row[i].author_date = (989 + (int64_t)i) * 86400 + 12 * 3600; /* days 989 to 991 of the epoch: a Saturday, a Sunday, a Monday, at noon */
        for (size_t m = 0; m < N_METRICS; m++)
            row[i].metric[m] = (double)NAN;
        row[i].metric[METRIC_LA] = 10;
        row[i].metric[METRIC_NF] = 2;
    }
    assert_int_equal(release_numbers(number, &r, &changes, p, 993 * 86400, NULL), 0);
    assert_near(number[RELEASE_ANY], log(.75 / .25), 2e-6);
    assert_near(number[RELEASE_LARGEST], 0, 2e-6);
    assert_near(number[RELEASE_CHANGES], log(4), 2e-6);
    assert_near(number[RELEASE_LINES], log(31), 2e-6);
    assert_near(number[RELEASE_FILES], log(7), 2e-6);
    assert_near(number[RELEASE_AUTHORS], log(3), 2e-6);
    assert_near(number[RELEASE_OFF_HOURS], 2.0 / 3, 2e-6);
    assert_near(number[RELEASE_SINCE], log(8), 2e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_releases_leave_the_product_as_it_is),
        cmocka_unit_test(one_kind_of_outcome_teaches_nothing),
        cmocka_unit_test(some_releases_calibrate_the_product),
        cmocka_unit_test(a_model_is_used_where_it_tells_more_than_the_product),
        cmocka_unit_test(the_product_stays_where_the_model_adds_nothing),
        cmocka_unit_test(what_is_missing_counts_as_the_mean),
        cmocka_unit_test(numbers_add_up_the_changes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

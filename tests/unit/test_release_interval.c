#include "train/release/release_interval.h"

#include <math.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"
#include "train/release/release_model_io.h"

enum { JUDGED = 400, CHANGES = 25, WORLDS = 400 };

/* A world in which harm follows a slope and a level that the model does not know; it is calibrated on JUDGED rows of it. */
struct world {
    double                level, slope;
    struct calibration    calibration;
    struct risk_reference reference;
    struct risk_spread    spread;
};

static void world_make(struct world *w, struct rng *rng)
{
    double margin[JUDGED], logit[JUDGED], lines[JUDGED];
    int32_t y[JUDGED];

    w->level = -2;
    w->slope = .8;
    for (size_t i = 0; i < JUDGED; i++) {
        margin[i] = rng_normal(rng);
        y[i] = rng_double(rng) < calibration_probability(w->level + w->slope * margin[i]);
        lines[i] = (double)i;
    }
    assert_int_equal(calibration_fit_platt(&w->calibration, margin, y, JUDGED, NULL), 0);
    for (size_t i = 0; i < JUDGED; i++)
        logit[i] = calibration_logit(&w->calibration, margin[i]);
    assert_int_equal(risk_reference_fit(&w->reference, logit, y, JUDGED, lines, y, JUDGED, NULL), 0);
    risk_spread_of(&w->spread, &w->reference);
}

/* Of a release whose changes have these margins: the logits that the model says, and the true chance that one does harm. */
static double truth_of(double *logit, const struct world *w, const double *margin, size_t n)
{
    double log_none = 0;

    for (size_t i = 0; i < n; i++) {
        logit[i] = calibration_logit(&w->calibration, margin[i]);
        log_none += log1p(-calibration_probability(w->level + w->slope * margin[i]));
    }
    return -expm1(log_none);
}

static void the_interval_of_a_product_holds_the_truth_in_about_95_of_100_worlds(void **state)
{
    static const struct release_model product = { .method = RELEASE_PRODUCT };
    unsigned held = 0;
    struct rng rng;

    (void)state;
    rng_init(&rng, 5);
    for (unsigned k = 0; k < WORLDS; k++) {
        double margin[CHANGES], logit[CHANGES], truth;
        struct release_interval interval;
        struct world w;

        world_make(&w, &rng);
        for (size_t i = 0; i < CHANGES; i++)
            margin[i] = rng_normal(&rng) - .5;
        truth = truth_of(logit, &w, margin, CHANGES);
        assert_true(release_interval_of(&interval, &product, NULL, logit, CHANGES, &w.spread));
        held += interval.low <= truth && truth <= interval.high;
    }
    assert_in_range(held, WORLDS * 92 / 100, WORLDS * 98 / 100);
}

/* -ln(1 - p) adds up over the changes: its ends keep their ratio however many there are. */
static double ratio_of_ends(const struct world *w, double of, size_t n)
{
    static const struct release_model product = { .method = RELEASE_PRODUCT };
    double logit[100];
    struct release_interval interval;

    for (size_t i = 0; i < n; i++)
        logit[i] = of;
    assert_true(release_interval_of(&interval, &product, NULL, logit, n, &w->spread));
    return log1p(-interval.high) / log1p(-interval.low);
}

static void what_changes_have_in_common_does_not_average_out(void **state)
{
    struct world w;
    struct rng rng;

    (void)state;
    rng_init(&rng, 7);
    world_make(&w, &rng);
    assert_true(ratio_of_ends(&w, -2, 1) > 1.3);
    assert_near(ratio_of_ends(&w, -2, 100), ratio_of_ends(&w, -2, 1), 1e-6);
}

/* Whatever the judged rows were like, and however extreme the changes: ends in [0, 1] around the figure. */
static void an_interval_is_one_whatever_the_judged_rows_were(void **state)
{
    static const struct release_model product = { .method = RELEASE_PRODUCT };
    static const double extremes[] = { -300, -40, -2, 0, 2, 40, 300 };
    enum { KINDS = 4, EXTREMES = sizeof extremes / sizeof extremes[0] };

    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        double logit[JUDGED], lines[JUDGED] = { 0 };
        size_t n = kind == 3 ? 1 : JUDGED;
        struct risk_reference reference;
        struct risk_spread spread;
        int32_t y[JUDGED];

        for (size_t i = 0; i < n; i++) {
            logit[i] = kind == 0 ? -30 : kind == 1 ? 3 : (double)i / 100 - 2; /* all alike; all alike; spread; one row */
            y[i] = kind == 1 ? 1 : kind == 2 && i % 3 == 0;
        }
        assert_int_equal(risk_reference_fit(&reference, logit, y, n, lines, y, n, NULL), 0);
        risk_spread_of(&spread, &reference);
        for (size_t i = 0; i < EXTREMES; i++) {
            const double changes[2] = { extremes[i], -extremes[i] };
            struct release_interval interval;

            assert_true(release_interval_of(&interval, &product, NULL, changes, 1 + (kind & 1), &spread));
            assert_true(isfinite(interval.low) && isfinite(interval.high));
            assert_true(interval.low >= 0 && interval.low <= interval.high && interval.high <= 1);
        }
    }
}

/* n past releases of a world of them: harm follows the product with another slope and level. */
static void past_make(double *number, int32_t *y, size_t n, struct rng *rng, double level, double slope)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
            number[i * N_RELEASE_NUMBERS + k] = rng_normal(rng);
        y[i] = rng_double(rng) < calibration_probability(level + slope * number[i * N_RELEASE_NUMBERS + RELEASE_ANY]);
    }
}

static void the_interval_of_a_calibrated_product_holds_the_truth_too(void **state)
{
    enum { N = 25 };
    unsigned held = 0, used = 0;
    struct rng rng;

    (void)state;
    rng_init(&rng, 9);
    for (unsigned k = 0; k < WORLDS; k++) {
        double number[N * N_RELEASE_NUMBERS], of[N_RELEASE_NUMBERS] = { 0 }, logit[1], truth;
        struct release_interval interval;
        struct release_model m;
        int32_t y[N];

        past_make(number, y, N, &rng, -1, .7);
        assert_int_equal(release_model_fit(&m, number, y, N, 1, NULL), 0);
        if (m.method != RELEASE_CALIBRATED)
            continue;
        of[RELEASE_ANY] = logit[0] = rng_normal(&rng);
        truth = calibration_probability(-1 + .7 * of[RELEASE_ANY]);
        assert_true(release_interval_of(&interval, &m, of, logit, 1, NULL));
        assert_true(interval.low <= calibration_probability(release_model_logit(&m, of)) && interval.high >= calibration_probability(release_model_logit(&m, of)));
        used++;
        held += interval.low <= truth && truth <= interval.high;
    }
    assert_true(used > WORLDS * 8 / 10);
    assert_true(held >= used * 90 / 100);
}

static void the_interval_of_a_model_of_releases_narrows_with_what_taught_it(void **state)
{
    enum { N = 400 };
    static double number[N * N_RELEASE_NUMBERS];
    static int32_t y[N];
    double of[N_RELEASE_NUMBERS] = { 0 }, logit = 0, width[2];
    struct rng rng;

    (void)state;
    rng_init(&rng, 3);
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
            number[i * N_RELEASE_NUMBERS + k] = rng_normal(&rng);
        y[i] = rng_double(&rng) < calibration_probability(2 * number[i * N_RELEASE_NUMBERS + RELEASE_OFF_HOURS]);
    }
    for (int k = 0; k < 2; k++) {
        struct release_interval interval;
        struct release_model m;

        assert_int_equal(release_model_fit(&m, number, y, k == 0 ? 60 : N, 1, NULL), 0);
        assert_int_equal(m.method, RELEASE_MODEL);
        assert_int_equal(m.n_spread, RELEASE_SPREAD_MAX);
        assert_true(release_interval_of(&interval, &m, of, &logit, 1, NULL));
        width[k] = interval.high - interval.low;
    }
    assert_true(width[0] < .6 && width[1] < .6 * width[0] && width[1] > 0);
}

/* The covariance is that of the fit: against the inverse of the 2 x 2 information by hand. */
static void the_covariance_is_the_inverse_of_the_information(void **state)
{
    enum { N = 25 };
    double number[N * N_RELEASE_NUMBERS], i00 = 0, i01 = 0, i11 = 0;
    struct release_model m;
    int32_t y[N];
    struct rng rng;

    (void)state;
    rng_init(&rng, 9);
    past_make(number, y, N, &rng, -1, .7);
    assert_int_equal(release_model_fit(&m, number, y, N, 1, NULL), 0);
    assert_int_equal(m.method, RELEASE_CALIBRATED);
    for (size_t i = N - m.n; i < N; i++) {
        double x = number[i * N_RELEASE_NUMBERS + RELEASE_ANY], p = calibration_probability(calibration_logit(&m.calibration, x));

        i00 += p * (1 - p);
        i01 += p * (1 - p) * x;
        i11 += p * (1 - p) * x * x;
    }
    assert_near(m.spread[0][0], i11 / (i00 * i11 - i01 * i01), 1e-9);
    assert_near(m.spread[0][1], -i01 / (i00 * i11 - i01 * i01), 1e-9);
    assert_near(m.spread[1][1], i00 / (i00 * i11 - i01 * i01), 1e-9);
}

static void what_older_programs_did_not_keep_is_not_known(void **state)
{
    const struct release_model old = { .method = RELEASE_CALIBRATED, .calibration = { .a = 1 }, .n = 20, .harms = 5 };
    struct release_model read = { .n_spread = 5 };
    double number[N_RELEASE_NUMBERS] = { 0 }, logit = 0;
    struct release_interval interval;
    json_t *doc = release_model_json(&old);

    (void)state;
    assert_null(json_object_get(doc, "spread"));
    assert_int_equal(release_model_read(&read, doc, NULL), 0);
    assert_int_equal(read.n_spread, 0);
    assert_false(read.has_size);
    assert_false(release_interval_of(&interval, &read, number, &logit, 1, NULL));
    json_decref(doc);
}

static void what_was_kept_is_read_back_to_the_same_bits_and_what_was_not_written_so_is_refused(void **state)
{
    enum { N = 60 };
    double number[N * N_RELEASE_NUMBERS];
    struct release_model m, read = { .n = 0 };
    struct err err = ERR_INIT;
    int32_t y[N];
    struct rng rng;
    json_t *doc;

    (void)state;
    rng_init(&rng, 9);
    past_make(number, y, N, &rng, -1, .7);
    assert_int_equal(release_model_fit(&m, number, y, N, 1, NULL), 0);
    doc = release_model_json(&m);
    assert_int_equal(release_model_read(&read, doc, NULL), 0);
    assert_int_equal(read.n_spread, m.n_spread);
    for (size_t i = 0; i < m.n_spread; i++)
        assert_memory_equal(read.spread[i], m.spread[i], m.n_spread * sizeof(double));
    assert_true(read.has_size && read.size.a == m.size.a && read.size.b == m.size.b);
    json_array_remove(json_object_get(doc, "spread"), 0);
    assert_int_equal(release_model_read(&read, doc, &err), ERR_INTEGRITY);
    json_decref(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_interval_of_a_product_holds_the_truth_in_about_95_of_100_worlds),
        cmocka_unit_test(what_changes_have_in_common_does_not_average_out),
        cmocka_unit_test(an_interval_is_one_whatever_the_judged_rows_were),
        cmocka_unit_test(the_interval_of_a_calibrated_product_holds_the_truth_too),
        cmocka_unit_test(the_interval_of_a_model_of_releases_narrows_with_what_taught_it),
        cmocka_unit_test(the_covariance_is_the_inverse_of_the_information),
        cmocka_unit_test(what_older_programs_did_not_keep_is_not_known),
        cmocka_unit_test(what_was_kept_is_read_back_to_the_same_bits_and_what_was_not_written_so_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

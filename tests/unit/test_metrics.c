#include "train/statistics/metrics.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

static int never_fail(void **state)
{
    (void)state;
    mem_fail_after(-1);
    return 0;
}

static double roc_auc(const double *score, const int32_t *y, size_t n)
{
    double out = -1;

    assert_int_equal(metric_roc_auc(&out, score, y, n, NULL), 0);
    return out;
}

static double pr_auc(const double *score, const int32_t *y, size_t n)
{
    double out = -1;

    assert_int_equal(metric_pr_auc(&out, score, y, n, NULL), 0);
    return out;
}

static void auc_is_1_for_perfect_0_for_reversed_and_half_for_constant_scores(void **state)
{
    static const int32_t y[] = { 0, 0, 1, 1 };
    static const double up[] = { -5, -1, 0.5, 1e300 }, down[] = { 4, 3, 2, 1 }, flat[] = { 2, 2, 2, 2 };

    (void)state;
    assert_true(roc_auc(up, y, 4) == 1);
    assert_true(roc_auc(down, y, 4) == 0);
    assert_true(roc_auc(flat, y, 4) == 0.5);
    assert_true(pr_auc(up, y, 4) == 1);
    assert_true(pr_auc(flat, y, 4) == 0.5);
}

/* The definition: of all pairs of a positive and a negative, the share in which the positive is higher, ties half. */
static void auc_is_the_share_of_pairs_in_the_right_order(void **state)
{
    enum { N = 200 };
    double score[N], right = 0, pairs = 0;
    int32_t y[N];
    struct rng rng;

    (void)state;
    rng_init(&rng, 4);
    for (size_t i = 0; i < N; i++) {
        score[i] = (double)rng_below(&rng, 40) - 20; /* ties, both signs */
        y[i] = rng_below(&rng, 3) == 0;
    }
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < N; j++) {
            if (y[i] == 0 || y[j] == 1)
                continue;
            pairs++;
            right += score[i] > score[j] ? 1 : score[i] < score[j] ? 0 : 0.5;
        }
    }
    assert_near(roc_auc(score, y, N), right / pairs, 1e-12);
}

static void minus_zero_ties_with_zero_and_infinities_rank(void **state)
{
    static const int32_t y[] = { 0, 1, 0, 1 };
    static const double score[] = { 0.0, -0.0, -INFINITY, INFINITY };

    (void)state;
    assert_true(roc_auc(score, y, 4) == (0.5 + 1 + 1 + 1) / 4);
}

static void one_class_alone_has_no_order(void **state)
{
    static const int32_t none[] = { 0, 0 }, all[] = { 1, 1 };
    static const double score[] = { 1, 2 };

    (void)state;
    assert_true(roc_auc(score, none, 2) == 0.5);
    assert_true(roc_auc(score, all, 2) == 0.5);
    assert_true(roc_auc(score, all, 0) == 0.5);
    assert_true(pr_auc(score, none, 2) == 0);
    assert_true(pr_auc(score, all, 2) == 1);
}

static void average_precision_takes_ties_together(void **state)
{
    static const int32_t y[] = { 1, 0, 1, 0, 0 };
    static const double score[] = { 0.9, 0.8, 0.8, 0.8, 0.1 };

    (void)state;
    assert_near(pr_auc(score, y, 5), 0.5 * 1 + 0.5 * (2.0 / 4), 1e-15);
}

static void brier_and_log_loss_are_means(void **state)
{
    static const int32_t y[] = { 1, 0 };
    static const double p[] = { 0.75, 0.5 }, certain[] = { 0, 1 };

    (void)state;
    assert_true(metric_brier(p, y, 2) == (0.0625 + 0.25) / 2);
    assert_near(metric_log_loss(p, y, 2), (log(4.0 / 3) + log(2)) / 2, 1e-15);
    assert_true(metric_brier(certain, y, 2) == 1);
    assert_near(metric_log_loss(certain, y, 2), 52 * log(2), 1e-9); /* 2.2e-16 is 2^-52 */
    assert_true(metric_brier(p, y, 0) == 0);
    assert_true(metric_log_loss(p, y, 0) == 0);
}

static void calibration_error_weighs_the_gap_of_each_bin(void **state)
{
    static const int32_t y[] = { 0, 1, 1, 1 };
    static const double p[] = { 0.1, 0.3, 0.9, 1 };

    (void)state;
    assert_near(metric_ece(p, y, 4, 2), 0.5 * fabs(0.5 - 0.2) + 0.5 * fabs(1 - 0.95), 1e-15);
    assert_near(metric_ece(p, y, 4, 1), fabs(0.75 - 2.3 / 4), 1e-15);
    assert_true(metric_ece(p, y, 0, 15) == 0);
}

/* k/15 belongs to bin k, however k/15 * 15 rounds: a bin of its own for each gives the sum of the single gaps. */
static void a_border_belongs_to_the_bin_above(void **state)
{
    double p[16], below[15], sum = 0;
    int32_t y[16];

    (void)state;
    for (size_t k = 0; k < 16; k++) {
        p[k] = (double)k / 15;
        y[k] = k % 2 == 0;
        if (k < 14)
            sum += fabs(y[k] - p[k]);
    }
    sum += fabs(y[14] - p[14] + y[15] - p[15]); /* the last bin is closed */
    assert_near(metric_ece(p, y, 16, 15), sum / 16, 1e-15);
    sum = 0;
    for (size_t k = 0; k < 15; k++) {
        below[k] = nextafter((double)(k + 1) / 15, 0);
        sum += fabs(y[k] - below[k]);
    }
    assert_near(metric_ece(below, y, 15, 15), sum / 15, 1e-15);
}

static void effort(double *recall, double *popt, const double *rank, const double *cost, const int32_t *y, size_t n)
{
    *recall = *popt = -1;
    assert_int_equal(metric_effort(recall, popt, rank, cost, y, n, NULL), 0);
}

static void popt_is_1_for_the_best_and_0_for_the_worst_order(void **state)
{
    static const int32_t y[] = { 1, 0, 1, 0 };
    static const double cost[] = { 1, 3, 2, 4 };
    static const double best[] = { 4, 2, 3, 1 }, worst[] = { 1, 3, 2, 4 };
    double recall, popt;

    (void)state;
    effort(&recall, &popt, best, cost, y, 4);
    assert_near(popt, 1, 1e-15);
    assert_near(recall, 0.75, 1e-15); /* half at 10 %, all at 30 % */
    effort(&recall, &popt, worst, cost, y, 4);
    assert_near(popt, 0, 1e-15);
    assert_true(recall == 0);
}

static void equal_ranks_put_the_smaller_effort_first(void **state)
{
    static const int32_t y[] = { 0, 1, 0, 0 };
    static const double cost[] = { 5, 1, 5, 9 }, rank[] = { 7, 7, 7, 7 };
    double recall, popt;

    (void)state;
    effort(&recall, &popt, rank, cost, y, 4);
    assert_true(recall == 1);
    assert_near(popt, 1, 1e-15);
}

static void effort_without_anything_to_tell_apart_is_chance(void **state)
{
    static const int32_t none[] = { 0, 0 }, one[] = { 1, 0 }, all[] = { 1, 1 };
    static const double cost[] = { 1, 2 }, free_of_cost[] = { 0, 0 }, equal[] = { 3, 3 }, rank[] = { 1, 2 };
    double recall, popt;

    (void)state;
    effort(&recall, &popt, rank, cost, none, 2);
    assert_true(recall == 0.2 && popt == 0.5);
    effort(&recall, &popt, rank, free_of_cost, one, 2);
    assert_true(recall == 0.2 && popt == 0.5);
    effort(&recall, &popt, rank, cost, one, 0);
    assert_true(recall == 0.2 && popt == 0.5);
    effort(&recall, &popt, rank, equal, all, 2);
    assert_near(recall, 0.2, 1e-15);
    assert_true(popt == 0.5);
}

static void accuracy_counts_an_unknown_class_as_wrong(void **state)
{
    static const int32_t truth[] = { 0, 1, -1, 2 }, predicted[] = { 0, 2, 0, 2 };

    (void)state;
    assert_true(metric_accuracy(truth, predicted, 4) == 0.5);
    assert_true(metric_accuracy(truth, predicted, 0) == 0);
}

/* Class 0: 1 right of 1, predicted twice; class 1: none; class 2: 1 of 1; class 3 is in no truth. */
static void macro_f1_is_over_classes_that_are_there(void **state)
{
    static const int32_t truth[] = { 0, 1, -1, 2 }, predicted[] = { 0, 3, 0, 2 };
    double f1;

    (void)state;
    assert_int_equal(metric_macro_f1(&f1, truth, predicted, 4, 4, false, NULL), 0);
    assert_near(f1, (2.0 / 3 + 0 + 1) / 3, 1e-15);
    assert_int_equal(metric_macro_f1(&f1, truth, predicted, 4, 4, true, NULL), 0);
    assert_near(f1, (1 + 0 + 1) / 3.0, 1e-15);
    assert_int_equal(metric_macro_f1(&f1, truth, predicted, 0, 4, true, NULL), 0);
    assert_true(f1 == 0);
}

static int mean_of_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    const double *value = ctx;
    double sum = 0;

    (void)err;
    for (size_t i = 0; i < n; i++)
        sum += value[index[i]];
    *out = sum / (double)n;
    return 0;
}

/* The mean of 400 standard deviates has the deviation 1/20: the interval spans about 2 * 1.96 / 20. */
static void the_bootstrap_interval_has_the_width_of_the_sampling_error(void **state)
{
    enum { N = 400 };
    double value[N], mean = 0, low, high, again_low, again_high;
    struct rng rng;

    (void)state;
    rng_init(&rng, 6);
    for (size_t i = 0; i < N; i++) {
        value[i] = rng_normal(&rng);
        mean += value[i] / N;
    }
    assert_int_equal(metric_bootstrap(&low, &high, mean_of_draw, value, N, 2000, 1, NULL), 0);
    assert_true(low < mean && mean < high);
    assert_near(high - low, 2 * 1.96 / 20, 0.02);
    assert_int_equal(metric_bootstrap(&again_low, &again_high, mean_of_draw, value, N, 2000, 1, NULL), 0);
    assert_true(low == again_low && high == again_high);
    assert_int_equal(metric_bootstrap(&again_low, &again_high, mean_of_draw, value, N, 2000, 2, NULL), 0);
    assert_true(low != again_low);
}

static void one_draw_is_its_own_interval(void **state)
{
    static const double value[] = { 3 };
    double low, high;

    (void)state;
    assert_int_equal(metric_bootstrap(&low, &high, mean_of_draw, value, 1, 1, 1, NULL), 0);
    assert_true(low == 3 && high == 3);
}

static int fail_on_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    (void)out;
    (void)ctx;
    (void)index;
    (void)n;
    return err_set(err, ERR_NODATA, "no");
}

static void a_metric_that_fails_ends_the_bootstrap(void **state)
{
    double low = 1, high = 2;

    (void)state;
    assert_int_equal(metric_bootstrap(&low, &high, fail_on_draw, NULL, 3, 5, 1, NULL), ERR_NODATA);
    assert_true(low == 1 && high == 2);
}

static int all_metrics(const double *score, const int32_t *y, size_t n)
{
    double out, more;
    int rc = metric_roc_auc(&out, score, y, n, NULL);

    if (rc == 0)
        rc = metric_pr_auc(&out, score, y, n, NULL);
    if (rc == 0)
        rc = metric_effort(&out, &more, score, score, y, n, NULL);
    if (rc == 0)
        rc = metric_macro_f1(&out, y, y, n, 2, true, NULL);
    if (rc == 0)
        rc = metric_bootstrap(&out, &more, mean_of_draw, score, n, 3, 1, NULL);
    return rc;
}

static void each_failed_allocation_is_out_of_memory(void **state)
{
    static const int32_t y[] = { 0, 1, 1 };
    static const double score[] = { 1, 2, 3 };
    int rc = ERR_NOMEM;
    long n;

    (void)state;
    for (n = 0; rc != 0; n++) {
        mem_fail_after(n);
        rc = all_metrics(score, y, 3);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
    }
    assert_int_equal(n, 1 + 1 + 1 + 2 + 1 + 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(auc_is_1_for_perfect_0_for_reversed_and_half_for_constant_scores),
        cmocka_unit_test(auc_is_the_share_of_pairs_in_the_right_order),
        cmocka_unit_test(minus_zero_ties_with_zero_and_infinities_rank),
        cmocka_unit_test(one_class_alone_has_no_order),
        cmocka_unit_test(average_precision_takes_ties_together),
        cmocka_unit_test(brier_and_log_loss_are_means),
        cmocka_unit_test(calibration_error_weighs_the_gap_of_each_bin),
        cmocka_unit_test(a_border_belongs_to_the_bin_above),
        cmocka_unit_test(popt_is_1_for_the_best_and_0_for_the_worst_order),
        cmocka_unit_test(equal_ranks_put_the_smaller_effort_first),
        cmocka_unit_test(effort_without_anything_to_tell_apart_is_chance),
        cmocka_unit_test(accuracy_counts_an_unknown_class_as_wrong),
        cmocka_unit_test(macro_f1_is_over_classes_that_are_there),
        cmocka_unit_test(the_bootstrap_interval_has_the_width_of_the_sampling_error),
        cmocka_unit_test(one_draw_is_its_own_interval),
        cmocka_unit_test(a_metric_that_fails_ends_the_bootstrap),
        cmocka_unit_test_teardown(each_failed_allocation_is_out_of_memory, never_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

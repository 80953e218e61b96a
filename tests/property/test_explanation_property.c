/*
 * For random models and rows: the contributions of the columns and the bias sum to the margin, before and after calibration, and a
 * stored model answers with the same bits.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"
#include "train/solver/linear_model.h"
#include "train/statistics/calibration.h"

enum { CASES = 300, COLS_MAX = 400, OUTPUTS_MAX = 24 };

struct one_case {
    struct linear_model m;
    uint32_t col[COLS_MAX];
    float val[COLS_MAX];
    size_t n;
};

/* Weights and values over several orders of magnitude; many weights, and sometimes whole columns, are zero. */
static float random_number(struct rng *rng)
{
    return (float)(rng_normal(rng) * pow(10, (double)rng_below(rng, 5) - 3));
}

static void random_case(struct one_case *c, struct rng *rng)
{
    uint32_t n_cols = 1 + rng_below(rng, COLS_MAX);
    size_t n_outputs = 1 + rng_below(rng, OUTPUTS_MAX);
    uint32_t density = 1 + rng_below(rng, 4);

    assert_int_equal(linear_model_init(&c->m, n_cols, n_outputs, NULL), 0);
    for (uint32_t col = 0; col < n_cols; col++) {
        for (size_t k = 0; k < n_outputs && col % density == 0; k++)
            c->m.w[col * n_outputs + k] = random_number(rng);
    }
    for (size_t k = 0; k < n_outputs; k++)
        c->m.bias[k] = rng_normal(rng);
    c->n = 0;
    for (uint32_t col = 0; col < n_cols; col++) {
        if (rng_below(rng, density) > 0)
            continue;
        c->col[c->n] = col;
        c->val[c->n++] = random_number(rng);
    }
}

/* In an order of its own, as an explanation that is sorted by size would sum. */
static double sum_of_contributions(const struct one_case *c, size_t k, double slope)
{
    double sum = 0;

    for (size_t i = c->n; i > 0; i--)
        sum += slope * (double)c->m.w[c->col[i - 1] * c->m.n_outputs + k] * (double)c->val[i - 1];
    return sum;
}

static void bias_and_contributions_sum_to_the_margin(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 101);
    for (int i = 0; i < CASES; i++) {
        static struct one_case c;
        double margin[OUTPUTS_MAX];

        random_case(&c, &rng);
        linear_model_margins(&c.m, c.col, c.val, c.n, margin);
        for (size_t k = 0; k < c.m.n_outputs; k++)
            assert_near(c.m.bias[k] + sum_of_contributions(&c, k, 1), margin[k], 1e-9);
        linear_model_release(&c.m);
    }
}

/* bias' = a bias + b, contribution' = a contribution (calibration.h). */
static void scaled_bias_and_contributions_sum_to_the_calibrated_logit(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 102);
    for (int i = 0; i < CASES; i++) {
        static struct one_case c;
        struct calibration platt = { .kind = CALIBRATION_PLATT, .a = rng_exponential(&rng), .b = rng_normal(&rng) };
        double margin[OUTPUTS_MAX];

        random_case(&c, &rng);
        linear_model_margins(&c.m, c.col, c.val, c.n, margin);
        for (size_t k = 0; k < c.m.n_outputs; k++) {
            double logit = calibration_logit(&platt, margin[k]);
            double bias = calibration_logit(&platt, c.m.bias[k]);

            assert_near(bias + sum_of_contributions(&c, k, platt.a), logit, 1e-9);
            assert_true(calibration_probability(logit) >= 0 && calibration_probability(logit) <= 1);
        }
        linear_model_release(&c.m);
    }
}

static void a_stored_model_answers_with_the_same_bits(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 103);
    for (int i = 0; i < CASES; i++) {
        static struct one_case c;
        struct linear_model back;
        struct strbuf stored, again;
        double before[OUTPUTS_MAX], after[OUTPUTS_MAX];

        random_case(&c, &rng);
        strbuf_init(&stored);
        strbuf_init(&again);
        assert_int_equal(linear_model_save(&c.m, &stored, NULL), 0);
        assert_int_equal(linear_model_load(&back, stored.data, stored.len, NULL), 0);
        assert_int_equal(linear_model_save(&back, &again, NULL), 0);
        assert_int_equal(again.len, stored.len);
        assert_memory_equal(again.data, stored.data, stored.len);
        assert_memory_equal(back.w, c.m.w, c.m.n_cols * c.m.n_outputs * sizeof *back.w);
        linear_model_margins(&c.m, c.col, c.val, c.n, before);
        linear_model_margins(&back, c.col, c.val, c.n, after);
        assert_memory_equal(before, after, c.m.n_outputs * sizeof *before);
        linear_model_release(&c.m);
        linear_model_release(&back);
        strbuf_release(&stored);
        strbuf_release(&again);
    }
}

/* The order of the probabilities is that of the margins, and they sum to 1. */
static void calibrated_classes_keep_their_order(void **state)
{
    struct rng rng;

    (void)state;
    rng_init(&rng, 104);
    for (int i = 0; i < CASES; i++) {
        struct calibration c = { .kind = CALIBRATION_TEMPERATURE, .a = exp(6 * rng_double(&rng) - 3) };
        size_t n = 1 + rng_below(&rng, OUTPUTS_MAX);
        double margin[OUTPUTS_MAX], prob[OUTPUTS_MAX], sum = 0;

        for (size_t k = 0; k < n; k++)
            margin[k] = 10 * rng_normal(&rng);
        calibration_softmax(&c, margin, n, prob);
        for (size_t k = 0; k < n; k++) {
            sum += prob[k];
            for (size_t j = 0; j < n; j++)
                assert_true(margin[k] <= margin[j] ? prob[k] <= prob[j] : prob[k] >= prob[j]);
        }
        assert_near(sum, 1, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bias_and_contributions_sum_to_the_margin),
        cmocka_unit_test(scaled_bias_and_contributions_sum_to_the_calibrated_logit),
        cmocka_unit_test(a_stored_model_answers_with_the_same_bits),
        cmocka_unit_test(calibrated_classes_keep_their_order),
    };

    return digest_setup(NULL) < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}

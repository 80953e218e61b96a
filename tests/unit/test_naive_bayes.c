#include "train/learn/naive_bayes.h"

#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/fixture_store.h"
#include "tests/support/support.h"

static void add_row(struct csr *x, const uint32_t *col, const float *val, size_t n)
{
    struct err err = ERR_INIT;

    assert_ok(csr_append(x, col, val, n, &err), err);
}

/* Two classes, three columns; the third is in no row that teaches. F = {2, 1, 0} and {0, 3, 0}. */
static void weights_are_the_logarithms_of_shares_less_their_mean(void **state)
{
    static const uint32_t at[] = { 0, 2, 3 };
    static const int32_t y[] = { 0, 1, 1 };
    const double a = 0.003, first = log((2 + a) / (3 + 3 * a)), second = log(a / (3 + 3 * a));
    struct err err = ERR_INIT;
    struct linear_model m;
    struct csr x;

    (void)state;
    assert_ok(csr_init(&x, 3, &err), err);
    add_row(&x, (uint32_t[]){ 0, 1 }, (float[]){ 2, 1 }, 2);
    add_row(&x, (uint32_t[]){ 2 }, (float[]){ 9 }, 1); /* not among those that teach */
    add_row(&x, (uint32_t[]){ 1 }, (float[]){ 1 }, 1);
    add_row(&x, (uint32_t[]){ 1 }, (float[]){ 2 }, 1);
    assert_ok(linear_model_init(&m, 3, 2, &err), err);
    m.w[0] = 5;
    assert_ok(naive_bayes_add(&m, &x, at, y, 3, 0.5, 1, &err), err);
    assert_near(m.w[0], 5 + 0.5 * (first - (first + second) / 2), 1e-6);
    assert_near(m.w[1], 0.5 * (second - (first + second) / 2), 1e-6);
    assert_near(m.w[2], 0.5 * (log((1 + a) / (3 + 3 * a)) - (log((1 + a) / (3 + 3 * a)) + log((3 + a) / (3 + 3 * a))) / 2), 1e-6);
    assert_true(m.w[4] == 0 && m.w[5] == 0); /* what nobody has says nothing */
    assert_true(m.bias[0] == 0 && m.bias[1] == 0);
    linear_model_release(&m);
    csr_release(&x);
}

enum { ROWS = 300, COLUMNS = 9000, CLASSES = 5, IN_ROW = 40 };

static void the_weights_are_the_same_for_any_number_of_threads(void **state)
{
    struct err err = ERR_INIT;
    struct linear_model m[2];
    static uint32_t at[ROWS];
    static int32_t y[ROWS];
    struct csr x;
    struct rng rng;

    (void)state;
    rng_init(&rng, 7);
    assert_ok(csr_init(&x, COLUMNS, &err), err);
    for (uint32_t i = 0; i < ROWS; i++) {
        uint32_t col[IN_ROW], next = 0;
        float val[IN_ROW];

        for (int z = 0; z < IN_ROW; z++) {
            next += 1 + (uint32_t)rng_below(&rng, COLUMNS / IN_ROW - 1);
            col[z] = next - 1;
            val[z] = (float)(1 + rng_below(&rng, 100)) / 100;
        }
        add_row(&x, col, val, IN_ROW);
        at[i] = i;
        y[i] = (int32_t)rng_below(&rng, CLASSES);
    }
    for (int t = 0; t < 2; t++) {
        assert_ok(linear_model_init(&m[t], COLUMNS, CLASSES, &err), err);
        assert_ok(naive_bayes_add(&m[t], &x, at, y, ROWS, 1, 1 + 3 * t, &err), err);
    }
    assert_memory_equal(m[0].w, m[1].w, sizeof(*m[0].w) * COLUMNS * CLASSES);
    for (size_t col = 0; col < COLUMNS; col++) {
        double sum = 0;

        for (size_t k = 0; k < CLASSES; k++)
            sum += (double)m[0].w[col * CLASSES + k];
        assert_near(sum, 0, 1e-4);
    }
    linear_model_release(&m[0]);
    linear_model_release(&m[1]);
    csr_release(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_the_logarithms_of_shares_less_their_mean),
        cmocka_unit_test(the_weights_are_the_same_for_any_number_of_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

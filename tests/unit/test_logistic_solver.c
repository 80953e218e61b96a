#include "train/solver/logistic_solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/rng.h"
#include "tests/support/support.h"
#include "train/solver/linear_solver.h"

enum { N = 400, COLS = 6 };

struct data {
    struct csr x;
    int32_t    y[N];
};

/* Rows of COLS numbers whose class follows the first two, with noise. */
static void data_make(struct data *d, uint64_t seed)
{
    uint32_t col[COLS];
    float val[COLS];
    struct rng rng;

    rng_init(&rng, seed);
    assert_int_equal(csr_init(&d->x, COLS, NULL), 0);
    for (uint32_t i = 0; i < N; i++) {
        for (uint32_t c = 0; c < COLS; c++) {
            col[c] = c;
            val[c] = (float)rng_normal(&rng);
        }
        d->y[i] = (double)val[0] - .5 * (double)val[1] + rng_normal(&rng) > .3;
        assert_int_equal(csr_append(&d->x, col, val, COLS, NULL), 0);
    }
}

static struct logistic_problem problem_of(const struct data *d)
{
    return (struct logistic_problem){ .x = &d->x, .y = d->y, .c = .5, .epsilon = 1e-6, .bias = 1, .seed = 7 };
}

static void solve(struct linear_model *m, const struct logistic_problem *p)
{
    assert_int_equal(logistic_solve(m, NULL, p, NULL), 0);
}

static void assert_same(const struct linear_model *a, const struct linear_model *b, double tolerance)
{
    for (uint32_t c = 0; c < a->n_cols; c++)
        assert_true(fabs((double)a->w[c] - (double)b->w[c]) < tolerance);
    assert_true(fabs(a->bias[0] - b->bias[0]) < tolerance);
}

static void it_finds_what_liblinear_finds(void **state)
{
    struct solver_params params = { .kind = SOLVER_LOGISTIC, .c = .5, .epsilon = 1e-7, .bias = 1, .n_workers = 1 };
    uint32_t rows[N];
    struct linear_model ours, theirs;
    struct data d;
    struct logistic_problem p;

    (void)state;
    data_make(&d, 1);
    p = problem_of(&d);
    for (uint32_t i = 0; i < N; i++)
        rows[i] = i;
    solve(&ours, &p);
    assert_int_equal(linear_train(&theirs, &d.x, rows, d.y, N, 2, &params, NULL), 0);
    assert_same(&ours, &theirs, 1e-4);
    linear_model_release(&ours);
    linear_model_release(&theirs);
    csr_release(&d.x);
}

static void a_row_of_weight_three_is_three_rows(void **state)
{
    struct solver_params params = { .kind = SOLVER_LOGISTIC, .c = .5, .epsilon = 1e-7, .bias = 1, .n_workers = 1 };
    uint32_t rows[3 * N];
    int32_t y[3 * N];
    float weight[N];
    size_t n = 0;
    struct linear_model ours, theirs;
    struct data d;
    struct logistic_problem p;

    (void)state;
    data_make(&d, 2);
    p = problem_of(&d);
    p.row_weight = weight;
    for (uint32_t i = 0; i < N; i++) {
        weight[i] = (float)(i % 4); /* every fourth row counts for nothing */
        for (uint32_t k = 0; k < i % 4; k++) {
            rows[n] = i;
            y[n++] = d.y[i];
        }
    }
    solve(&ours, &p);
    assert_int_equal(linear_train(&theirs, &d.x, rows, y, n, 2, &params, NULL), 0);
    assert_same(&ours, &theirs, 1e-4);
    linear_model_release(&ours);
    linear_model_release(&theirs);
    csr_release(&d.x);
}

static void a_scale_of_nothing_leaves_the_column_out(void **state)
{
    const float scale[COLS] = { 1, 0, 2, 1, 1, 1 };
    struct linear_model m;
    struct data d;
    struct logistic_problem p;

    (void)state;
    data_make(&d, 3);
    p = problem_of(&d);
    p.scale = scale;
    solve(&m, &p);
    assert_true(m.w[0] > .5F);
    assert_true(m.w[1] == 0);
    linear_model_release(&m);
    csr_release(&d.x);
}

static void the_same_problem_gives_the_same_bits(void **state)
{
    struct linear_model a, b;
    struct data d;
    struct logistic_problem p;

    (void)state;
    data_make(&d, 4);
    p = problem_of(&d);
    solve(&a, &p);
    solve(&b, &p);
    assert_memory_equal(a.w, b.w, COLS * sizeof(*a.w));
    assert_true(a.bias[0] == b.bias[0]);
    linear_model_release(&a);
    linear_model_release(&b);
    csr_release(&d.x);
}

static void one_class_teaches_nothing(void **state)
{
    struct err err = ERR_INIT;
    struct linear_model m;
    float weight[N];
    struct data d;
    struct logistic_problem p;

    (void)state;
    data_make(&d, 5);
    p = problem_of(&d);
    for (size_t i = 0; i < N; i++)
        weight[i] = d.y[i] == 1 ? 0 : 1;
    p.row_weight = weight;
    assert_int_equal(logistic_solve(&m, NULL, &p, &err), ERR_NODATA);
    assert_contains(err.msg, "one class");
    csr_release(&d.x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_finds_what_liblinear_finds),
        cmocka_unit_test(a_row_of_weight_three_is_three_rows),
        cmocka_unit_test(a_scale_of_nothing_leaves_the_column_out),
        cmocka_unit_test(the_same_problem_gives_the_same_bits),
        cmocka_unit_test(one_class_teaches_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

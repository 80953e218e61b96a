#include "train/solver/joint_solver.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"
#include "train/solver/linear_solver.h"

enum { N_ROWS = 300, N_CLASSES = 41, OWN = 4, N_NOISE = 12, N_COLS = N_CLASSES * OWN + N_NOISE };

struct sample {
    struct csr x;
    uint32_t rows[2 * N_ROWS];
    int32_t y[2 * N_ROWS];
    float weight[N_ROWS];
    struct joint_problem problem;
};

/* Class k has its own four columns, of which each row carries one or more; the noise columns are anyone's. The first rows give
 * every class one row. */
static void make_sample(struct sample *s, size_t n_classes)
{
    struct rng rng;

    rng_init(&rng, 11);
    assert_int_equal(csr_init(&s->x, N_COLS, NULL), 0);
    for (uint32_t row = 0; row < N_ROWS; row++) {
        uint32_t class = row < n_classes ? row : rng_below(&rng, (uint32_t)n_classes);
        uint32_t col[N_COLS];
        float val[N_COLS];
        size_t n = 0;

        for (uint32_t c = 0; c < N_COLS; c++) {
            bool own = c / OWN == class, noise = c >= N_CLASSES * OWN;

            if ((own && (c % OWN == row % OWN || rng_below(&rng, 3) == 0)) || (noise && rng_below(&rng, 2) == 0)) {
                col[n] = c;
                val[n++] = (float)(0.5 + rng_double(&rng));
            }
        }
        assert_int_equal(csr_append(&s->x, col, val, n, NULL), 0);
        s->rows[row] = row;
        s->y[row] = (int32_t)class;
        s->weight[row] = 1;
    }
    s->problem = (struct joint_problem){ .x = &s->x, .rows = s->rows, .y = s->y, .n_rows = N_ROWS, .n_classes = n_classes,
                                         .c = 1, .epsilon = 0.01, .bias = 1, .seed = 3, .n_threads = 1 };
}

static int setup(void **state)
{
    struct sample *s = calloc(1, sizeof *s);

    if (s == NULL)
        return -1;
    make_sample(s, 7);
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct sample *s = *state;

    mem_fail_after(-1);
    csr_release(&s->x);
    free(s);
    return 0;
}

static void remake(struct sample *s, size_t n_classes)
{
    csr_release(&s->x);
    make_sample(s, n_classes);
}

static struct linear_model fit(const struct joint_problem *problem)
{
    struct linear_model m;
    struct err err = ERR_INIT;

    if (joint_solve(&m, NULL, problem, &err) != 0)
        fail_msg("%s", err.msg);
    return m;
}

static void assert_same_bits(const struct linear_model *a, const struct linear_model *b)
{
    assert_int_equal(a->n_cols, b->n_cols);
    assert_int_equal(a->n_outputs, b->n_outputs);
    assert_memory_equal(a->w, b->w, a->n_cols * a->n_outputs * sizeof *a->w);
    assert_memory_equal(a->bias, b->bias, a->n_outputs * sizeof *a->bias);
}

static void assert_same_optimum(const struct linear_model *a, const struct linear_model *b, double tolerance)
{
    assert_int_equal(a->n_outputs, b->n_outputs);
    for (size_t i = 0; i < a->n_cols * a->n_outputs; i++)
        assert_near((double)a->w[i], (double)b->w[i], tolerance);
    for (size_t k = 0; k < a->n_outputs; k++)
        assert_near(a->bias[k], b->bias[k], tolerance);
}

static void separable_classes_are_told_apart(void **state)
{
    const struct sample *s = *state;
    struct linear_model m = fit(&s->problem);
    double *margin;

    assert_int_equal(m.n_outputs, 7);
    assert_int_equal(m.n_cols, N_COLS);
    assert_int_equal(linear_model_margins_all(&margin, &m, &s->x, 1, NULL), 0);
    for (size_t row = 0; row < N_ROWS; row++) {
        for (size_t k = 0; k < 7; k++)
            assert_true((margin[row * 7 + k] > 0) == ((size_t)s->y[row] == k));
    }
    mem_free(margin);
    linear_model_release(&m);
}

/* --- the same algorithm, one class and one number at a time ----------------------------------------------------- */

struct plain {
    float w[N_COLS + 1], alpha[N_ROWS];
    float highest, lowest;
};

static void plain_visit(struct plain *p, const struct joint_problem *problem, uint32_t place, int32_t class)
{
    const struct csr *x = problem->x;
    const size_t start = x->row_start[problem->rows[place]], end = x->row_start[problem->rows[place] + 1];
    const float bias = (float)problem->bias, diagonal = (float)(0.5 / problem->c);
    double quadratic = problem->bias * problem->bias + 0.5 / problem->c;
    float sign = problem->y[place] == class ? 1 : -1, sum = p->w[N_COLS] * bias, gradient, projected, next, change;

    for (size_t i = start; i < end; i++) {
        sum += p->w[x->col[i]] * x->val[i];
        quadratic += (double)x->val[i] * (double)x->val[i];
    }
    gradient = sign * sum - 1 + p->alpha[place] * diagonal;
    projected = p->alpha[place] > 0 || gradient < 0 ? gradient : 0;
    p->highest = projected > p->highest ? projected : p->highest;
    p->lowest = projected < p->lowest ? projected : p->lowest;
    next = p->alpha[place] - gradient * (float)(1 / quadratic);
    next = next > 0 ? next : 0;
    change = (next - p->alpha[place]) * sign;
    p->alpha[place] = next;
    p->w[N_COLS] += change * bias;
    for (size_t i = start; i < end; i++)
        p->w[x->col[i]] += change * x->val[i];
}

static void plain_solve(struct plain *p, const struct joint_problem *problem, int32_t class)
{
    uint32_t order[N_ROWS];
    struct rng rng;

    memset(p, 0, sizeof *p);
    rng_init(&rng, problem->seed);
    for (uint32_t i = 0; i < N_ROWS; i++)
        order[i] = i;
    do {
        p->highest = -INFINITY;
        p->lowest = INFINITY;
        for (uint32_t i = 0; i + 1 < N_ROWS; i++) {
            uint32_t j = i + rng_below(&rng, N_ROWS - i), other = order[j];

            order[j] = order[i];
            order[i] = other;
        }
        for (uint32_t i = 0; i < N_ROWS; i++)
            plain_visit(p, problem, order[i], class);
    } while ((double)p->highest - (double)p->lowest > problem->epsilon);
}

static void vectors_give_the_bits_of_one_class_at_a_time(void **state)
{
    static const size_t counts[] = { 2, 3, 4, 5, 9, 13, 17, 19, 24, 28, 32, 33, N_CLASSES };
    struct sample *s = *state;

    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct linear_model m;

        remake(s, counts[i]);
        m = fit(&s->problem);
        for (size_t k = 0; k < counts[i]; k++) {
            struct plain p;

            plain_solve(&p, &s->problem, (int32_t)k);
            for (size_t col = 0; col < N_COLS; col++)
                assert_memory_equal(&p.w[col], &m.w[col * counts[i] + k], sizeof p.w[0]);
            assert_true(m.bias[k] == (double)p.w[N_COLS]);
        }
        linear_model_release(&m);
    }
}

static void the_number_of_threads_does_not_change_a_bit(void **state)
{
    static const size_t counts[] = { 3, 8, 19, N_CLASSES };
    struct sample *s = *state;

    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct linear_model one;

        remake(s, counts[i]);
        one = fit(&s->problem);
        for (int n = 0; n < 9; n++) {
            struct linear_model many;

            s->problem.n_threads = n;
            many = fit(&s->problem);
            assert_same_bits(&one, &many);
            linear_model_release(&many);
        }
        linear_model_release(&one);
    }
}

static void a_seed_repeats_and_another_seed_finds_the_same_optimum(void **state)
{
    struct sample *s = *state;
    struct linear_model a, b, c;

    s->problem.epsilon = 1e-5;
    a = fit(&s->problem);
    b = fit(&s->problem);
    s->problem.seed = 4;
    c = fit(&s->problem);
    assert_same_bits(&a, &b);
    assert_memory_not_equal(a.w, c.w, N_COLS * 7 * sizeof *a.w);
    assert_same_optimum(&a, &c, 1e-4);
    linear_model_release(&a);
    linear_model_release(&b);
    linear_model_release(&c);
}

/* --- weights of rows -------------------------------------------------------------------------------------------- */

static void weight_2_is_the_same_as_the_row_twice(void **state)
{
    struct sample *s = *state;
    struct linear_model weighted, repeated;

    s->problem.epsilon = 1e-5;
    s->problem.row_weight = s->weight;
    for (size_t i = 0; i < N_ROWS; i += 3)
        s->weight[i] = 2;
    weighted = fit(&s->problem);
    s->problem.row_weight = NULL;
    for (size_t i = 0; i < N_ROWS; i += 3) {
        s->rows[s->problem.n_rows] = (uint32_t)i;
        s->y[s->problem.n_rows++] = s->y[i];
    }
    repeated = fit(&s->problem);
    assert_same_optimum(&weighted, &repeated, 1e-4);
    linear_model_release(&weighted);
    linear_model_release(&repeated);
}

static void weight_1_for_all_changes_no_bit_and_any_weight_for_all_is_a_factor_of_c(void **state)
{
    struct sample *s = *state;
    struct linear_model plain = fit(&s->problem), weighted;

    s->problem.row_weight = s->weight;
    weighted = fit(&s->problem);
    assert_same_bits(&plain, &weighted);
    linear_model_release(&weighted);
    s->problem.c = 4;
    for (size_t i = 0; i < N_ROWS; i++)
        s->weight[i] = 0.25F;
    weighted = fit(&s->problem);
    assert_same_bits(&plain, &weighted);
    linear_model_release(&weighted);
    linear_model_release(&plain);
}

static void a_row_of_weight_0_plays_no_part(void **state)
{
    struct sample *s = *state;
    struct linear_model without, shorter;

    for (size_t i = N_ROWS / 2; i < N_ROWS; i++)
        s->weight[i] = i % 2 == 0 ? 0 : 1e-38F; /* the smallest float powers count as 0 */
    s->problem.c = 0.001;
    s->problem.row_weight = s->weight;
    without = fit(&s->problem);
    s->problem.row_weight = NULL;
    s->problem.n_rows = N_ROWS / 2;
    shorter = fit(&s->problem);
    assert_same_bits(&without, &shorter);
    linear_model_release(&without);
    linear_model_release(&shorter);
}

static void liblinear_refuses_weights_of_rows(void **state)
{
    struct sample *s = *state;
    struct solver_params params = { .kind = SOLVER_LOGISTIC, .c = 1, .epsilon = 0.1, .bias = 1, .row_weight = s->weight };
    struct linear_model m = { .n_cols = 7 };
    struct err err = ERR_INIT;

    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, 7, &params, &err), ERR_USAGE);
    assert_contains(err.msg, "repeat them instead");
    params.kind = SOLVER_SVM_DUAL;
    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, 2, &params, &err), ERR_USAGE);
    assert_int_equal(m.n_cols, 7);
    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, 7, &params, &err), 0);
    linear_model_release(&m);
}

static void classes_whose_rows_all_weigh_0_are_not_enough_data(void **state)
{
    struct sample *s = *state;
    struct solver_params params = { .kind = SOLVER_SVM_DUAL, .c = 1, .epsilon = 0.1, .bias = 1, .row_weight = s->weight };
    struct linear_model m;

    for (size_t i = 0; i < N_ROWS; i++)
        s->weight[i] = s->y[i] == 3;
    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, 7, &params, NULL), ERR_NODATA);
}

/* --- edges ------------------------------------------------------------------------------------------------------ */

static void a_class_without_rows_has_weights_0_and_the_bias_minus_1(void **state)
{
    struct sample *s = *state;
    struct linear_model m;
    size_t n = 0;

    for (size_t i = 0; i < N_ROWS; i++) {
        s->rows[n] = s->rows[i];
        s->y[n] = s->y[i];
        n += s->y[i] != 2;
    }
    s->problem.n_rows = n;
    m = fit(&s->problem);
    for (size_t col = 0; col < N_COLS; col++)
        assert_true(m.w[col * 7 + 2] == 0);
    assert_true(m.bias[2] == -1);
    assert_true(m.bias[3] != -1);
    linear_model_release(&m);
}

static void no_row_at_all_is_every_class_without_rows(void **state)
{
    struct sample *s = *state;
    struct linear_model m;

    s->problem.n_rows = 0;
    m = fit(&s->problem);
    for (size_t k = 0; k < 7; k++)
        assert_true(m.bias[k] == -1);
    linear_model_release(&m);
}

/* A row without columns only speaks to the intercept; without one, to nothing. */
static void empty_rows_are_allowed_with_and_without_an_intercept(void **state)
{
    struct sample *s = *state;
    struct linear_model m, without;

    assert_int_equal(csr_append(&s->x, NULL, NULL, 0, NULL), 0);
    s->rows[N_ROWS] = N_ROWS;
    s->y[N_ROWS] = 5;
    s->problem.n_rows++;
    m = fit(&s->problem);
    assert_true(m.bias[5] != 0);
    linear_model_release(&m);
    s->problem.bias = 0;
    s->problem.epsilon = 1e-5;
    m = fit(&s->problem);
    s->problem.n_rows--;
    without = fit(&s->problem);
    assert_same_optimum(&m, &without, 1e-4);
    for (size_t k = 0; k < 7; k++)
        assert_true(m.bias[k] == 0);
    linear_model_release(&m);
    linear_model_release(&without);
}

static void epochs_are_counted_and_limited(void **state)
{
    struct sample *s = *state;
    struct linear_model m;
    unsigned rough, fine, never;

    s->problem.epsilon = 0.5;
    assert_int_equal(joint_solve(&m, &rough, &s->problem, NULL), 0);
    linear_model_release(&m);
    s->problem.epsilon = 1e-3;
    assert_int_equal(joint_solve(&m, &fine, &s->problem, NULL), 0);
    linear_model_release(&m);
    s->problem.epsilon = 1e-30;
    assert_int_equal(joint_solve(&m, &never, &s->problem, NULL), 0);
    linear_model_release(&m);
    assert_true(rough >= 1 && rough < fine && fine < JOINT_EPOCHS_MAX);
    assert_int_equal(never, JOINT_EPOCHS_MAX);
}

static void extreme_values_and_costs_give_finite_weights(void **state)
{
    static const double costs[] = { 1e-30, 1e30, 1e300 };
    struct sample *s = *state;

    s->problem.epsilon = 10;
    for (size_t i = 0; i < s->x.row_start[N_ROWS]; i += 7)
        s->x.val[i] = i % 2 == 0 ? 3e38F : 1e-45F;
    for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++) {
        struct linear_model m;

        s->problem.c = costs[i];
        m = fit(&s->problem);
        for (size_t j = 0; j < (size_t)N_COLS * 7; j++)
            assert_true(isfinite(m.w[j]));
        linear_model_release(&m);
    }
}

static void a_value_that_is_not_a_number_is_refused_upstream(void **state)
{
    struct sample *s = *state;
    struct solver_params params = { .kind = SOLVER_SVM_DUAL, .c = 1, .epsilon = 0.1, .bias = 1 };
    struct linear_model m;
    struct err err = ERR_INIT;

    s->x.val[s->x.row_start[5]] = NAN;
    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, 7, &params, &err), ERR_REFUSED);
    assert_contains(err.msg, "row 5: ");
}

static void too_many_weights_are_refused_before_memory_is_taken(void **state)
{
    struct sample *s = *state;
    struct linear_model m = { .n_cols = 7 };
    struct err err = ERR_INIT;

    s->x.n_cols = LINEAR_MODEL_WEIGHTS_MAX / 7 + 1;
    assert_int_equal(joint_solve(&m, NULL, &s->problem, &err), ERR_REFUSED);
    assert_contains(err.msg, "too large");
    assert_int_equal(m.n_cols, 7);
}

static void each_failed_allocation_is_out_of_memory(void **state)
{
    struct sample *s = *state;

    for (s->problem.n_threads = 1; s->problem.n_threads < 4; s->problem.n_threads++) {
        int rc = ERR_NOMEM;
        long n = 0;

        for (; rc != 0; n++) {
            struct linear_model m = { .n_cols = 7 };
            unsigned n_epochs = 7;

            assert_true(n < 100);
            mem_fail_after(n);
            rc = joint_solve(&m, &n_epochs, &s->problem, NULL);
            mem_fail_after(-1);
            assert_true(rc == 0 || rc == ERR_NOMEM);
            if (rc == 0)
                linear_model_release(&m);
            else
                assert_true(m.n_cols == 7 && n_epochs == 7);
        }
        assert_true(n > 12);
    }
}

/* --- against LIBLINEAR ------------------------------------------------------------------------------------------ */

/* The objective of output k of m for one class against the rest. */
static double objective(const struct linear_model *m, size_t k, const struct sample *s, int32_t class)
{
    double sum = m->bias[k] * m->bias[k] / 2; /* bias 1: the intercept is the weight of the constant column */
    double *margin;

    for (size_t col = 0; col < N_COLS; col++)
        sum += (double)m->w[col * m->n_outputs + k] * (double)m->w[col * m->n_outputs + k] / 2;
    assert_int_equal(linear_model_margins_all(&margin, m, &s->x, 1, NULL), 0);
    for (size_t row = 0; row < N_ROWS; row++) {
        double loss = 1 - (s->y[row] == class ? 1 : -1) * margin[row * m->n_outputs + k];

        sum += loss > 0 ? s->problem.c * loss * loss : 0;
    }
    mem_free(margin);
    return sum;
}

static void the_objective_of_each_class_is_that_of_liblinear(void **state)
{
    struct sample *s = *state;
    struct solver_params params = { .kind = SOLVER_SVM_DUAL, .c = 1, .epsilon = 1e-4, .bias = 1, .n_workers = 1 };
    struct linear_model joint;

    s->problem.epsilon = 1e-4;
    for (size_t i = 0; i < N_ROWS; i += 11)
        s->y[i] = (s->y[i] + 1) % 7; /* what cannot be separated makes the objective mean something */
    joint = fit(&s->problem);
    for (int32_t class = 0; class < 7; class++) {
        struct linear_model one;
        int32_t y[N_ROWS];
        double expected;

        for (size_t i = 0; i < N_ROWS; i++)
            y[i] = s->y[i] == class;
        assert_int_equal(linear_train(&one, &s->x, s->rows, y, N_ROWS, 2, &params, NULL), 0);
        expected = objective(&one, 0, s, class);
        assert_true(expected > 1);
        assert_near(objective(&joint, (size_t)class, s, class) / expected, 1, 1e-4);
        linear_model_release(&one);
    }
    linear_model_release(&joint);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(separable_classes_are_told_apart),
        TEST(vectors_give_the_bits_of_one_class_at_a_time),
        TEST(the_number_of_threads_does_not_change_a_bit),
        TEST(a_seed_repeats_and_another_seed_finds_the_same_optimum),
        TEST(weight_2_is_the_same_as_the_row_twice),
        TEST(weight_1_for_all_changes_no_bit_and_any_weight_for_all_is_a_factor_of_c),
        TEST(a_row_of_weight_0_plays_no_part),
        TEST(liblinear_refuses_weights_of_rows),
        TEST(classes_whose_rows_all_weigh_0_are_not_enough_data),
        TEST(a_class_without_rows_has_weights_0_and_the_bias_minus_1),
        TEST(no_row_at_all_is_every_class_without_rows),
        TEST(empty_rows_are_allowed_with_and_without_an_intercept),
        TEST(epochs_are_counted_and_limited),
        TEST(extreme_values_and_costs_give_finite_weights),
        TEST(a_value_that_is_not_a_number_is_refused_upstream),
        TEST(too_many_weights_are_refused_before_memory_is_taken),
        TEST(each_failed_allocation_is_out_of_memory),
        TEST(the_objective_of_each_class_is_that_of_liblinear),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

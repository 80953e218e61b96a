#include "train/solver/linear_solver.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "tests/support/support.h"

enum { N_ROWS = 240, N_COLS = 60, N_CLASSES = 4, N_NOISE = 6 };

struct sample {
    struct csr x;
    uint32_t rows[N_ROWS];
    int32_t y[N_ROWS];
};

static const struct solver_params svm = {
    .kind = SOLVER_SVM_DUAL, .c = 1, .epsilon = 0.01, .bias = 1, .seed = 3, .n_workers = 2
};

/* Class k has its own ten columns, of which each row carries three or four; the noise columns are anyone's. */
static void make_sample(struct sample *s, uint64_t seed)
{
    struct rng rng;

    rng_init(&rng, seed);
    assert_int_equal(csr_init(&s->x, N_COLS, NULL), 0);
    for (uint32_t row = 0; row < N_ROWS; row++) {
        int32_t class = (int32_t)rng_below(&rng, N_CLASSES);
        uint32_t col[N_COLS];
        float val[N_COLS];
        size_t n = 0;

        for (uint32_t c = 0; c < N_COLS; c++) {
            bool own = c / 10 == (uint32_t) class, noise = c >= N_COLS - N_NOISE;

            if ((own && (c % 10 == row % 10 || rng_below(&rng, 3) == 0)) || (noise && rng_below(&rng, 2) == 0)) {
                col[n] = c;
                val[n++] = (float)(0.5 + rng_double(&rng));
            }
        }
        assert_int_equal(csr_append(&s->x, col, val, n, NULL), 0);
        s->rows[row] = row;
        s->y[row] = class;
    }
}

static int setup(void **state)
{
    struct sample *s = calloc(1, sizeof *s);

    if (s == NULL)
        return -1;
    make_sample(s, 11);
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

static void fit(struct linear_model *m, const struct sample *s, const struct solver_params *params)
{
    struct err err = ERR_INIT;

    if (linear_train(m, &s->x, s->rows, s->y, N_ROWS, N_CLASSES, params, &err) != 0)
        fail_msg("%s", err.msg);
}

static void assert_same_bits(const struct linear_model *a, const struct linear_model *b)
{
    assert_int_equal(a->n_cols, b->n_cols);
    assert_int_equal(a->n_outputs, b->n_outputs);
    assert_memory_equal(a->w, b->w, a->n_cols * a->n_outputs * sizeof *a->w);
    assert_memory_equal(a->bias, b->bias, a->n_outputs * sizeof *a->bias);
}

static size_t errors_of(const struct linear_model *m, const struct csr *x, const int32_t *y)
{
    double *margin;
    size_t n_wrong = 0;

    assert_int_equal(linear_model_margins_all(&margin, m, x, 1, NULL), 0);
    for (size_t row = 0; row < x->n_rows; row++) {
        const double *of_row = margin + row * m->n_outputs;
        size_t best = 0;

        for (size_t k = 1; k < m->n_outputs; k++)
            best = of_row[k] > of_row[best] ? k : best;
        if (m->n_outputs == 1)
            best = of_row[0] > 0;
        n_wrong += best != (size_t)y[row];
    }
    mem_free(margin);
    return n_wrong;
}

static void separable_classes_are_told_apart_by_every_solver(void **state)
{
    const struct sample *s = *state;

    for (int kind = SOLVER_LOGISTIC; kind <= SOLVER_SVM_DUAL; kind++) {
        struct solver_params params = svm;
        struct linear_model m;

        params.kind = (enum solver)kind;
        fit(&m, s, &params);
        assert_int_equal(m.n_outputs, N_CLASSES);
        assert_int_equal(m.n_cols, N_COLS);
        assert_int_equal(errors_of(&m, &s->x, s->y), 0);
        linear_model_release(&m);
    }
}

static void the_number_of_workers_does_not_change_a_bit(void **state)
{
    const struct sample *s = *state;

    for (int kind = SOLVER_LOGISTIC; kind <= SOLVER_SVM_DUAL; kind++) {
        struct solver_params params = svm;
        struct linear_model one, many;

        params.kind = (enum solver)kind;
        params.n_workers = 1;
        fit(&one, s, &params);
        for (params.n_workers = 0; params.n_workers < 7; params.n_workers += 2) {
            fit(&many, s, &params);
            assert_same_bits(&one, &many);
            linear_model_release(&many);
        }
        linear_model_release(&one);
    }
}

static void the_same_seed_gives_the_same_bits_and_another_seed_the_same_optimum(void **state)
{
    const struct sample *s = *state;
    struct solver_params params = svm;
    struct linear_model a, b, c;

    params.epsilon = 1e-7;
    fit(&a, s, &params);
    srand(12345); /* the state of the caller's generator plays no part */
    fit(&b, s, &params);
    assert_same_bits(&a, &b);
    params.seed = 4;
    fit(&c, s, &params);
    for (size_t i = 0; i < (size_t)N_COLS * N_CLASSES; i++)
        assert_near((double)a.w[i], (double)c.w[i], 1e-5);
    linear_model_release(&a);
    linear_model_release(&b);
    linear_model_release(&c);
}

static void the_generator_of_the_caller_is_left_alone(void **state)
{
    struct linear_model m;
    int expected;

    srand(77);
    expected = rand();
    srand(77);
    fit(&m, *state, &svm);
    assert_int_equal(rand(), expected);
    linear_model_release(&m);
}

static void without_a_child_the_bits_are_the_same_and_the_generator_is_left_alone(void **state)
{
    struct sample *s = *state;
    struct solver_params params = { .kind = SOLVER_LOGISTIC, .c = 1, .epsilon = 0.01, .bias = 1, .seed = 3, .n_workers = 1 };
    struct linear_model child, here;
    int expected;

    for (size_t i = 0; i < N_ROWS; i++)
        s->y[i] = s->y[i] >= N_CLASSES / 2;
    assert_int_equal(linear_train(&child, &s->x, s->rows, s->y, N_ROWS, 2, &params, NULL), 0);
    params.here = true;
    srand(77);
    expected = rand();
    srand(77);
    assert_int_equal(linear_train(&here, &s->x, s->rows, s->y, N_ROWS, 2, &params, NULL), 0);
    assert_int_equal(rand(), expected);
    assert_same_bits(&child, &here);
    linear_model_release(&child);
    linear_model_release(&here);
}

/* LIBLINEAR takes the label that it meets first for the positive one. */
static void two_classes_give_one_output_that_is_positive_for_class_1(void **state)
{
    struct sample *s = *state;

    for (size_t i = 0; i < N_ROWS; i++)
        s->y[i] = s->y[i] >= N_CLASSES / 2;
    for (int first = 0; first < 2; first++) {
        uint32_t rows[N_ROWS];
        int32_t y[N_ROWS];
        uint32_t start = 0;
        struct linear_model m;

        while (s->y[start] != first)
            start++;
        for (uint32_t i = 0; i < N_ROWS; i++) {
            rows[i] = (start + i) % N_ROWS;
            y[i] = s->y[rows[i]];
        }
        assert_int_equal(y[0], first);
        assert_int_equal(linear_train(&m, &s->x, rows, y, N_ROWS, 2, &svm, NULL), 0);
        assert_int_equal(m.n_outputs, 1);
        assert_int_equal(errors_of(&m, &s->x, s->y), 0);
        linear_model_release(&m);
    }
}

static void a_row_may_come_several_times(void **state)
{
    const struct sample *s = *state;
    struct csr twice;
    struct linear_model a, b;
    uint32_t rows[2 * N_ROWS], all[2 * N_ROWS];
    int32_t y[2 * N_ROWS];

    assert_int_equal(csr_init(&twice, N_COLS, NULL), 0);
    for (uint32_t i = 0; i < 2 * N_ROWS; i++) {
        uint32_t row = i / 2;
        size_t start = s->x.row_start[row];

        assert_int_equal(csr_append(&twice, s->x.col + start, s->x.val + start, s->x.row_start[row + 1] - start, NULL),
                         0);
        rows[i] = row;
        all[i] = i;
        y[i] = s->y[row];
    }
    assert_int_equal(linear_train(&a, &s->x, rows, y, 2 * N_ROWS, N_CLASSES, &svm, NULL), 0);
    assert_int_equal(linear_train(&b, &twice, all, y, 2 * N_ROWS, N_CLASSES, &svm, NULL), 0);
    assert_same_bits(&a, &b);
    linear_model_release(&a);
    linear_model_release(&b);
    csr_release(&twice);
}

static void rows_that_are_not_listed_play_no_part(void **state)
{
    struct sample *s = *state;
    struct linear_model a, b;

    assert_int_equal(linear_train(&a, &s->x, s->rows, s->y, N_ROWS / 2, N_CLASSES, &svm, NULL), 0);
    s->x.val[s->x.row_start[N_ROWS - 1]] = NAN;
    assert_int_equal(linear_train(&b, &s->x, s->rows, s->y, N_ROWS / 2, N_CLASSES, &svm, NULL), 0);
    assert_same_bits(&a, &b);
    linear_model_release(&a);
    linear_model_release(&b);
}

static void without_an_intercept_the_bias_is_0(void **state)
{
    struct solver_params params = svm;
    struct linear_model m;

    params.bias = 0;
    fit(&m, *state, &params);
    for (size_t k = 0; k < N_CLASSES; k++)
        assert_true(m.bias[k] == 0);
    linear_model_release(&m);
}

static void a_class_without_rows_is_never_chosen(void **state)
{
    struct sample *s = *state;
    struct solver_params params = svm;
    struct linear_model m;
    size_t n = 0;

    for (size_t i = 0; i < N_ROWS; i++) {
        if (s->y[i] == 2)
            continue;
        s->rows[n] = s->rows[i];
        s->y[n++] = s->y[i];
    }
    for (int kind = SOLVER_LOGISTIC; kind <= SOLVER_SVM_DUAL; kind++) {
        params.kind = (enum solver)kind;
        assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, n, N_CLASSES, &params, NULL), 0);
        for (uint32_t col = 0; col < N_COLS; col++)
            assert_true(m.w[col * N_CLASSES + 2] == 0);
        assert_near(m.bias[2], kind == SOLVER_SVM_DUAL ? -1 : -log((double)n + 1), 1e-12);
        linear_model_release(&m);
    }
}

static void two_classes_by_the_joint_solver_have_an_output_each(void **state)
{
    static const uint32_t start_rows[] = { 0, 1, 2, 3 };
    static const int32_t y[] = { 0, 1, 0, 1 };
    struct solver_params params = { .kind = SOLVER_SVM_JOINT, .c = 1, .epsilon = 0.01, .bias = 1, .n_workers = 1 };
    float weight[] = { 1, 1, 1, 2 };
    struct linear_model m = { 0 };
    size_t start[] = { 0, 1, 2, 3, 4 };
    uint32_t col[] = { 0, 1, 0, 1 };
    float val[] = { 1, 1, 1, 1 };
    const struct csr x = { .n_rows = 4, .n_cols = 2, .row_start = start, .col = col, .val = val };
    double margin[2];

    (void)state;
    params.row_weight = weight;
    assert_false(linear_train_forks(SOLVER_SVM_JOINT, 2));
    assert_int_equal(linear_train(&m, &x, start_rows, y, 4, 2, &params, NULL), 0);
    assert_int_equal(m.n_outputs, 2);
    linear_model_margins(&m, col, val, 1, margin);
    assert_true(margin[0] > 0 && margin[1] < 0);
    linear_model_release(&m);
}

static void fewer_than_two_classes_are_not_enough_data(void **state)
{
    struct sample *s = *state;
    struct linear_model m = { .n_cols = 7 };
    struct err err = ERR_INIT;

    for (size_t i = 0; i < N_ROWS; i++)
        s->y[i] = 1;
    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, N_CLASSES, &svm, &err), ERR_NODATA);
    assert_contains(err.msg, "two classes are needed");
    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, 2, &svm, &err), ERR_NODATA);
    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, 0, N_CLASSES, &svm, &err), ERR_NODATA);
    assert_int_equal(m.n_cols, 7); /* untouched */
}

static void assert_refused(const struct sample *s, const char *words)
{
    struct linear_model m = { .n_cols = 7 };
    struct err err = ERR_INIT;

    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, N_CLASSES, &svm, &err), ERR_REFUSED);
    assert_contains(err.msg, "row 5: ");
    assert_contains(err.msg, words);
    assert_int_equal(m.n_cols, 7);
}

static void a_row_that_would_crash_liblinear_is_refused(void **state)
{
    struct sample *s = *state;
    size_t at = s->x.row_start[5] + 1;
    uint32_t col = s->x.col[at];

    assert_true(at < s->x.row_start[6]);
    s->x.val[at] = NAN;
    assert_refused(s, "not a finite number");
    s->x.val[at] = INFINITY;
    assert_refused(s, "not a finite number");
    s->x.val[at] = 1;
    s->x.col[at] = N_COLS;
    assert_refused(s, "out of range");
    s->x.col[at] = UINT32_MAX; /* LIBLINEAR's index 0 */
    assert_refused(s, "out of range");
    s->x.col[at] = s->x.col[at - 1];
    assert_refused(s, "out of order");
    s->x.col[at] = col;
}

static void too_many_weights_are_refused_before_memory_is_taken(void **state)
{
    struct sample *s = *state;
    struct linear_model m;
    struct err err = ERR_INIT;

    s->x.n_cols = LINEAR_MODEL_WEIGHTS_MAX / N_CLASSES + 1;
    assert_int_equal(linear_train(&m, &s->x, s->rows, s->y, N_ROWS, N_CLASSES, &svm, &err), ERR_REFUSED);
    assert_contains(err.msg, "too large");
}

static void each_failed_allocation_is_out_of_memory(void **state)
{
    const struct sample *s = *state;
    long n = 0;
    int rc = ERR_NOMEM;

    for (; rc != 0; n++) {
        struct linear_model m = { .n_cols = 7 };

        assert_true(n < 100);
        mem_fail_after(n);
        rc = linear_train(&m, &s->x, s->rows, s->y, N_ROWS, N_CLASSES, &svm, NULL);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        if (rc == 0)
            linear_model_release(&m);
        else
            assert_int_equal(m.n_cols, 7);
    }
    assert_true(n > 8);
}

static void the_version_names_the_library(void **state)
{
    (void)state;
    assert_contains(linear_solver_version(), "LIBLINEAR 2.");
    assert_true(linear_solver_version() == linear_solver_version());
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(separable_classes_are_told_apart_by_every_solver),
        TEST(the_number_of_workers_does_not_change_a_bit),
        TEST(the_same_seed_gives_the_same_bits_and_another_seed_the_same_optimum),
        TEST(the_generator_of_the_caller_is_left_alone),
        TEST(without_a_child_the_bits_are_the_same_and_the_generator_is_left_alone),
        TEST(two_classes_give_one_output_that_is_positive_for_class_1),
        TEST(a_row_may_come_several_times),
        TEST(rows_that_are_not_listed_play_no_part),
        TEST(without_an_intercept_the_bias_is_0),
        TEST(a_class_without_rows_is_never_chosen),
        TEST(two_classes_by_the_joint_solver_have_an_output_each),
        TEST(fewer_than_two_classes_are_not_enough_data),
        TEST(a_row_that_would_crash_liblinear_is_refused),
        TEST(too_many_weights_are_refused_before_memory_is_taken),
        TEST(each_failed_allocation_is_out_of_memory),
        TEST(the_version_names_the_library),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

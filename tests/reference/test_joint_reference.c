/*
 * The weights of the joint solver against scikit-learn. The rows were drawn with numpy's RandomState(5), rounded and pasted; the expected
 * numbers are what /usr/bin/python3 with scikit-learn 1.2.1 gave for them:
 *
 *     m = LinearSVC(C=..., tol=1e-8, max_iter=1000000, random_state=0, ...).fit(X, y, sample_weight=...)
 *     m.coef_[k], m.intercept_[k]
 *
 * Each test names the arguments.
 */
#include <stdint.h>

#include "tests/support/support.h"
#include "train/solver/joint_solver.h"

enum { ROWS = 24, COLS = 4, CLASSES = 3 };

static const float dense[ROWS][COLS] = {
    { 0.4F, -0.3F, 2.4F, 0 }, { 0.1F, 1.6F, 0, 0 }, { 0.2F, 0, -1.2F, 0 },
    { -0.4F, 0.6F, 0, -0.7F }, { 0, 1.9F, -1.5F, 0.6F }, { -1, -0.9F, -0.9F, -0.4F },
    { 1, 0, 0.1F, -0.4F }, { 0, -0.1F, 0, 0 }, { 0, -0.1F, -0.1F, 0 },
    { 0, 0, -0.1F, 1.6F }, { -0.3F, -0.5F, 0.1F, 0.4F }, { 0.3F, 1.3F, 1.1F, 0.5F },
    { -0.3F, -0.1F, 1.4F, 0.2F }, { 0, -0.7F, -0.6F, 1.2F }, { 0, 2.3F, 0.7F, 0.1F },
    { -0.4F, 0, -0.2F, -0.8F }, { 0.6F, 0, 1.2F, -0.1F }, { -2.9F, 0.8F, -1.9F, 1.5F },
    { 1.8F, 0, -1.2F, -1.4F }, { 0, 0, -0.6F, -0.2F }, { 2.1F, 0.3F, 0.7F, 0 },
    { 0, 1.1F, -0.7F, 0 }, { 0, 0, 0, -0.5F }, { 0, -0.7F, -0.6F, 0.8F },
};

static const int32_t y[ROWS] = {
    2, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 2, 2, 1, 2, 1, 2, 1, 1, 1, 2, 1, 2, 1
};

static const float weight[ROWS] = {
    3, 3, 0.25F, 2, 0.5F, 0.5F, 0.5F, 0.5F, 1, 0.25F, 3, 0.5F,
    2, 1, 1, 0.5F, 3, 1, 1, 1, 1, 1, 2, 0.25F
};

/* expected: the intercept last. */
static void assert_weights(double c, double bias, const float *row_weight, const double expected[CLASSES][COLS + 1])
{
    static const uint32_t col[COLS] = { 0, 1, 2, 3 };
    struct linear_model m;
    struct csr x;
    uint32_t rows[ROWS];
    const struct joint_problem problem = { .x = &x, .rows = rows, .y = y, .row_weight = row_weight, .n_rows = ROWS,
                                           .n_classes = CLASSES, .c = c, .epsilon = 1e-6, .bias = bias, .n_threads = 1 };

    assert_int_equal(csr_init(&x, COLS, NULL), 0);
    for (uint32_t row = 0; row < ROWS; row++) {
        assert_int_equal(csr_append(&x, col, dense[row], COLS, NULL), 0);
        rows[row] = row;
    }
    assert_int_equal(joint_solve(&m, NULL, &problem, NULL), 0);
    for (size_t k = 0; k < CLASSES; k++) {
        for (size_t i = 0; i < COLS; i++)
            assert_near((double)m.w[i * CLASSES + k], expected[k][i], 1e-5);
        assert_near(m.bias[k], expected[k][COLS], 1e-5);
    }
    linear_model_release(&m);
    csr_release(&x);
}

/* C=2. */
static void weights_of_three_classes_agree(void **state)
{
    static const double expected[CLASSES][COLS + 1] = {
        { 0.0540162586, -0.075460818, 0.00445070018, 0.0532901698, -0.647165536 },
        { -0.465401578, 0.0535041436, -1.47427809, -0.0168838494, -0.0683995912 },
        { 0.173037195, 0.122552503, 1.55512889, -0.311254481, -0.729648231 },
    };

    (void)state;
    assert_weights(2, 1, NULL, expected);
}

/* C=2, sample_weight=weight. */
static void weights_of_weighted_rows_agree(void **state)
{
    static const double expected[CLASSES][COLS + 1] = {
        { -0.218810575, -0.0113036915, -0.0362354326, -0.454663946, -0.72299185 },
        { -0.0444659804, 0.17833652, -1.70801197, 1.0013184, 0.145856235 },
        { 0.354679054, -0.080138018, 1.79277528, -0.700430921, -0.673933862 },
    };

    (void)state;
    assert_weights(2, 1, weight, expected);
}

/* C=.3, intercept_scaling=3. */
static void weights_with_another_constant_column_agree(void **state)
{
    static const double expected[CLASSES][COLS + 1] = {
        { 0.0474496293, -0.0684891443, 0.00553385626, 0.0440949958, -0.649450217 },
        { -0.202418392, -0.073885454, -0.857416401, -0.0157159933, 0.0573504036 },
        { 0.236392382, 0.18299123, 0.976754844, -0.0889620326, -0.589877606 },
    };

    (void)state;
    assert_weights(0.3, 3, NULL, expected);
}

/* C=.3, fit_intercept=False. */
static void weights_without_an_intercept_agree(void **state)
{
    static const double expected[CLASSES][COLS + 1] = {
        { -0.056466381, -0.275283865, 0.0664544673, -0.0918198377, 0 },
        { -0.191250849, -0.0509723627, -0.895222432, -0.00579968839, 0 },
        { 0.0625970487, -0.0454013283, 0.988386137, -0.141824306, 0 },
    };

    (void)state;
    assert_weights(0.3, 0, NULL, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_of_three_classes_agree),
        cmocka_unit_test(weights_of_weighted_rows_agree),
        cmocka_unit_test(weights_with_another_constant_column_agree),
        cmocka_unit_test(weights_without_an_intercept_agree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

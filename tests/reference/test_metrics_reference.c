/*
 * Numbers of another implementation. The inputs were drawn with numpy's RandomState(7), rounded and pasted; the expected values are what
 * /usr/bin/python3 with scikit-learn 1.2.1, scipy and shared/peers/change_risk.py (effort(), ece()) gave for them in double
 * precision. Each test names the call.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"
#include "train/solver/linear_solver.h"
#include "train/statistics/calibration.h"
#include "train/statistics/metrics.h"

enum { N = 40 };

static const int32_t y[N] = { 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1,
                              0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1 };

static const double p[N] = { 0.6,  1,    0.49, 0.17, 0.41, 0.49, 0.08, 0,    0.68, 0.49, 0.42, 0.19, 0.28, 0.75,
                             0.6,  0.16, 0.52, 0.21, 0.31, 0.64, 0.47, 0.57, 0.5,  0.36, 0.36, 0.36, 0.41, 0.25,
                             0.21, 0.51, 0.39, 0.17, 0.37, 0.57, 0.28, 0.06, 0.14, 0.58, 0.59, 0.42 };

static const double effort[N] = {
    24, 132, 62, 0,  4,  17, 207, 31,  10, 21, 138, 11, 90, 9,   195, 45, 3,   0, 27, 79,
    45, 6,   7,  10, 11, 3,  3,   178, 6,  43, 8,   15, 86, 167, 38,  0,  428, 3, 30, 46
};

/* roc_auc_score, average_precision_score, brier_score_loss, log_loss (with p = 0 for a positive and p = 1 for a negative). */
static void scores_of_two_classes_agree_with_scikit_learn(void **state)
{
    double out;

    (void)state;
    assert_int_equal(metric_roc_auc(&out, p, y, N, NULL), 0);
    assert_near(out, 0.76339285714285721, 1e-14);
    assert_int_equal(metric_pr_auc(&out, p, y, N, NULL), 0);
    assert_near(out, 0.6030323477691899, 1e-14);
    assert_near(metric_brier(p, y, N), 0.20125000000000001, 1e-14);
    assert_near(metric_log_loss(p, y, N), 2.2673641324165814, 1e-14);
}

/* ece(y, p, b) of change_risk.py. */
static void calibration_error_agrees_with_the_peer(void **state)
{
    (void)state;
    assert_near(metric_ece(p, y, N, 15), 0.24299999999999999, 1e-14);
    assert_near(metric_ece(p, y, N, 10), 0.23099999999999998, 1e-14);
}

/* effort(y, p, effort) and effort(y, p / (effort + 1), effort) of change_risk.py; two efforts are 0. */
static void effort_agrees_with_the_peer(void **state)
{
    double density[N], recall, popt;

    (void)state;
    assert_int_equal(metric_effort(&recall, &popt, p, effort, y, N, NULL), 0);
    assert_near(recall, 0.4160683760683761, 1e-14);
    assert_near(popt, 0.70847606149924314, 1e-14);
    for (size_t i = 0; i < N; i++)
        density[i] = p[i] / (effort[i] + 1);
    assert_int_equal(metric_effort(&recall, &popt, density, effort, y, N, NULL), 0);
    assert_near(recall, 0.83333333333333337, 1e-14);
    assert_near(popt, 0.85935632916434312, 1e-14);
}

/* f1_score(t, q, average='macro', labels=classes present in t, -1 left out), over all rows and over those with t >= 0. */
static void macro_f1_agrees_with_scikit_learn(void **state)
{
    static const int32_t truth[N] = { -1, 0, 1, 3, 1, 2, 1, 0,  0, -1, 3, 0, 3, 3, 0, 3, 1,  1, -1, 0,
                                      1,  1, 3, 1, 1, 1, 2, -1, 1, 1,  1, 0, 3, 1, 0, 1, -1, 1, 2,  3 };
    static const int32_t predicted[N] = { 0, 0, 1, 2, 1, 2, 3, 0, 3, 0, 0, 0, 3, 2, 0, 1, 3, 1, 2, 2,
                                          1, 1, 3, 1, 1, 1, 2, 2, 1, 0, 1, 2, 3, 1, 2, 1, 0, 3, 2, 3 };
    double f1;

    (void)state;
    assert_near(metric_accuracy(truth, predicted, N), 0.57499999999999996, 1e-14);
    assert_int_equal(metric_macro_f1(&f1, truth, predicted, N, 4, false, NULL), 0);
    assert_near(f1, 0.56492822593228276, 1e-14);
    assert_int_equal(metric_macro_f1(&f1, truth, predicted, N, 4, true, NULL), 0);
    assert_near(f1, 0.61111733094491716, 1e-14);
}

/* _sigmoid_calibration(m, y) gives -a and -b and stops within 1e-6; scipy's minimize(BFGS, gtol=1e-12) on the same sum goes on. */
static void platt_agrees_with_scikit_learn(void **state)
{
    static const double margin[N] = { 1.65,  -0.38, 1.95,  -0.99, 1.27,  -1.41, 0.55,  0.78,  1.48,  -0.78,
                                      -1.94, -2.59, -0.63, 0.85,  0.66,  -0.79, 1.21,  0.48,  -2.31, 0.64,
                                      -1.79, 1.57,  1.42,  -0.11, -1.19, 0.48,  0,     -0.85, -2.35, -0.28,
                                      1.21,  -1.66, -1.88, -0.8,  -0.98, -1.66, -0.97, -0.77, -0.06, 1.39 };
    struct calibration c;

    (void)state;
    assert_int_equal(calibration_fit_platt(&c, margin, y, N, NULL), 0);
    assert_near(c.a, 1.2314121828703246, 1e-6);
    assert_near(c.b, -0.96995488231131699, 1e-6);
    assert_near(c.a, 1.23141213252, 1e-9);
    assert_near(c.b, -0.969954862358, 1e-9);
}

/* scipy's minimize_scalar(bounded, xatol=1e-10) over ln t of the log-loss of softmax(t m); one row has no class. */
static void temperature_agrees_with_scipy(void **state)
{
    static const double margin[N * 3] = {
        0.15,  -0.52, -1.75, -1.59, 2.05,  -1.01, -1.61, 0.52,  -0.43, -0.98, 2.17,  0.24,  2.47,  -2.92, 0.58,
        0.44,  -0.01, 0.74,  0.64,  0.02,  -1.39, -0.94, -0.31, -0.91, -0.22, 0.92,  -0.82, 1.48,  1.39,  -0.19,
        0.25,  -2.53, 1.34,  -2.27, -0.33, 2.09,  0.77,  1.73,  0.08,  0.32,  -1.18, 3.01,  -0.11, 0.31,  -0.11,
        -3.69, -2.53, -0.29, -3.08, -0.74, -0.04, -1.4,  -1.79, 0.9,   0.18,  -0.43, 1.26,  0.34,  -1.2,  2.93,
        0.91,  0.71,  0.28,  3.18,  -1.25, -0.95, -1.01, -2.02, 0.17,  -0.11, -0.39, -1.1,  1.23,  0.55,  0.98,
        1,     0.39,  -0.43, -0.81, 1.01,  -0.27, -1.33, -0.23, -0.08, -0.56, -2.16, 0.11,  -1.08, -0.33, -1.43,
        2.11,  -0.01, -1.62, -0.87, -1.22, 0.39,  -0.53, -1.45, -0.4,  1.35,  1.18,  0.57,  0.46,  -0.56, -2.42,
        -1.79, 0.84,  0.51,  0.95,  -0.21, 1.47,  -1.82, 0.11,  1.47,  -1.19, 1.82,  -0.4,  -0.17, -2,    1.62
    };
    static const int32_t class[N] = { 0, 0, 1, 1, -1, 2, 1, 0, 1, 1, 2, 0, 1, 0, 1, 2, 2, 2, 0, 2,
                                      0, 0, 0, 0, 2,  0, 1, 2, 2, 2, 0, 0, 0, 0, 0, 2, 0, 1, 2, 2 };
    struct calibration c;

    (void)state;
    assert_int_equal(calibration_fit_temperature(&c, margin, class, N, 3, NULL), 0);
    assert_near(c.a, 0.58098556107, 1e-6);
}

/* --- weights ---------------------------------------------------------------------------------------------------- */

enum { ROWS = 30, COLS = 5, SHARE_TWICE = 10 };

static const float dense[ROWS][COLS] = {
    { 0, 0, 0, 0.4F, 1.1F },         { -0.4F, -1.7F, 0, 0.2F, 0 },      { -0.5F, 0, 0, -1.5F, 0.4F },
    { 0.3F, 0.7F, 0, 0, 0 },         { -0.7F, 0.2F, 0, 0.1F, 0.1F },    { 0, -0.8F, -1.8F, -1.3F, -1.2F },
    { 0, -0.8F, 1.1F, 0, 0 },        { 0, 0, 0, -0.2F, -0.5F },         { 0.6F, 0, 0, -0.2F, 0 },
    { 0, 1.6F, 0.7F, 0.8F, 0 },      { 0, -0.2F, 0, -0.5F, -0.2F },     { 0, 3, 0, 1.2F, -0.3F },
    { -1, 0, 0, -0.5F, 0.2F },       { 0, 0.3F, 0.9F, 0, -0.4F },       { -0.8F, 0, 0.2F, 0, 0 },
    { 0, -1.1F, 0, 1.2F, 0 },        { -1.1F, 0, 0.6F, 1.3F, 0 },       { 0, 0.7F, 0.6F, 0, 0.2F },
    { 0.1F, 1, -0.5F, -1.7F, 0.1F }, { 0, 0, -0.6F, 0.2F, -0.5F },      { 0.1F, 0, 0, -1, 0.4F },
    { 0, -0.6F, 0.5F, 0, 1 },        { 0, 0, 0.4F, 1.1F, 0 },           { 0, -0.7F, 1, -0.9F, 0 },
    { 1, 0, 0, -2.8F, 0.3F },        { 0, 0, 1.5F, 1.1F, 0 },           { 0.7F, 0, -0.1F, 1, 0 },
    { 1.7F, -0.7F, 0, 0.6F, 0.1F },  { -0.5F, -1.5F, -0.3F, 0, -0.2F }, { 0.7F, 0, 0.8F, 1.1F, 0.8F },
};

static const int32_t two[ROWS] = { 1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0,
                                   1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1 };
static const int32_t three[ROWS] = { 2, 2, 1, 1, 1, 0, 2, 0, 1, 0, 1, 0, 0, 1, 1,
                                     2, 1, 1, 0, 0, 1, 2, 1, 2, 2, 1, 2, 2, 1, 2 };

static void rows_of_dense(struct csr *x)
{
    static const uint32_t col[COLS] = { 0, 1, 2, 3, 4 };

    assert_int_equal(csr_init(x, COLS, NULL), 0);
    for (size_t row = 0; row < ROWS; row++)
        assert_int_equal(csr_append(x, col, dense[row], COLS, NULL), 0);
}

/* expected: [n_outputs][COLS + 1], the intercept last, as scikit-learn's coef_ and intercept_. The first `n_twice` rows come twice. */
static void assert_weights(const struct solver_params *params, const int32_t *label, size_t n_classes, size_t n_twice,
                           const double *expected)
{
    struct linear_model m;
    struct csr x;
    uint32_t rows[2 * ROWS];
    int32_t labels[2 * ROWS];

    rows_of_dense(&x);
    for (uint32_t i = 0; i < ROWS + n_twice; i++) {
        rows[i] = i % ROWS;
        labels[i] = label[i % ROWS];
    }
    assert_int_equal(linear_train(&m, &x, rows, labels, ROWS + n_twice, n_classes, params, NULL), 0);
    for (size_t k = 0; k < m.n_outputs; k++) {
        for (size_t col = 0; col < COLS; col++)
            assert_near((double)m.w[col * m.n_outputs + k], expected[k * (COLS + 1) + col], 1e-6);
        assert_near(m.bias[k], expected[k * (COLS + 1) + COLS], 1e-6);
    }
    linear_model_release(&m);
    csr_release(&x);
}

/* LinearSVC(C=.5, tol=1e-9): two classes, three classes, intercept_scaling=2. */
static void svm_weights_agree_with_scikit_learn(void **state)
{
    static const double binary[] = { 0.959506852, -0.356773482, 0.222585557, 0.167042146, 0.587602127, 0.113034832 };
    static const double several[] = { -0.361439842, 0.776242006,  -0.774271336, -0.075035696, -0.801414481,
                                      -0.542990171, -0.534021412, 0.038661051,  0.375043523,  -0.069973577,
                                      -0.211138157, -0.182287082, 0.932161822,  -0.888655974, 0.225031757,
                                      0.033027471,  0.834902467,  -0.573672898 };
    static const double bias_2[] = { 0.960801054, -0.356997281, 0.221008667, 0.167803037, 0.588743051, 0.116547007 };
    struct solver_params params = { .kind = SOLVER_SVM_DUAL, .c = 0.5, .epsilon = 1e-9, .bias = 1 };

    (void)state;
    assert_weights(&params, two, 2, 0, binary);
    assert_weights(&params, three, 3, 0, several);
    params.bias = 2;
    assert_weights(&params, two, 2, 0, bias_2);
}

/* LinearSVC(C=.5).fit(X, y, sample_weight=2 for the first ten rows): a row that comes twice weighs two. */
static void repeated_rows_agree_with_the_weights_of_scikit_learn(void **state)
{
    static const double weighted[] = { 1.017755004, -0.48828172, 0.2267626, 0.202738768, 0.652412646, 0.057700416 };
    struct solver_params params = { .kind = SOLVER_SVM_DUAL, .c = 0.5, .epsilon = 1e-9, .bias = 1 };

    (void)state;
    assert_weights(&params, two, 2, SHARE_TWICE, weighted);
}

/* LogisticRegression(solver='liblinear', C=.7, tol=1e-10): primal, dual, fit_intercept=False. */
static void logistic_weights_agree_with_scikit_learn(void **state)
{
    static const double binary[] = { 1.169767201, -0.579721734, 0.460969542, 0.216786919, 0.736293036, 0.169991048 };
    static const double no_bias[] = { 1.149713144, -0.583730877, 0.517059482, 0.198325296, 0.73807791, 0 };
    struct solver_params params = { .kind = SOLVER_LOGISTIC, .c = 0.7, .epsilon = 1e-10, .bias = 1 };

    (void)state;
    assert_weights(&params, two, 2, 0, binary);
    params.kind = SOLVER_LOGISTIC_DUAL;
    assert_weights(&params, two, 2, 0, binary);
    params.kind = SOLVER_LOGISTIC;
    params.bias = 0;
    assert_weights(&params, two, 2, 0, no_bias);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_of_two_classes_agree_with_scikit_learn),
        cmocka_unit_test(calibration_error_agrees_with_the_peer),
        cmocka_unit_test(effort_agrees_with_the_peer),
        cmocka_unit_test(macro_f1_agrees_with_scikit_learn),
        cmocka_unit_test(platt_agrees_with_scikit_learn),
        cmocka_unit_test(temperature_agrees_with_scipy),
        cmocka_unit_test(svm_weights_agree_with_scikit_learn),
        cmocka_unit_test(repeated_rows_agree_with_the_weights_of_scikit_learn),
        cmocka_unit_test(logistic_weights_agree_with_scikit_learn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

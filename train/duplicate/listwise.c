/*
 * Lists are shared out in LANES parts, each summing loss and gradient for itself, added in order: the same bits for any number of threads.
 */
#include "train/duplicate/listwise.h"

#include <assert.h>
#include <lbfgs.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

enum { LANES = 16 };

struct lane {
    double  loss;
    double *gradient; /* [n_features]                  */
    double *p;        /* [longest list] its softmax    */
};

struct fitting {
    const struct listwise_problem *problem;
    double                        *scale;   /* [n_features] 1 / deviation, 0 where a feature does not vary */
    double                        *weight;  /* [n_features] of the point at hand, times scale              */
    double                        *factor;  /* [n_features^2] lower Cholesky factor of how scaled features vary together */
    double                        *slope;   /* [n_features] of the point at hand, by the scaled weights    */
    uint32_t                      *list;    /* [n_used] lists that teach                                   */
    size_t                         n_used, longest;
    struct lane                    lane[LANES];
    struct err                    *err;
    int                            failed;
};

/* ------------------------------------------------------------------------------------------------ loss and gradient */

/* Features eight at a time, the rest one by one: the same sums on every processor, however wide its vectors are. */
enum { WIDE = 8 };
typedef float floats __attribute__((vector_size(WIDE * sizeof(float)), aligned(sizeof(float))));
typedef double doubles __attribute__((vector_size(WIDE * sizeof(double)), aligned(sizeof(double))));

static inline __attribute__((always_inline)) double score_row(const double *weight, const float *x, size_t n)
{
    doubles sum = { 0 };
    double total = 0;
    size_t f = 0;

    for (; f + WIDE <= n; f += WIDE)
        sum += *(const doubles *)(weight + f) * __builtin_convertvector(*(const floats *)(x + f), doubles);
    for (; f < n; f++)
        total += weight[f] * (double)x[f];
    for (size_t i = 0; i < WIDE; i++)
        total += sum[i];
    return total;
}

/* gradient += slope x */
static inline __attribute__((always_inline)) void add_row(double *gradient, const float *x, double slope, size_t n)
{
    size_t f = 0;

    for (; f + WIDE <= n; f += WIDE)
        *(doubles *)(gradient + f) += slope * __builtin_convertvector(*(const floats *)(x + f), doubles);
    for (; f < n; f++)
        gradient[f] += slope * (double)x[f];
}

double listwise_score(const double *weight, const float *x, size_t n_features)
{
    return score_row(weight, x, n_features);
}

/* Adds one list: p_i becomes softmax over all less softmax over the right ones, the gradient by s_i. */
static inline __attribute__((always_inline)) void add_list_of(struct lane *lane, const struct fitting *fit, size_t list)
{
    const struct listwise_problem *problem = fit->problem;
    size_t n = problem->list[list].n, width = problem->n_features;
    const float *x = problem->list[list].x;
    const uint8_t *right = problem->list[list].right;
    double max = -INFINITY, all = 0, good = 0;

    for (size_t i = 0; i < n; i++) {
        lane->p[i] = score_row(fit->weight, x + i * width, width);
        max = lane->p[i] > max ? lane->p[i] : max;
    }
    for (size_t i = 0; i < n; i++) {
        lane->p[i] = exp(lane->p[i] - max);
        all += lane->p[i];
        good += right[i] ? lane->p[i] : 0;
    }
    good = fmax(good, 1e-300); /* far behind all others: no infinity */
    lane->loss += log(all) - log(good);
    for (size_t i = 0; i < n; i++)
        add_row(lane->gradient, x + i * width, lane->p[i] / all - (right[i] ? lane->p[i] / good : 0), width);
}

static void add_list_plain(struct lane *lane, const struct fitting *fit, size_t list)
{
    add_list_of(lane, fit, list);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void add_list_avx2(struct lane *lane, const struct fitting *fit, size_t list)
{
    add_list_of(lane, fit, list);
}

__attribute__((target("avx512f"))) static void add_list_avx512(struct lane *lane, const struct fitting *fit, size_t list)
{
    add_list_of(lane, fit, list);
}
#endif

static void add_list(struct lane *lane, const struct fitting *fit, size_t list)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        add_list_avx512(lane, fit, list);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        add_list_avx2(lane, fit, list);
        return;
    }
#endif
    add_list_plain(lane, fit, list);
}

static int lane_job(void *ctx, size_t i, struct err *err)
{
    struct fitting *fit = ctx;
    struct lane *lane = &fit->lane[i];

    (void)err;
    lane->loss = 0;
    memset(lane->gradient, 0, fit->problem->n_features * sizeof *lane->gradient);
    for (size_t l = fit->n_used * i / LANES; l < fit->n_used * (i + 1) / LANES; l++)
        add_list(lane, fit, fit->list[l]);
    return 0;
}

/* ------------------------------------------------------------------------------------- features that do not vary alone */

/* Scores are so alike that along the weights themselves L-BFGS needs several times the steps. It walks along u = F' w instead, F F' being the covariance
 * of the scaled features and a little: there every direction matters about as much. The loss and where it is least are the same. */

/* Row i of all lists, one behind the other; NULL behind the last. *list, *before: where it was looked for last, and the rows before that list. */
static const float *row_of(const struct listwise_problem *p, size_t i, size_t *list, size_t *before)
{
    while (*list < p->n_lists && i - *before >= p->list[*list].n)
        *before += p->list[(*list)++].n;
    return *list < p->n_lists ? p->list[*list].x + (i - *before) * p->n_features : NULL;
}

/* The lower triangle of the covariance over every STRIDE-th row. */
static void measure_covariance(struct fitting *fit)
{
    enum { STRIDE = 16 };
    const struct listwise_problem *p = fit->problem;
    size_t n = p->n_features, rows = 0, list = 0, before = 0;
    double mean[LISTWISE_FEATURES_MAX] = { 0 }, *x = fit->slope;
    const float *row;

    for (; (row = row_of(p, rows * STRIDE, &list, &before)) != NULL; rows++)
        for (size_t f = 0; f < n; f++)
            mean[f] += (double)row[f] * fit->scale[f];
    list = before = 0;
    for (size_t i = 0; i < rows; i++) {
        row = row_of(p, i * STRIDE, &list, &before);
        for (size_t f = 0; f < n; f++)
            x[f] = (double)row[f] * fit->scale[f] - mean[f] / (double)rows;
        for (size_t f = 0; f < n; f++)
            for (size_t g = 0; g <= f; g++)
                fit->factor[f * n + g] += x[f] * x[g] / (double)rows;
    }
}

/* In place. The ridge makes it positive definite: scaled features have variance 1 or, those that do not vary, 0. */
static void factor_covariance(struct fitting *fit)
{
    static const double ridge = .02;
    size_t n = fit->problem->n_features;
    double *a = fit->factor;

    for (size_t j = 0; j < n; j++) {
        double pivot = a[j * n + j] + ridge;

        for (size_t k = 0; k < j; k++)
            pivot -= a[j * n + k] * a[j * n + k];
        a[j * n + j] = sqrt(fmax(pivot, ridge / 4)); /* rounding cannot make it 0 */
        for (size_t i = j + 1; i < n; i++) {
            for (size_t k = 0; k < j; k++)
                a[i * n + j] -= a[i * n + k] * a[j * n + k];
            a[i * n + j] /= a[j * n + j];
        }
    }
}

/* w with F' w = u. */
static void weights_at(double *w, const struct fitting *fit, const double *u)
{
    size_t n = fit->problem->n_features;

    for (size_t i = n; i-- > 0;) {
        w[i] = u[i];
        for (size_t k = i + 1; k < n; k++)
            w[i] -= fit->factor[k * n + i] * w[k];
        w[i] /= fit->factor[i * n + i];
    }
}

/* The slope by u of a slope by w: F out = slope. */
static void slope_along(double *out, const struct fitting *fit)
{
    size_t n = fit->problem->n_features;

    for (size_t i = 0; i < n; i++) {
        out[i] = fit->slope[i];
        for (size_t k = 0; k < i; k++)
            out[i] -= fit->factor[i * n + k] * out[k];
        out[i] /= fit->factor[i * n + i];
    }
}

static lbfgsfloatval_t evaluate(void *ctx, const lbfgsfloatval_t *u, lbfgsfloatval_t *gradient, int n, lbfgsfloatval_t step)
{
    struct fitting *fit = ctx;
    double loss = 0;

    (void)step;
    weights_at(fit->weight, fit, u);
    for (int f = 0; f < n; f++) {
        fit->slope[f] = fit->problem->l2 * fit->weight[f];
        loss += .5 * fit->problem->l2 * fit->weight[f] * fit->weight[f];
        fit->weight[f] *= fit->scale[f];
    }
    if (fit->failed == 0)
        fit->failed = parallel_run(fit->problem->n_threads, LANES, lane_job, fit, fit->err);
    for (size_t i = 0; i < LANES; i++) {
        loss += fit->lane[i].loss;
        for (int f = 0; f < n; f++)
            fit->slope[f] += fit->lane[i].gradient[f] * fit->scale[f];
    }
    slope_along(gradient, fit);
    return loss;
}

static int stop_where_failed(void *ctx, const lbfgsfloatval_t *w, const lbfgsfloatval_t *g, const lbfgsfloatval_t fx, const lbfgsfloatval_t wnorm,
                             const lbfgsfloatval_t gnorm, const lbfgsfloatval_t step, int n, int k, int ls)
{
    (void)w, (void)g, (void)fx, (void)wnorm, (void)gnorm, (void)step, (void)n, (void)k, (void)ls;
    return ((struct fitting *)ctx)->failed;
}

/* ----------------------------------------------------------------------------------------------------------- the fit */

static void choose_lists(struct fitting *fit)
{
    const struct listwise_problem *p = fit->problem;

    for (size_t l = 0; l < p->n_lists; l++) {
        size_t n = p->list[l].n, right = 0;

        for (size_t i = 0; i < n; i++)
            right += p->list[l].right[i] != 0;
        if (right == 0 || right == n)
            continue;
        fit->list[fit->n_used++] = (uint32_t)l;
        fit->longest = n > fit->longest ? n : fit->longest;
    }
}

/* 1 / deviation over all rows, in two passes. */
static void measure_features(struct fitting *fit)
{
    const struct listwise_problem *p = fit->problem;
    double mean[LISTWISE_FEATURES_MAX] = { 0 }, square[LISTWISE_FEATURES_MAX] = { 0 }, n = 0;

    for (size_t l = 0; l < p->n_lists; l++)
        n += (double)p->list[l].n;
    for (size_t l = 0; l < p->n_lists; l++)
        for (size_t i = 0; i < p->list[l].n * p->n_features; i++)
            mean[i % p->n_features] += (double)p->list[l].x[i] / n;
    for (size_t l = 0; l < p->n_lists; l++) {
        for (size_t i = 0; i < p->list[l].n * p->n_features; i++) {
            double d = (double)p->list[l].x[i] - mean[i % p->n_features];

            square[i % p->n_features] += d * d / n;
        }
    }
    for (size_t f = 0; f < p->n_features; f++)
        fit->scale[f] = square[f] > 1e-18 ? 1 / sqrt(square[f]) : 0;
}

static int prepare(struct fitting *fit, struct err *err)
{
    const struct listwise_problem *p = fit->problem;

    fit->scale = mem_calloc(p->n_features, sizeof *fit->scale);
    fit->weight = mem_calloc(p->n_features, sizeof *fit->weight);
    fit->factor = mem_calloc(p->n_features * p->n_features, sizeof *fit->factor);
    fit->slope = mem_calloc(p->n_features, sizeof *fit->slope);
    fit->list = mem_calloc(p->n_lists, sizeof *fit->list);
    if (fit->scale == NULL || fit->weight == NULL || fit->factor == NULL || fit->slope == NULL || fit->list == NULL)
        return err_nomem(err);
    choose_lists(fit);
    if (fit->n_used == 0)
        return err_set(err, ERR_NODATA, "none of the %zu lists has a right and a wrong candidate", p->n_lists);
    measure_features(fit);
    measure_covariance(fit);
    factor_covariance(fit);
    for (size_t i = 0; i < LANES; i++) {
        fit->lane[i].gradient = mem_calloc(p->n_features, sizeof *fit->lane[i].gradient);
        fit->lane[i].p = mem_calloc(fit->longest, sizeof *fit->lane[i].p);
        if (fit->lane[i].gradient == NULL || fit->lane[i].p == NULL)
            return err_nomem(err);
    }
    return 0;
}

/* Ends that leave the best point so far: there is nothing, or nothing that floating point can tell, left to gain. */
static bool is_good_end(int code)
{
    return code == LBFGS_SUCCESS || code == LBFGS_STOP || code == LBFGS_ALREADY_MINIMIZED || code == LBFGSERR_MAXIMUMITERATION ||
           code == LBFGSERR_ROUNDING_ERROR || code == LBFGSERR_MINIMUMSTEP || code == LBFGSERR_MAXIMUMLINESEARCH || code == LBFGSERR_WIDTHTOOSMALL;
}

static int minimise(double *weight, struct fitting *fit, struct err *err)
{
    size_t n = fit->problem->n_features;
    lbfgsfloatval_t *u = lbfgs_malloc((int)n);
    lbfgs_parameter_t parameter;
    int code, rc = 0;

    if (u == NULL)
        return err_nomem(err);
    memset(u, 0, n * sizeof *u);
    lbfgs_parameter_init(&parameter);
    parameter.max_iterations = LISTWISE_ITERATIONS_MAX;
    parameter.epsilon = 1e-4;
    parameter.past = 3;
    parameter.delta = 1e-6; /* of the loss in three steps: further ones move no ranking */
    code = lbfgs((int)n, u, NULL, evaluate, stop_where_failed, fit, &parameter);
    if (fit->failed < 0)
        rc = fit->failed;
    else if (!is_good_end(code))
        rc = err_set(err, ERR_STORE, "the listwise model could not be fitted (libLBFGS ended with %d)", code);
    weights_at(fit->weight, fit, u);
    for (size_t f = 0; f < n && rc == 0; f++)
        if (!isfinite(fit->weight[f]))
            rc = err_set(err, ERR_REFUSED, "the listwise model has no finite weights");
    for (size_t f = 0; f < n && rc == 0; f++)
        weight[f] = fit->weight[f] * fit->scale[f];
    lbfgs_free(u);
    return rc;
}

int listwise_fit(double *weight, size_t *n_used, const struct listwise_problem *problem, struct err *err)
{
    struct fitting fit = { .problem = problem, .err = err };
    int rc;

    assert(problem->n_features >= 1 && problem->n_features <= LISTWISE_FEATURES_MAX);
    assert(problem->l2 > 0);
    assert(problem->n_lists < UINT32_MAX);

    rc = prepare(&fit, err);
    if (rc == 0)
        rc = minimise(weight, &fit, err);
    if (rc == 0 && n_used != NULL)
        *n_used = fit.n_used;
    for (size_t i = 0; i < LANES; i++) {
        mem_free(fit.lane[i].gradient);
        mem_free(fit.lane[i].p);
    }
    mem_free(fit.scale);
    mem_free(fit.weight);
    mem_free(fit.factor);
    mem_free(fit.slope);
    mem_free(fit.list);
    return rc;
}

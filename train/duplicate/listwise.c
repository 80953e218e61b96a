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
    uint32_t                      *list;    /* [n_used] lists that teach                                   */
    size_t                         n_used, longest;
    struct lane                    lane[LANES];
    struct err                    *err;
    int                            failed;
};

double listwise_score(const double *weight, const float *x, size_t n_features)
{
    double sum = 0;

    for (size_t f = 0; f < n_features; f++)
        sum += weight[f] * (double)x[f];
    return sum;
}

/* ------------------------------------------------------------------------------------------------ loss and gradient */

/* Adds one list: p_i becomes softmax over all less softmax over the right ones, the gradient by s_i. */
static void add_list(struct lane *lane, const struct fitting *fit, size_t list)
{
    const struct listwise_problem *problem = fit->problem;
    size_t begin = problem->start[list], n = problem->start[list + 1] - begin, width = problem->n_features;
    const float *x = problem->x + begin * width;
    const uint8_t *right = problem->right + begin;
    double max = -INFINITY, all = 0, good = 0;

    for (size_t i = 0; i < n; i++) {
        lane->p[i] = listwise_score(fit->weight, x + i * width, width);
        max = fmax(max, lane->p[i]);
    }
    for (size_t i = 0; i < n; i++) {
        lane->p[i] = exp(lane->p[i] - max);
        all += lane->p[i];
        good += right[i] ? lane->p[i] : 0;
    }
    good = fmax(good, 1e-300); /* far behind all others: no infinity */
    lane->loss += log(all) - log(good);
    for (size_t i = 0; i < n; i++) {
        double slope = lane->p[i] / all - (right[i] ? lane->p[i] / good : 0);

        for (size_t f = 0; f < width; f++)
            lane->gradient[f] += slope * (double)x[i * width + f];
    }
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

static lbfgsfloatval_t evaluate(void *ctx, const lbfgsfloatval_t *w, lbfgsfloatval_t *gradient, int n, lbfgsfloatval_t step)
{
    struct fitting *fit = ctx;
    double loss = 0;

    (void)step;
    for (int f = 0; f < n; f++)
        fit->weight[f] = w[f] * fit->scale[f];
    if (fit->failed == 0)
        fit->failed = parallel_run(fit->problem->n_threads, LANES, lane_job, fit, fit->err);
    for (int f = 0; f < n; f++) {
        gradient[f] = fit->problem->l2 * w[f];
        loss += .5 * fit->problem->l2 * w[f] * w[f];
    }
    for (size_t i = 0; i < LANES; i++) {
        loss += fit->lane[i].loss;
        for (int f = 0; f < n; f++)
            gradient[f] += fit->lane[i].gradient[f] * fit->scale[f];
    }
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
        size_t n = p->start[l + 1] - p->start[l], right = 0;

        for (size_t i = p->start[l]; i < p->start[l + 1]; i++)
            right += p->right[i] != 0;
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
    size_t n = p->start[p->n_lists];

    for (size_t f = 0; f < p->n_features; f++) {
        double mean = 0, square = 0;

        for (size_t i = 0; i < n; i++)
            mean += (double)p->x[i * p->n_features + f] / (double)n;
        for (size_t i = 0; i < n; i++) {
            double d = (double)p->x[i * p->n_features + f] - mean;

            square += d * d / (double)n;
        }
        fit->scale[f] = square > 1e-18 ? 1 / sqrt(square) : 0;
    }
}

static int prepare(struct fitting *fit, struct err *err)
{
    const struct listwise_problem *p = fit->problem;

    fit->scale = mem_calloc(p->n_features, sizeof *fit->scale);
    fit->weight = mem_calloc(p->n_features, sizeof *fit->weight);
    fit->list = mem_calloc(p->n_lists, sizeof *fit->list);
    if (fit->scale == NULL || fit->weight == NULL || fit->list == NULL)
        return err_nomem(err);
    choose_lists(fit);
    if (fit->n_used == 0)
        return err_set(err, ERR_NODATA, "none of the %zu lists has a right and a wrong candidate", p->n_lists);
    measure_features(fit);
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
    lbfgsfloatval_t *w = lbfgs_malloc((int)n);
    lbfgs_parameter_t parameter;
    int code, rc = 0;

    if (w == NULL)
        return err_nomem(err);
    memset(w, 0, n * sizeof *w);
    lbfgs_parameter_init(&parameter);
    parameter.max_iterations = LISTWISE_ITERATIONS_MAX;
    parameter.epsilon = 1e-4; /* of the gradient against the weights: further steps move no ranking */
    code = lbfgs((int)n, w, NULL, evaluate, stop_where_failed, fit, &parameter);
    if (fit->failed < 0)
        rc = fit->failed;
    else if (!is_good_end(code))
        rc = err_set(err, ERR_STORE, "the listwise model could not be fitted (libLBFGS ended with %d)", code);
    for (size_t f = 0; f < n && rc == 0; f++)
        if (!isfinite(w[f]))
            rc = err_set(err, ERR_REFUSED, "the listwise model has no finite weights");
    for (size_t f = 0; f < n && rc == 0; f++)
        weight[f] = w[f] * fit->scale[f];
    lbfgs_free(w);
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
    mem_free(fit.list);
    return rc;
}

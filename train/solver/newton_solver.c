/*
 *   newton_solve -> slope (gradient and curvature of each row) -> find_step (conjugate gradients) -> take_step (its length)
 */
#include "train/solver/newton_solver.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/mem.h"

struct newton {
    const struct newton_problem *p;
    double *m, *step_m, *d_m;           /* [n_rows] margins of w, of the step, of a direction */
    double *slope, *curvature, *row;    /* [n_rows]                                           */
    double *g, *step, *r, *d, *h;       /* [n_cols] gradient; step, residual, direction, Hessian times direction */
    double *w;
    size_t  n_products;
};

static const double inner_epsilon = 0.1; /* of the residual of a step */

static double dot(const double *a, const double *b, size_t n)
{
    double sum[4] = { 0 };
    size_t i = 0;

    for (; i + 4 <= n; i += 4)
        for (size_t k = 0; k < 4; k++)
            sum[k] += a[i + k] * b[i + k];
    for (; i < n; i++)
        sum[0] += a[i] * b[i];
    return sum[0] + sum[1] + (sum[2] + sum[3]);
}

static void add(double *out, double factor, const double *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] += factor * a[i];
}

/* ln(1 + exp(-y m)), which does not overflow. */
static double loss(double m, int32_t y)
{
    double t = y == 1 ? -m : m;

    return t > 0 ? t + log1p(exp(-t)) : log1p(exp(t));
}

static double value(const struct newton *s, double length)
{
    const struct newton_problem *p = s->p;
    double sum = 0;

    for (size_t i = 0; i < p->n_rows; i++)
        sum += p->cost[i] * loss(s->m[i] + length * s->step_m[i], p->y[i]);
    return sum + 0.5 * (dot(s->w, s->w, p->n_cols) + 2 * length * dot(s->w, s->step, p->n_cols) + length * length * dot(s->step, s->step, p->n_cols));
}

/* Gradient of f at w, and the curvature of each row's loss. Returns the gradient's length. */
static double slope(struct newton *s)
{
    const struct newton_problem *p = s->p;

    for (size_t i = 0; i < p->n_rows; i++) {
        double one = 1 / (1 + exp(-s->m[i]));

        s->slope[i] = p->cost[i] * (one - p->y[i]);
        s->curvature[i] = p->cost[i] * one * (1 - one);
    }
    p->transposed(s->g, p->ctx, s->slope);
    add(s->g, 1, s->w, p->n_cols);
    return sqrt(dot(s->g, s->g, p->n_cols));
}

/* The gradient's length at w = 0. */
static double slope_at_zero(struct newton *s)
{
    const struct newton_problem *p = s->p;

    for (size_t i = 0; i < p->n_rows; i++)
        s->slope[i] = p->cost[i] * (0.5 - p->y[i]);
    p->transposed(s->g, p->ctx, s->slope);
    return sqrt(dot(s->g, s->g, p->n_cols));
}

/* h = d + X' (curvature . X d), and X d. */
static void bend(struct newton *s)
{
    const struct newton_problem *p = s->p;

    p->margins(s->d_m, p->ctx, s->d);
    for (size_t i = 0; i < p->n_rows; i++)
        s->row[i] = s->curvature[i] * s->d_m[i];
    p->transposed(s->h, p->ctx, s->row);
    add(s->h, 1, s->d, p->n_cols);
    s->n_products++;
}

/* Hessian times step = -gradient, nearly; down to `enough` of the residual the step need not go. */
static void find_step(struct newton *s, double enough)
{
    const struct newton_problem *p = s->p;
    double square, tolerance;

    memset(s->step, 0, p->n_cols * sizeof(*s->step));
    memset(s->step_m, 0, p->n_rows * sizeof(*s->step_m));
    for (size_t j = 0; j < p->n_cols; j++)
        s->r[j] = s->d[j] = -s->g[j];
    square = dot(s->r, s->r, p->n_cols);
    tolerance = fmax(inner_epsilon * sqrt(square), enough);
    for (int k = 0; k < NEWTON_GRADIENTS_MAX && sqrt(square) > tolerance; k++) {
        double length, before = square;

        bend(s);
        length = square / dot(s->d, s->h, p->n_cols);
        add(s->step, length, s->d, p->n_cols);
        add(s->step_m, length, s->d_m, p->n_rows);
        add(s->r, -length, s->h, p->n_cols);
        square = dot(s->r, s->r, p->n_cols);
        for (size_t j = 0; j < p->n_cols; j++)
            s->d[j] = s->r[j] + square / before * s->d[j];
    }
}

/* Halves the step until f falls by a ten-thousandth of what its slope promises. False where no length does: w is as good as numbers allow. */
static bool take_step(struct newton *s)
{
    const struct newton_problem *p = s->p;
    double promised = dot(s->g, s->step, p->n_cols), before = value(s, 0), length = 1;

    for (int k = 0; k < 30; k++, length /= 2) {
        if (!(value(s, length) <= before + 1e-4 * length * promised))
            continue;
        add(s->w, length, s->step, p->n_cols);
        add(s->m, length, s->step_m, p->n_rows);
        return true;
    }
    return false;
}

static int alloc(struct newton *s, struct err *err)
{
    double **of_rows[] = { &s->m, &s->step_m, &s->d_m, &s->slope, &s->curvature, &s->row };
    double **of_cols[] = { &s->g, &s->step, &s->r, &s->d, &s->h };
    int rc = 0;

    for (size_t i = 0; i < sizeof(of_rows) / sizeof(of_rows[0]); i++)
        if ((*of_rows[i] = mem_calloc(s->p->n_rows, sizeof(double))) == NULL)
            rc = err_nomem(err);
    for (size_t i = 0; i < sizeof(of_cols) / sizeof(of_cols[0]); i++)
        if ((*of_cols[i] = mem_calloc(s->p->n_cols, sizeof(double))) == NULL)
            rc = err_nomem(err);
    return rc;
}

static void release(struct newton *s)
{
    double *of_all[] = { s->m, s->step_m, s->d_m, s->slope, s->curvature, s->row, s->g, s->step, s->r, s->d, s->h };

    for (size_t i = 0; i < sizeof(of_all) / sizeof(of_all[0]); i++)
        mem_free(of_all[i]);
}

int newton_solve(double *w, size_t *n_products, const struct newton_problem *problem, struct err *err)
{
    struct newton s = { .p = problem, .w = w };
    int rc = alloc(&s, err);

    assert(problem->epsilon > 0);

    if (rc == 0) {
        double enough = problem->epsilon * slope_at_zero(&s);

        problem->margins(s.m, problem->ctx, w);
        for (int k = 0; k < NEWTON_STEPS_MAX && slope(&s) > enough; k++) {
            find_step(&s, 0.5 * enough);
            if (!take_step(&s))
                break;
        }
    }
    for (size_t j = 0; rc == 0 && j < problem->n_cols; j++)
        if (!isfinite(w[j]))
            rc = err_set(err, ERR_REFUSED, "the weights of the model are not finite numbers");
    if (rc == 0 && n_products != NULL)
        *n_products = s.n_products;
    release(&s);
    return rc;
}

/*
 * logistic_solver.c - see logistic_solver.h.
 *
 *   logistic_solve -> prepare (a pair of duals a row, adding up to C_i) -> epoch, each row: newton_step -> moved
 */
#include "train/solver/logistic_solver.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"

#define COST_MIN 1e-12

struct solve {
    const struct logistic_problem *problem;
    const struct csr *x; /* the problem's, or `kept`                      */
    struct csr kept;     /* its columns of a scale that is not 0, owned   */
    double   *w;        /* [n_cols]                                       */
    double    w_bias;
    double   *dual;     /* [n_used] of row used[k]; its other half is C - dual */
    double   *square;   /* [n_used] x'x with the constant column          */
    uint32_t *used;     /* [n_used] rows with a cost                      */
    uint32_t *order;    /* [n_used]                                       */
    size_t    n_used;
    double    inner_epsilon;
};

static double cost_of(const struct logistic_problem *p, uint32_t row)
{
    return p->row_weight != NULL ? p->c * (double)p->row_weight[row] : p->c;
}

static double value_of(const struct solve *s, size_t at)
{
    double v = (double)s->x->val[at];

    return s->problem->scale != NULL ? v * (double)s->problem->scale[s->x->col[at]] : v;
}

static double dot(const struct solve *s, uint32_t row)
{
    const struct csr *x = s->x;
    double sum = s->w_bias * s->problem->bias;

    for (size_t at = x->row_start[row]; at < x->row_start[row + 1]; at++)
        sum += s->w[x->col[at]] * value_of(s, at);
    return sum;
}

static void add(struct solve *s, uint32_t row, double step)
{
    const struct csr *x = s->x;

    for (size_t at = x->row_start[row]; at < x->row_start[row + 1]; at++)
        s->w[x->col[at]] += step * value_of(s, at);
    s->w_bias += step * s->problem->bias;
}

/* A member that leaves most columns out would read them in every epoch. */
static int keep_columns(struct solve *s, struct err *err)
{
    const struct logistic_problem *p = s->problem;
    uint32_t *col = mem_calloc(p->x->n_cols, sizeof *col);
    float *val = mem_calloc(p->x->n_cols, sizeof *val);
    int rc = col == NULL || val == NULL ? err_nomem(err) : csr_init(&s->kept, p->x->n_cols, err);

    for (size_t row = 0; rc == 0 && row < p->x->n_rows; row++) {
        size_t n = 0;

        for (size_t at = p->x->row_start[row]; at < p->x->row_start[row + 1]; at++)
            if (p->scale[p->x->col[at]] != 0) {
                col[n] = p->x->col[at];
                val[n++] = p->x->val[at];
            }
        rc = csr_append(&s->kept, col, val, n, err);
    }
    if (rc == 0)
        s->x = &s->kept;
    mem_free(col);
    mem_free(val);
    return rc;
}

/* Whether at least a third of what the rows hold is left out. */
static bool leaves_much_out(const struct logistic_problem *p)
{
    size_t nnz = p->x->row_start[p->x->n_rows], out = 0;

    for (size_t at = 0; p->scale != NULL && at < nnz; at++)
        out += p->scale[p->x->col[at]] == 0;
    return out > 0 && 3 * out >= nnz;
}

/* Rows with a cost, both classes among them; a dual begins near 0, where a row that is told right ends. */
static int prepare(struct solve *s, struct err *err)
{
    const struct logistic_problem *p = s->problem;
    size_t n = p->x->n_rows, ones = 0;

    s->w = mem_calloc(p->x->n_cols, sizeof *s->w);
    s->dual = mem_calloc(n, sizeof *s->dual);
    s->square = mem_calloc(n, sizeof *s->square);
    s->used = mem_calloc(n, sizeof *s->used);
    s->order = mem_calloc(n, sizeof *s->order);
    if (s->w == NULL || s->dual == NULL || s->square == NULL || s->used == NULL || s->order == NULL)
        return err_nomem(err);
    for (uint32_t row = 0; row < n; row++) {
        double cost = cost_of(p, row);
        size_t k = s->n_used;

        assert(p->y[row] == 0 || p->y[row] == 1);
        if (cost < COST_MIN)
            continue;
        s->used[k] = row;
        s->order[k] = (uint32_t)k;
        s->dual[k] = fmin(0.001 * cost, 1e-8);
        s->square[k] = p->bias * p->bias;
        for (size_t at = s->x->row_start[row]; at < s->x->row_start[row + 1]; at++)
            s->square[k] += value_of(s, at) * value_of(s, at);
        add(s, row, p->y[row] == 1 ? s->dual[k] : -s->dual[k]);
        ones += p->y[row] == 1;
        s->n_used++;
    }
    if (ones == 0 || ones == s->n_used)
        return err_set(err, ERR_NODATA, "cannot learn from %zu rows of one class", s->n_used);
    return 0;
}

/*
 * The row's dual a in (0, C) minimises  a ln a + (C - a) ln(C - a) + Q/2 (a - a0)^2 + b (a - a0),  Q = x'x, b = y w'x at a0.
 * Of a and C - a the smaller is moved, so that neither loses its digits. Returns the new value of that one in *z, and the size of
 * the gradient before.
 */
static double newton_step(double *z, size_t *n_steps, double from, double cost, double q, double b, double epsilon)
{
    enum { STEPS_MAX = 100 };
    double at = from, gradient, before;

    if (cost - at < 0.5 * cost)
        at *= 0.1;
    gradient = q * (at - from) + b + log(at / (cost - at));
    before = fabs(gradient);
    for (int k = 0; k < STEPS_MAX && fabs(gradient) >= epsilon; k++) {
        double next = at - gradient / (q + cost / ((cost - at) * at));

        at = next <= 0 ? at * 0.1 : next;
        gradient = q * (at - from) + b + log(at / (cost - at));
        ++*n_steps;
    }
    *z = at;
    return before;
}

/* The largest gradient that a row had. */
static double epoch(struct solve *s, struct rng *rng)
{
    const struct logistic_problem *p = s->problem;
    double largest = 0;
    size_t n_steps = 0;

    for (size_t k = s->n_used; k > 1; k--) {
        uint32_t j = rng_below(rng, (uint32_t)k), t = s->order[k - 1];

        s->order[k - 1] = s->order[j];
        s->order[j] = t;
    }
    for (size_t i = 0; i < s->n_used; i++) {
        uint32_t k = s->order[i], row = s->used[k];
        double cost = cost_of(p, row), y = p->y[row] == 1 ? 1 : -1, b = y * dot(s, row), q = s->square[k];
        double low = s->dual[k], high = cost - low;
        bool other = 0.5 * q * (high - low) + b < 0; /* whether the other half is the one to move */
        double from = other ? high : low, sign = other ? -1 : 1, z;
        size_t steps = 0;

        largest = fmax(largest, newton_step(&z, &steps, from, cost, q, sign * b, s->inner_epsilon));
        n_steps += steps;
        if (steps == 0)
            continue;
        s->dual[k] = other ? cost - z : z;
        add(s, row, sign * (z - from) * y);
    }
    if (n_steps <= s->n_used / 10)
        s->inner_epsilon *= 0.1;
    return largest;
}

static int take(struct linear_model *out, const struct solve *s, struct err *err)
{
    const struct logistic_problem *p = s->problem;
    struct linear_model m;
    int rc = linear_model_init(&m, p->x->n_cols, 1, err);

    if (rc < 0)
        return rc;
    for (uint32_t col = 0; col < m.n_cols; col++) {
        double w = p->scale != NULL ? s->w[col] * (double)p->scale[col] : s->w[col];

        m.w[col] = (float)w;
        if (!isfinite(m.w[col]))
            rc = ERR_REFUSED;
    }
    m.bias[0] = s->w_bias * p->bias;
    if (rc < 0 || !isfinite(m.bias[0])) {
        linear_model_release(&m);
        return err_set(err, ERR_REFUSED, "the weights of the model are not finite numbers");
    }
    *out = m;
    return 0;
}

int logistic_solve(struct linear_model *out, unsigned *n_epochs, const struct logistic_problem *problem, struct err *err)
{
    struct solve s = { .problem = problem, .x = problem->x, .inner_epsilon = 1e-2 };
    unsigned n = 0;
    struct rng rng;
    int rc;

    assert(problem->c > 0 && problem->epsilon > 0 && problem->bias > 0);

    rc = leaves_much_out(problem) ? keep_columns(&s, err) : 0;
    if (rc == 0)
        rc = prepare(&s, err);
    rng_init(&rng, problem->seed);
    while (rc == 0 && n < LOGISTIC_EPOCHS_MAX) {
        n++;
        if (epoch(&s, &rng) < problem->epsilon)
            break;
    }
    if (rc == 0)
        rc = take(out, &s, err);
    if (rc == 0 && n_epochs != NULL)
        *n_epochs = n;
    csr_release(&s.kept);
    mem_free(s.w);
    mem_free(s.dual);
    mem_free(s.square);
    mem_free(s.used);
    mem_free(s.order);
    return rc;
}

/*
 * joint_solve: number_lanes -> price_rows -> solve_group, one a thread (open_group -> run_epoch until every lane has stopped ->
 * put_weights).
 *
 * An epoch visits every row once: gather w'x for all lanes, step their dual variables, scatter the differences. The vectors have
 * four lanes because every x86-64 and every ARM64 adds four floats at once, so that nothing must be chosen when the program
 * starts. Eight with AVX2 took 0.26 s where four take 0.31 s (25,740 rows, 4.0 million nonzeros, 247,672 columns, 19 classes):
 * the time goes into fetching weights from the cache. So the weights of the next row are asked for one by one while those of this
 * row are added up (all at once before it, the processor waits for room to note what it has asked for: a quarter of the time), a
 * column's weights lie in as few cache lines as they can, and the table in large pages.
 */
#include "train/solver/joint_solver.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "datasets/base/rng.h"

enum {
    LANES = 4,              /* of a vector                                                            */
    BLOCK = 8,              /* vectors that are summed in registers at a time                         */
    CACHE_LINE = 64,        /* bytes                                                                  */
    PREFETCH_LINES = 8      /* of a row's columns and of its values; the processor goes on from there */
};

/* A row of a smaller C counts for nothing, and a Q_ii is not taken to be smaller: the inverse of either stays a float. */
static const double least = 1e-30;

typedef float vector __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t mask __attribute__((vector_size(LANES * sizeof(int32_t)))); /* all bits of a lane set, or none */

_Static_assert(_Alignof(max_align_t) >= sizeof(vector), "mem_alloc gives room for vectors");

#define INLINE static inline __attribute__((always_inline))

/* What a dual step needs of a row (Hsieh et al. 2008, table 1 and equation 8). */
struct price {
    float diagonal; /* D_ii = 1 / (2 C_i)              */
    float inverse;  /* 1 / Q_ii = 1 / (x_i'x_i + D_ii) */
};

/* What all threads read; complete before they start. */
struct joint {
    const struct joint_problem *problem;
    struct linear_model *model;
    struct price *price;  /* [n_rows]                                                       */
    uint32_t *used;       /* [n_used]    places in problem->rows that count, ascending      */
    size_t n_used;
    int32_t *lane_of;     /* [n_classes] lane of the class, -1: it has no row               */
    uint32_t *class_of;   /* [n_lanes]   classes with a row, ascending                      */
    size_t n_lanes;
    size_t n_groups;
    unsigned *n_epochs;   /* [n_groups]                                                     */
};

/* Consecutive lanes, solved by one thread. Lanes beyond n_lanes fill the last vector and stay 0. */
struct group {
    const struct joint *joint;
    size_t first_lane, n_lanes;
    size_t width;         /* vectors                                                        */
    size_t stride;        /* from one column's weights to the next: width, and 4 for 3      */
    uint32_t *order;      /* [n_used]            shuffled before each epoch                 */
    vector *w;            /* [(n_cols + 1) * stride] the last column is the constant one     */
    vector *alpha;        /* [n_rows * width]                                               */
    vector *highest;      /* [width]             projected gradient of this epoch           */
    vector *lowest;       /* [width]                                                        */
    mask *live;           /* [width]             lanes that have not stopped                */
};

/* --- one row ---------------------------------------------------------------------------------------------------- */

INLINE vector choose(mask which, vector yes, vector no)
{
    return (vector)(((mask)yes & which) | ((mask)no & ~which));
}

/* The first and the last line of a column's weights. */
INLINE void prefetch_weights(const struct group *g, uint32_t col)
{
    const vector *of_col = g->w + col * g->stride;

    __builtin_prefetch(of_col, 1, 2);
    if (g->stride > CACHE_LINE / sizeof *of_col)
        __builtin_prefetch(of_col + g->width - 1, 1, 2);
}

/* sum = w'x for n vectors of lanes, the constant column first, then the columns in ascending order. Meanwhile the weights of the row
 * `next` are asked for, a column each. */
INLINE void gather(vector *sum, const struct group *g, size_t row, size_t next, size_t first, const size_t n)
{
    const struct csr *x = g->joint->problem->x;
    const float constant = (float)g->joint->problem->bias;
    const size_t stride = g->stride, end = x->row_start[row + 1], ahead_end = x->row_start[next + 1];
    const vector *w = g->w + first;
    size_t ahead = first == 0 ? x->row_start[next] : ahead_end;

#pragma GCC unroll 8
    for (size_t k = 0; k < n; k++)
        sum[k] = w[x->n_cols * stride + k] * constant;
    for (size_t i = x->row_start[row]; i < end; i++) {
        const vector *of_col = w + x->col[i] * stride;
        const float val = x->val[i];

        if (ahead < ahead_end)
            prefetch_weights(g, x->col[ahead++]);
#pragma GCC unroll 8
        for (size_t k = 0; k < n; k++)
            sum[k] += of_col[k] * val;
    }
    for (; ahead < ahead_end; ahead++)
        prefetch_weights(g, x->col[ahead]);
}

/* w += change x, the way back. */
INLINE void scatter(const vector *change, struct group *g, size_t row, size_t first, const size_t n)
{
    const struct csr *x = g->joint->problem->x;
    const float constant = (float)g->joint->problem->bias;
    const size_t stride = g->stride, end = x->row_start[row + 1];
    vector *w = g->w + first;

#pragma GCC unroll 8
    for (size_t k = 0; k < n; k++)
        w[x->n_cols * stride + k] += change[k] * constant;
    for (size_t i = x->row_start[row]; i < end; i++) {
        vector *of_col = w + x->col[i] * stride;
        const float val = x->val[i];

#pragma GCC unroll 8
        for (size_t k = 0; k < n; k++)
            of_col[k] += change[k] * val;
    }
}

/* The sign bit where y = -1: in all lanes of a vector but the row's own, `own` (outside of [0, LANES): it is in another vector). */
INLINE mask turned(int32_t own)
{
    static const mask number = { 0, 1, 2, 3 };

    return (number != own) & INT32_MIN;
}

/* Hsieh et al. 2008, algorithm 1 for U = infinity, in each lane (y = 1 in the row's own lane, -1 in the others):
 *
 *     G = y w'x - 1 + D alpha      PG = G, but min(G, 0) where alpha = 0      alpha' = max(alpha - G / Q_ii, 0)
 *
 * Returns (alpha' - alpha) y, the change of w per unit of x; 0 in lanes that have stopped. `own` as in turned. */
INLINE vector step(struct group *g, vector *alpha, size_t k, vector sum, struct price price, int32_t own)
{
    const mask turn = turned(own);
    const vector gradient = (vector)((mask)sum ^ turn) - 1.0F + *alpha * price.diagonal;
    const vector projected = (vector)((mask)gradient & ((*alpha > 0.0F) | (gradient < 0.0F)));
    vector next = *alpha - gradient * price.inverse, change;

    next = (vector)((mask)next & (next > 0.0F));
    next = choose(g->live[k], next, *alpha);
    change = next - *alpha;
    *alpha = next;
    g->highest[k] = choose(projected > g->highest[k], projected, g->highest[k]);
    g->lowest[k] = choose(projected < g->lowest[k], projected, g->lowest[k]);
    return (vector)((mask)change ^ turn);
}

/* n is a constant where this is expanded, so that the sums are registers. */
INLINE void visit(struct group *g, size_t place, size_t next, size_t first, const size_t n)
{
    const struct joint *joint = g->joint;
    const struct joint_problem *problem = joint->problem;
    const size_t row = problem->rows[place];
    const struct price price = joint->price[place];
    const int32_t own = joint->lane_of[problem->y[place]] - (int32_t)(g->first_lane + first * LANES);
    vector lanes[BLOCK];
    mask moved = { 0 };

    gather(lanes, g, row, next, first, n);
#pragma GCC unroll 8
    for (size_t k = 0; k < n; k++) {
        lanes[k] = step(g, g->alpha + place * g->width + first + k, first + k, lanes[k], price, own - (int32_t)k * LANES);
        moved |= lanes[k] != 0.0F;
    }
    if ((moved[0] | moved[1] | moved[2] | moved[3]) != 0)
        scatter(lanes, g, row, first, n);
}

static void visit_vectors(struct group *g, size_t place, size_t next, size_t first, size_t n)
{
    switch (n) {
    case 1: visit(g, place, next, first, 1); break;
    case 2: visit(g, place, next, first, 2); break;
    case 3: visit(g, place, next, first, 3); break;
    case 4: visit(g, place, next, first, 4); break;
    case 5: visit(g, place, next, first, 5); break;
    case 6: visit(g, place, next, first, 6); break;
    case 7: visit(g, place, next, first, 7); break;
    default: visit(g, place, next, first, BLOCK); break;
    }
}

/* --- one epoch -------------------------------------------------------------------------------------------------- */

/* The row after the next: its columns, its values, its dual variables. */
INLINE void prefetch_row(const struct group *g, size_t place)
{
    const struct csr *x = g->joint->problem->x;
    const size_t per_line = CACHE_LINE / sizeof *x->col;
    const size_t row = g->joint->problem->rows[place], start = x->row_start[row];
    size_t end = x->row_start[row + 1];

    if (end > start + PREFETCH_LINES * per_line)
        end = start + PREFETCH_LINES * per_line;
    for (size_t i = start; i < end; i += per_line) {
        __builtin_prefetch(x->col + i);
        __builtin_prefetch(x->val + i);
    }
    __builtin_prefetch(g->alpha + place * g->width);
}

static void run_epoch(struct group *g)
{
    const size_t n = g->joint->n_used;

    for (size_t i = 0; i < n; i++) {
        size_t next = g->joint->problem->rows[g->order[i + 1 < n ? i + 1 : i]];

        if (i + 2 < n)
            prefetch_row(g, g->order[i + 2]);
        for (size_t first = 0; first < g->width; first += BLOCK)
            visit_vectors(g, g->order[i], next, first, g->width - first);
    }
}

/* Fisher and Yates. */
static void shuffle(uint32_t *order, size_t n, struct rng *rng)
{
    for (size_t i = 0; i + 1 < n; i++) {
        size_t j = i + rng_below(rng, (uint32_t)(n - i));
        uint32_t other = order[j];

        order[j] = order[i];
        order[i] = other;
    }
}

static void forget_gradients(struct group *g)
{
    for (size_t k = 0; k < g->width; k++) {
        g->highest[k] = (vector){ 0 } - INFINITY;
        g->lowest[k] = (vector){ 0 } + INFINITY;
    }
}

/* Returns how many lanes of the group are still live. */
static size_t stop_lanes(struct group *g)
{
    size_t n_live = 0;

    for (size_t lane = 0; lane < g->n_lanes; lane++) {
        size_t k = lane / LANES, at = lane % LANES;

        if ((double)g->highest[k][at] - (double)g->lowest[k][at] <= g->joint->problem->epsilon)
            g->live[k][at] = 0;
        n_live += g->live[k][at] != 0;
    }
    return n_live;
}

/* --- a group ---------------------------------------------------------------------------------------------------- */

static void close_group(struct group *g)
{
    mem_free(g->order);
    mem_free(g->w);
    mem_free(g->alpha);
    mem_free(g->highest);
    mem_free(g->lowest);
    mem_free(g->live);
}

/* Whole vectors are shared out, so that only the last group may have unused lanes. */
static int open_group(struct group *g, const struct joint *joint, size_t index, struct err *err)
{
    const struct joint_problem *problem = joint->problem;
    size_t n_vectors = (joint->n_lanes + LANES - 1) / LANES;
    size_t first = index * n_vectors / joint->n_groups, end = (index + 1) * n_vectors / joint->n_groups;

    *g = (struct group){ .joint = joint, .first_lane = first * LANES, .width = end - first };
    g->n_lanes = (end * LANES < joint->n_lanes ? end * LANES : joint->n_lanes) - g->first_lane;
    g->order = mem_alloc(joint->n_used * sizeof *g->order);
    g->stride = g->width == 3 ? 4 : g->width;
    g->w = mem_calloc_aligned(((size_t)problem->x->n_cols + 1) * g->stride, sizeof *g->w);
    g->alpha = mem_calloc(problem->n_rows * g->width, sizeof *g->alpha);
    g->highest = mem_alloc(g->width * sizeof *g->highest);
    g->lowest = mem_alloc(g->width * sizeof *g->lowest);
    g->live = mem_calloc(g->width, sizeof *g->live);
    if (g->order == NULL || g->w == NULL || g->alpha == NULL || g->highest == NULL || g->lowest == NULL || g->live == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < joint->n_used; i++)
        g->order[i] = joint->used[i];
    for (size_t lane = 0; lane < g->n_lanes; lane++)
        g->live[lane / LANES][lane % LANES] = -1;
    return 0;
}

/* Column after column, as both sides stand in memory. Each thread writes the outputs of its own lanes. */
static int put_weights(const struct group *g, struct err *err)
{
    struct linear_model *model = g->joint->model;
    const uint32_t *class_of = g->joint->class_of + g->first_lane;
    const vector *constant = g->w + model->n_cols * g->stride;
    bool finite = true;

    for (size_t col = 0; col < model->n_cols; col++) {
        for (size_t lane = 0; lane < g->n_lanes; lane++) {
            float w = g->w[col * g->stride + lane / LANES][lane % LANES];

            finite &= isfinite(w) != 0;
            model->w[col * model->n_outputs + class_of[lane]] = w;
        }
    }
    for (size_t lane = 0; lane < g->n_lanes; lane++) {
        model->bias[class_of[lane]] = (double)constant[lane / LANES][lane % LANES] * g->joint->problem->bias;
        finite &= isfinite(model->bias[class_of[lane]]) != 0;
    }
    return finite ? 0 : err_set(err, ERR_REFUSED, "the weights are not finite numbers; the features are too large");
}

static int solve_group(void *ctx, size_t index, struct err *err)
{
    const struct joint *joint = ctx;
    struct group g;
    struct rng rng;
    unsigned n_epochs = 0;
    size_t n_live;
    int rc = open_group(&g, joint, index, err);

    if (rc < 0)
        goto done;
    rng_init(&rng, joint->problem->seed);
    do {
        forget_gradients(&g);
        shuffle(g.order, joint->n_used, &rng);
        run_epoch(&g);
        n_epochs++;
        n_live = stop_lanes(&g);
    } while (n_live > 0 && n_epochs < JOINT_EPOCHS_MAX);
    joint->n_epochs[index] = n_epochs;
    rc = put_weights(&g, err);
done:
    close_group(&g);
    return rc;
}

/* --- all of it -------------------------------------------------------------------------------------------------- */

static double c_of_row(const struct joint_problem *problem, size_t place)
{
    double weight = problem->row_weight == NULL ? 1 : (double)problem->row_weight[place];

    assert(isfinite(weight) && weight >= 0);

    return problem->c * weight;
}

/* The rows that count, what they cost, and a lane for each class among them. */
static int price_rows(struct joint *joint, struct err *err)
{
    const struct joint_problem *problem = joint->problem;
    const struct csr *x = problem->x;

    joint->price = mem_alloc(problem->n_rows * sizeof *joint->price);
    joint->used = mem_alloc(problem->n_rows * sizeof *joint->used);
    if (joint->price == NULL || joint->used == NULL)
        return err_nomem(err);
    for (size_t place = 0; place < problem->n_rows; place++) {
        size_t row = problem->rows[place];
        double c = c_of_row(problem, place), quadratic = problem->bias * problem->bias + 0.5 / c;

        assert(problem->y[place] >= 0 && (size_t)problem->y[place] < problem->n_classes);
        if (c < least)
            continue;
        for (size_t i = x->row_start[row]; i < x->row_start[row + 1]; i++)
            quadratic += (double)x->val[i] * (double)x->val[i];
        joint->price[place] = (struct price){ (float)(0.5 / c), (float)(1 / fmax(quadratic, least)) };
        joint->used[joint->n_used++] = (uint32_t)place;
    }
    return 0;
}

static int number_lanes(struct joint *joint, struct err *err)
{
    const struct joint_problem *problem = joint->problem;

    joint->lane_of = mem_alloc(problem->n_classes * sizeof *joint->lane_of);
    joint->class_of = mem_alloc(problem->n_classes * sizeof *joint->class_of);
    if (joint->lane_of == NULL || joint->class_of == NULL)
        return err_nomem(err);
    for (size_t class = 0; class < problem->n_classes; class++)
        joint->lane_of[class] = -1;
    for (size_t i = 0; i < joint->n_used; i++)
        joint->lane_of[problem->y[joint->used[i]]] = 0;
    for (size_t class = 0; class < problem->n_classes; class++) {
        if (joint->lane_of[class] < 0)
            continue;
        joint->lane_of[class] = (int32_t)joint->n_lanes;
        joint->class_of[joint->n_lanes++] = (uint32_t)class;
    }
    return 0;
}

static int run_groups(struct joint *joint, struct err *err)
{
    size_t n_most = (joint->n_lanes + LANES - 1) / LANES;
    size_t n_threads = joint->problem->n_threads < 1 ? 1 : (size_t)joint->problem->n_threads;

    if (n_most < 1)
        n_most = 1;
    joint->n_groups = n_threads < n_most ? n_threads : n_most;
    joint->n_epochs = mem_calloc(joint->n_groups, sizeof *joint->n_epochs);
    if (joint->n_epochs == NULL)
        return err_nomem(err);
    for (size_t class = 0; class < joint->problem->n_classes; class++)
        joint->model->bias[class] = -1; /* of the classes without a row */
    return parallel_run((int)joint->n_groups, joint->n_groups, solve_group, joint, err);
}

static void release(struct joint *joint)
{
    mem_free(joint->price);
    mem_free(joint->used);
    mem_free(joint->lane_of);
    mem_free(joint->class_of);
    mem_free(joint->n_epochs);
}

int joint_solve(struct linear_model *out, unsigned *n_epochs, const struct joint_problem *problem, struct err *err)
{
    struct linear_model model = { 0 };
    struct joint joint = { .problem = problem, .model = &model };
    int rc;

    assert(out != NULL);
    assert(problem->n_classes > 0 && problem->n_rows <= UINT32_MAX);
    assert(isfinite(problem->c) && problem->c > 0 && problem->epsilon > 0);
    assert(isfinite(problem->bias) && problem->bias >= 0);

    rc = linear_model_init(&model, problem->x->n_cols, problem->n_classes, err);
    if (rc == 0)
        rc = price_rows(&joint, err);
    if (rc == 0)
        rc = number_lanes(&joint, err);
    if (rc == 0)
        rc = run_groups(&joint, err);
    if (rc == 0) {
        *out = model; /* ownership passes to the caller */
        model = (struct linear_model){ 0 };
        if (n_epochs != NULL)
            *n_epochs = 0;
        for (size_t i = 0; n_epochs != NULL && i < joint.n_groups; i++)
            *n_epochs = joint.n_epochs[i] > *n_epochs ? joint.n_epochs[i] : *n_epochs;
    }
    linear_model_release(&model);
    release(&joint);
    return rc;
}

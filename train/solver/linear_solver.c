/*
 * linear_train: count_classes -> check_rows -> train_jointly (joint_solver.h), or
 *
 * train_by_liblinear: build_nodes -> order_classes (in the caller, once) -> workers_run, whose children run solve_class for one class
 * after another on the shared nodes and whose results come back to take_weights; or solve_here does the same without a child.
 */
#include "train/solver/linear_solver.h"

#include <assert.h>
#include <limits.h>
#include <linear.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/solver/joint_solver.h"
#include "train/solver/workers.h"

/* LIBLINEAR's arrays for one problem stay below 128 bytes a row and a column (its dual logistic solver, the hungriest, takes
 * about 60 a row); the rest is for the C library. */
enum { MEMORY_SPARE = 256 << 20, MEMORY_PER_ROW_OR_COLUMN = 128 };

/* What the children read; complete before the first fork. */
struct task {
    const struct solver_params *params;
    const struct csr *x;
    const uint32_t *rows; /* [n_rows]    */
    const int32_t *y;     /* [n_rows]    */
    size_t n_rows;
    size_t n_classes;
    size_t *count;              /* [n_classes] rows of each class with a weight above 0        */
    uint32_t *order;            /* [n_ordered] classes to solve, longest first                 */
    size_t n_ordered;           /*                                                             */
    struct feature_node *nodes; /*             each row used, once: its columns, bias, end     */
    struct feature_node **row;  /* [n_rows]    where in nodes; repeated rows share             */
    struct linear_model *model; /*             filled by the parent as classes come in         */
};

static bool is_binary(const struct task *task)
{
    return task->n_classes == 2;
}

static int count_classes(struct task *task, struct err *err)
{
    size_t n_present = 0;

    task->count = mem_calloc(task->n_classes, sizeof *task->count);
    if (task->count == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < task->n_rows; i++) {
        assert(task->y[i] >= 0 && (size_t)task->y[i] < task->n_classes);
        if (task->params->row_weight == NULL || task->params->row_weight[i] > 0)
            n_present += task->count[task->y[i]]++ == 0;
    }
    if (n_present < 2)
        return err_set(err, ERR_NODATA, "cannot learn from %zu rows of %zu classes: two classes are needed",
                       task->n_rows, n_present);
    return 0;
}

/* LIBLINEAR indexes with int, and crashes or runs for ever on a row that csr.h forbids. */
static int check_row(const struct csr *x, size_t row, struct err *err)
{
    for (size_t i = x->row_start[row]; i < x->row_start[row + 1]; i++) {
        if (x->col[i] >= x->n_cols || (i > x->row_start[row] && x->col[i] <= x->col[i - 1]))
            return err_set(err, ERR_REFUSED, "row %zu: column %u is out of range or out of order", row, x->col[i]);
        if (!isfinite(x->val[i]))
            return err_set(err, ERR_REFUSED, "row %zu: the value of column %u is not a finite number", row, x->col[i]);
    }
    return 0;
}

static int check_rows(const struct task *task, struct err *err)
{
    int rc = 0;

    if (task->n_rows > INT_MAX)
        return err_set(err, ERR_REFUSED, "%zu rows are more than the solvers can count", task->n_rows);
    for (size_t i = 0; rc == 0 && i < task->n_rows; i++) {
        assert(task->rows[i] < task->x->n_rows);
        rc = check_row(task->x, task->rows[i], err);
    }
    return rc;
}

static size_t nodes_of_row(const struct task *task, size_t row)
{
    const struct csr *x = task->x;

    return x->row_start[row + 1] - x->row_start[row] + (task->params->bias > 0) + 1;
}

/* Writes a row behind `node`: indices from 1, the constant column last, then the end mark. Returns the place after it. */
static struct feature_node *put_row(const struct task *task, size_t row, struct feature_node *node)
{
    const struct csr *x = task->x;

    for (size_t i = x->row_start[row]; i < x->row_start[row + 1]; i++)
        *node++ = (struct feature_node){ .index = (int)x->col[i] + 1, .value = (double)x->val[i] };
    if (task->params->bias > 0)
        *node++ = (struct feature_node){ .index = (int)x->n_cols + 1, .value = task->params->bias };
    *node++ = (struct feature_node){ .index = -1 };
    return node;
}

/* 16 bytes a non-zero, so each row stands there once, however often it is repeated. */
static int build_nodes(struct task *task, struct err *err)
{
    struct feature_node **place = mem_calloc(task->x->n_rows, sizeof(struct feature_node *));
    struct feature_node *next;
    bool *counted = mem_calloc(task->x->n_rows, sizeof *counted);
    size_t n_nodes = 0;
    int rc = 0;

    task->row = mem_calloc(task->n_rows, sizeof(struct feature_node *));
    for (size_t i = 0; counted != NULL && i < task->n_rows; i++) {
        if (!counted[task->rows[i]])
            n_nodes += nodes_of_row(task, task->rows[i]);
        counted[task->rows[i]] = true;
    }
    if (n_nodes <= SIZE_MAX / sizeof *task->nodes)
        task->nodes = mem_alloc(n_nodes * sizeof *task->nodes);
    if (place == NULL || counted == NULL || task->row == NULL || task->nodes == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    next = task->nodes;
    for (size_t i = 0; i < task->n_rows; i++) {
        uint32_t row = task->rows[i];

        if (place[row] == NULL) {
            place[row] = next;
            next = put_row(task, row, next);
        }
        task->row[i] = place[row];
    }
    assert(next == task->nodes + n_nodes);
done:
    mem_free(place);
    mem_free(counted);
    return rc;
}

/* Time grows with the rarer side of a problem. */
static size_t rarer_side(const struct task *task, size_t class)
{
    size_t n = task->count[class];

    return n < task->n_rows - n ? n : task->n_rows - n;
}

/* Longest first, so that the workers end together; classes without a row are left out. Insertion: classes are few. */
static int order_classes(struct task *task, struct err *err)
{
    task->order = mem_alloc(task->n_classes * sizeof *task->order);
    if (task->order == NULL)
        return err_nomem(err);
    for (size_t k = is_binary(task) ? 1 : 0; k < task->n_classes; k++) {
        size_t at = task->n_ordered;

        if (task->count[k] == 0)
            continue;
        while (at > 0 && rarer_side(task, task->order[at - 1]) < rarer_side(task, k)) {
            task->order[at] = task->order[at - 1];
            at--;
        }
        task->order[at] = (uint32_t)k;
        task->n_ordered++;
    }
    return 0;
}

static void say_nothing(const char *text)
{
    (void)text;
}

static int liblinear_solver(enum solver kind)
{
    static const int number[] = {
        [SOLVER_LOGISTIC] = L2R_LR,
        [SOLVER_LOGISTIC_DUAL] = L2R_LR_DUAL,
        [SOLVER_SVM_DUAL] = L2R_L2LOSS_SVC_DUAL,
    };

    assert((size_t)kind < sizeof number / sizeof number[0]);

    return number[kind];
}

/* What a child sends: the weights as floats, then the intercept as a double. */
static int send_weights(const struct task *task, const struct model *solved, struct strbuf *result, struct err *err)
{
    /* LIBLINEAR's weights are for the label that it put first: -1 turns them round. */
    double sign = solved->label[0] > 0 ? 1 : -1;
    uint32_t n_cols = task->x->n_cols;
    double bias = 0;

    assert(solved->nr_class == 2);

    if (strbuf_reserve(result, n_cols * sizeof(float) + sizeof bias) < 0)
        return err_nomem(err);
    for (uint32_t col = 0; col < n_cols; col++) {
        float w = (float)(sign * solved->w[col]);

        if (!isfinite(w))
            return err_set(err, ERR_REFUSED, "the weights are not finite numbers; the features are too large");
        strbuf_add(result, &w, sizeof w);
    }
    if (task->params->bias > 0)
        bias = sign * solved->w[n_cols] * task->params->bias;
    if (!isfinite(bias))
        return err_set(err, ERR_REFUSED, "the intercept is not a finite number; the features are too large");
    strbuf_add(result, &bias, sizeof bias);
    return 0;
}

/* In a child, or here: one class against the rest. What LIBLINEAR takes is freed, for the next class is solved in the same process. */
static int solve_class(const void *ctx, size_t class, struct strbuf *result, struct err *err)
{
    const struct task *task = ctx;
    bool constant = task->params->bias > 0;
    struct parameter parameter = {
        .solver_type = liblinear_solver(task->params->kind),
        .eps = task->params->epsilon,
        .C = task->params->c,
    };
    struct problem problem = {
        .l = (int)task->n_rows,
        .n = (int)task->x->n_cols + constant,
        .x = task->row,
        .bias = constant ? task->params->bias : -1,
    };
    struct model *solved;
    int rc;

    problem.y = mem_alloc(task->n_rows * sizeof *problem.y);
    if (problem.y == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < task->n_rows; i++)
        problem.y[i] = (size_t)task->y[i] == class ? 1 : -1;
    assert(check_parameter(&problem, &parameter) == NULL);
    set_print_string_function(say_nothing);
    if (!task->params->here)
        srand((unsigned)(task->params->seed + class)); /* the dual solvers shuffle with rand() */
    solved = train(&problem, &parameter);
    rc = send_weights(task, solved, result, err);
    free_and_destroy_model(&solved);
    mem_free(problem.y);
    return rc;
}

static int take_weights(void *ctx, size_t class, const char *data, size_t len, struct err *err)
{
    const struct task *task = ctx;
    struct linear_model *model = task->model;
    size_t k = is_binary(task) ? 0 : class;

    if (len != model->n_cols * sizeof(float) + sizeof(double))
        return err_set(err, ERR_IO, "the worker sent %zu bytes of weights", len);
    for (size_t col = 0; col < model->n_cols; col++)
        memcpy(&model->w[col * model->n_outputs + k], data + col * sizeof(float), sizeof(float));
    memcpy(&model->bias[k], data + model->n_cols * sizeof(float), sizeof(double));
    return 0;
}

/* The margin of a class that has no row: its SVM would answer -1 everywhere, its regression the rule of succession, p =
 * 1 / (n + 2). */
static double absent_margin(const struct task *task)
{
    return task->params->kind == SOLVER_SVM_DUAL ? -1 : -log((double)task->n_rows + 1);
}

/* The one problem of two classes, with what a child would send. */
static int solve_here(struct task *task, struct err *err)
{
    struct strbuf result;
    int rc;

    assert(is_binary(task) && task->params->kind == SOLVER_LOGISTIC && task->n_ordered == 1);

    strbuf_init(&result);
    rc = solve_class(task, task->order[0], &result, err);
    if (rc == 0)
        rc = take_weights(task, task->order[0], result.data, result.len, err);
    strbuf_release(&result);
    return rc;
}

static int solve_all(struct task *task, struct err *err)
{
    const struct workers workers = {
        .name = "class",
        .n_workers = task->params->n_workers,
        .n_jobs = task->n_ordered,
        .order = task->order,
        .result_bytes_max = task->x->n_cols * sizeof(float) + sizeof(double),
        .memory_bytes = MEMORY_SPARE + (task->n_rows + task->x->n_cols) * MEMORY_PER_ROW_OR_COLUMN,
        .job = solve_class,
        .take = take_weights,
        .ctx = task,
    };

    for (size_t k = 0; k < task->model->n_outputs; k++)
        task->model->bias[k] = absent_margin(task);
    return task->params->here ? solve_here(task, err) : workers_run(&workers, err);
}

static void check_params(const struct solver_params *params)
{
    assert(isfinite(params->c) && params->c > 0);
    assert(isfinite(params->epsilon) && params->epsilon > 0);
    assert(isfinite(params->bias) && params->bias >= 0);
}

bool linear_train_forks(enum solver kind, size_t n_classes)
{
    return kind != SOLVER_SVM_JOINT && (kind != SOLVER_SVM_DUAL || n_classes <= 2);
}

static int train_by_liblinear(struct linear_model *out, struct task *task, struct err *err)
{
    struct linear_model model = { 0 };
    int rc = linear_model_init(&model, task->x->n_cols, is_binary(task) ? 1 : task->n_classes, err);

    task->model = &model;
    if (rc == 0)
        rc = build_nodes(task, err);
    if (rc == 0)
        rc = order_classes(task, err);
    if (rc == 0)
        rc = solve_all(task, err);
    if (rc == 0) {
        *out = model; /* ownership passes to the caller */
        model = (struct linear_model){ 0 };
    }
    linear_model_release(&model);
    mem_free(task->nodes);
    mem_free(task->row);
    mem_free(task->order);
    return rc;
}

static int train_jointly(struct linear_model *out, const struct task *task, struct err *err)
{
    const struct solver_params *params = task->params;
    const struct joint_problem problem = {
        .x = task->x,
        .rows = task->rows,
        .y = task->y,
        .row_weight = params->row_weight,
        .n_rows = task->n_rows,
        .n_classes = task->n_classes,
        .c = params->c,
        .epsilon = params->epsilon,
        .bias = params->bias,
        .seed = params->seed,
        .n_threads = params->n_workers > 0 ? params->n_workers : parallel_cores(),
    };

    return joint_solve(out, NULL, &problem, err);
}

int linear_train(struct linear_model *out, const struct csr *x, const uint32_t *rows, const int32_t *y, size_t n_rows,
                 size_t n_classes, const struct solver_params *params, struct err *err)
{
    struct task task = { .params = params, .x = x, .rows = rows, .y = y, .n_rows = n_rows, .n_classes = n_classes };
    bool forks = linear_train_forks(params->kind, n_classes);
    int rc;

    assert(out != NULL);
    check_params(params);

    if (forks && params->row_weight != NULL)
        return err_set(err, ERR_USAGE, "rows cannot be weighted for LIBLINEAR; repeat them instead");
    rc = count_classes(&task, err);
    if (rc == 0)
        rc = check_rows(&task, err);
    if (rc == 0)
        rc = forks ? train_by_liblinear(out, &task, err) : train_jointly(out, &task, err);
    mem_free(task.count);
    return rc;
}

static char version_text[32];

static void write_version(void)
{
    snprintf(version_text, sizeof version_text, "LIBLINEAR %d.%02d", liblinear_version / 100, liblinear_version % 100);
}

/* Of the library that runs, which need not be the one we compiled against. */
const char *linear_solver_version(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, write_version);
    return version_text;
}

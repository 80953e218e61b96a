/*
 *   naive_bayes_add -> sum of each class (add_class); then a run of columns a thread, by blocks: add_run -> add_block (add_values, add_weights)
 */
#include "train/learn/naive_bayes.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

/* What every class has of every column before anything is counted. On three inner cuts of Xamarin's teams .001 to .01 gave the same log-loss within .005. */
static const double smoothing = 0.003;

/* Columns counted at a time: 117 classes take 4 MiB. Runs: at most that many, so that a run is some blocks and a place in each row is found once a run. */
enum { BLOCK_COLUMNS = 4096, RUNS = 16 };

struct counting {
    struct linear_model *m;
    const struct csr    *x;
    const uint32_t      *at;
    const int32_t       *y;
    size_t               n;
    double               share;
    double               log_smoothing;
    double              *log_sum; /* [n_outputs] ln(sum over columns of F + a n_cols) */
    size_t               n_blocks, n_runs;
};

/* The first nonzero of a row at or behind column `col`. */
static size_t first_from(const struct csr *x, size_t row, uint32_t col)
{
    size_t low = x->row_start[row], high = x->row_start[row + 1];

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (x->col[middle] < col)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* next [n]: where each row goes on; behind the block's columns afterwards. */
static void add_values(double *F, size_t *next, const struct counting *c, uint32_t from, uint32_t end)
{
    size_t K = c->m->n_outputs;

    for (size_t i = 0; i < c->n; i++) {
        size_t stop = c->x->row_start[c->at[i] + 1], z = next[i];

        for (; z < stop && c->x->col[z] < end; z++)
            F[(size_t)(c->x->col[z] - from) * K + (size_t)c->y[i]] += (double)c->x->val[z];
        next[i] = z;
    }
}

/* F [n_outputs] of one column; a column that no row has says nothing. */
static void add_weights(float *w, double *F, const struct counting *c)
{
    size_t K = c->m->n_outputs;
    double mean = 0, sum = 0;

    for (size_t k = 0; k < K; k++)
        sum += F[k];
    for (size_t k = 0; sum > 0 && k < K; k++) {
        F[k] = (F[k] > 0 ? log(F[k] + smoothing) : c->log_smoothing) - c->log_sum[k]; /* most classes have none of most columns */
        mean += F[k] / (double)K;
    }
    for (size_t k = 0; sum > 0 && k < K; k++)
        w[k] += (float)(c->share * (F[k] - mean));
}

static void add_block(double *F, size_t *next, const struct counting *c, size_t block)
{
    size_t K = c->m->n_outputs;
    uint32_t from = (uint32_t)block * BLOCK_COLUMNS, end = c->m->n_cols - from < BLOCK_COLUMNS ? c->m->n_cols : from + BLOCK_COLUMNS;

    memset(F, 0, (size_t)(end - from) * K * sizeof(*F));
    add_values(F, next, c, from, end);
    for (uint32_t col = from; col < end; col++)
        add_weights(c->m->w + (size_t)col * K, F + (size_t)(col - from) * K, c);
}

static int add_run(void *ctx, size_t run, struct err *err)
{
    const struct counting *c = ctx;
    size_t first = run * c->n_blocks / c->n_runs, end = (run + 1) * c->n_blocks / c->n_runs;
    double *F = mem_alloc(BLOCK_COLUMNS * c->m->n_outputs * sizeof(*F));
    size_t *next = mem_calloc(c->n, sizeof(*next));
    int rc = F == NULL || next == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < c->n; i++)
        next[i] = first_from(c->x, c->at[i], (uint32_t)first * BLOCK_COLUMNS);
    for (size_t block = first; rc == 0 && block < end; block++)
        add_block(F, next, c, block);
    mem_free(next);
    mem_free(F);
    return rc;
}

/* All values of a class's rows. */
static int add_class(void *ctx, size_t k, struct err *err)
{
    struct counting *c = ctx;
    double sum = 0;

    (void)err;
    for (size_t i = 0; i < c->n; i++)
        for (size_t z = c->x->row_start[c->at[i]]; c->y[i] == (int32_t)k && z < c->x->row_start[c->at[i] + 1]; z++)
            sum += (double)c->x->val[z];
    c->log_sum[k] = log(sum + smoothing * c->m->n_cols);
    return 0;
}

int naive_bayes_add(struct linear_model *m, const struct csr *x, const uint32_t *at, const int32_t *y, size_t n, double share, int n_threads, struct err *err)
{
    struct counting c = { .m = m, .x = x, .at = at, .y = y, .n = n, .share = share, .log_smoothing = log(smoothing) };
    int rc;

    assert(x->n_cols == m->n_cols);
    c.log_sum = mem_calloc(m->n_outputs, sizeof(*c.log_sum));
    if (c.log_sum == NULL)
        return err_nomem(err);
    c.n_blocks = (m->n_cols + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
    c.n_runs = c.n_blocks < RUNS ? c.n_blocks : RUNS;
    if (n_threads >= 1 && c.n_runs > (size_t)n_threads) /* a sum is that of its column alone: how many runs there are does not show */
        c.n_runs = (size_t)n_threads;
    rc = parallel_run(n_threads, m->n_outputs, add_class, &c, err);
    if (rc == 0)
        rc = parallel_run(n_threads, c.n_runs, add_run, &c, err);
    mem_free(c.log_sum);
    return rc;
}

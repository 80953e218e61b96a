/*
 * dense_orthonormalise: twice (dense_gram -> factor -> solve_rows), or once by the eigenvectors of the Gram matrix (keep_range) where that has no
 * Cholesky factor.
 *
 * Gram matrices are made in double, of rows widened block by block: columns that are independent in float then have a factor.
 */
#include "train/solver/dense.h"

#include <assert.h>
#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/solver/dense_product.h"

enum {
    BLOCK_ROWS = 512, /* widened to double at a time: 110 columns of them stay in the cache */
    SUMS_MAX = 32     /* partial Gram matrices, each of consecutive blocks                   */
};

/* A pivot, or the root of an eigenvalue, below this share of the largest is noise of the floats that it was made from. */
static const double least_share = 1e-5;

static void use_one_thread(void)
{
    openblas_set_num_threads(1);
}

static void setup(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, use_one_thread);
}

int dense_init(struct dense *m, size_t n_rows, size_t n_cols, struct err *err)
{
    struct dense fresh = { .n_rows = n_rows, .n_cols = n_cols };

    if (n_cols > 0 && n_rows > SIZE_MAX / sizeof *fresh.a / n_cols)
        return err_nomem(err);
    fresh.a = mem_calloc(n_rows * n_cols, sizeof *fresh.a);
    if (fresh.a == NULL)
        return err_nomem(err);
    *m = fresh;
    return 0;
}

void dense_release(struct dense *m)
{
    mem_free(m->a);
    *m = (struct dense){ 0 };
}

/* --- Gram matrix ------------------------------------------------------------------------------------------------ */

struct gram {
    const struct dense *m;
    size_t n_sums, n_blocks;
    double *sum; /* [n_sums * n_cols * n_cols] */
};

/* The lower triangle over one share of the blocks. */
static int add_blocks(void *ctx, size_t s, struct err *err)
{
    const struct gram *g = ctx;
    const struct dense *m = g->m;
    double *wide = mem_alloc(BLOCK_ROWS * m->n_cols * sizeof *wide);

    if (wide == NULL)
        return err_nomem(err);
    for (size_t b = s * g->n_blocks / g->n_sums; b < (s + 1) * g->n_blocks / g->n_sums; b++) {
        size_t from = b * BLOCK_ROWS, n = m->n_rows - from < BLOCK_ROWS ? m->n_rows - from : BLOCK_ROWS;

        for (size_t i = 0; i < n * m->n_cols; i++)
            wide[i] = (double)m->a[from * m->n_cols + i];
        cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, (int)m->n_cols, (int)n, 1, wide, (int)m->n_cols, 1,
                    g->sum + s * m->n_cols * m->n_cols, (int)m->n_cols);
    }
    mem_free(wide);
    return 0;
}

int dense_gram(double *out, const struct dense *m, int n_threads, struct err *err)
{
    size_t n = m->n_cols;
    struct gram g = { .m = m, .n_blocks = (m->n_rows + BLOCK_ROWS - 1) / BLOCK_ROWS };
    int rc;

    assert(n <= INT32_MAX);

    setup();
    g.n_sums = g.n_blocks < SUMS_MAX ? g.n_blocks : SUMS_MAX;
    g.sum = mem_calloc(g.n_sums * n * n, sizeof *g.sum);
    if (g.sum == NULL)
        return err_nomem(err);
    rc = n == 0 ? 0 : parallel_run(n_threads, g.n_sums, add_blocks, &g, err);
    if (rc == 0) {
        memset(out, 0, n * n * sizeof *out);
        for (size_t s = 0; s < g.n_sums; s++)
            for (size_t i = 0; i < n * n; i++)
                out[i] += g.sum[s * n * n + i];
        for (size_t i = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++)
                out[i * n + j] = out[j * n + i];
    }
    mem_free(g.sum);
    return rc;
}

/* --- rows times a small matrix ---------------------------------------------------------------------------------- */

struct row_work {
    const struct dense *from;
    struct dense *to;
    const float *b;
};

static size_t block_of(size_t n_rows, size_t block)
{
    size_t from = block * BLOCK_ROWS;

    return n_rows - from < BLOCK_ROWS ? n_rows - from : BLOCK_ROWS;
}

static int multiply_block(void *ctx, size_t block, struct err *err)
{
    const struct row_work *w = ctx;
    size_t at = block * BLOCK_ROWS;

    (void)err;
    dense_product(w->to->a + at * w->to->n_cols, w->from->a + at * w->from->n_cols, w->b, block_of(w->from->n_rows, block),
                  w->from->n_cols, w->to->n_cols);
    return 0;
}

/* rows times the inverse of an upper triangle, in place */
static int solve_block(void *ctx, size_t block, struct err *err)
{
    const struct row_work *w = ctx;
    size_t n = w->to->n_cols;

    (void)err;
    cblas_strsm(CblasRowMajor, CblasRight, CblasUpper, CblasNoTrans, CblasNonUnit, (int)block_of(w->to->n_rows, block),
                (int)n, 1, w->b, (int)n, w->to->a + block * BLOCK_ROWS * n, (int)n);
    return 0;
}

static float *narrowed(const double *b, size_t n, struct err *err)
{
    float *narrow = mem_alloc(n * sizeof *narrow);

    if (narrow == NULL)
        err_nomem(err);
    for (size_t i = 0; narrow != NULL && i < n; i++)
        narrow[i] = (float)b[i];
    return narrow;
}

int dense_multiply(struct dense *m, const double *b, size_t n, int n_threads, struct err *err)
{
    struct dense out = { 0 };
    struct row_work w = { .from = m, .to = &out };
    float *narrow = narrowed(b, m->n_cols * n, err);
    int rc = narrow == NULL ? ERR_NOMEM : dense_init(&out, m->n_rows, n, err);

    w.b = narrow;
    if (rc == 0)
        rc = parallel_run(n_threads, (m->n_rows + BLOCK_ROWS - 1) / BLOCK_ROWS, multiply_block, &w, err);
    mem_free(narrow);
    if (rc < 0) {
        dense_release(&out);
        return rc;
    }
    dense_release(m);
    *m = out;
    return 0;
}

/* --- eigenvectors ----------------------------------------------------------------------------------------------- */

static void fix_sign(double *a, size_t n, size_t col)
{
    size_t largest = 0;
    double sign;

    for (size_t i = 1; i < n; i++)
        if (fabs(a[i * n + col]) > fabs(a[largest * n + col]))
            largest = i;
    sign = a[largest * n + col] < 0 ? -1 : 1;
    for (size_t i = 0; i < n; i++)
        a[i * n + col] *= sign;
}

int dense_eigen(double *value, double *a, size_t n, struct err *err)
{
    lapack_int info;

    assert(n <= INT32_MAX);

    setup();
    if (n == 0)
        return 0;
    info = LAPACKE_dsyevd(LAPACK_ROW_MAJOR, 'V', 'L', (int)n, a, (int)n, value);
    if (info == LAPACK_WORK_MEMORY_ERROR || info == LAPACK_TRANSPOSE_MEMORY_ERROR)
        return err_nomem(err);
    if (info != 0)
        return err_set(err, ERR_REFUSED, "the eigenvalues of a matrix of %zu columns do not converge", n);
    for (size_t i = 0; i < n / 2; i++) {
        double other = value[i];

        value[i] = value[n - 1 - i];
        value[n - 1 - i] = other;
        for (size_t row = 0; row < n; row++) {
            other = a[row * n + i];
            a[row * n + i] = a[row * n + n - 1 - i];
            a[row * n + n - 1 - i] = other;
        }
    }
    for (size_t col = 0; col < n; col++)
        fix_sign(a, n, col);
    return 0;
}

/* --- orthonormal columns ---------------------------------------------------------------------------------------- */

/* The upper Cholesky factor of `gram`, in place; false where it has none, or one whose pivots say that columns depend on others. */
static bool factor(double *gram, size_t n)
{
    double least, most;

    /* the lower triangle by columns is the upper one by rows */
    if (LAPACKE_dpotrf(LAPACK_COL_MAJOR, 'L', (int)n, gram, (int)n) != 0)
        return false;
    least = most = gram[0];
    for (size_t i = 1; i < n; i++) {
        least = fmin(least, gram[i * n + i]);
        most = fmax(most, gram[i * n + i]);
    }
    return least > least_share * most;
}

static int solve_rows(struct dense *m, const double *upper, int n_threads, struct err *err)
{
    struct row_work w = { .to = m };
    float *narrow = narrowed(upper, m->n_cols * m->n_cols, err);
    int rc;

    if (narrow == NULL)
        return ERR_NOMEM;
    w.b = narrow;
    rc = parallel_run(n_threads, (m->n_rows + BLOCK_ROWS - 1) / BLOCK_ROWS, solve_block, &w, err);
    mem_free(narrow);
    return rc;
}

/* The range of the columns: m'm = V L V', m V L^(-1/2) over the eigenvalues that are not noise. */
static int keep_range(struct dense *m, double *gram, int n_threads, struct err *err)
{
    size_t n = m->n_cols, rank = 0;
    double *value = mem_alloc(n * sizeof *value), *b = mem_alloc(n * n * sizeof *b);
    int rc = value == NULL || b == NULL ? err_nomem(err) : dense_eigen(value, gram, n, err);

    if (rc == 0) {
        while (rank < n && value[rank] > 0 && sqrt(value[rank]) > least_share * sqrt(value[0]))
            rank++;
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < rank; k++)
                b[i * rank + k] = gram[i * n + k] / sqrt(value[k]);
        rc = dense_multiply(m, b, rank, n_threads, err);
    }
    mem_free(value);
    mem_free(b);
    return rc;
}

int dense_orthonormalise(struct dense *m, int n_threads, struct err *err)
{
    double *gram = mem_alloc(m->n_cols * m->n_cols * sizeof *gram);
    int rc = gram == NULL ? err_nomem(err) : 0;

    setup();
    for (int pass = 0; rc == 0 && pass < 2 && m->n_cols > 0; pass++) {
        rc = dense_gram(gram, m, n_threads, err);
        if (rc == 0 && factor(gram, m->n_cols)) {
            rc = solve_rows(m, gram, n_threads, err);
        } else if (rc == 0) {
            rc = dense_gram(gram, m, n_threads, err); /* potrf has written over it */
            if (rc == 0)
                rc = keep_range(m, gram, n_threads, err);
        }
    }
    mem_free(gram);
    return rc;
}

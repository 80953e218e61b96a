/*
 * lsa_fit: sketch (X times random columns) -> power passes (X' Q, X Z, orthonormal in between) -> find_axes.
 *
 * X' is made once, so that both products are sums within one row and can be shared out over threads without changing them.
 */
#include "train/cluster/lsa.h"

#include <assert.h>
#include <math.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "datasets/base/rng.h"
#include "train/solver/sparse_product.h"

enum {
    OVERSAMPLING = 10, /* columns beyond the rank (Halko et al. 2011, section 4.2)        */
    WORK_ROWS = 256    /* of one job                                                      */
};

/* Axes of less than this share of the largest singular value are rounding. */
static const double least_share = 1e-4;

/* --- sparse times dense ----------------------------------------------------------------------------------------- */

struct spread {
    const struct csr *x;
    const float *b; /* [x->n_cols * n] */
    float *out;     /* [x->n_rows * n] */
    size_t n;
};

static int spread_rows(void *ctx, size_t job, struct err *err)
{
    const struct spread *s = ctx;
    const struct csr *x = s->x;
    size_t end = (job + 1) * WORK_ROWS < x->n_rows ? (job + 1) * WORK_ROWS : x->n_rows;

    (void)err;
    sparse_product(s->out + job * WORK_ROWS * s->n, x, job * WORK_ROWS, end, s->b, s->n);
    return 0;
}

/* out becomes x times b. */
static int multiply(struct dense *out, const struct csr *x, const struct dense *b, int n_threads, struct err *err)
{
    struct dense fresh = { 0 };
    struct spread s = { .x = x, .b = b->a, .n = b->n_cols };

    assert(b->n_rows == x->n_cols);

    if (dense_init(&fresh, x->n_rows, b->n_cols, err) < 0)
        return ERR_NOMEM;
    s.out = fresh.a;
    (void)parallel_run(n_threads, (x->n_rows + WORK_ROWS - 1) / WORK_ROWS, spread_rows, &s, err); /* no job fails */
    dense_release(out);
    *out = fresh;
    return 0;
}

/* --- the axes --------------------------------------------------------------------------------------------------- */

struct fitting {
    const struct csr *x;
    const struct lsa_options *options;
    struct csr transposed;
    struct dense wide; /* a row for each column of x */
    struct dense tall; /* a row for each row of x    */
};

static size_t smallest(size_t a, size_t b)
{
    return a < b ? a : b;
}

static int draw_columns(struct fitting *f, struct err *err)
{
    const struct lsa_options *o = f->options;
    size_t n = smallest(o->rank + OVERSAMPLING, smallest(f->x->n_rows, f->x->n_cols));
    struct rng rng;

    if (dense_init(&f->wide, f->x->n_cols, n, err) < 0)
        return ERR_NOMEM;
    rng_init_named(&rng, o->seed, "lsa");
    for (size_t i = 0; i < f->wide.n_rows * n; i++)
        f->wide.a[i] = (float)rng_normal(&rng);
    return 0;
}

/* Random columns come one after the other; the rows become columns meanwhile. */
static int begin_job(void *ctx, size_t job, struct err *err)
{
    struct fitting *f = ctx;

    return job == 0 ? draw_columns(f, err) : csr_transpose(&f->transposed, f->x, err);
}

static int sketch(struct fitting *f, struct err *err)
{
    int rc = parallel_run(f->options->n_threads, 2, begin_job, f, err);

    return rc < 0 ? rc : multiply(&f->tall, f->x, &f->wide, f->options->n_threads, err);
}

/* The basis nears the leading axes by a factor (value / next value)^2 a pass. */
static int power_pass(struct fitting *f, struct err *err)
{
    int n_threads = f->options->n_threads;
    int rc = multiply(&f->wide, &f->transposed, &f->tall, n_threads, err);

    if (rc == 0)
        rc = dense_orthonormalise(&f->wide, n_threads, err);
    if (rc == 0)
        rc = multiply(&f->tall, f->x, &f->wide, n_threads, err);
    return rc < 0 ? rc : dense_orthonormalise(&f->tall, n_threads, err);
}

static void turn_axes(struct lsa *lsa)
{
    for (size_t k = 0; k < lsa->rank; k++) {
        size_t largest = 0;

        for (size_t i = 1; i < lsa->n_cols; i++)
            if (fabsf(lsa->axis[i * lsa->rank + k]) > fabsf(lsa->axis[largest * lsa->rank + k]))
                largest = i;
        if (lsa->axis[largest * lsa->rank + k] >= 0)
            continue;
        for (size_t i = 0; i < lsa->n_cols; i++)
            lsa->axis[i * lsa->rank + k] = -lsa->axis[i * lsa->rank + k];
    }
}

/* With Q the basis and B = Q'X: B' = X'Q, and BB' = W S^2 W' gives V = B' W / S. */
static int find_axes(struct lsa *out, struct fitting *f, struct err *err)
{
    int n_threads = f->options->n_threads;
    struct lsa lsa = { .n_cols = f->x->n_cols };
    double *gram = NULL;
    size_t n;
    int rc = multiply(&f->wide, &f->transposed, &f->tall, n_threads, err);

    if (rc < 0)
        return rc;
    n = f->wide.n_cols;
    gram = mem_alloc(n * n * sizeof *gram);
    lsa.value = mem_calloc(n, sizeof *lsa.value);
    rc = gram == NULL || lsa.value == NULL ? err_nomem(err) : dense_gram(gram, &f->wide, n_threads, err);
    if (rc == 0)
        rc = dense_eigen(lsa.value, gram, n, err);
    if (rc < 0)
        goto done;
    for (size_t k = 0; k < n; k++)
        lsa.value[k] = lsa.value[k] > 0 ? sqrt(lsa.value[k]) : 0;
    while (lsa.rank < n && lsa.rank < f->options->rank && lsa.value[lsa.rank] > least_share * lsa.value[0])
        lsa.rank++;
    for (size_t i = 0; i < n; i++) /* in place: what is written stands before what is read */
        for (size_t k = 0; k < lsa.rank; k++)
            gram[i * lsa.rank + k] = gram[i * n + k] / lsa.value[k];
    rc = dense_multiply(&f->wide, gram, lsa.rank, n_threads, err);
    if (rc < 0)
        goto done;
    lsa.axis = f->wide.a; /* ownership passes */
    f->wide = (struct dense){ 0 };
    turn_axes(&lsa);
    *out = lsa;
    lsa = (struct lsa){ 0 };
done:
    mem_free(gram);
    lsa_release(&lsa);
    return rc;
}

int lsa_fit(struct lsa *out, const struct csr *x, const struct lsa_options *options, struct err *err)
{
    struct fitting f = { .x = x, .options = options };
    int rc;

    assert(options->rank > 0 && options->n_passes >= 0);

    if (x->row_start[x->n_rows] == 0)
        return err_set(err, ERR_NODATA, "no row has a term");
    rc = sketch(&f, err);
    if (rc == 0)
        rc = dense_orthonormalise(&f.tall, options->n_threads, err);
    for (int pass = 0; rc == 0 && pass < options->n_passes; pass++)
        rc = power_pass(&f, err);
    if (rc == 0)
        rc = find_axes(out, &f, err);
    csr_release(&f.transposed);
    dense_release(&f.wide);
    dense_release(&f.tall);
    return rc;
}

void lsa_release(struct lsa *lsa)
{
    mem_free(lsa->value);
    mem_free(lsa->axis);
    *lsa = (struct lsa){ 0 };
}

/* --- rows along the axes ---------------------------------------------------------------------------------------- */

static void to_unit_length(float *row, size_t n)
{
    double sum = 0, scale;

    for (size_t k = 0; k < n; k++)
        sum += (double)row[k] * (double)row[k];
    scale = sum > 0 ? 1 / sqrt(sum) : 0;
    for (size_t k = 0; k < n; k++)
        row[k] = (float)(nearbyint((double)row[k] * scale / (double)LSA_STEP)) * LSA_STEP;
}

static int some_to_unit_length(void *ctx, size_t job, struct err *err)
{
    struct dense *rows = ctx;
    size_t end = (job + 1) * WORK_ROWS < rows->n_rows ? (job + 1) * WORK_ROWS : rows->n_rows;

    (void)err;
    for (size_t row = job * WORK_ROWS; row < end; row++)
        to_unit_length(rows->a + row * rows->n_cols, rows->n_cols);
    return 0;
}

int lsa_rows(struct dense *out, const struct lsa *lsa, const struct csr *x, int n_threads, struct err *err)
{
    struct dense rows = { 0 };
    struct dense axes = { .n_rows = lsa->n_cols, .n_cols = lsa->rank, .a = lsa->axis };

    assert(x->n_cols == lsa->n_cols);

    if (multiply(&rows, x, &axes, n_threads, err) < 0)
        return ERR_NOMEM;
    (void)parallel_run(n_threads, (rows.n_rows + WORK_ROWS - 1) / WORK_ROWS, some_to_unit_length, &rows, err); /* no job fails */
    *out = rows;
    return 0;
}

#include "train/solver/dense_nearest.h"

#include <assert.h>
#include <stdbool.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "train/solver/dense_product.h"

enum {
    BATCH = 64,  /* queries of one job                                     */
    BLOCK = 1024 /* rows that they meet at a time: 256 KiB of products     */
};

struct search {
    uint32_t *row;
    float *product;
    const struct dense *x, *query;
    const size_t *limit;
    size_t k;
};

/* Whether a goes before b. */
static inline bool is_nearer(float product_a, uint32_t row_a, float product_b, uint32_t row_b)
{
    return product_a > product_b || (product_a == product_b && row_a < row_b);
}

/* Puts a row in its place among the n found so far; the last one falls out where they are k. */
static void insert(uint32_t *row, float *product, size_t *n, size_t k, uint32_t new_row, float new_product)
{
    size_t at = *n < k ? (*n)++ : k - 1;

    for (; at > 0 && is_nearer(new_product, new_row, product[at - 1], row[at - 1]); at--) {
        row[at] = row[at - 1];
        product[at] = product[at - 1];
    }
    row[at] = new_row;
    product[at] = new_product;
}

static size_t limit_of(const struct search *s, size_t q)
{
    return s->limit == NULL || s->limit[q] > s->x->n_rows ? s->x->n_rows : s->limit[q];
}

/* Rows come in ascending order, so one that only equals the last found stays out. */
static void take_block(const struct search *s, size_t q, const float *product, size_t from, size_t end, size_t *n)
{
    uint32_t *row = s->row + q * s->k;
    float *found = s->product + q * s->k;

    if (end > limit_of(s, q))
        end = limit_of(s, q);
    for (size_t i = from; i < end; i++)
        if (*n < s->k || product[i - from] > found[s->k - 1])
            insert(row, found, n, s->k, (uint32_t)i, product[i - from]);
}

static int search_batch(void *ctx, size_t job, struct err *err)
{
    const struct search *s = ctx;
    size_t first = job * BATCH, n_cols = s->x->n_cols, most = 0, n_found[BATCH] = { 0 };
    size_t n = s->query->n_rows - first < BATCH ? s->query->n_rows - first : BATCH;
    float *product = mem_alloc(BATCH * BLOCK * sizeof *product);

    if (product == NULL)
        return err_nomem(err);
    for (size_t q = 0; q < n; q++)
        most = limit_of(s, first + q) > most ? limit_of(s, first + q) : most;
    for (size_t from = 0; from < most; from += BLOCK) {
        size_t n_rows = most - from < BLOCK ? most - from : BLOCK;

        dense_product_transposed(product, s->query->a + first * n_cols, s->x->a + from * n_cols, n, n_cols, n_rows);
        for (size_t q = 0; q < n; q++)
            take_block(s, first + q, product + q * n_rows, from, from + n_rows, &n_found[q]);
    }
    for (size_t q = 0; q < n; q++) {
        for (size_t i = n_found[q]; i < s->k; i++) {
            s->row[(first + q) * s->k + i] = DENSE_NO_ROW;
            s->product[(first + q) * s->k + i] = 0;
        }
    }
    mem_free(product);
    return 0;
}

int dense_nearest(uint32_t *row, float *product, const struct dense *x, const struct dense *query, const size_t *limit,
                  size_t k, int n_threads, struct err *err)
{
    struct search s = { .row = row, .product = product, .x = x, .query = query, .limit = limit, .k = k };

    assert(x->n_cols == query->n_cols && x->n_rows <= UINT32_MAX && k > 0);

    return parallel_run(n_threads, (query->n_rows + BATCH - 1) / BATCH, search_batch, &s, err);
}

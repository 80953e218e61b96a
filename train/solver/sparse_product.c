/*
 * Columns of b by BLOCK vectors of LANES at a time; the last vector ends with the last column and may begin among those before it.
 */
#include "train/solver/sparse_product.h"

#include "datasets/base/wide_vectors.h"

enum { LANES = WIDE_FLOATS, BLOCK = 5 };

struct product {
    float *out;
    const struct csr *x;
    size_t from, end;
    const float *b;
    size_t n;
};

/* Columns [col, col + (vectors - 1) * LANES) of one row, and the LANES from `last` on, which may be some of these again. */
static inline __attribute__((always_inline)) void add_up(const struct product *p, size_t row, size_t col, size_t vectors, size_t last)
{
    float *to = p->out + (row - p->from) * p->n;
    wide_floats sum[BLOCK];

#pragma GCC unroll 5
    for (size_t v = 0; v < vectors; v++)
        sum[v] = (wide_floats){ 0 };
    for (size_t k = p->x->row_start[row]; k < p->x->row_start[row + 1]; k++) {
        const float *from = p->b + (size_t)p->x->col[k] * p->n;
        float val = p->x->val[k];

#pragma GCC unroll 5
        for (size_t v = 0; v + 1 < vectors; v++)
            sum[v] += *(const wide_floats *)(from + col + v * LANES) * val;
        sum[vectors - 1] += *(const wide_floats *)(from + last) * val;
    }
#pragma GCC unroll 5
    for (size_t v = 0; v + 1 < vectors; v++)
        *(wide_floats *)(to + col + v * LANES) = sum[v];
    *(wide_floats *)(to + last) = sum[vectors - 1];
}

/* All columns of one row, fewer than LANES. */
static inline __attribute__((always_inline)) void add_up_few(const struct product *p, size_t row)
{
    float *to = p->out + (row - p->from) * p->n;
    float sum[LANES] = { 0 };
    size_t n = p->n;

    for (size_t k = p->x->row_start[row]; k < p->x->row_start[row + 1]; k++) {
        const float *from = p->b + (size_t)p->x->col[k] * p->n;

        for (size_t i = 0; i < n; i++)
            sum[i] += from[i] * p->x->val[k];
    }
    for (size_t i = 0; i < n; i++)
        to[i] = sum[i];
}

static inline __attribute__((always_inline)) void multiply(const struct product *p)
{
    for (size_t row = p->from; row < p->end; row++) {
        size_t col = 0;

        if (p->n < LANES) {
            add_up_few(p, row);
            continue;
        }
        for (; p->n - col >= BLOCK * LANES; col += BLOCK * LANES)
            add_up(p, row, col, BLOCK, col + (BLOCK - 1) * LANES);
        if (p->n - col > 4 * LANES)
            add_up(p, row, col, 5, p->n - LANES);
        else if (p->n - col > 3 * LANES)
            add_up(p, row, col, 4, p->n - LANES);
        else
            for (; col < p->n; col += LANES)
                add_up(p, row, col, 1, p->n - col < LANES ? p->n - LANES : col);
    }
}

#if WIDE_VECTORS
__attribute__((target("avx512f"))) static void multiply_avx512(const struct product *p)
{
    multiply(p);
}

__attribute__((target("avx2"))) static void multiply_avx2(const struct product *p)
{
    multiply(p);
}
#endif

void sparse_product(float *out, const struct csr *x, size_t from, size_t end, const float *b, size_t n)
{
    const struct product p = { .out = out, .x = x, .from = from, .end = end, .b = b, .n = n };

#if WIDE_VECTORS
    if (__builtin_cpu_supports("avx512f")) {
        multiply_avx512(&p);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        multiply_avx2(&p);
        return;
    }
#endif
    multiply(&p);
}

/*
 * For each panel of LANES columns of b, packed so that they lie side by side: rows of a by ROWS at a time, their sums in registers.
 *
 * The same code is compiled for several widths of vector and chosen when it runs; a vector of LANES is one register or several.
 */
#include "train/solver/dense_product.h"

#include <stdbool.h>
#include <string.h>

enum {
    LANES = 16,  /* columns of a panel                                                    */
    ROWS = 6,    /* with twelve registers of eight lanes for their sums                   */
    INNER = 256  /* of a panel: 16 KiB, which stay in the first cache                     */
};

typedef float lanes __attribute__((vector_size(LANES * sizeof(float)), aligned(sizeof(float))));

struct product {
    float *out;
    const float *a, *b;
    size_t n_rows, n_inner, n;
    bool transposed;
};

/* Columns [col, col + LANES) of b, inner [from, end): zero beyond n. */
static inline __attribute__((always_inline)) void pack(float *panel, const struct product *p, size_t col, size_t from, size_t end)
{
    size_t n = p->n - col < LANES ? p->n - col : LANES;

    if (n < LANES)
        memset(panel, 0, (end - from) * LANES * sizeof *panel);
    if (!p->transposed) {
        for (size_t k = from; k < end; k++)
            memcpy(panel + (k - from) * LANES, p->b + k * p->n + col, n * sizeof *panel);
        return;
    }
    for (size_t j = 0; j < n; j++)
        for (size_t k = from; k < end; k++)
            panel[(k - from) * LANES + j] = p->b[(col + j) * p->n_inner + k];
}

static inline __attribute__((always_inline)) void load(lanes *sum, const float *out, size_t n)
{
    *sum = (lanes){ 0 };
    if (n == LANES)
        *sum = *(const lanes *)out;
    else
        memcpy(sum, out, n * sizeof *out);
}

static inline __attribute__((always_inline)) void store(float *out, const lanes *sum, size_t n)
{
    if (n == LANES)
        *(lanes *)out = *sum;
    else
        memcpy(out, sum, n * sizeof *out);
}

/* `rows` rows from `row` on meet the panel. */
static inline __attribute__((always_inline)) void meet(const struct product *p, const float *panel, size_t row, size_t rows, size_t col, size_t from,
                                                       size_t end)
{
    size_t n = p->n - col < LANES ? p->n - col : LANES;
    const float *a = p->a + row * p->n_inner;
    lanes sum[ROWS];

#pragma GCC unroll 6
    for (size_t r = 0; r < rows; r++) {
        sum[r] = (lanes){ 0 };
        if (from > 0)
            load(&sum[r], p->out + (row + r) * p->n + col, n);
    }
    for (size_t k = from; k < end; k++) {
        lanes b = *(const lanes *)(panel + (k - from) * LANES);

#pragma GCC unroll 6
    for (size_t r = 0; r < rows; r++)
            sum[r] += a[r * p->n_inner + k] * b;
    }
#pragma GCC unroll 6
    for (size_t r = 0; r < rows; r++)
        store(p->out + (row + r) * p->n + col, &sum[r], n);
}

static inline __attribute__((always_inline)) void multiply(const struct product *p)
{
    float panel[INNER * LANES];

    for (size_t col = 0; col < p->n; col += LANES) {
        for (size_t from = 0; from < p->n_inner; from += INNER) {
            size_t end = p->n_inner - from < INNER ? p->n_inner : from + INNER, row = 0;

            pack(panel, p, col, from, end);
            for (; row + ROWS <= p->n_rows; row += ROWS)
                meet(p, panel, row, ROWS, col, from, end);
            for (; row < p->n_rows; row++)
                meet(p, panel, row, 1, col, from, end);
        }
    }
}

/* Not under GCC's address sanitizer, which does not align what it puts on the stack to the width of such vectors (GCC bug 110027). */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#define WIDE_VECTORS 1
#else
#define WIDE_VECTORS 0
#endif

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

static void multiply_plain(const struct product *p)
{
    multiply(p);
}

static void run(const struct product *p)
{
    if (p->n_rows == 0 || p->n == 0)
        return;
    if (p->n_inner == 0) {
        memset(p->out, 0, p->n_rows * p->n * sizeof *p->out);
        return;
    }
#if WIDE_VECTORS
    if (__builtin_cpu_supports("avx512f")) {
        multiply_avx512(p);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        multiply_avx2(p);
        return;
    }
#endif
    multiply_plain(p);
}

void dense_product(float *out, const float *a, const float *b, size_t n_rows, size_t n_inner, size_t n)
{
    run(&(struct product){ .out = out, .a = a, .b = b, .n_rows = n_rows, .n_inner = n_inner, .n = n });
}

void dense_product_transposed(float *out, const float *a, const float *b, size_t n_rows, size_t n_inner, size_t n)
{
    run(&(struct product){ .out = out, .a = a, .b = b, .n_rows = n_rows, .n_inner = n_inner, .n = n, .transposed = true });
}

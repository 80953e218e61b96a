/*
 * For each panel of LANES columns of b, packed so that they lie side by side: rows of a by ROWS at a time, their sums in registers.
 *
 * The same code is compiled for several widths of vector and chosen when it runs; a vector of LANES is one register or several.
 */
#include "train/solver/dense_product.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/wide_vectors.h"

enum {
    LANES = DENSE_PANEL, /* columns of a panel                                                    */
    ROWS = 6,    /* with twelve registers of eight lanes for their sums                   */
    FEW = 4,     /* rows of b that meet a panel of a's together                           */
    INNER = DENSE_PANEL_INNER /* of a panel: 16 KiB, which stay in the first cache                     */
};

_Static_assert(DENSE_PANEL == WIDE_FLOATS, "a panel is as wide as a vector");

struct product {
    float *out;
    const float *a, *b;
    size_t n_rows, n_inner, n;
    bool transposed;
    const float *panels; /* of b, packed before; or NULL */
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

static inline __attribute__((always_inline)) void load(wide_floats *sum, const float *out, size_t n)
{
    *sum = (wide_floats){ 0 };
    if (n == LANES)
        *sum = *(const wide_floats *)out;
    else
        memcpy(sum, out, n * sizeof *out);
}

static inline __attribute__((always_inline)) void store(float *out, const wide_floats *sum, size_t n)
{
    if (n == LANES)
        *(wide_floats *)out = *sum;
    else
        memcpy(out, sum, n * sizeof *out);
}

/* `rows` rows from `row` on meet the panel. */
static inline __attribute__((always_inline)) void meet(const struct product *p, const float *panel, size_t row, size_t rows, size_t col, size_t from,
                                                       size_t end)
{
    size_t n = p->n - col < LANES ? p->n - col : LANES;
    const float *a = p->a + row * p->n_inner;
    wide_floats sum[ROWS];

#pragma GCC unroll 6
    for (size_t r = 0; r < rows; r++) {
        sum[r] = (wide_floats){ 0 };
        if (from > 0)
            load(&sum[r], p->out + (row + r) * p->n + col, n);
    }
    for (size_t k = from; k < end; k++) {
        wide_floats b = *(const wide_floats *)(panel + (k - from) * LANES);

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
            const float *some = p->panels != NULL ? p->panels + col * p->n_inner : panel;

            if (p->panels == NULL)
                pack(panel, p, col, from, end);
            for (; row + ROWS <= p->n_rows; row += ROWS)
                meet(p, some, row, ROWS, col, from, end);
            for (; row < p->n_rows; row++)
                meet(p, some, row, 1, col, from, end);
        }
    }
}

/* --- a few rows of b ----------------------------------------------------------------------------------------------- */

struct few {
    float *out;
    const float *panels, *b;
    size_t from, end, n_inner, n;
};

/* Up to FEW rows of b, from the j-th on, meet a panel of rows of a. */
static inline __attribute__((always_inline)) void meet_few(const struct few *f, size_t panel, size_t j, size_t n)
{
    const float *a = f->panels + panel * f->n_inner * LANES, *b = f->b + j * f->n_inner;
    size_t row = panel * LANES, rows = f->end - row < LANES ? f->end - row : LANES;
    float *out = f->out + (row - f->from) * f->n + j;
    wide_floats sum[FEW];

#pragma GCC unroll 4
    for (size_t c = 0; c < n; c++)
        sum[c] = (wide_floats){ 0 };
    for (size_t k = 0; k < f->n_inner; k++) {
        wide_floats some = *(const wide_floats *)(a + k * LANES);

#pragma GCC unroll 4
        for (size_t c = 0; c < n; c++)
            sum[c] += some * b[c * f->n_inner + k];
    }
#pragma GCC unroll 4
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < rows; i++)
            out[i * f->n + c] = sum[c][i];
}

static inline __attribute__((always_inline)) void multiply_few(const struct few *f)
{
    for (size_t panel = f->from / LANES; panel * LANES < f->end; panel++) {
        size_t j = 0;

        for (; j + FEW <= f->n; j += FEW)
            meet_few(f, panel, j, FEW);
        for (; j + 3 <= f->n; j += 3)
            meet_few(f, panel, j, 3);
        for (; j < f->n; j++)
            meet_few(f, panel, j, 1);
    }
}

/* --- sums of rows ---------------------------------------------------------------------------------------------------- */

enum { SUM_LANES = 8, SUMS = 8 };

typedef double sums __attribute__((vector_size(SUM_LANES * sizeof(double)), aligned(sizeof(double))));
typedef float halves __attribute__((vector_size(SUM_LANES * sizeof(float)), aligned(sizeof(float))));

struct summing {
    double *sum;
    const float *a;
    size_t n_cols;
    const uint32_t *row;
    size_t n;
};

/* Columns [col, col + vectors * SUM_LANES), in registers over all rows. */
static inline __attribute__((always_inline)) void sum_columns(const struct summing *s, size_t col, size_t vectors)
{
    sums sum[SUMS];

#pragma GCC unroll 8
    for (size_t v = 0; v < vectors; v++)
        sum[v] = *(const sums *)(s->sum + col + v * SUM_LANES);
    for (size_t i = 0; i < s->n; i++) {
        const float *from = s->a + (size_t)s->row[i] * s->n_cols + col;

#pragma GCC unroll 8
        for (size_t v = 0; v < vectors; v++)
            sum[v] += __builtin_convertvector(*(const halves *)(from + v * SUM_LANES), sums);
    }
#pragma GCC unroll 8
    for (size_t v = 0; v < vectors; v++)
        *(sums *)(s->sum + col + v * SUM_LANES) = sum[v];
}

static inline __attribute__((always_inline)) void sum_rows(const struct summing *s)
{
    size_t col = 0;

    for (; col + SUMS * SUM_LANES <= s->n_cols; col += SUMS * SUM_LANES)
        sum_columns(s, col, SUMS);
    for (; col + SUM_LANES <= s->n_cols; col += SUM_LANES)
        sum_columns(s, col, 1);
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = col; k < s->n_cols; k++)
            s->sum[k] += (double)s->a[(size_t)s->row[i] * s->n_cols + k];
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

__attribute__((target("avx512f"))) static void few_avx512(const struct few *f)
{
    multiply_few(f);
}

__attribute__((target("avx2"))) static void few_avx2(const struct few *f)
{
    multiply_few(f);
}

__attribute__((target("avx512f"))) static void sum_avx512(const struct summing *s)
{
    sum_rows(s);
}

__attribute__((target("avx2"))) static void sum_avx2(const struct summing *s)
{
    sum_rows(s);
}
#endif

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
    multiply(p);
}

void dense_product(float *out, const float *a, const float *b, size_t n_rows, size_t n_inner, size_t n)
{
    run(&(struct product){ .out = out, .a = a, .b = b, .n_rows = n_rows, .n_inner = n_inner, .n = n });
}

void dense_product_transposed(float *out, const float *a, const float *b, size_t n_rows, size_t n_inner, size_t n)
{
    run(&(struct product){ .out = out, .a = a, .b = b, .n_rows = n_rows, .n_inner = n_inner, .n = n, .transposed = true });
}

size_t dense_panels_size(size_t n_rows, size_t n_inner)
{
    return (n_rows + LANES - 1) / LANES * LANES * n_inner;
}

void dense_panels_make(float *panels, const float *a, size_t n_rows, size_t n_inner)
{
    memset(panels, 0, dense_panels_size(n_rows, n_inner) * sizeof *panels);
    for (size_t row = 0; row < n_rows; row++) {
        float *to = panels + row / LANES * n_inner * LANES + row % LANES;

        for (size_t k = 0; k < n_inner; k++)
            to[k * LANES] = a[row * n_inner + k];
    }
}

void dense_product_few(float *out, const float *panels, const float *b, size_t from, size_t end, size_t n_inner, size_t n)
{
    const struct few few = { .out = out, .panels = panels, .b = b, .from = from, .end = end, .n_inner = n_inner, .n = n };

    assert(from % LANES == 0);
#if WIDE_VECTORS
    if (__builtin_cpu_supports("avx512f")) {
        few_avx512(&few);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        few_avx2(&few);
        return;
    }
#endif
    multiply_few(&few);
}

void dense_product_panels(float *out, const float *a, const float *panels, size_t n_rows, size_t n_inner, size_t n)
{
    assert(n_inner <= INNER);

    run(&(struct product){ .out = out, .a = a, .n_rows = n_rows, .n_inner = n_inner, .n = n, .transposed = true, .panels = panels });
}

void dense_sum_rows(double *sum, const float *a, size_t n_cols, const uint32_t *row, size_t n)
{
    const struct summing s = { .sum = sum, .a = a, .n_cols = n_cols, .row = row, .n = n };

#if WIDE_VECTORS
    if (__builtin_cpu_supports("avx512f")) {
        sum_avx512(&s);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        sum_avx2(&s);
        return;
    }
#endif
    sum_rows(&s);
}

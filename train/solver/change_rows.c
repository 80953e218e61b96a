/*
 *   change_rows_make -> number_pieces_make, weigh_terms (idf and length of the rows that fit)
 *   change_view_margins -> spread (weights to pieces, squares, terms) -> each block of rows: margins_of_numbers ; then terms
 *   change_view_transposed -> each block of rows: sum_numbers ; then terms -> collect (pieces and products to columns)
 */
#include "train/solver/change_rows.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "features/numbers/numbers.h"
#include "train/solver/dense_product.h"

enum { B = NUMBER_BLOCK_ROWS, NUMERIC_MAX = 8 };

/* ------------------------------------------------------------- the rows */

/* How many of the first n_fit rows have each column of terms. */
static int count_rows(uint32_t **out, const struct change_rows *r, size_t n_fit, struct err *err)
{
    const struct csr *x = r->terms;
    uint32_t *df = mem_calloc(r->n_terms, sizeof(*df));

    if (df == NULL)
        return err_nomem(err);
    for (size_t at = 0; at < x->row_start[n_fit]; at++)
        df[x->col[at] - r->first_term]++;
    *out = df;
    return 0;
}

/* scikit-learn's smoothed form, as in terms.c. */
static double idf(double n, double df)
{
    return log((1 + n) / (1 + df)) + 1;
}

/* factor[col]: idf of the rows that fit, over that of the set. */
static int weigh_columns(float **out, const struct change_rows *r, const struct feature_set *set, size_t n_set, size_t n_fit, struct err *err)
{
    float *factor = mem_calloc(r->n_terms, sizeof(*factor));
    uint32_t *df = NULL;
    int rc = factor == NULL ? err_nomem(err) : count_rows(&df, r, n_fit, err);

    for (size_t b = r->numbers.n_blocks; rc == 0 && b < r->n_blocks; b++) {
        uint32_t first, n, min_df = feature_set_block(set, b, &first, &n)->min_df;

        for (uint32_t col = first; col < first + n; col++) {
            uint32_t here = df[col - r->first_term];

            factor[col - r->first_term] = here < min_df ? 0 : (float)(idf((double)n_fit, here) / idf((double)n_set, feature_set_column_df(set, col)));
        }
    }
    mem_free(df);
    if (rc < 0) {
        mem_free(factor);
        return rc;
    }
    *out = factor;
    return 0;
}

/* Values of one row, each block of them of unit length times its weight. */
static void weigh_row(float *value, const struct change_rows *r, const struct feature_set *set, const float *factor, size_t row)
{
    const struct csr *x = r->terms;
    size_t at = x->row_start[row], end = x->row_start[row + 1];

    for (size_t b = r->numbers.n_blocks; b < r->n_blocks && at < end; b++) {
        uint32_t first, n;
        double weight = feature_set_block(set, b, &first, &n)->weight, square = 0;
        size_t from = at;

        for (; at < end && x->col[at] - first < n; at++) {
            value[at] = x->val[at] * factor[x->col[at] - r->first_term];
            square += (double)value[at] * (double)value[at];
        }
        for (size_t k = from; k < at && square > 0; k++)
            value[k] *= (float)(weight / sqrt(square));
    }
}

static int weigh_terms(struct change_rows *r, const struct feature_set *set, size_t n_set, size_t n_fit, size_t n_rows, struct err *err)
{
    float *factor = NULL;
    int rc;

    r->value = r->terms->val;
    if (n_fit == n_set)
        return 0;
    r->own_value = mem_calloc(r->terms->row_start[n_rows], sizeof(*r->own_value));
    if (r->own_value == NULL)
        return err_nomem(err);
    r->value = r->own_value;
    rc = weigh_columns(&factor, r, set, n_set, n_fit, err);
    for (size_t row = 0; rc == 0 && row < n_rows; row++)
        weigh_row(r->own_value, r, set, factor, row);
    mem_free(factor);
    return rc;
}

/* The numeric blocks, which come first. */
static size_t list_numeric(struct block_spec spec[NUMERIC_MAX], const struct feature_set *set)
{
    size_t n = 0;

    for (; n < feature_set_n_blocks(set); n++) {
        uint32_t first, n_cols;
        const struct block_spec *s = feature_set_block(set, n, &first, &n_cols);

        if (s->kind == BLOCK_TERMS || s->kind == BLOCK_WORDS)
            break;
        assert(n < NUMERIC_MAX);
        spec[n] = *s;
    }
    return n;
}

int change_rows_make(struct change_rows *out, const struct feature_set *set, const struct number_columns *columns, const struct csr *terms, size_t n_set,
                     size_t n_fit, size_t n_rows, int n_threads, struct err *err)
{
    struct change_rows r = { .n_blocks = feature_set_n_blocks(set), .terms = terms };
    struct block_spec spec[NUMERIC_MAX];
    size_t n_numeric = list_numeric(spec, set);
    int rc;

    assert(n_numeric > 0 && n_fit <= n_rows && n_fit <= n_set);

    rc = number_pieces_make(&r.numbers, spec, n_numeric, columns, n_fit, n_rows, n_threads, err);
    r.term_block = mem_calloc(r.n_blocks + 1, sizeof(*r.term_block));
    if (rc == 0 && r.term_block == NULL)
        rc = err_nomem(err);
    for (size_t b = n_numeric; rc == 0 && b < r.n_blocks; b++) {
        uint32_t first, n;

        feature_set_block(set, b, &first, &n);
        if (b == n_numeric)
            r.first_term = first;
        r.n_terms = first + n - r.first_term;
        r.term_block[b + 1 - n_numeric] = r.n_terms;
    }
    if (rc == 0 && r.terms != NULL)
        rc = weigh_terms(&r, set, n_set, n_fit, n_rows, err);
    if (rc < 0) {
        change_rows_release(&r);
        return rc;
    }
    *out = r;
    return 0;
}

void change_rows_release(struct change_rows *rows)
{
    number_pieces_release(&rows->numbers);
    mem_free(rows->term_block);
    mem_free(rows->own_value);
    *rows = (struct change_rows){ 0 };
}

/* ------------------------------------------------------------- a view */

static void scale_columns(struct change_view *v, const double *weight, size_t n_numbers, uint32_t only_col)
{
    const struct change_rows *r = v->rows;
    const struct number_pieces *p = &r->numbers;

    for (size_t b = 0; b < p->n_blocks; b++)
        for (uint32_t col = p->block_start[b]; col < p->block_start[b + 1]; col++)
            v->scale[col] = only_col == UINT32_MAX || col == only_col ? (float)weight[b] : 0;
    for (size_t i = n_numbers; i < p->n; i++)
        for (uint32_t t = p->term_start[p->start[i]]; t < p->term_start[p->start[i + 1]]; t++)
            v->scale[p->term[t].col] = 0;
    for (size_t b = p->n_blocks; b < r->n_blocks && v->has_terms; b++)
        for (uint32_t k = r->term_block[b - p->n_blocks]; k < r->term_block[b - p->n_blocks + 1]; k++)
            v->scale[p->n_cols + k] = (float)weight[b];
    for (uint32_t col = p->first_product; col < p->n_cols && col < p->first_product + p->n_products * (p->n_products + 1) / 2; col++)
        v->has_products = v->has_products || v->scale[col] != 0;
    for (size_t i = 0; i < p->n; i++)
        for (uint32_t t = p->term_start[p->start[i]]; t < p->term_start[p->start[i + 1]]; t++)
            v->used[i] = v->used[i] || v->scale[p->term[t].col] != 0;
}

int change_view_make(struct change_view *out, const struct change_rows *rows, size_t n_rows, const double *weight, size_t n_numbers, uint32_t only_col,
                     double bias, struct err *err)
{
    const struct number_pieces *p = &rows->numbers;
    struct change_view v = { .rows = rows, .n_rows = n_rows, .bias = bias };
    size_t n_pieces = p->start[p->n], n = p->n_products;

    for (size_t b = p->n_blocks; b < rows->n_blocks && rows->terms != NULL && only_col == UINT32_MAX; b++)
        v.has_terms = v.has_terms || weight[b] != 0;
    v.n_cols = p->n_cols + (v.has_terms ? rows->n_terms : 0) + 1;
    v.scale = mem_calloc(v.n_cols, sizeof(*v.scale));
    v.used = mem_calloc(p->n, sizeof(*v.used));
    v.line = mem_calloc(n_pieces, sizeof(*v.line));
    v.level_sum = mem_calloc(n_pieces, sizeof(*v.level_sum));
    v.slope_sum = mem_calloc(n_pieces, sizeof(*v.slope_sum));
    v.square = mem_calloc(n * n, sizeof(*v.square));
    v.gram = mem_calloc(n * n, sizeof(*v.gram));
    v.z = mem_calloc(n * B, sizeof(*v.z));
    v.zs = mem_calloc(n * (n > B ? n : B), sizeof(*v.zs));
    v.w = mem_calloc(rows->n_terms, sizeof(*v.w));
    if (v.scale == NULL || v.used == NULL || v.line == NULL || v.level_sum == NULL || v.slope_sum == NULL || v.square == NULL ||
        v.gram == NULL || v.z == NULL || v.zs == NULL || v.w == NULL) {
        change_view_release(&v);
        return err_nomem(err);
    }
    scale_columns(&v, weight, n_numbers, only_col);
    *out = v;
    return 0;
}

void change_view_release(struct change_view *view)
{
    void *owned[] = { view->scale, view->used, view->line, view->level_sum, view->slope_sum, view->square, view->gram, view->z, view->zs,
                      view->w };

    for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++)
        mem_free(owned[i]);
    *view = (struct change_view){ 0 };
}

/* ------------------------------------------------------------- X w */

/* Weights of columns become those of pieces, S, and of terms. */
static void spread(struct change_view *v, const double *w)
{
    const struct number_pieces *p = &v->rows->numbers;
    size_t n = p->n_products;
    uint32_t col = p->first_product;

    for (uint32_t k = 0; k < p->start[p->n]; k++) {
        double level = 0, slope = 0;

        for (uint32_t t = p->term_start[k]; t < p->term_start[k + 1]; t++) {
            double weight = w[p->term[t].col] * (double)v->scale[p->term[t].col];

            level += weight * (double)p->term[t].level;
            slope += weight * (double)p->term[t].slope;
        }
        v->line[k] = (struct change_line){ (float)level, (float)slope };
    }
    for (size_t i = 0; i < n && v->has_products; i++) {
        for (size_t j = i; j < n; j++, col++) {
            double weight = p->product_weight * w[col] * (double)v->scale[col];

            v->square[i * n + j] = v->square[j * n + i] = (float)(i == j ? weight : weight / 2);
        }
    }
    for (uint32_t k = 0; k < v->rows->n_terms && v->has_terms; k++)
        v->w[k] = (float)(w[p->n_cols + k] * (double)v->scale[p->n_cols + k]);
}

/* Numbers of a block of rows, clipped. */
static void clip_block(float *z, const float *u, size_t n)
{
    const float most = (float)NUMBER_CLIP;

    for (size_t k = 0; k < n * B; k++) {
        float low = u[k] < -most ? -most : u[k];

        z[k] = low > most ? most : low;
    }
}

static void margins_of_numbers(float sum[B], struct change_view *v, size_t block)
{
    const struct number_pieces *p = &v->rows->numbers;
    size_t n = p->n_products;
    const float *u = p->u + block * p->n * B;
    const uint8_t *piece = p->piece + block * p->n * B;

    for (size_t i = 0; i < p->n; i++) {
        const struct change_line *line = v->line + p->start[i];

        for (size_t k = 0; k < B && v->used[i]; k++)
            sum[k] += line[piece[i * B + k]].level + line[piece[i * B + k]].slope * u[i * B + k];
    }
    if (!v->has_products)
        return;
    clip_block(v->z, u, n);
    dense_product(v->zs, v->square, v->z, n, n, B);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < B; k++)
            sum[k] += v->z[i * B + k] * v->zs[i * B + k];
}

/* Four sums side by side: one would wait for itself. */
static double margin_of_terms(const struct change_view *v, size_t row)
{
    const struct change_rows *r = v->rows;
    const uint32_t *col = r->terms->col;
    const float *w = v->w;
    size_t at = r->terms->row_start[row], end = r->terms->row_start[row + 1];
    float sum[4] = { 0 };

    for (; at + 4 <= end; at += 4)
        for (size_t k = 0; k < 4; k++)
            sum[k] += w[col[at + k] - r->first_term] * r->value[at + k];
    for (; at < end; at++)
        sum[0] += w[col[at] - r->first_term] * r->value[at];
    return (double)(sum[0] + sum[1]) + (double)(sum[2] + sum[3]);
}

void change_view_margins_of(double *m, struct change_view *view, const double *w, size_t begin, size_t end)
{
    double constant = view->bias * w[view->n_cols - 1];

    spread(view, w);
    for (size_t block = begin / B; block * B < end; block++) {
        float sum[B] = { 0 };

        margins_of_numbers(sum, view, block);
        for (size_t k = 0; k < B; k++)
            if (block * B + k >= begin && block * B + k < end)
                m[block * B + k - begin] = constant + (double)sum[k];
    }
    for (size_t row = begin; row < end && view->has_terms; row++)
        m[row - begin] += margin_of_terms(view, row);
}

void change_view_margins(double *m, void *ctx, const double *w)
{
    struct change_view *view = ctx;

    change_view_margins_of(m, view, w, 0, view->n_rows);
}

/* ------------------------------------------------------------- X' r */

typedef float pair __attribute__((vector_size(2 * sizeof(float)))); /* level and slope */

/* Sums of one number over a block of rows, in two places by turns: the sum just written is not the one that is read next. */
static void sum_number(struct change_view *v, size_t i, const float *u, const uint8_t *piece, const float r[B])
{
    const struct number_pieces *p = &v->rows->numbers;
    pair sum[2][NUMBER_PIECES_MAX + 1];
    size_t n = p->start[i + 1] - p->start[i];

    for (size_t h = 0; h < 2; h++)
        memset(sum[h], 0, n * sizeof(sum[h][0]));
    for (size_t k = 0; k < B; k += 2) {
        sum[0][piece[k]] += (pair){ r[k], r[k] * u[k] };
        sum[1][piece[k + 1]] += (pair){ r[k + 1], r[k + 1] * u[k + 1] };
    }
    for (size_t s = 0; s < n; s++) {
        v->level_sum[p->start[i] + s] += (double)sum[0][s][0] + (double)sum[1][s][0];
        v->slope_sum[p->start[i] + s] += (double)sum[0][s][1] + (double)sum[1][s][1];
    }
}

static void sum_numbers(struct change_view *v, size_t block, const float r[B])
{
    const struct number_pieces *p = &v->rows->numbers;
    const float *u = p->u + block * p->n * B;
    const uint8_t *piece = p->piece + block * p->n * B;
    size_t n = p->n_products;
    float *here = v->zs;

    for (size_t i = 0; i < p->n; i++)
        if (v->used[i])
            sum_number(v, i, u + i * B, piece + i * B, r);
    if (!v->has_products)
        return;
    clip_block(v->z, u, n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < B; k++)
            here[i * B + k] = v->z[i * B + k] * r[k];
    dense_product_transposed(v->square, here, v->z, n, B, n);
    for (size_t k = 0; k < n * n; k++)
        v->gram[k] += (double)v->square[k];
}

static void sum_terms(double *g, const struct change_view *v, const double *r)
{
    const struct change_rows *rows = v->rows;
    const uint32_t *col = rows->terms->col;
    const float *value = rows->value;

    for (size_t row = 0; row < v->n_rows; row++) {
        double here = r[row];

        for (size_t at = rows->terms->row_start[row]; at < rows->terms->row_start[row + 1]; at++)
            g[col[at] - rows->first_term] += here * (double)value[at];
    }
}

/* Sums of pieces and products become those of columns. */
static void collect(double *g, struct change_view *v)
{
    const struct number_pieces *p = &v->rows->numbers;
    size_t n = p->n_products;
    uint32_t col = p->first_product;

    for (uint32_t k = 0; k < p->start[p->n]; k++)
        for (uint32_t t = p->term_start[k]; t < p->term_start[k + 1]; t++)
            g[p->term[t].col] += (double)p->term[t].level * v->level_sum[k] + (double)p->term[t].slope * v->slope_sum[k];
    for (size_t i = 0; i < n && v->has_products; i++)
        for (size_t j = i; j < n; j++)
            g[col++] += p->product_weight * v->gram[i * n + j];
    for (size_t j = 0; j + 1 < v->n_cols; j++)
        g[j] *= (double)v->scale[j];
}

void change_view_transposed(double *g, void *ctx, const double *r)
{
    struct change_view *v = ctx;
    const struct change_rows *rows = v->rows;
    const struct number_pieces *p = &rows->numbers;
    double constant = 0;

    memset(g, 0, v->n_cols * sizeof(*g));
    memset(v->level_sum, 0, p->start[p->n] * sizeof(*v->level_sum));
    memset(v->slope_sum, 0, p->start[p->n] * sizeof(*v->slope_sum));
    memset(v->gram, 0, p->n_products * p->n_products * sizeof(*v->gram));
    for (size_t block = 0; block * B < v->n_rows; block++) {
        float part[B] = { 0 };

        for (size_t k = 0; k < B && block * B + k < v->n_rows; k++) {
            part[k] = (float)r[block * B + k];
            constant += r[block * B + k];
        }
        sum_numbers(v, block, part);
    }
    if (v->has_terms)
        sum_terms(g + p->n_cols, v, r);
    collect(g, v);
    g[v->n_cols - 1] = v->bias * constant;
}

/*
 *   number_pieces_make -> fit_specs (numbers_fit) -> each number: cut (ends of pieces) -> describe (terms of each) ; then encode, number by number
 */
#include "features/numbers/number_pieces.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/numbers/numbers.h"

enum { SPECS_MAX = 8 };

struct making {
    struct number_pieces        *out;
    const struct block_spec     *spec;
    size_t                       n_specs, n_fit;
    const struct number_columns *columns;
    struct numbers               numbers[SPECS_MAX];
    size_t                       n_terms, cap_terms;
};

static size_t count_numbers(const struct block_spec *spec, const struct number_columns *columns)
{
    return spec->n_numbers > 0 && spec->n_numbers < columns->n ? spec->n_numbers : columns->n;
}

static int fit_spec(void *ctx, size_t b, struct err *err)
{
    struct making *m = ctx;

    return numbers_fit(&m->numbers[b], &m->spec[b], m->columns, NULL, count_numbers(&m->spec[b], m->columns), m->n_fit, err);
}

static int compare_ends(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The places in x where a column of number i may bend or jump: at most PLACES of them. */
static size_t list_ends(double *end, const struct making *m, size_t i)
{
    size_t n = 0;

    for (size_t b = 0; b < m->n_specs; b++) {
        const struct numbers *f = &m->numbers[b];
        double wide;

        if (i >= f->n || f->deviation[i] <= DEVIATION_MIN) /* a block may have fewer numbers than there are */
            continue;
        wide = NUMBER_CLIP * f->deviation[i];
        if (f->kind == BLOCK_LINEAR) {
            end[n++] = f->mean[i] - wide;
            end[n++] = f->mean[i] + wide;
        }
        for (uint32_t e = f->start[i]; e < f->start[i + 1] && f->kind != BLOCK_LINEAR && f->kind != BLOCK_PRODUCTS; e++) {
            end[n++] = f->edge[e];
            if (f->kind == BLOCK_BINS)
                continue;
            end[n++] = f->edge[e] + f->centre[e] * f->deviation[i] + wide;
            if (f->centre[e] > NUMBER_CLIP)
                end[n++] = f->edge[e] + f->centre[e] * f->deviation[i] - wide;
        }
    }
    end[n++] = INFINITY;
    return n;
}

/* Pieces of number i: between the places, sorted, each once; then that of missing values. */
static int cut(struct making *m, size_t i, struct err *err)
{
    struct number_pieces *p = m->out;
    size_t most = 4, n, kept = 0;
    double *end;

    for (size_t b = 0; b < m->n_specs; b++)
        most += 3 * (size_t)(m->spec[b].n_bins + 1);
    end = mem_calloc(most, sizeof(*end));
    if (end == NULL)
        return err_nomem(err);
    n = list_ends(end, m, i);
    assert(n <= most);
    qsort(end, n, sizeof(*end), compare_ends);
    for (size_t k = 0; k < n; k++)
        if (kept == 0 || end[k] > end[kept - 1])
            end[kept++] = end[k];
    assert(kept + 1 <= NUMBER_PIECES_MAX);
    p->start[i + 1] = p->start[i] + (uint32_t)kept + 1;
    for (size_t k = 0; k <= kept; k++)
        p->end[p->start[i] + k] = k < kept ? end[k] : (double)INFINITY;
    mem_free(end);
    return 0;
}

static int add_term(struct making *m, uint32_t col, double level, double slope, struct err *err)
{
    if ((level == 0 && slope == 0) || col == UINT32_MAX)
        return 0;
    if (mem_grow(&m->out->term, &m->cap_terms, m->n_terms + 1, sizeof(*m->out->term), err) < 0)
        return ERR_NOMEM;
    m->out->term[m->n_terms++] = (struct piece_term){ col, (float)level, (float)slope };
    return 0;
}

/* The hinge at edge e of number i where x is `inside`. */
static int add_hinge(struct making *m, const struct numbers *f, size_t i, uint32_t e, double inside, uint32_t col, double weight, struct err *err)
{
    double open = inside > f->edge[e] ? (inside - f->edge[e]) / f->deviation[i] : 0, value = open - f->centre[e];

    if (value >= NUMBER_CLIP || value <= -NUMBER_CLIP)
        return add_term(m, col, value > 0 ? weight * NUMBER_CLIP : -weight * NUMBER_CLIP, 0, err);
    if (open > 0)
        return add_term(m, col, weight * ((f->mean[i] - f->edge[e]) / f->deviation[i] - f->centre[e]), weight, err);
    return add_term(m, col, -weight * f->centre[e], 0, err);
}

/* The columns that block b has for number i where x is `inside`. */
static int describe_block(struct making *m, size_t b, size_t i, double inside, struct err *err)
{
    const struct numbers *f = &m->numbers[b];
    double weight = m->spec[b].weight, u;
    uint32_t first = m->out->block_start[b], bin = 0;
    int rc = 0;

    if (i >= f->n)
        return 0;
    u = f->deviation[i] > DEVIATION_MIN ? (inside - f->mean[i]) / f->deviation[i] : 0;
    switch (f->kind) {
    case BLOCK_LINEAR:
        if (f->deviation[i] <= DEVIATION_MIN)
            return 0;
        if (fabs(u) >= NUMBER_CLIP)
            return add_term(m, first + (uint32_t)i, u > 0 ? weight * NUMBER_CLIP : -weight * NUMBER_CLIP, 0, err);
        return add_term(m, first + (uint32_t)i, 0, weight, err);
    case BLOCK_BINS:
        if (f->first_col[i + 1] == f->first_col[i])
            return 0;
        while (f->start[i] + bin < f->start[i + 1] && f->edge[f->start[i] + bin] < inside)
            bin++;
        return add_term(m, first + f->first_col[i] + bin, weight, 0, err);
    case BLOCK_HINGES:
        for (uint32_t e = f->start[i]; rc == 0 && e < f->start[i + 1]; e++)
            rc = add_hinge(m, f, i, e, inside, first + e, weight, err);
        return rc;
    default:
        assert(f->kind == BLOCK_PRODUCTS);
        return 0;
    }
}

static int describe(struct making *m, size_t i, struct err *err)
{
    struct number_pieces *p = m->out;
    uint32_t last = p->start[i + 1] - 1; /* of missing values: no column */
    int rc = 0;

    for (uint32_t k = p->start[i]; k < last && rc == 0; k++) {
        double low = k > p->start[i] ? p->end[k - 1] : (double)-INFINITY, high = p->end[k];
        double inside = isinf(low) ? (isinf(high) ? 0 : high - 1) : isinf(high) ? low + 1 : low + (high - low) / 2;

        p->term_start[k] = (uint32_t)m->n_terms;
        for (size_t b = 0; b < m->n_specs && rc == 0; b++)
            rc = describe_block(m, b, i, inside, err);
    }
    p->term_start[last] = p->term_start[last + 1] = (uint32_t)m->n_terms;
    return rc;
}

static void lay_out(struct making *m)
{
    struct number_pieces *p = m->out;

    p->n_blocks = m->n_specs;
    for (size_t b = 0; b < m->n_specs; b++)
        p->block_start[b + 1] = p->block_start[b] + numbers_n_cols(&m->numbers[b]);
    p->n_cols = p->first_product = p->block_start[m->n_specs];
    for (size_t b = 0; b < m->n_specs; b++)
        if (m->spec[b].kind == BLOCK_PRODUCTS) {
            assert(p->first_product == p->n_cols);
            p->first_product = p->block_start[b];
            p->product_weight = m->spec[b].weight;
            p->n_products = m->numbers[b].n;
        }
}

/* Rows of number i. */
static int encode(void *ctx, size_t i, struct err *err)
{
    const struct making *m = ctx;
    struct number_pieces *p = m->out;
    const struct numbers *f = &m->numbers[0];
    const double *x = m->columns->x + i * m->columns->n_rows, *end = p->end + p->start[i];
    size_t n_padded = (p->n_rows + NUMBER_BLOCK_ROWS - 1) / NUMBER_BLOCK_ROWS * NUMBER_BLOCK_ROWS;
    uint32_t missing = p->start[i + 1] - p->start[i] - 1;
    bool varies = f->deviation[i] > DEVIATION_MIN;

    (void)err;
    for (size_t r = 0; r < n_padded; r++) {
        size_t at = (r / NUMBER_BLOCK_ROWS * p->n + i) * NUMBER_BLOCK_ROWS + r % NUMBER_BLOCK_ROWS;
        uint32_t low = 0, n = missing;

        p->piece[at] = (uint8_t)missing;
        if (r >= p->n_rows || isnan(x[r]))
            continue;
        while (n > 1) { /* the first piece whose end is not below x */
            uint32_t half = n / 2;

            low = end[low + half - 1] < x[r] ? low + half : low;
            n -= half;
        }
        p->piece[at] = (uint8_t)low;
        p->u[at] = varies ? (float)((x[r] - f->mean[i]) / f->deviation[i]) : 0;
    }
    return 0;
}

static int make_pieces(struct making *m, int n_threads, struct err *err)
{
    struct number_pieces *p = m->out;
    size_t n_values = (p->n_rows + NUMBER_BLOCK_ROWS - 1) / NUMBER_BLOCK_ROWS * NUMBER_BLOCK_ROWS * p->n;
    int rc = parallel_run(n_threads, m->n_specs, fit_spec, m, err);

    p->block_start = mem_calloc(m->n_specs + 1, sizeof(*p->block_start));
    p->start = mem_calloc(p->n + 1, sizeof(*p->start));
    p->end = mem_calloc(p->n * NUMBER_PIECES_MAX, sizeof(*p->end));
    p->term_start = mem_calloc(p->n * NUMBER_PIECES_MAX + 1, sizeof(*p->term_start));
    p->u = mem_calloc(n_values, sizeof(*p->u));
    p->piece = mem_calloc(n_values, sizeof(*p->piece));
    if (p->block_start == NULL || p->start == NULL || p->end == NULL || p->term_start == NULL || p->u == NULL || p->piece == NULL)
        return err_nomem(err);
    if (rc == 0)
        lay_out(m);
    for (size_t i = 0; rc == 0 && i < p->n; i++) {
        rc = cut(m, i, err);
        if (rc == 0)
            rc = describe(m, i, err);
    }
    return rc < 0 ? rc : parallel_run(n_threads, p->n, encode, m, err);
}

int number_pieces_make(struct number_pieces *out, const struct block_spec *spec, size_t n_specs, const struct number_columns *columns, size_t n_fit,
                       size_t n_rows, int n_threads, struct err *err)
{
    struct number_pieces p = { .n = columns->n, .n_rows = n_rows };
    struct making m = { .out = &p, .spec = spec, .n_specs = n_specs, .n_fit = n_fit, .columns = columns };
    int rc;

    assert(n_specs > 0 && n_specs <= SPECS_MAX && n_rows <= columns->n_rows);

    for (size_t b = 0; b < n_specs; b++) {
        size_t n = count_numbers(&spec[b], columns);

        assert(spec[b].kind != BLOCK_TERMS && spec[b].kind != BLOCK_WORDS && spec[b].field[0] == NULL);
        assert(b == 0 || n <= p.n);
        p.n = b == 0 ? n : p.n;
    }
    rc = make_pieces(&m, n_threads, err);
    for (size_t b = 0; b < n_specs; b++)
        numbers_release(&m.numbers[b]);
    if (rc < 0) {
        number_pieces_release(&p);
        return rc;
    }
    *out = p;
    return 0;
}

void number_pieces_release(struct number_pieces *pieces)
{
    mem_free(pieces->block_start);
    mem_free(pieces->start);
    mem_free(pieces->end);
    mem_free(pieces->term_start);
    mem_free(pieces->term);
    mem_free(pieces->u);
    mem_free(pieces->piece);
    *pieces = (struct number_pieces){ 0 };
}

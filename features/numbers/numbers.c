#include "features/numbers/numbers.h"

#include <assert.h>
#include <math.h>

#include "datasets/base/mem.h"



static double clip(double z)
{
    return z > NUMBER_CLIP ? NUMBER_CLIP : z < -NUMBER_CLIP ? -NUMBER_CLIP : z;
}

static double z_of(const struct numbers *numbers, size_t i, double x)
{
    if (isnan(x) || numbers->deviation[i] <= DEVIATION_MIN)
        return 0;
    return clip((x - numbers->mean[i]) / numbers->deviation[i]);
}

static double hinge_of(const struct numbers *numbers, size_t i, double edge, double x)
{
    return x > edge ? (x - edge) / numbers->deviation[i] : 0;
}

/* How many edges lie below x. */
static uint32_t bin_of(const struct numbers *numbers, size_t i, double x)
{
    uint32_t bin = 0;

    while (numbers->start[i] + bin < numbers->start[i + 1] && numbers->edge[numbers->start[i] + bin] < x)
        bin++;
    return bin;
}

uint32_t numbers_n_cols(const struct numbers *numbers)
{
    if (numbers->kind == BLOCK_PRODUCTS)
        return numbers->n * (numbers->n + 1) / 2;
    return numbers->first_col[numbers->n];
}

void numbers_release(struct numbers *numbers)
{
    mem_free(numbers->scale);
    mem_free(numbers->mean);
    mem_free(numbers->deviation);
    mem_free(numbers->start);
    mem_free(numbers->edge);
    mem_free(numbers->centre);
    mem_free(numbers->first_col);
    mem_free(numbers->df);
    *numbers = (struct numbers){ 0 };
}

/* The values of one number over the first n_rows that have it, in their order or sorted; returns how many. */
static size_t gather(double *x, const struct number_columns *columns, size_t number, size_t n_rows)
{
    const double *value = columns->x + number * columns->n_rows;
    size_t n = 0;

    for (size_t r = 0; r < n_rows; r++)
        if (!isnan(value[r]))
            x[n++] = value[r];
    return n;
}

static void gather_sorted(double *x, const struct number_columns *columns, size_t number, size_t n_rows)
{
    const uint32_t *order = columns->order + number * columns->n_rows;
    const double *value = columns->x + number * columns->n_rows;
    size_t n = 0;

    for (size_t k = 0; k < columns->n_known[number]; k++)
        if (order[k] < n_rows)
            x[n++] = value[order[k]];
}

/* Two passes in the order of the rows. */
static void fit_moments(struct numbers *numbers, size_t i, const double *x, size_t n)
{
    double sum = 0, squares = 0;

    for (size_t k = 0; k < n; k++)
        sum += x[k];
    numbers->mean[i] = n > 0 ? sum / (double)n : 0;
    for (size_t k = 0; k < n; k++)
        squares += (x[k] - numbers->mean[i]) * (x[k] - numbers->mean[i]);
    numbers->deviation[i] = n > 0 ? sqrt(squares / (double)n) : 0;
}

/* numpy.quantile(x, p), x sorted: linear between neighbours, counted from the nearer one as numpy does. */
static double quantile_linear(const double *x, size_t n, double p)
{
    double at = (double)(n - 1) * p;
    size_t low = (size_t)at;
    size_t high = low + 1 < n ? low + 1 : low;
    double t = at - (double)low;

    return t < 0.5 ? x[low] + (x[high] - x[low]) * t : x[high] - (x[high] - x[low]) * (1 - t);
}

/* The same with method='nearest': halves go to the even index. */
static double quantile_nearest(const double *x, size_t n, double p)
{
    return x[(size_t)rint((double)(n - 1) * p)];
}

/* The inner quantiles of sorted x, equal ones once. One at the maximum has nothing beyond it and is left out. */
static void fit_edges(struct numbers *numbers, size_t i, int n_bins, const double *x, size_t n)
{
    uint32_t end = numbers->start[i];

    for (int k = 1; k < n_bins && n > 0; k++) {
        double p = k * (1.0 / n_bins);
        double edge = numbers->kind == BLOCK_BINS ? quantile_linear(x, n, p) : quantile_nearest(x, n, p);

        if (edge < x[n - 1] && (end == numbers->start[i] || edge > numbers->edge[end - 1]))
            numbers->edge[end++] = edge;
    }
    if (numbers->deviation[i] <= DEVIATION_MIN)
        end = numbers->start[i];
    numbers->start[i + 1] = end;
}

static void fit_bins(struct numbers *numbers, size_t i, const double *x, size_t n)
{
    uint32_t n_bins = numbers->start[i + 1] - numbers->start[i] + 1;

    numbers->first_col[i + 1] = numbers->first_col[i] + (n > 0 ? n_bins : 0);
    for (size_t k = 0; k < n; k++)
        numbers->df[numbers->first_col[i] + bin_of(numbers, i, x[k])]++;
}

static void fit_hinges(struct numbers *numbers, size_t i, const double *x, size_t n)
{
    for (uint32_t e = numbers->start[i]; e < numbers->start[i + 1]; e++) {
        double sum = 0;

        for (size_t k = 0; k < n; k++)
            sum += hinge_of(numbers, i, numbers->edge[e], x[k]);
        numbers->centre[e] = sum / (double)n;
    }
    numbers->first_col[i + 1] = numbers->start[i + 1];
}

static int alloc_numbers(struct numbers *numbers, int n_bins, struct err *err)
{
    size_t n = numbers->n, n_edges = n * (size_t)(n_bins > 1 ? n_bins - 1 : 0);

    numbers->scale = mem_calloc(n, sizeof *numbers->scale);
    numbers->mean = mem_calloc(n, sizeof *numbers->mean);
    numbers->deviation = mem_calloc(n, sizeof *numbers->deviation);
    numbers->start = mem_calloc(n + 1, sizeof *numbers->start);
    numbers->edge = mem_calloc(n_edges, sizeof *numbers->edge);
    numbers->centre = mem_calloc(n_edges, sizeof *numbers->centre);
    numbers->first_col = mem_calloc(n + 1, sizeof *numbers->first_col);
    numbers->df = mem_calloc(n_edges + n, sizeof *numbers->df);
    if (numbers->scale == NULL || numbers->mean == NULL || numbers->deviation == NULL || numbers->start == NULL ||
        numbers->edge == NULL || numbers->centre == NULL || numbers->first_col == NULL || numbers->df == NULL)
        return err_nomem(err);
    return 0;
}

static void fit_number(struct numbers *numbers, size_t i, int n_bins, double *x, const struct number_columns *columns, size_t number, size_t n_rows)
{
    size_t n = gather(x, columns, number, n_rows);

    fit_moments(numbers, i, x, n);
    if (numbers->kind == BLOCK_LINEAR)
        numbers->first_col[i + 1] = numbers->first_col[i] + 1;
    if (numbers->kind != BLOCK_BINS && numbers->kind != BLOCK_HINGES)
        return;
    gather_sorted(x, columns, number, n_rows);
    fit_edges(numbers, i, n_bins, x, n);
    if (numbers->kind == BLOCK_BINS)
        fit_bins(numbers, i, x, n);
    else
        fit_hinges(numbers, i, x, n);
}

int numbers_fit(struct numbers *out, const struct block_spec *spec, const struct number_columns *columns, const size_t *field,
                size_t n, size_t n_rows, struct err *err)
{
    struct numbers numbers = { .kind = spec->kind, .n = (uint32_t)n };
    double *x = mem_alloc(n_rows * sizeof *x);
    int rc = x == NULL ? err_nomem(err) : alloc_numbers(&numbers, spec->n_bins, err);

    assert(n_rows <= columns->n_rows);

    if (rc < 0) {
        mem_free(x);
        numbers_release(&numbers);
        return rc;
    }
    for (size_t i = 0; i < numbers.n; i++) {
        size_t number = field == NULL ? i : field[i];

        numbers.scale[i] = columns->scale[number];
        fit_number(&numbers, i, spec->n_bins, x, columns, number, n_rows);
    }
    mem_free(x);
    *out = numbers;
    return 0;
}

static void linear_row(struct row_buffer *row, const struct numbers *numbers, double weight, uint32_t first_col,
                       const double *z)
{
    for (uint32_t i = 0; i < numbers->n; i++)
        row_buffer_add(row, first_col + i, weight * z[i]);
}

static void products_row(struct row_buffer *row, const struct numbers *numbers, double weight, uint32_t first_col,
                         const double *z)
{
    uint32_t col = first_col;

    for (uint32_t i = 0; i < numbers->n; i++) {
        for (uint32_t j = i; j < numbers->n; j++)
            row_buffer_add(row, col++, weight * (z[i] * z[j]));
    }
}

static void bins_row(struct row_buffer *row, const struct numbers *numbers, double weight, uint32_t first_col,
                     const double *x)
{
    for (uint32_t i = 0; i < numbers->n; i++) {
        if (!isnan(x[i]) && numbers->first_col[i + 1] > numbers->first_col[i])
            row_buffer_add(row, first_col + numbers->first_col[i] + bin_of(numbers, i, x[i]), weight);
    }
}

static void hinges_row(struct row_buffer *row, const struct numbers *numbers, double weight, uint32_t first_col,
                       const double *x)
{
    for (uint32_t i = 0; i < numbers->n; i++) {
        for (uint32_t e = numbers->start[i]; e < numbers->start[i + 1] && !isnan(x[i]); e++)
            row_buffer_add(row, first_col + e,
                           weight * clip(hinge_of(numbers, i, numbers->edge[e], x[i]) - numbers->centre[e]));
    }
}

int numbers_row(struct row_buffer *row, const struct numbers *numbers, const struct block_spec *spec,
                uint32_t first_col, const double *value, const size_t *field, struct err *err)
{
    double x[NUMBERS_MAX], z[NUMBERS_MAX];

    assert(numbers->n <= NUMBERS_MAX);

    if (row_buffer_reserve(row, numbers_n_cols(numbers), err) < 0)
        return ERR_NOMEM;
    for (uint32_t i = 0; i < numbers->n; i++) {
        x[i] = number_scaled((enum number_scale)numbers->scale[i], value[field == NULL ? i : field[i]]);
        z[i] = z_of(numbers, i, x[i]);
    }
    switch (numbers->kind) {
    case BLOCK_LINEAR:
        linear_row(row, numbers, spec->weight, first_col, z);
        break;
    case BLOCK_PRODUCTS:
        products_row(row, numbers, spec->weight, first_col, z);
        break;
    case BLOCK_BINS:
        bins_row(row, numbers, spec->weight, first_col, x);
        break;
    default:
        assert(numbers->kind == BLOCK_HINGES);
        hinges_row(row, numbers, spec->weight, first_col, x);
        break;
    }
    return 0;
}

void numbers_of_column(const struct numbers *numbers, uint32_t col, size_t number[2])
{
    size_t i = 0;

    assert(col < numbers_n_cols(numbers));

    if (numbers->kind == BLOCK_PRODUCTS) {
        while (col >= numbers->n - i)
            col -= (uint32_t)(numbers->n - i++);
        number[0] = i;
        number[1] = i + col;
        return;
    }
    while (col >= numbers->first_col[i + 1])
        i++;
    number[0] = number[1] = i;
}

/* An edge of number i as the value it stands for. */
static double value_of(const struct numbers *numbers, size_t i, double edge)
{
    return numbers->scale[i] == NUMBER_RATIO ? exp(edge) : expm1(edge);
}

static void bin_text(const struct numbers *numbers, size_t i, uint32_t bin, const char *name, struct strbuf *out)
{
    const double *edge = numbers->edge + numbers->start[i];
    uint32_t n_edges = numbers->start[i + 1] - numbers->start[i];

    if (n_edges == 0)
        strbuf_addf(out, "%s known", name);
    else if (bin == 0)
        strbuf_addf(out, "%s up to %.6g", name, value_of(numbers, i, edge[0]));
    else if (bin == n_edges)
        strbuf_addf(out, "%s above %.6g", name, value_of(numbers, i, edge[bin - 1]));
    else
        strbuf_addf(out, "%s in (%.6g, %.6g]", name, value_of(numbers, i, edge[bin - 1]),
                    value_of(numbers, i, edge[bin]));
}

void numbers_text(const struct numbers *numbers, uint32_t col, const char *const *name, struct strbuf *out)
{
    size_t number[2];

    numbers_of_column(numbers, col, number);
    switch (numbers->kind) {
    case BLOCK_LINEAR:
        strbuf_addf(out, "ln %s", name[number[0]]);
        break;
    case BLOCK_PRODUCTS:
        strbuf_addf(out, "ln %s x ln %s", name[number[0]], name[number[1]]);
        break;
    case BLOCK_BINS:
        bin_text(numbers, number[0], col - numbers->first_col[number[0]], name[number[0]], out);
        break;
    default:
        strbuf_addf(out, "ln %s beyond %.6g", name[number[0]], value_of(numbers, number[0], numbers->edge[col]));
        break;
    }
}

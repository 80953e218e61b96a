#include "train/statistics/metrics.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"

/* --- order ------------------------------------------------------------------------------------------------------ */

/* A row's place in an order that is built key by key, the last key the one that counts most. */
struct place {
    uint64_t key;
    uint32_t row;
};

/* Unsigned numbers in the order of the doubles: all bits turned for negative ones, the sign for the others. */
static uint64_t ordered_bits(double value)
{
    uint64_t bits;

    assert(!isnan(value));

    value += 0.0; /* -0 and 0 are one value */
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 != 0 ? ~bits : bits | (uint64_t)1 << 63;
}

/* One stable pass by the byte at `shift`. False if all rows agree in it: then nothing has moved. */
static bool sort_by_byte(struct place *to, const struct place *from, size_t n, unsigned shift)
{
    size_t start[256] = { 0 }, sum = 0;

    for (size_t i = 0; i < n; i++)
        start[from[i].key >> shift & 255]++;
    if (start[from[0].key >> shift & 255] == n)
        return false;
    for (size_t byte = 0; byte < 256; byte++) {
        size_t count = start[byte];

        start[byte] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        to[start[from[i].key >> shift & 255]++] = from[i];
    return true;
}

/* Stable radix sort of order[0 .. n) by ascending sign * value[row]. `order` has room for 2 n. */
static void sort_rows(struct place *order, const double *value, double sign, size_t n)
{
    struct place *from = order, *to = order + n;

    assert(n <= UINT32_MAX);

    for (size_t i = 0; i < n; i++)
        order[i].key = ordered_bits(sign * value[order[i].row]);
    for (unsigned shift = 0; n > 0 && shift < 64; shift += 8) {
        if (sort_by_byte(to, from, n, shift)) {
            struct place *swap = from;

            from = to;
            to = swap;
        }
    }
    if (from != order)
        memcpy(order, from, n * sizeof *order);
}

/* Rows in their own order, with room for sort_rows; yours. NULL: no memory. */
static struct place *rows_in_order(size_t n)
{
    struct place *order = n > SIZE_MAX / sizeof *order / 2 ? NULL : mem_alloc(2 * n * sizeof *order);

    for (size_t i = 0; order != NULL && i < n; i++)
        order[i].row = (uint32_t)i;
    return order;
}

/* End of the run of equal keys that begins at `from`. */
static size_t end_of_ties(const struct place *order, size_t from, size_t n)
{
    size_t end = from + 1;

    while (end < n && order[end].key == order[from].key)
        end++;
    return end;
}

static size_t count_positive(const int32_t *y, size_t n)
{
    size_t n_positive = 0;

    for (size_t i = 0; i < n; i++) {
        assert(y[i] == 0 || y[i] == 1);
        n_positive += (size_t)y[i];
    }
    return n_positive;
}

/* --- one score, two classes ------------------------------------------------------------------------------------- */

/* Hanley and McNeil 1982: (sum of the ranks of the positives - n+ (n+ + 1) / 2) / (n+ n-), ties sharing their mean rank. */
static double auc_of_order(const struct place *order, const int32_t *y, size_t n, size_t n_positive)
{
    double positive = (double)n_positive, negative = (double)(n - n_positive), rank_sum = 0;

    for (size_t start = 0; start < n;) {
        size_t end = end_of_ties(order, start, n);
        double mid_rank = (double)(start + 1 + end) / 2; /* of ranks start + 1 ... end */

        for (size_t i = start; i < end; i++)
            rank_sum += y[order[i].row] * mid_rank;
        start = end;
    }
    return (rank_sum - positive * (positive + 1) / 2) / (positive * negative);
}

int metric_roc_auc(double *out, const double *score, const int32_t *y, size_t n, struct err *err)
{
    size_t n_positive = count_positive(y, n);
    struct place *order;

    if (n_positive == 0 || n_positive == n) {
        *out = 0.5;
        return 0;
    }
    order = rows_in_order(n);
    if (order == NULL)
        return err_nomem(err);
    sort_rows(order, score, 1, n);
    *out = auc_of_order(order, y, n, n_positive);
    mem_free(order);
    return 0;
}

static double precision_of_order(const struct place *order, const int32_t *y, size_t n, size_t n_positive)
{
    size_t found = 0;
    double sum = 0;

    for (size_t start = 0; start < n;) {
        size_t end = end_of_ties(order, start, n), before = found;

        for (size_t i = start; i < end; i++)
            found += (size_t)y[order[i].row];
        sum += (double)(found - before) / (double)n_positive * ((double)found / (double)end);
        start = end;
    }
    return sum;
}

int metric_pr_auc(double *out, const double *score, const int32_t *y, size_t n, struct err *err)
{
    size_t n_positive = count_positive(y, n);
    struct place *order;

    if (n_positive == 0) {
        *out = 0;
        return 0;
    }
    order = rows_in_order(n);
    if (order == NULL)
        return err_nomem(err);
    sort_rows(order, score, -1, n);
    *out = precision_of_order(order, y, n, n_positive);
    mem_free(order);
    return 0;
}

double metric_brier(const double *p, const int32_t *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (p[i] - y[i]) * (p[i] - y[i]);
    return n == 0 ? 0 : sum / (double)n;
}

/* The bin k with k/b <= p < (k + 1)/b: the product may round across a border, the quotients decide. */
static size_t bin_of(double p, size_t n_bins)
{
    double b = (double)n_bins;
    size_t k = (size_t)(p * b);

    assert(p >= 0 && p <= 1);

    if (k >= n_bins)
        k = n_bins - 1;
    while (k + 1 < n_bins && p >= (double)(k + 1) / b)
        k++;
    while (k > 0 && p < (double)k / b)
        k--;
    return k;
}

/* Naeini, Cooper and Hauskrecht 2015, section 4: sum over bins of (n_k / n) |mean of y - mean of p|. */
double metric_ece(const double *p, const int32_t *y, size_t n, size_t n_bins)
{
    double gap[METRIC_BINS_MAX] = { 0 }; /* sum of y - p in each bin */
    double sum = 0;

    assert(n_bins >= 1 && n_bins <= METRIC_BINS_MAX);

    for (size_t i = 0; i < n; i++)
        gap[bin_of(p[i], n_bins)] += y[i] - p[i];
    for (size_t k = 0; k < n_bins; k++)
        sum += fabs(gap[k]);
    return n == 0 ? 0 : sum / (double)n;
}

double metric_log_loss(const double *p, const int32_t *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        double q = y[i] == 1 ? p[i] : 1 - p[i];

        sum -= log(q < DBL_EPSILON ? DBL_EPSILON : q > 1 - DBL_EPSILON ? 1 - DBL_EPSILON : q);
    }
    return n == 0 ? 0 : sum / (double)n;
}

/* --- effort ----------------------------------------------------------------------------------------------------- */

struct curve {
    double area;         /* under share found over share of effort, by trapezoid */
    double recall_at_20; /* share found at 20 % of the effort                    */
};

struct totals {
    double effort, positive;
};

/* Walks the rows in order. Of several points at the same effort the last counts at 20 %, as with numpy's interp. */
static struct curve curve_of_order(const struct place *order, const double *effort, const int32_t *y, size_t n,
                                   const struct totals *total)
{
    const double limit = 0.2; /* Kamei et al. 2013, section 5 */
    struct curve curve = { 0 };
    double effort_so_far = 0, found = 0, x = 0, r = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t row = order[i].row;
        double next_x, next_r;

        effort_so_far += effort[row];
        found += y[row];
        next_x = effort_so_far / total->effort;
        next_r = found / total->positive;
        curve.area += (next_x - x) * (r + next_r) / 2;
        if (x <= limit && next_x > limit)
            curve.recall_at_20 = r + (next_r - r) * (limit - x) / (next_x - x);
        x = next_x;
        r = next_r;
    }
    return curve;
}

static struct totals totals_of(const double *effort, const int32_t *y, size_t n)
{
    struct totals total = { .positive = (double)count_positive(y, n) };

    for (size_t i = 0; i < n; i++) {
        assert(isfinite(effort[i]) && effort[i] >= 0);
        total.effort += effort[i];
    }
    return total;
}

/* The order by descending sign * first, ties by ascending sign * effort, then by row. */
static struct curve effort_curve(struct place *order, const double *first, const double *effort, double sign,
                                 const int32_t *y, size_t n, const struct totals *total)
{
    for (size_t i = 0; i < n; i++)
        order[i].row = (uint32_t)i;
    sort_rows(order, effort, sign, n);
    sort_rows(order, first, -sign, n);
    return curve_of_order(order, effort, y, n, total);
}

int metric_effort(double *recall_at_20, double *popt, const double *rank, const double *effort, const int32_t *y,
                  size_t n, struct err *err)
{
    struct totals total = totals_of(effort, y, n);
    struct place *order = rows_in_order(n);
    double *truth = mem_alloc(n * sizeof *truth);
    struct curve model, optimal, worst;
    int rc = 0;

    if (order == NULL || truth == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    *recall_at_20 = 0.2;
    *popt = 0.5;
    if (!(total.positive > 0) || !(total.effort > 0))
        goto done;
    for (size_t i = 0; i < n; i++)
        truth[i] = y[i];
    model = effort_curve(order, rank, effort, 1, y, n, &total);
    optimal = effort_curve(order, truth, effort, 1, y, n, &total);
    worst = effort_curve(order, truth, effort, -1, y, n, &total);
    *recall_at_20 = model.recall_at_20;
    if (optimal.area > worst.area)
        *popt = 1 - (optimal.area - model.area) / (optimal.area - worst.area);
done:
    mem_free(order);
    mem_free(truth);
    return rc;
}

/* --- several classes -------------------------------------------------------------------------------------------- */

double metric_accuracy(const int32_t *truth, const int32_t *predicted, size_t n)
{
    size_t n_right = 0;

    for (size_t i = 0; i < n; i++)
        n_right += truth[i] >= 0 && truth[i] == predicted[i];
    return n == 0 ? 0 : (double)n_right / (double)n;
}

struct class_count {
    size_t truth, predicted, both;
};

static void count_row(struct class_count *count, int32_t truth, int32_t predicted, size_t n_classes)
{
    assert(truth >= -1 && (truth < 0 || (size_t)truth < n_classes));
    assert(predicted >= 0 && (size_t)predicted < n_classes);

    count[predicted].predicted++;
    if (truth >= 0)
        count[truth].truth++;
    if (truth == predicted)
        count[truth].both++;
}

/* F1 = 2 P R / (P + R) = 2 both / (truth + predicted). */
static double mean_f1(const struct class_count *count, size_t n_classes)
{
    size_t n_present = 0;
    double sum = 0;

    for (size_t k = 0; k < n_classes; k++) {
        if (count[k].truth == 0)
            continue;
        n_present++;
        sum += 2 * (double)count[k].both / (double)(count[k].truth + count[k].predicted);
    }
    return n_present == 0 ? 0 : sum / (double)n_present;
}

int metric_macro_f1(double *out, const int32_t *truth, const int32_t *predicted, size_t n, size_t n_classes,
                    bool known_only, struct err *err)
{
    struct class_count *count = mem_calloc(n_classes, sizeof *count);

    if (count == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (truth[i] >= 0 || !known_only)
            count_row(count, truth[i], predicted[i], n_classes);
    }
    *out = mean_f1(count, n_classes);
    mem_free(count);
    return 0;
}

/* --- bootstrap -------------------------------------------------------------------------------------------------- */

/* The p-quantile of n ascending values, linear between neighbours (Hyndman and Fan 1996, definition 7). */
static double quantile(const struct place *order, const double *value, size_t n, double p)
{
    double at = p * (double)(n - 1);
    size_t below = (size_t)at;
    double low = value[order[below].row];

    if (below + 1 >= n)
        return low;
    return low + (at - (double)below) * (value[order[below + 1].row] - low);
}

static int draw_all(double *value, uint32_t *index, metric_of_draw metric, const void *ctx, size_t n, size_t n_draws,
                    uint64_t seed, struct err *err)
{
    struct rng rng;
    int rc = 0;

    rng_init_named(&rng, seed, "bootstrap");
    for (size_t draw = 0; rc >= 0 && draw < n_draws; draw++) {
        for (size_t i = 0; i < n; i++)
            index[i] = rng_below(&rng, (uint32_t)n);
        rc = metric(&value[draw], ctx, index, n, err);
    }
    return rc < 0 ? rc : 0;
}

int metric_bootstrap(double *low, double *high, metric_of_draw metric, const void *ctx, size_t n, size_t n_draws,
                     uint64_t seed, struct err *err)
{
    uint32_t *index = mem_calloc(n, sizeof *index);
    double *value = mem_calloc(n_draws, sizeof *value);
    struct place *order = rows_in_order(n_draws);
    int rc = 0;

    assert(n > 0 && n <= UINT32_MAX);
    assert(n_draws > 0 && n_draws <= UINT32_MAX);

    if (index == NULL || value == NULL || order == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    rc = draw_all(value, index, metric, ctx, n, n_draws, seed, err);
    if (rc < 0)
        goto done;
    sort_rows(order, value, 1, n_draws);
    *low = quantile(order, value, n_draws, 0.025);
    *high = quantile(order, value, n_draws, 0.975);
done:
    mem_free(index);
    mem_free(value);
    mem_free(order);
    return rc;
}

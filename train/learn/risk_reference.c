#include "train/learn/risk_reference.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/statistics/calibration.h"

#define Z_95 1.959963984540054
#define BELOW (2.0 / 3)
#define ABOVE 1.5

/* (k + z^2/2) / (n + z^2)  -+  z sqrt(n) / (n + z^2) sqrt(p(1 - p) + z^2/(4n)),  p = k/n */
void wilson_interval(double *low, double *high, size_t k, size_t n)
{
    double count = (double)n, p = (double)k / count, z2 = Z_95 * Z_95;
    double middle = ((double)k + z2 / 2) / (count + z2);
    double half = Z_95 * sqrt(count) / (count + z2) * sqrt(p * (1 - p) + z2 / (4 * count));

    assert(n > 0 && k <= n);
    *low = k == 0 ? 0 : middle - half;
    *high = k == n ? 1 : middle + half;
}

struct judged { double logit; int32_t y; };

static int by_logit(const void *a, const void *b)
{
    double x = ((const struct judged *)a)->logit, y = ((const struct judged *)b)->logit;

    return (x > y) - (x < y);
}

/* Equal sizes, but equal logits stay together. */
static void cut_bands(struct risk_reference *r, const struct judged *row)
{
    size_t n_bands = r->n / REFERENCE_BAND_MIN, from = 0;

    n_bands = n_bands < 1 ? 1 : n_bands > REFERENCE_BANDS ? REFERENCE_BANDS : n_bands;
    for (size_t k = 0; k < n_bands && from < r->n; k++) {
        size_t end = r->n * (k + 1) / n_bands;
        struct risk_band band = { .n = 0 };

        while (end < r->n && end > 0 && row[end].logit <= row[end - 1].logit)
            end++;
        if (end <= from)
            continue;
        for (size_t i = from; i < end; i++)
            band.harms += row[i].y == 1;
        band.n = (uint32_t)(end - from);
        band.upto = row[end - 1].logit;
        r->band[r->n_bands++] = band;
        from = end;
    }
}

static int fit_size(struct risk_reference *r, const double *lines, const int32_t *label, size_t n, struct err *err)
{
    double *x = mem_calloc(n, sizeof(*x));
    struct calibration c;
    int rc;

    if (x == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        x[i] = log1p(fmax(lines[i], 0));
    rc = calibration_fit_platt(&c, x, label, n, err);
    mem_free(x);
    if (rc < 0)
        return rc;
    r->size_a = c.a;
    r->size_b = c.b;
    return 0;
}

int risk_reference_fit(struct risk_reference *out, const double *logit, const int32_t *y, size_t n, const double *lines, const int32_t *label,
                       size_t n_rows, struct err *err)
{
    struct risk_reference r = { .n = n };
    struct judged *row = mem_calloc(n, sizeof(*row));
    int rc;

    assert(n > 0);
    if (row == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        row[i] = (struct judged){ logit[i], y[i] };
        r.harms += y[i] == 1;
    }
    qsort(row, n, sizeof(*row), by_logit);
    for (size_t q = 0; q <= REFERENCE_STEPS; q++)
        r.quantile[q] = row[(n - 1) * q / REFERENCE_STEPS].logit;
    cut_bands(&r, row);
    mem_free(row);
    rc = fit_size(&r, lines, label, n_rows, err);
    if (rc == 0)
        *out = r;
    return rc;
}

static const struct risk_band *band_of(const struct risk_reference *r, double logit)
{
    size_t k = 0;

    while (k + 1 < r->n_bands && logit > r->band[k].upto)
        k++;
    return &r->band[k];
}

/* Linear between the quantiles around it. */
static double percentile_of(const struct risk_reference *r, double logit)
{
    size_t q = 0;
    double from, to;

    if (logit <= r->quantile[0])
        return 0;
    while (q < REFERENCE_STEPS && r->quantile[q + 1] < logit)
        q++;
    if (q == REFERENCE_STEPS)
        return 100;
    from = r->quantile[q];
    to = r->quantile[q + 1];
    return 100.0 / REFERENCE_STEPS * ((double)q + (to > from ? (logit - from) / (to - from) : 0));
}

const char *risk_band_name(double ratio)
{
    return ratio <= BELOW ? "below" : ratio >= ABOVE ? "above" : "near";
}

void risk_reference_tell(struct risk_meaning *out, const struct risk_reference *r, double logit, double lines)
{
    const struct risk_band *band = band_of(r, logit);
    double p = calibration_probability(logit);
    struct risk_meaning m = { .n = band->n, .harms = band->harms, .rate = (double)r->harms / (double)r->n };

    assert(r->n > 0 && r->n_bands > 0);
    wilson_interval(&m.low, &m.high, band->harms, band->n);
    m.low = fmin(m.low, p);
    m.high = fmax(m.high, p);
    m.percentile = percentile_of(r, logit);
    m.ratio = m.rate > 0 ? p / m.rate : 0;
    m.band = risk_band_name(m.ratio);
    m.size_only = calibration_probability(r->size_a * log1p(fmax(lines, 0)) + r->size_b);
    *out = m;
}

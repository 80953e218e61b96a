/*
 * distribution.c - see distribution.h.
 */
#include "train/statistics/distribution.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

/* ------------------------------------------------------------- chi-square */

/* Regularised incomplete gamma functions (Press et al., "Numerical Recipes in C", 2nd edition, section 6.2): P by its series below a + 1, Q by Lentz's
 * continued fraction above. */
static double gamma_series(double a, double x)
{
    double sum = 1 / a, term = sum;

    for (double k = a + 1; term > sum * 1e-17; k++) {
        term *= x / k;
        sum += term;
    }
    return sum * exp(-x + a * log(x) - lgamma(a));
}

static double gamma_fraction(double a, double x)
{
    const double tiny = 1e-300;
    double b = x + 1 - a, c = 1 / tiny, d = 1 / b, h = d;

    for (int i = 1; i < 100000; i++) {
        double an = -i * (i - a), delta;

        b += 2;
        d = an * d + b;
        d = fabs(d) < tiny ? tiny : d;
        c = b + an / c;
        c = fabs(c) < tiny ? tiny : c;
        d = 1 / d;
        delta = d * c;
        h *= delta;
        if (fabs(delta - 1) < 1e-16)
            break;
    }
    return exp(-x + a * log(x) - lgamma(a)) * h;
}

double chi_square_tail(double x, double dof)
{
    double a = dof / 2;

    assert(dof >= 1);
    if (!(x > 0))
        return 1;
    if (isinf(x))
        return 0;
    x /= 2;
    return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

/* The tail falls as x grows; x to a relative `precision`. */
static double invert(double (*tail_of)(const void *, double), const void *ctx, double tail, double low, double high, double precision)
{
    for (int i = 0; i < 200 && high - low > precision * high; i++) {
        double x = (low + high) / 2;

        if (tail_of(ctx, x) > tail)
            low = x;
        else
            high = x;
    }
    return (low + high) / 2;
}

static double chi_of(const void *dof, double x)
{
    return chi_square_tail(x, *(const double *)dof);
}

double chi_square_quantile(double tail, double dof)
{
    double high = dof + 10;

    assert(tail > 0 && tail < 1);
    while (chi_square_tail(high, dof) > tail)
        high *= 2;
    return invert(chi_of, &dof, tail, 0, high, 1e-13);
}

/* ------------------------------------------------------------- Kolmogorov */

/* P(D+ > d), exact (Birnbaum and Tingey 1951):
 *
 *     d  sum over j = 0 .. floor(n (1 - d)) of  C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j)
 *
 * All terms are positive; each is made from logarithms. */
static double smirnov_tail(size_t count, double d)
{
    double n = (double)count, sum = 0, of_n = lgamma(n + 1);

    for (double j = 0; j <= floor(n * (1 - d)); j++) {
        double rest = 1 - d - j / n;

        if (rest <= 0)
            continue;
        sum += exp(of_n - lgamma(j + 1) - lgamma(n - j + 1) + (j - 1) * log(d + j / n) + (n - j) * log(rest));
    }
    return fmin(1, d * sum);
}

static void multiply(double *out, const double *a, const double *b, size_t m)
{
    for (size_t i = 0; i < m; i++) {
        memset(out + i * m, 0, m * sizeof(*out));
        for (size_t k = 0; k < m; k++)
            for (size_t j = 0; j < m; j++)
                out[i * m + j] += a[i * m + k] * b[k * m + j];
    }
}

struct durbin { double *h, *power, *scratch; size_t m; int exponent; };

/* power = h^n 10^exponent, by squaring; what grows beyond 1e140 is scaled. */
static void raise(struct durbin *d, size_t n, int *exponent)
{
    size_t size = d->m * d->m * sizeof(*d->h);
    int of_h = 0;

    *exponent = 0;
    memset(d->power, 0, size);
    for (size_t i = 0; i < d->m; i++)
        d->power[i * d->m + i] = 1;
    for (; n > 0; n >>= 1) {
        double *to[2] = { d->power, d->h };
        int *at[2] = { exponent, &of_h };

        if (n & 1) {
            multiply(d->scratch, d->power, d->h, d->m);
            memcpy(d->power, d->scratch, size);
            *exponent += of_h;
        }
        multiply(d->scratch, d->h, d->h, d->m);
        memcpy(d->h, d->scratch, size);
        of_h *= 2;
        for (int t = 0; t < 2; t++)
            if (to[t][(d->m / 2) * d->m + d->m / 2] > 1e140) {
                for (size_t i = 0; i < d->m * d->m; i++)
                    to[t][i] *= 1e-140;
                *at[t] += 140;
            }
    }
}

/* P(D < d) by Durbin's matrix (Marsaglia, Tsang and Wang 2003, "Evaluating Kolmogorov's Distribution"). NaN: no memory. */
static double durbin_cdf(size_t n, double x)
{
    size_t k = (size_t)((double)n * x) + 1, m = 2 * k - 1;
    double h = (double)k - (double)n * x, *memory = mem_calloc(3 * m * m, sizeof(*memory)), s;
    struct durbin d = { memory, memory + m * m, memory + 2 * m * m, m, 0 };
    int exponent;

    if (memory == NULL)
        return (double)NAN;
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++)
            d.h[i * m + j] = i + 1 < j ? 0 : 1;
    for (size_t i = 0; i < m; i++) {
        d.h[i * m] -= pow(h, (double)(i + 1));
        d.h[(m - 1) * m + i] -= pow(h, (double)(m - i));
    }
    d.h[(m - 1) * m] += 2 * h - 1 > 0 ? pow(2 * h - 1, (double)m) : 0;
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m && j <= i; j++)
            d.h[i * m + j] /= tgamma((double)(i - j + 2));
    raise(&d, n, &exponent);
    s = d.power[(k - 1) * m + k - 1];
    for (size_t i = 1; i <= n; i++) {
        s = s * (double)i / (double)n;
        if (s < 1e-140) {
            s *= 1e140;
            exponent -= 140;
        }
    }
    mem_free(memory);
    return s * pow(10, exponent);
}

/* P(D < d) by the expansion of Pelz and Good (1976), "Approximating the Lower Tail-Areas of the Kolmogorov-Smirnov One-Sample Statistic":
 * K0(z) + K1(z) / n^(1/2) + K2(z) / n + K3(z) / n^(3/2) with z = x sqrt(n). The second sums are over all k, the first over odd ones. */
static double pelz_good_cdf(size_t count, double x)
{
    const double p2 = M_PI * M_PI, p4 = p2 * p2, p6 = p4 * p2, root = sqrt(2 * M_PI);
    double n = (double)count, z = sqrt(n) * x, z2 = z * z, z3 = z2 * z, z4 = z2 * z2, z6 = z4 * z2, z8 = z4 * z4;
    double k0 = 0, k1 = 0, k2 = 0, k3 = 0, k2_more = 0, k3_more = 0;
    int terms = (int)ceil(16 * z / M_PI);

    for (int k = terms; k >= 1; k--) {
        double m = 2 * k - 1, m2 = m * m, m4 = m2 * m2, m6 = m4 * m2, q = exp(-p2 * m2 / (8 * z2));

        k0 += q;
        k1 += q * (-z2 + p2 / 4 * m2);
        k2 += q * (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * p2 / 4 * m2 + p4 * (1 - 2 * z2) / 16 * m4);
        k3 += q * (-30 * z6 - 90 * z8 + p2 * (135 * z4 - 96 * z6) / 4 * m2 + p4 * (-60 * z2 + 212 * z4) / 16 * m4 + p6 * (5 - 30 * z2) / 64 * m6);
    }
    for (int k = terms; k >= 1; k--) {
        double kk = (double)k * k, q = exp(-p2 * kk / (2 * z2));

        k2_more += kk * q;
        k3_more += (3 * z2 - p2 * kk) * kk * q;
    }
    k0 *= root / z;
    k1 *= root / (6 * z4);
    k2 = k2 * root / (72 * z4 * z3) + k2_more * p2 * root / (-36 * z3);
    k3 = k3 * root / (6480 * z8 * z2) + k3_more * p2 * root / (216 * z6);
    return k0 + k1 / sqrt(n) + k2 / n + k3 / (n * sqrt(n));
}

/* Which formula where: Simard and L'Ecuyer 2011, "Computing the Two-Sided Kolmogorov-Smirnov Distribution". The two-sided tail is twice the
 * one-sided one wherever both sides at once are less than the last digit. */
double kolmogorov_tail(size_t count, double d)
{
    double n = (double)count, t = n * d, nd2 = t * d;

    assert(count > 0);
    if (d >= 1 || nd2 >= 370)
        return 0;
    if (t <= 0.5)
        return 1;
    if (t <= 1)
        return 1 - exp(lgamma(n + 1) - n * log(n) + n * log(2 * t - 1));
    if (t >= n - 1)
        return 2 * pow(1 - d, n);
    if (d >= 0.5 || nd2 > (count <= 140 ? 4 : 2.2))
        return fmin(1, 2 * smirnov_tail(count, d));
    if (count <= 140 || (count <= 100000 && n * pow(d, 1.5) <= 1.4))
        return 1 - durbin_cdf(count, d);
    return fmax(0, 1 - pelz_good_cdf(count, d));
}

static double kolmogorov_of(const void *n, double d)
{
    return kolmogorov_tail(*(const size_t *)n, d);
}

double kolmogorov_quantile(size_t n, double tail)
{
    double guess = sqrt(-log(tail / 2) / (2 * (double)n)), low = guess / 3; /* tail ~ 2 exp(-2 n d^2) */

    assert(tail > 0 && tail < 1);
    if (kolmogorov_tail(n, low) < tail)
        low = 0;
    return invert(kolmogorov_of, &n, tail, low, fmin(1, 1.5 * guess), 1e-7);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double median_of(double *value, size_t n)
{
    size_t known = 0;

    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]))
            value[known++] = value[i];
    if (known == 0)
        return (double)NAN;
    qsort(value, known, sizeof(*value), by_value);
    return known % 2 == 1 ? value[known / 2] : (value[known / 2 - 1] + value[known / 2]) / 2;
}

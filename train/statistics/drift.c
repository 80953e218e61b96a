/*
 * drift.c - see drift.h.
 */
#include "train/statistics/drift.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "train/statistics/distribution.h"

const char *const drift_kind_name[] = { "numeric", "categorical" };
const char *const drift_verdict_name[] = { "ok", "drift", "not-enough-data" };

static void add(struct drift_column *c, const char *name, double value)
{
    assert(c->n_statistics < DRIFT_STATISTICS_MAX);
    c->statistic[c->n_statistics++] = (struct drift_statistic){ name, value };
}

static void add_test(struct drift_column *c, const char *name, double value, double p, double dof, double scale)
{
    assert(c->n_tests < DRIFT_TESTS_MAX);
    c->test[c->n_tests++] = (struct drift_test){ .name = name, .value = value, .p = p, .dof = dof, .scale = scale };
}

static bool enough(const struct drift_column *c)
{
    return c->n_ref >= DRIFT_ROWS_MIN && c->n_cur >= DRIFT_ROWS_MIN;
}

static void finish(struct drift_column *c)
{
    c->p = 1;
    for (size_t i = 0; i < c->n_tests; i++)
        c->p = fmin(c->p, (double)c->n_tests * c->test[i].p);
    c->verdict = c->n_tests > 0 ? DRIFT_OK : DRIFT_NO_DATA;
}

/* ------------------------------------------------------------- numbers */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double mean(const double *v, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += v[i];
    return n > 0 ? sum / (double)n : 0;
}

static double deviation(const double *v, size_t n, double of)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (v[i] - of) * (v[i] - of);
    return n > 0 ? sqrt(sum / (double)n) : 0;
}

/* Both at once over the merged order: D = sup |F_ref - F_cur|, and Wasserstein's distance, the integral of |F_ref - F_cur|. */
static void distances(double *ks, double *wasserstein, const double *ref, size_t n, const double *cur, size_t m)
{
    size_t i = 0, j = 0;
    double last = 0, gap = 0;

    *ks = *wasserstein = 0;
    while (i < n || j < m) {
        double x = j == m || (i < n && ref[i] <= cur[j]) ? ref[i] : cur[j];

        if (i + j > 0)
            *wasserstein += gap * (x - last);
        while (i < n && ref[i] == x)
            i++;
        while (j < m && cur[j] == x)
            j++;
        gap = fabs((double)i / (double)n - (double)j / (double)m);
        *ks = fmax(*ks, gap);
        last = x;
    }
}

/* Linearly interpolated between the two values around it (numpy's default). */
static double quantile(const double *sorted, size_t n, double q)
{
    double at = q * (double)(n - 1), below = floor(at), part = at - below;
    size_t i = (size_t)below;

    return i + 1 < n ? sorted[i] + part * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

static size_t count_below(const double *sorted, size_t n, double x)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (sorted[mid] < x)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* What one bin of counts r and q out of n and m adds to Pearson's chi-square. */
static double chi_square_of(double r, double q, double n, double m)
{
    double total = r + q, gap = r - total * n / (n + m);

    return total > 0 ? gap * gap * (n + m) * (n + m) / (total * n * m) : 0;
}

/* PSI = sum over bins of (p - q) ln(p / q), by n_bins quantiles of the reference (equal ones merged, ends open, a value on an edge in the bin above
 * it); shares of at least 1e-4. *used: bins that were left; *pearson: the chi-square of homogeneity over the same bins. */
static double psi(size_t *used, double *pearson, const double *ref, size_t n, const double *cur, size_t m, size_t n_bins)
{
    size_t ref_before = 0, cur_before = 0;
    double sum = 0, last = -HUGE_VAL;

    *used = 0;
    *pearson = 0;
    for (size_t b = 1; b <= n_bins; b++) {
        double edge = b < n_bins ? quantile(ref, n, (double)b / (double)n_bins) : HUGE_VAL, p, q;
        size_t ref_to = b < n_bins ? count_below(ref, n, edge) : n, cur_to = b < n_bins ? count_below(cur, m, edge) : m;

        if (edge <= last)
            continue;
        p = fmax((double)(ref_to - ref_before) / (double)n, 1e-4);
        q = fmax((double)(cur_to - cur_before) / (double)m, 1e-4);
        sum += (p - q) * log(p / q);
        *pearson += chi_square_of((double)(ref_to - ref_before), (double)(cur_to - cur_before), (double)n, (double)m);
        ref_before = ref_to;
        cur_before = cur_to;
        last = edge;
        (*used)++;
    }
    return sum;
}

static size_t bins_for(size_t n, size_t m)
{
    size_t bins = (n < m ? n : m) / DRIFT_PER_BIN;

    return bins > DRIFT_BINS ? DRIFT_BINS : bins < 2 ? 2 : bins;
}

/* PSI's logarithm grows without bound where a bin runs empty, and its tail is then heavier than chi-square's: Pearson's statistic of the same bins must
 * agree. Where the reference's own bins may be empty (one value makes up its first tenth), KS alone tells. */
static void test_numeric(struct drift_column *c, const double *ref, const double *cur, double ks, double ks_p)
{
    double n = (double)c->n_ref, m = (double)c->n_cur, scale = 1 / n + 1 / m, value;
    double pearson, p;
    size_t used, bins = bins_for(c->n_ref, c->n_cur), first;

    value = psi(&used, &pearson, ref, c->n_ref, cur, c->n_cur, bins);
    first = count_below(ref, c->n_ref, quantile(ref, c->n_ref, 1.0 / (double)bins));
    if (used > 1 && first > 0) {
        p = fmax(chi_square_tail(value / scale, (double)(used - 1)), chi_square_tail(pearson, (double)(used - 1)));
        add_test(c, "psi", value, p, (double)(used - 1), scale);
    }
    add_test(c, "ks", ks, ks_p, fmax(1, nearbyint(n * m / (n + m))), 1);
}

int drift_numeric(struct drift_column *out, double *ref, size_t n_ref, double *cur, size_t n_cur, struct err *err)
{
    struct drift_column c = { .name = out->name, .kind = DRIFT_NUMERIC, .n_ref = n_ref, .n_cur = n_cur };
    double n = (double)n_ref, m = (double)n_cur, ks, wasserstein, ks_p, ref_mean, ref_std, pearson;
    size_t used;

    if (n_ref > 0)
        qsort(ref, n_ref, sizeof(*ref), by_value);
    if (n_cur > 0)
        qsort(cur, n_cur, sizeof(*cur), by_value);
    if (n_ref > 0 && n_cur > 0) {
        distances(&ks, &wasserstein, ref, n_ref, cur, n_cur);
        ks_p = kolmogorov_tail((size_t)fmax(1, nearbyint(n * m / (n + m))), ks);
        if (isnan(ks_p))
            return err_nomem(err);
        ref_mean = mean(ref, n_ref);
        ref_std = deviation(ref, n_ref, ref_mean);
        add(&c, "ref_mean", ref_mean);
        add(&c, "cur_mean", mean(cur, n_cur));
        add(&c, "ref_std_pop", ref_std);
        add(&c, "ks_stat", ks);
        add(&c, "ks_p_asymp", ks_p);
        add(&c, "wasserstein", wasserstein);
        add(&c, "wasserstein_norm_evidently", wasserstein / fmax(ref_std, 0.001));
        add(&c, "psi_decile_eps1e-4", psi(&used, &pearson, ref, n_ref, cur, n_cur, DRIFT_BINS));
        if (enough(&c))
            test_numeric(&c, ref, cur, ks, ks_p);
    }
    finish(&c);
    *out = c;
    return 0;
}

/* ------------------------------------------------------------- categories */

/* Pearson's chi-square of two rows of counts, sum (o - e)^2 / e, with Yates' correction of at most `yates`. Categories without any count are none. */
static double chi_square(double *dof, const double *ref, const double *cur, size_t n_categories, double n, double m, double yates)
{
    double sum = 0, used = 0;

    for (size_t k = 0; k < n_categories; k++) {
        double total = ref[k] + cur[k], e_ref = total * n / (n + m), e_cur = total * m / (n + m), gap;

        if (total <= 0)
            continue;
        used++;
        gap = fabs(ref[k] - e_ref);
        gap -= fmin(yates, gap);
        sum += gap * gap / e_ref + gap * gap / e_cur;
    }
    *dof = used - 1;
    return sum;
}

/* Evidently's filling of empty shares, for each side by itself: a millionth of the least share where that is at most 1e-4, else 1e-4. */
static double filling(const double *count, size_t n_categories, double n)
{
    double least = 1;

    for (size_t k = 0; k < n_categories; k++)
        if (count[k] > 0)
            least = fmin(least, count[k] / n);
    return least <= 1e-4 ? least / 1e6 : 1e-4;
}

static double plogp(double p, double q)
{
    return p > 0 ? p * log(p / q) : 0;
}

static void describe_categories(struct drift_column *c, const double *ref, const double *cur, size_t n_categories)
{
    double n = (double)c->n_ref, m = (double)c->n_cur, fill_ref = filling(ref, n_categories, n), fill_cur = filling(cur, n_categories, m);
    double used = 0, psi_sum = 0, kl = 0, sum_ref = 0, sum_cur = 0, js = 0, tvd = 0, linf = 0, hellinger = 0, dof, stat, scaled = 0;

    for (size_t k = 0; k < n_categories; k++) {
        double p = ref[k] / n, q = cur[k] / m, mid = (p + q) / 2, pf = p > 0 ? p : fill_ref, qf = q > 0 ? q : fill_cur;

        if (p + q <= 0)
            continue;
        used++;
        psi_sum += (qf - pf) * log(qf / pf);
        kl += pf * log(pf / qf);
        sum_ref += pf;
        sum_cur += qf;
        js += (plogp(p, mid) + plogp(q, mid)) / 2;
        tvd += fabs(p - q) / 2;
        linf = fmax(linf, fabs(p - q));
        hellinger += (sqrt(p) - sqrt(q)) * (sqrt(p) - sqrt(q));
        scaled += p > 0 ? (cur[k] - p * m) * (cur[k] - p * m) / (p * m) : HUGE_VAL;
    }
    js = fmax(js, 0);
    add(c, "n_categories", used);
    add(c, "psi_evidently", psi_sum);
    add(c, "kl_evidently", kl / sum_ref - log(sum_ref / sum_cur)); /* of shares that sum to one again */
    add(c, "js_base_e", sqrt(js));
    add(c, "js_base2", sqrt(js / log(2)));
    add(c, "tvd", tvd);
    add(c, "linf_nannyml", linf);
    add(c, "hellinger_nannyml", sqrt(hellinger / 2));
    add(c, "chisquare_evidently_stat", scaled);
    if (used < 2)
        return;
    add(c, "chisquare_evidently_p", chi_square_tail(scaled, used - 1));
    stat = chi_square(&dof, ref, cur, n_categories, n, m, 0);
    add(c, "chi2_dof", dof);
    add(c, "chi2_nocorrection_stat", stat);
    add(c, "chi2_nocorrection_p", chi_square_tail(stat, dof));
    stat = chi_square(&dof, ref, cur, n_categories, n, m, dof == 1 ? 0.5 : 0);
    add(c, "chi2_contingency_stat", stat);
    add(c, "chi2_contingency_p", chi_square_tail(stat, dof));
}

/* Rare categories are taken together, and where even together they are rare, with the rarest of the others. In place; returns how many are left. */
static size_t pool_rare(double *ref, double *cur, size_t n_categories, double n, double m)
{
    double part = fmin(n, m) / (n + m), rest_ref = 0, rest_cur = 0;
    size_t kept = 0, rarest = 0;

    for (size_t k = 0; k < n_categories; k++) {
        if ((ref[k] + cur[k]) * part < 5) {
            rest_ref += ref[k];
            rest_cur += cur[k];
            continue;
        }
        ref[kept] = ref[k];
        cur[kept] = cur[k];
        if (ref[kept] + cur[kept] < ref[rarest] + cur[rarest])
            rarest = kept;
        kept++;
    }
    if (rest_ref + rest_cur <= 0)
        return kept;
    if ((rest_ref + rest_cur) * part >= 5 || kept == 0) {
        ref[kept] = rest_ref;
        cur[kept] = rest_cur;
        return kept + 1;
    }
    ref[rarest] += rest_ref;
    cur[rarest] += rest_cur;
    return kept;
}

int drift_categorical(struct drift_column *out, const uint64_t *ref, const uint64_t *cur, size_t n_categories, struct err *err)
{
    struct drift_column c = { .name = out->name, .kind = DRIFT_CATEGORICAL };
    double *counts = mem_calloc(2 * n_categories, sizeof(*counts)), *r = counts, *q = counts + n_categories, stat, dof, n, m;

    if (counts == NULL)
        return err_nomem(err);
    for (size_t k = 0; k < n_categories; k++) {
        c.n_ref += ref[k];
        c.n_cur += cur[k];
        r[k] = (double)ref[k];
        q[k] = (double)cur[k];
    }
    n = (double)c.n_ref;
    m = (double)c.n_cur;
    if (c.n_ref > 0 && c.n_cur > 0)
        describe_categories(&c, r, q, n_categories);
    if (enough(&c)) {
        n_categories = pool_rare(r, q, n_categories, n, m);
        stat = chi_square(&dof, r, q, n_categories, n, m, 0);
        add_test(&c, "chi2", stat, dof >= 1 ? chi_square_tail(stat, dof) : 1, fmax(dof, 1), 1);
    }
    mem_free(counts);
    finish(&c);
    *out = c;
    return 0;
}

/* ------------------------------------------------------------- judging */

static double bound_of(const struct drift_test *t, double level)
{
    if (strcmp(t->name, "ks") == 0)
        return kolmogorov_quantile((size_t)t->dof, level);
    return t->scale * chi_square_quantile(level, t->dof);
}

/* Holm 1979: the smallest p is held against level / k of k columns, the next against level / (k - 1), ..., until one does not fall below; those behind
 * it are judged by its level. */
size_t drift_judge(struct drift_column *column, size_t n)
{
    size_t left = 0, found = 0;
    bool stopped = false;

    for (size_t i = 0; i < n; i++) {
        column[i].level = 0;
        left += column[i].n_tests > 0;
    }
    for (double level = 0; left > 0;) {
        struct drift_column *least = NULL;

        for (size_t i = 0; i < n; i++)
            if (column[i].n_tests > 0 && column[i].level == 0 && (least == NULL || column[i].p < least->p))
                least = &column[i];
        assert(least != NULL);
        if (!stopped)
            level = DRIFT_LEVEL / (double)left;
        stopped = stopped || least->p > level;
        least->level = level;
        least->verdict = stopped ? DRIFT_OK : DRIFT_FOUND;
        found += !stopped;
        left--;
        for (size_t t = 0; t < least->n_tests; t++)
            least->test[t].bound = bound_of(&least->test[t], level / (double)least->n_tests);
    }
    return found;
}

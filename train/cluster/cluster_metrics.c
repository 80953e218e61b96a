#include "train/cluster/cluster_metrics.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "datasets/base/mem.h"

/* The contingency table: cells that are not empty. */
struct cell {
    uint64_t key; /* class << 32 | group */
    uint64_t count;
};

struct table {
    struct cell *cell; /* [n_cells] */
    size_t n_cells;
    uint64_t *class_size, *group_size; /* [n_classes], [n_groups], some may be 0 */
    size_t n_classes, n_groups;
    size_t n;
};

static int by_key(const void *a, const void *b)
{
    uint64_t x = ((const struct cell *)a)->key, y = ((const struct cell *)b)->key;

    return (x > y) - (x < y);
}

static size_t count_values(const uint32_t *value, size_t n)
{
    uint32_t most = 0;

    for (size_t i = 0; i < n; i++) {
        assert(value[i] < UINT32_MAX);
        most = value[i] > most ? value[i] : most;
    }
    return n == 0 ? 0 : (size_t)most + 1;
}

static int make_table(struct table *t, const uint32_t *truth, const uint32_t *cluster, size_t n, struct err *err)
{
    t->n = n;
    t->n_classes = count_values(truth, n);
    t->n_groups = count_values(cluster, n);
    t->class_size = mem_calloc(t->n_classes, sizeof *t->class_size);
    t->group_size = mem_calloc(t->n_groups, sizeof *t->group_size);
    t->cell = mem_calloc(n, sizeof *t->cell);
    if (t->class_size == NULL || t->group_size == NULL || t->cell == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        t->class_size[truth[i]]++;
        t->group_size[cluster[i]]++;
        t->cell[i] = (struct cell){ (uint64_t)truth[i] << 32 | cluster[i], 1 };
    }
    qsort(t->cell, n, sizeof *t->cell, by_key);
    for (size_t i = 0; i < n; i++) {
        if (t->n_cells > 0 && t->cell[t->n_cells - 1].key == t->cell[i].key)
            t->cell[t->n_cells - 1].count++;
        else
            t->cell[t->n_cells++] = t->cell[i];
    }
    return 0;
}

static void release_table(struct table *t)
{
    mem_free(t->cell);
    mem_free(t->class_size);
    mem_free(t->group_size);
}

/* H = - sum p ln p */
static double entropy(const uint64_t *size, size_t n_sizes, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n_sizes; i++)
        if (size[i] > 0)
            sum -= (double)size[i] / (double)n * log((double)size[i] / (double)n);
    return sum;
}

static size_t count_used(const uint64_t *size, size_t n)
{
    size_t used = 0;

    for (size_t i = 0; i < n; i++)
        used += size[i] > 0;
    return used;
}

/* MI = sum n_ij / n ln( n n_ij / (a_i b_j) ) */
static double mutual_information(const struct table *t)
{
    double sum = 0, n = (double)t->n;

    for (size_t c = 0; c < t->n_cells; c++) {
        double count = (double)t->cell[c].count, a = (double)t->class_size[t->cell[c].key >> 32];
        double b = (double)t->group_size[t->cell[c].key & UINT32_MAX];

        sum += count / n * (log(count * n) - log(a * b));
    }
    return fmax(sum, 0);
}

/* One class and one group of sizes a and b: Vinh et al. 2010, theorem 1, the sum over n_ij. ln_factorial: [n + 1]. */
static double expected_of_pair(size_t a, size_t b, size_t n, const double *ln_factorial)
{
    size_t least = a + b > n ? a + b - n : 1, most = a < b ? a : b;
    double constant = ln_factorial[a] + ln_factorial[b] + ln_factorial[n - a] + ln_factorial[n - b] - ln_factorial[n],
           sum = 0;
    double offset = log((double)n) - log((double)a) - log((double)b);

    for (size_t m = least; m <= most; m++) {
        double ln_chance =
            constant - ln_factorial[m] - ln_factorial[a - m] - ln_factorial[b - m] - ln_factorial[n - a - b + m];

        sum += (double)m / (double)n * (offset + log((double)m)) * exp(ln_chance);
    }
    return sum;
}

/* Of all groupings with the same sizes. */
static int expected_information(double *out, const struct table *t, struct err *err)
{
    double *ln_factorial = mem_alloc((t->n + 1) * sizeof *ln_factorial), sum = 0;

    if (ln_factorial == NULL)
        return err_nomem(err);
    ln_factorial[0] = 0;
    for (size_t i = 1; i <= t->n; i++)
        ln_factorial[i] = lgamma((double)i + 1);
    for (size_t i = 0; i < t->n_classes; i++)
        for (size_t j = 0; j < t->n_groups; j++)
            if (t->class_size[i] > 0 && t->group_size[j] > 0)
                sum += expected_of_pair(t->class_size[i], t->group_size[j], t->n, ln_factorial);
    mem_free(ln_factorial);
    *out = sum;
    return 0;
}

/* Over pairs of rows: together in both, in one alone, in neither. */
static double adjusted_rand(const struct table *t)
{
    double cells = 0, classes = 0, groups = 0, n = (double)t->n, both, class_only, group_only, neither;

    for (size_t c = 0; c < t->n_cells; c++)
        cells += (double)t->cell[c].count * (double)t->cell[c].count;
    for (size_t i = 0; i < t->n_classes; i++)
        classes += (double)t->class_size[i] * (double)t->class_size[i];
    for (size_t j = 0; j < t->n_groups; j++)
        groups += (double)t->group_size[j] * (double)t->group_size[j];
    both = cells - n;
    class_only = classes - cells;
    group_only = groups - cells;
    neither = n * n - class_only - group_only - cells;
    if (class_only <= 0 && group_only <= 0)
        return 1;
    return 2 * (both * neither - class_only * group_only) /
           ((both + class_only) * (class_only + neither) + (both + group_only) * (group_only + neither));
}

static double adjusted_information(double mi, double expected, double class_entropy, double group_entropy)
{
    double range = (class_entropy + group_entropy) / 2 - expected;

    range = range < 0 ? fmin(range, -DBL_EPSILON) : fmax(range, DBL_EPSILON);
    return (mi - expected) / range;
}

int cluster_agreement(struct cluster_agreement *out, const uint32_t *truth, const uint32_t *cluster, size_t n,
                      struct err *err)
{
    struct table t = { 0 };
    double mi, class_entropy, group_entropy, expected = 0;
    bool trivial;
    int rc;

    assert(n <= UINT32_MAX);

    rc = make_table(&t, truth, cluster, n, err);
    if (rc == 0)
        rc = expected_information(&expected, &t, err);
    if (rc == 0) {
        mi = mutual_information(&t);
        class_entropy = entropy(t.class_size, t.n_classes, n);
        group_entropy = entropy(t.group_size, t.n_groups, n);
        trivial = count_used(t.class_size, t.n_classes) == count_used(t.group_size, t.n_groups) &&
                  count_used(t.class_size, t.n_classes) <= 1;
        out->homogeneity = class_entropy > 0 ? mi / class_entropy : 1;
        out->completeness = group_entropy > 0 ? mi / group_entropy : 1;
        out->v_measure = out->homogeneity + out->completeness > 0
                             ? 2 * out->homogeneity * out->completeness / (out->homogeneity + out->completeness)
                             : 0;
        out->ami = trivial ? 1 : adjusted_information(mi, expected, class_entropy, group_entropy);
        out->ari = adjusted_rand(&t);
    }
    release_table(&t);
    return rc;
}

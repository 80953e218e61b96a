#include "train/statistics/calibration_check.h"

#include <math.h>

#include "train/statistics/distribution.h"

enum { ROW_GROUPS = 10 };

#define EXPECTED_MIN 5.0
#define LEVEL .025
#define Z_LEVEL 2.241402727604947 /* two-sided */

const char *const calibration_verdict_name[] = { "not known", "agrees", "too high", "too low", "uneven" };

static double variance_of(const struct calibration_group *g)
{
    return g->n * g->p * (1 - g->p);
}

static void join(struct calibration_group *to, const struct calibration_group *g)
{
    double n = to->n + g->n;

    if (!(g->n > 0))
        return;
    to->p = (to->n * to->p + g->n * g->p) / n;
    to->came += g->came;
    to->n = n;
}

static int suffices(const struct calibration_group *g)
{
    return g->n * g->p >= EXPECTED_MIN && g->n * (1 - g->p) >= EXPECTED_MIN;
}

static double distance(const struct calibration_group *g)
{
    return pow(g->came - g->n * g->p, 2) / variance_of(g);
}

/* X^2 over groups that suffice; a rest that does not goes to the last of them. */
static double by_group(size_t *n_groups, const struct calibration_group *group, size_t n)
{
    struct calibration_group now = { .n = 0 }, last = { .n = 0 };
    double x2 = 0;

    *n_groups = 0;
    for (size_t i = 0; i < n; i++) {
        join(&now, &group[i]);
        if (!suffices(&now))
            continue;
        x2 += *n_groups > 0 ? distance(&last) : 0;
        last = now;
        now = (struct calibration_group){ .n = 0 };
        ++*n_groups;
    }
    join(&last, &now);
    return *n_groups > 0 ? x2 + distance(&last) : 0;
}

void calibration_check(struct calibration_check *out, const struct calibration_group *group, size_t n)
{
    struct calibration_check c = { .verdict = CALIBRATION_NOT_KNOWN };
    struct calibration_group all = { .n = 0 };
    double x2, z, variance = 0;

    for (size_t i = 0; i < n; i++) {
        join(&all, &group[i]);
        variance += variance_of(&group[i]);
    }
    c.n = all.n;
    c.said = all.p;
    c.came = all.n > 0 ? all.came / all.n : 0;
    x2 = by_group(&c.groups, group, n);
    if (c.groups > 0 && variance > 0) {
        z = (all.came - all.n * all.p) / sqrt(variance);
        c.verdict = z < -Z_LEVEL ? CALIBRATION_TOO_HIGH : z > Z_LEVEL ? CALIBRATION_TOO_LOW
                    : chi_square_tail(x2, (double)c.groups) < LEVEL   ? CALIBRATION_UNEVEN : CALIBRATION_AGREES;
    }
    *out = c;
}

void calibration_check_rows(struct calibration_check *out, const double *p, const int32_t *y, size_t n)
{
    struct calibration_group group[ROW_GROUPS] = { { .n = 0 } };

    for (size_t i = 0; i < n; i++)
        join(&group[i * ROW_GROUPS / n], &(struct calibration_group){ 1, p[i], y[i] == 1 });
    calibration_check(out, group, ROW_GROUPS);
}

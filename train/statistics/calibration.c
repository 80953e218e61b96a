#include "train/statistics/calibration.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"
#include <stdbool.h>

/* --- Platt ------------------------------------------------------------------------------------------------------ */

/* Lin, Lin and Weng 2007, algorithm 1, with its constants; only the gradient is brought lower than their 1e-5, so that the
 * result does not depend on where the search began. */
static const double ridge = 1e-12;              /* "sigma": keeps the Hessian positive definite        */
static const double step_min = 1e-10;           /* of the line search                                  */
static const double sufficient_decrease = 1e-4; /* of the line search                                  */
static const double gradient_per_row_max = 1e-12;
enum { NEWTON_STEPS_MAX = 100 };

struct platt {
    const double *margin;
    const int32_t *y;
    size_t n;
    double target[2]; /* what p is drawn to for y = 0 and 1 */
};

struct derivatives {
    double g_a, g_b;         /* gradient */
    double h_aa, h_ab, h_bb; /* Hessian  */
};

/* Platt 1999, section 2.1: a prior on the targets, t+ = (n+ + 1) / (n+ + 2) and t- = 1 / (n- + 2). */
static void set_targets(struct platt *fit, size_t n_positive)
{
    size_t n_negative = fit->n - n_positive;

    fit->target[0] = 1 / ((double)n_negative + 2);
    fit->target[1] = ((double)n_positive + 1) / ((double)n_positive + 2);
}

/* Cross-entropy of the targets; ln(1 + exp(z)) never overflows as written (Lin, Lin and Weng 2007, section 2.2). */
static double platt_loss(const struct platt *fit, double a, double b)
{
    double loss = 0;

    for (size_t i = 0; i < fit->n; i++) {
        double logit = a * fit->margin[i] + b;
        double target = fit->target[fit->y[i]];

        if (logit >= 0)
            loss += (1 - target) * logit + log1p(exp(-logit));
        else
            loss += -target * logit + log1p(exp(logit));
    }
    return loss;
}

static struct derivatives platt_derivatives(const struct platt *fit, double a, double b)
{
    struct derivatives d = { .h_aa = ridge, .h_bb = ridge };

    for (size_t i = 0; i < fit->n; i++) {
        double m = fit->margin[i];
        double p = calibration_probability(a * m + b);
        double slope = p - fit->target[fit->y[i]];
        double curve = p * (1 - p);

        d.g_a += slope * m;
        d.g_b += slope;
        d.h_aa += curve * m * m;
        d.h_ab += curve * m;
        d.h_bb += curve;
    }
    return d;
}

/* One Newton step with backtracking. False when the loss cannot be lowered further. */
static bool newton_step(const struct platt *fit, double *a, double *b, double *loss)
{
    struct derivatives d = platt_derivatives(fit, *a, *b);
    double determinant = d.h_aa * d.h_bb - d.h_ab * d.h_ab;
    double step_a = -(d.h_bb * d.g_a - d.h_ab * d.g_b) / determinant;
    double step_b = -(d.h_aa * d.g_b - d.h_ab * d.g_a) / determinant;
    double descent = d.g_a * step_a + d.g_b * step_b;
    double small = gradient_per_row_max * (double)fit->n;

    if (fabs(d.g_a) < small && fabs(d.g_b) < small)
        return false;
    for (double step = 1; step >= step_min; step /= 2) {
        double next = platt_loss(fit, *a + step * step_a, *b + step * step_b);

        if (next < *loss + sufficient_decrease * step * descent) {
            *a += step * step_a;
            *b += step * step_b;
            *loss = next;
            return true;
        }
    }
    return false;
}

/* The best constant: with slope 0 the cross-entropy is least where p is the mean target. */
static double base_logit(const struct platt *fit, size_t n_positive)
{
    double positive = (double)n_positive, negative = (double)(fit->n - n_positive);
    double ones = positive * fit->target[1] + negative * fit->target[0];
    double zeros = positive * (1 - fit->target[1]) + negative * (1 - fit->target[0]);

    return log(ones / zeros);
}

int calibration_fit_platt(struct calibration *out, const double *margin, const int32_t *y, size_t n, struct err *err)
{
    struct platt fit = { .margin = margin, .y = y, .n = n };
    size_t n_positive = 0;
    double a = 0, b, loss;

    assert(out != NULL);

    if (n == 0)
        return err_set(err, ERR_NODATA, "no rows to calibrate on");
    for (size_t i = 0; i < n; i++) {
        assert(y[i] == 0 || y[i] == 1);
        assert(isfinite(margin[i]));
        n_positive += (size_t)y[i];
    }
    set_targets(&fit, n_positive);
    b = log(((double)n_positive + 1) / ((double)(n - n_positive) + 1));
    if (n_positive > 0 && n_positive < n) {
        loss = platt_loss(&fit, a, b);
        for (int i = 0; i < NEWTON_STEPS_MAX && newton_step(&fit, &a, &b, &loss); i++)
            ;
    }
    if (!(a > 0) || !isfinite(a) || !isfinite(b)) {
        a = 0;
        b = base_logit(&fit, n_positive);
    }
    *out = (struct calibration){ .kind = CALIBRATION_PLATT, .a = a, .b = b };
    return 0;
}

double calibration_logit(const struct calibration *c, double margin)
{
    assert(c->kind == CALIBRATION_PLATT);

    return c->a * margin + c->b;
}

double calibration_probability(double logit)
{
    double e;

    if (logit >= 0)
        return 1 / (1 + exp(-logit));
    e = exp(logit);
    return e / (1 + e);
}

/* --- temperature ------------------------------------------------------------------------------------------------ */

/* ln t is found to this; the loss is flat around its minimum, so that more digits would be rounding. */
static const double ln_t_limit = 3, ln_t_tolerance = 1e-6;

struct temperature {
    const double *margin; /* [n * n_classes] */
    const int32_t *y;
    size_t n, n_classes;
};

static double largest(const double *margin, size_t n)
{
    double max = margin[0];

    for (size_t k = 1; k < n; k++) {
        if (margin[k] > max)
            max = margin[k];
    }
    return max;
}

/* - sum over the rows of ln softmax(t margin)[y]. */
static double temperature_loss(const struct temperature *fit, double ln_t)
{
    double t = exp(ln_t), loss = 0;

    for (size_t i = 0; i < fit->n; i++) {
        const double *margin = fit->margin + i * fit->n_classes;
        double max = largest(margin, fit->n_classes);
        double sum = 0;

        if (fit->y[i] < 0)
            continue;
        for (size_t k = 0; k < fit->n_classes; k++)
            sum += exp(t * (margin[k] - max));
        loss += log(sum) - t * (margin[fit->y[i]] - max);
    }
    return loss;
}

/* Golden section (Kiefer 1953): the loss is convex in t, hence has one valley in ln t too. */
static double golden_section(const struct temperature *fit)
{
    const double ratio = (sqrt(5) - 1) / 2;
    double low = -ln_t_limit, high = ln_t_limit;
    double left = high - ratio * (high - low), right = low + ratio * (high - low);
    double at_left = temperature_loss(fit, left), at_right = temperature_loss(fit, right);

    while (high - low > ln_t_tolerance) {
        if (at_left <= at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - ratio * (high - low);
            at_left = temperature_loss(fit, left);
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + ratio * (high - low);
            at_right = temperature_loss(fit, right);
        }
    }
    return (low + high) / 2;
}

int calibration_fit_temperature(struct calibration *out, const double *margin, const int32_t *y, size_t n,
                                size_t n_classes, struct err *err)
{
    struct temperature fit = { .margin = margin, .y = y, .n = n, .n_classes = n_classes };
    size_t n_known = 0;

    assert(out != NULL);
    assert(n_classes > 0);

    for (size_t i = 0; i < n; i++) {
        assert(y[i] >= -1 && (y[i] < 0 || (size_t)y[i] < n_classes));
        n_known += y[i] >= 0;
        for (size_t k = 0; k < n_classes; k++)
            assert(isfinite(margin[i * n_classes + k]));
    }
    if (n_known == 0)
        return err_set(err, ERR_NODATA, "no rows to calibrate on");
    *out = (struct calibration){ .kind = CALIBRATION_TEMPERATURE, .a = exp(golden_section(&fit)) };
    return 0;
}

/* --- offsets ---------------------------------------------------------------------------------------------------- */

enum { OFFSET_ROUNDS = 60, OFFSET_STEPS = 4 };

struct offsets {
    const double *margin; /* [n * n_classes]                  */
    const int32_t *y;
    size_t n, n_classes, n_known;
    double *offset;       /* [n_classes]                      */
    double *shifted;      /* [n_classes] of one row           */
    double *share;        /* [n_classes] wanted, then given   */
    double *given;
};

/* Softmax of one row into fit->shifted; returns ln of its normaliser. */
static double shift_row(const struct offsets *fit, size_t row, double t)
{
    const double *margin = fit->margin + row * fit->n_classes;
    double max, sum = 0;

    for (size_t k = 0; k < fit->n_classes; k++)
        fit->shifted[k] = t * margin[k] + fit->offset[k];
    max = largest(fit->shifted, fit->n_classes);
    for (size_t k = 0; k < fit->n_classes; k++)
        sum += exp(fit->shifted[k] - max);
    for (size_t k = 0; k < fit->n_classes; k++)
        fit->shifted[k] = exp(fit->shifted[k] - max) / sum;
    return max + log(sum);
}

static double offsets_loss(const struct offsets *fit, double t)
{
    double loss = 0;

    for (size_t i = 0; i < fit->n; i++) {
        if (fit->y[i] < 0)
            continue;
        loss += shift_row(fit, i, t) - (t * fit->margin[i * fit->n_classes + (size_t)fit->y[i]] + fit->offset[fit->y[i]]);
    }
    return loss;
}

/* One step of iterative scaling (Darroch and Ratcliff 1972): offset += ln(wanted share / given share). Each step lowers the loss, for the
 * indicators of the classes sum to one in every row. */
static void scale_offsets(const struct offsets *fit, double t)
{
    memset(fit->given, 0, fit->n_classes * sizeof(*fit->given));
    for (size_t i = 0; i < fit->n; i++) {
        if (fit->y[i] < 0)
            continue;
        shift_row(fit, i, t);
        for (size_t k = 0; k < fit->n_classes; k++)
            fit->given[k] += fit->shifted[k];
    }
    for (size_t k = 0; k < fit->n_classes; k++)
        fit->offset[k] += log(fit->share[k] * (double)fit->n_known / fmax(fit->given[k], 1e-300));
}

/* Newton would need second derivatives; a parabola through three points finds the valley of ln t as well, and is kept only where it goes
 * downhill. */
static double better_ln_t(const struct offsets *fit, double ln_t, double step)
{
    double here = offsets_loss(fit, exp(ln_t)), left = offsets_loss(fit, exp(ln_t - step)), right = offsets_loss(fit, exp(ln_t + step));
    double bend = left - 2 * here + right, next;

    if (!(bend > 0))
        next = left < right ? ln_t - step : ln_t + step;
    else
        next = ln_t + fmax(-4 * step, fmin(4 * step, step * (left - right) / (2 * bend)));
    next = fmax(-ln_t_limit, fmin(ln_t_limit, next));
    return offsets_loss(fit, exp(next)) < here ? next : ln_t;
}

static double fit_offsets(const struct offsets *fit)
{
    double ln_t = 0, step = 0.2;

    for (int round = 0; round < OFFSET_ROUNDS; round++) {
        double before = ln_t;

        for (int i = 0; i < OFFSET_STEPS; i++)
            scale_offsets(fit, exp(ln_t));
        ln_t = better_ln_t(fit, ln_t, step);
        if (fabs(ln_t - before) < step / 4)
            step /= 2;
        if (step < 1e-4)
            break;
    }
    for (int i = 0; i < OFFSET_STEPS; i++)
        scale_offsets(fit, exp(ln_t));
    return exp(ln_t);
}

int calibration_fit_offsets(struct calibration *out, double *offset, const double *margin, const int32_t *y, size_t n,
                            size_t n_classes, struct err *err)
{
    struct offsets fit = { .margin = margin, .y = y, .n = n, .n_classes = n_classes, .offset = offset };
    double *scratch;

    assert(out != NULL && offset != NULL);
    assert(n_classes > 0);

    for (size_t i = 0; i < n; i++) {
        assert(y[i] >= -1 && (y[i] < 0 || (size_t)y[i] < n_classes));
        fit.n_known += y[i] >= 0;
    }
    if (fit.n_known == 0)
        return err_set(err, ERR_NODATA, "no rows to calibrate on");
    scratch = mem_calloc(3 * n_classes, sizeof(*scratch));
    if (scratch == NULL)
        return err_nomem(err);
    fit.shifted = scratch;
    fit.share = scratch + n_classes;
    fit.given = scratch + 2 * n_classes;
    for (size_t i = 0; i < n; i++)
        if (y[i] >= 0)
            fit.share[y[i]]++;
    for (size_t k = 0; k < n_classes; k++) {
        fit.share[k] = (fit.share[k] + 0.5) / ((double)fit.n_known + 0.5 * (double)n_classes);
        offset[k] = 0;
    }
    *out = (struct calibration){ .kind = CALIBRATION_OFFSETS, .a = fit_offsets(&fit), .offset = offset };
    mem_free(scratch);
    return 0;
}

void calibration_softmax(const struct calibration *c, const double *margin, size_t n_classes, double *p)
{
    double max = largest(margin, n_classes), sum = 0;

    assert(c->kind == CALIBRATION_TEMPERATURE || c->kind == CALIBRATION_OFFSETS);

    if (c->kind == CALIBRATION_OFFSETS) {
        for (size_t k = 0; k < n_classes; k++)
            p[k] = c->a * margin[k] + c->offset[k];
        max = largest(p, n_classes);
    }
    for (size_t k = 0; k < n_classes; k++) {
        p[k] = exp(c->kind == CALIBRATION_OFFSETS ? p[k] - max : c->a * (margin[k] - max));
        sum += p[k];
    }
    for (size_t k = 0; k < n_classes; k++)
        p[k] /= sum;
}

size_t calibration_top(size_t *top, size_t most, const double *p, size_t n)
{
    size_t n_top = n < most ? n : most;

    for (size_t t = 0; t < n_top; t++) {
        size_t best = SIZE_MAX;

        for (size_t k = 0; k < n; k++) {
            bool taken = false;

            for (size_t u = 0; u < t; u++)
                taken = taken || top[u] == k;
            if (!taken && (best == SIZE_MAX || p[k] > p[best]))
                best = k;
        }
        assert(best != SIZE_MAX);
        top[t] = best;
    }
    return n_top;
}

#include "train/release/release_interval.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define Z_95 1.959963984540054
#define LARGEST 700.0 /* beyond it exp() leaves the range of a double */

/* What two numbers of the release are made of, at a shift of the changes' level and slope. */
struct moved {
    double any, largest;                 /* logits */
    double of_any[N_SPREAD], of_largest[N_SPREAD]; /* derivatives */
};

static double shifted(double logit, const struct risk_spread *s, const double shift[N_SPREAD])
{
    double x = logit + shift[SPREAD_LEVEL] + shift[SPREAD_SLOPE] * (logit - s->centre);

    return fmin(fmax(x, -LARGEST), LARGEST);
}

/* ln(1 + exp(x)) = -ln(1 - p) */
static double hazard(double x)
{
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/* logit(1 - prod(1 - p)) = ln(exp(H) - 1), H = sum of ln(1 + exp(logit)); its derivative by H is 1 / (1 - exp(-H)). */
static void move(struct moved *out, const double *logit, size_t n, const struct risk_spread *s, const double shift[N_SPREAD])
{
    struct moved m = { .largest = -HUGE_VAL };
    double sum = 0, any;

    for (size_t i = 0; i < n; i++) {
        double x = shifted(logit[i], s, shift), p = calibration_probability(x);
        double by[N_SPREAD] = { [SPREAD_LEVEL] = 1, [SPREAD_SLOPE] = logit[i] - s->centre };

        sum += hazard(x);
        for (size_t k = 0; k < N_SPREAD; k++)
            m.of_any[k] += p * by[k];
        if (x > m.largest) {
            m.largest = x;
            memcpy(m.of_largest, by, sizeof(by));
        }
    }
    any = -expm1(-sum);
    m.any = sum > 30 ? sum : log(expm1(sum));
    for (size_t k = 0; k < N_SPREAD; k++)
        m.of_any[k] /= fmax(any, 1e-300);
    *out = m;
}

/* Every number that was fitted: those of the changes first, then those of the model of releases. */
enum { N_FITTED = N_SPREAD + RELEASE_SPREAD_MAX };

struct fitted {
    size_t n;
    double gradient[N_FITTED];
    double step[N_FITTED];    /* C g, until it is scaled */
};

static void derive(struct fitted *f, const struct release_model *m, const double *number, const struct moved *now)
{
    double of_any = 1, of_largest = 0;
    double *own = f->gradient + N_SPREAD;

    f->n = N_SPREAD + (m->method == RELEASE_PRODUCT ? 0 : m->n_spread);
    if (m->method == RELEASE_CALIBRATED) {
        of_any = m->calibration.a;
        own[0] = 1;
        own[1] = number[RELEASE_ANY];
    } else if (m->method == RELEASE_MODEL) {
        of_any = m->deviation[RELEASE_ANY] < 1e-9 ? 0 : m->weight[RELEASE_ANY] / m->deviation[RELEASE_ANY];
        of_largest = m->deviation[RELEASE_LARGEST] < 1e-9 ? 0 : m->weight[RELEASE_LARGEST] / m->deviation[RELEASE_LARGEST];
        own[0] = 1;
        for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
            own[1 + k] = release_model_z(m, number, (enum release_number)k);
    }
    for (size_t k = 0; k < N_SPREAD; k++)
        f->gradient[k] = of_any * now->of_any[k] + of_largest * now->of_largest[k];
}

/* C g and g'Cg. */
static double find_step(struct fitted *f, const struct release_model *m, const struct risk_spread *s)
{
    double variance = 0;

    for (size_t i = 0; i < f->n; i++) {
        size_t from = i < N_SPREAD ? 0 : N_SPREAD, to = i < N_SPREAD ? N_SPREAD : f->n;

        for (size_t k = from; k < to; k++)
            f->step[i] += (i < N_SPREAD ? s->covariance[i][k] : m->spread[i - N_SPREAD][k - N_SPREAD]) * f->gradient[k];
        variance += f->gradient[i] * f->step[i];
    }
    return variance;
}

/* The figure with everything moved by `by` steps. */
static double figure_at(const struct fitted *f, double by, const struct release_model *m, const double *number, const double *logit, size_t n, const struct risk_spread *s,
                        const struct moved *now)
{
    const double *own = f->step + N_SPREAD;
    const double shift[N_SPREAD] = { by * f->step[SPREAD_LEVEL], by * f->step[SPREAD_SLOPE] };
    double of[N_RELEASE_NUMBERS] = { 0 };
    struct release_model moved_model = *m;
    struct moved then;

    move(&then, logit, n, s, shift);
    if (m->method == RELEASE_PRODUCT)
        return calibration_probability(then.any);
    memcpy(of, number, sizeof(of));
    of[RELEASE_ANY] += then.any - now->any;
    of[RELEASE_LARGEST] += then.largest - now->largest;
    if (m->method == RELEASE_CALIBRATED) {
        moved_model.calibration.b += by * own[0];
        moved_model.calibration.a += by * own[1];
    } else {
        moved_model.bias += by * own[0];
        for (size_t k = 0; k < N_RELEASE_NUMBERS; k++)
            moved_model.weight[k] += by * own[1 + k];
    }
    return calibration_probability(release_model_logit(&moved_model, of));
}

bool release_interval_of(struct release_interval *out, const struct release_model *m, const double number[N_RELEASE_NUMBERS], const double *logit, size_t n,
                         const struct risk_spread *spread)
{
    static const struct risk_spread exact = { .centre = 0 };
    const double none[N_SPREAD] = { 0 };
    struct fitted f = { .n = 0 };
    struct moved now;
    double variance, by, figure, one, other;

    assert(n > 0);
    if (m->method != RELEASE_PRODUCT && m->n_spread == 0)
        return false;
    spread = spread != NULL ? spread : &exact;
    move(&now, logit, n, spread, none);
    derive(&f, m, number, &now);
    variance = find_step(&f, m, spread);
    by = variance > 0 ? Z_95 / sqrt(variance) : 0;
    figure = figure_at(&f, 0, m, number, logit, n, spread, &now);
    one = figure_at(&f, -by, m, number, logit, n, spread, &now);
    other = figure_at(&f, by, m, number, logit, n, spread, &now);
    out->low = fmin(figure, fmin(one, other));
    out->high = fmax(figure, fmax(one, other));
    return true;
}

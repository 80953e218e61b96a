#include "train/statistics/softmax_pair.h"

#include <math.h>
#include <stdbool.h>

#include "datasets/base/mem.h"

enum { STEPS_MAX = 40 };
static const double gain_min = 1e-9; /* of the mean loss: a step that gives less ends the search  */
static const double step_min = 1e-6;
static const double ridge = 1e-9;    /* of the mean loss: keeps the Hessian positive definite */

struct pair {
    const double  *margin, *beside;
    const int32_t *y;
    size_t         n, n_classes, n_used;
    double        *p; /* [n_classes] scratch */
};

/* Of the mean loss: gradient [t, u] and Hessian [tt, tu, uu]. */
struct slopes { double g[2], h[3]; };

/* With d = (margin, beside) of a class, E over p: gradient E d - d(y), Hessian E d d' - E d E d'. */
static void add_row(struct slopes *s, double *loss, const struct pair *f, size_t row, double t, double u)
{
    const double *m = f->margin + row * f->n_classes, *b = f->beside + row * f->n_classes;
    double most = -HUGE_VAL, sum = 0, em = 0, eb = 0, emm = 0, emb = 0, ebb = 0;
    size_t y = (size_t)f->y[row];

    for (size_t k = 0; k < f->n_classes; k++) {
        f->p[k] = t * m[k] + u * b[k];
        most = fmax(most, f->p[k]);
    }
    *loss += most - f->p[y];
    for (size_t k = 0; k < f->n_classes; k++) {
        double p = exp(f->p[k] - most);

        sum += p;
        em += p * m[k];
        eb += p * b[k];
        emm += p * m[k] * m[k];
        emb += p * m[k] * b[k];
        ebb += p * b[k] * b[k];
    }
    em /= sum;
    eb /= sum;
    *loss += log(sum);
    s->g[0] += em - m[y];
    s->g[1] += eb - b[y];
    s->h[0] += emm / sum - em * em;
    s->h[1] += emb / sum - em * eb;
    s->h[2] += ebb / sum - eb * eb;
}

static double slopes_at(struct slopes *s, const struct pair *f, double t, double u)
{
    double loss = 0, n = (double)f->n_used;

    *s = (struct slopes){ .g = { 0 } };
    for (size_t i = 0; i < f->n; i++)
        if (f->y[i] >= 0)
            add_row(s, &loss, f, i, t, u);
    for (int k = 0; k < 2; k++)
        s->g[k] /= n;
    for (int k = 0; k < 3; k++)
        s->h[k] = s->h[k] / n + (k == 1 ? 0 : ridge);
    return loss / n;
}

/* One step from (t, u), whose slopes are s; false where it lowers the loss no further. u stays at 0 where it would fall below. */
static bool step(const struct pair *f, double at[2], struct slopes *s, double *loss)
{
    double determinant = s->h[0] * s->h[2] - s->h[1] * s->h[1];
    double dt = -(s->h[2] * s->g[0] - s->h[1] * s->g[1]) / determinant, du = -(s->h[0] * s->g[1] - s->h[1] * s->g[0]) / determinant;

    if (at[1] <= 0 && du < 0) { /* along t alone */
        du = 0;
        dt = -s->g[0] / s->h[0];
    }
    for (double length = 1; length >= step_min; length /= 2) {
        double t = fmax(at[0] + length * dt, 0), u = fmax(at[1] + length * du, 0);
        struct slopes next;
        double value = slopes_at(&next, f, t, u);

        if (value < *loss) {
            bool more = *loss - value > gain_min;

            at[0] = t;
            at[1] = u;
            *s = next;
            *loss = value;
            return more;
        }
    }
    return false;
}

int softmax_pair_fit(double *share, const double *margin, const double *beside, const int32_t *y, size_t n, size_t n_classes, struct err *err)
{
    struct pair f = { .margin = margin, .beside = beside, .y = y, .n = n, .n_classes = n_classes };
    struct slopes s;
    double at[2] = { 1, 0 }, loss;

    for (size_t i = 0; i < n; i++)
        f.n_used += y[i] >= 0;
    if (f.n_used == 0)
        return err_set(err, ERR_NODATA, "no rows to weigh two models by");
    f.p = mem_calloc(n_classes, sizeof(*f.p));
    if (f.p == NULL)
        return err_nomem(err);
    loss = slopes_at(&s, &f, at[0], at[1]);
    for (int i = 0; i < STEPS_MAX && step(&f, at, &s, &loss); i++)
        ;
    *share = at[0] > 0 ? at[1] / at[0] : 0;
    mem_free(f.p);
    return 0;
}

/*
 *   shift_find -> choose_step -> fill_bins (medians) -> find_usual -> find_spread -> strongest run before, and after
 */
#include "score/watch/shift.h"

#include <math.h>

#include "datasets/base/mem.h"
#include "train/statistics/distribution.h"

enum { HOUR_S = 3600, DAY_S = 86400, RARE_S = 90 * 60, SLOTS_MAX = 24 };

struct bins {
    int64_t start, step;     /* bin i is [start + i * step, ...)         */
    size_t  n, n_before;     /* before: those that end by the moment      */
    double *value;           /* [n] NaN where nothing was measured        */
    double  usual[SLOTS_MAX];
    size_t  n_slots;
    double  spread;
};

/* The usual distance of two points; of many at the same time, of the times. */
static int64_t choose_step(const struct series *s, double *scratch)
{
    size_t n = 0;

    for (size_t i = 1; i < s->n; i++)
        if (s->point[i].time > s->point[i - 1].time)
            scratch[n++] = (double)(s->point[i].time - s->point[i - 1].time);
    return median_of(scratch, n) > RARE_S ? DAY_S : HOUR_S;
}

static int64_t floor_to(int64_t time, int64_t step)
{
    int64_t rest = time % step;

    return time - rest - (rest < 0 ? step : 0);
}

static void fill_bins(struct bins *b, const struct series *s, double *scratch)
{
    size_t at = 0;

    for (size_t i = 0; i < b->n; i++) {
        int64_t end = b->start + (int64_t)(i + 1) * b->step;
        size_t n = 0;

        for (; at < s->n && s->point[at].time < end; at++)
            if (s->point[at].time >= end - b->step)
                scratch[n++] = s->point[at].value;
        b->value[i] = median_of(scratch, n);
    }
}

static size_t slot_of(const struct bins *b, size_t bin)
{
    int64_t second = (b->start + (int64_t)bin * b->step) % DAY_S;

    return b->n_slots == 1 ? 0 : (size_t)((second < 0 ? second + DAY_S : second) / HOUR_S);
}

static void find_usual(struct bins *b, double *scratch)
{
    for (size_t slot = 0; slot < b->n_slots; slot++) {
        size_t n = 0;

        for (size_t i = 0; i < b->n_before; i++)
            if (slot_of(b, i) == slot && !isnan(b->value[i]))
                scratch[n++] = b->value[i];
        b->usual[slot] = median_of(scratch, n);
    }
}

static double distance(const struct bins *b, size_t i)
{
    return b->value[i] - b->usual[slot_of(b, i)];
}

/* Where most hours were exactly as usual the mean distance is the spread; where all were, any change is one: a millionth of the usual. */
static void find_spread(struct bins *b, double *scratch)
{
    double sum = 0, largest = 0;
    size_t n = 0;

    for (size_t i = 0; i < b->n_before; i++) {
        double d = fabs(distance(b, i));

        if (isnan(d))
            continue;
        scratch[n++] = d;
        sum += d;
        largest = fmax(largest, fabs(b->value[i]));
    }
    b->spread = 1.4826 * median_of(scratch, n);
    if (!(b->spread > 0))
        b->spread = n > 0 ? sum / (double)n : 0;
    if (!(b->spread > 1e-6 * largest))
        b->spread = fmax(1e-6 * largest, 1e-12);
}

/* The strength of the run from `i` on; *higher its side. NaN where one of it was not measured. */
static double strength(const struct bins *b, size_t i, bool *higher)
{
    double up = (double)INFINITY, down = (double)INFINITY;

    for (size_t k = 0; k < SHIFT_RUN; k++) {
        double z = distance(b, i + k) / b->spread;

        if (isnan(z))
            return (double)NAN;
        up = fmin(up, z);
        down = fmin(down, -z);
    }
    *higher = up >= down;
    return fmax(up, down);
}

static double strongest(const struct bins *b, size_t from, size_t to, size_t *at, bool *higher)
{
    double best = (double)NAN;

    for (size_t i = from; i + SHIFT_RUN <= to; i++) {
        bool side;
        double s = strength(b, i, &side);

        if (isnan(s) || s <= best)
            continue;
        best = s;
        *at = i;
        *higher = side;
    }
    return best;
}

static size_t measured(const struct bins *b)
{
    size_t n = 0;

    for (size_t i = 0; i < b->n_before; i++)
        n += !isnan(b->value[i]);
    return n;
}

static void judge(struct shift *out, const struct bins *b)
{
    size_t at = 0, ignored = 0;
    bool side = false, other = false;
    double usual[SHIFT_RUN], value[SHIFT_RUN];
    size_t needed = b->step == HOUR_S ? SHIFT_DAYS * 24 / 2 : SHIFT_DAYS * 2;

    *out = (struct shift){ .step = b->step };
    if (measured(b) < needed)
        return;
    out->before = strongest(b, 0, b->n_before, &ignored, &other);
    out->after = strongest(b, b->n_before, b->n, &at, &side);
    if (isnan(out->before) || isnan(out->after))
        return;
    out->enough = true;
    out->higher = side;
    out->found = out->after >= SHIFT_LEAST && out->after >= SHIFT_TIMES * out->before;
    out->from = b->start + (int64_t)at * b->step;
    for (size_t k = 0; k < SHIFT_RUN; k++) {
        usual[k] = b->usual[slot_of(b, at + k)];
        value[k] = b->value[at + k];
    }
    out->usual = median_of(usual, SHIFT_RUN);
    out->value = median_of(value, SHIFT_RUN);
}

int shift_find(struct shift *out, const struct series *series, int64_t moment, int64_t until, struct err *err)
{
    struct bins b = { .n = 0 };
    double *scratch = mem_calloc(series->n + (size_t)((SHIFT_BEFORE_DAYS + 2) * 24), sizeof(*scratch));

    *out = (struct shift){ .step = HOUR_S };
    if (scratch == NULL)
        return err_nomem(err);
    b.step = choose_step(series, scratch);
    b.n_slots = b.step == HOUR_S ? SLOTS_MAX : 1;
    b.n_before = (size_t)(SHIFT_BEFORE_DAYS * DAY_S / b.step);
    b.start = floor_to(moment, b.step) - (int64_t)b.n_before * b.step; /* what began before the moment and ended after it counts as after */
    b.n = until >= moment ? (size_t)((until - b.start) / b.step) + 1 : b.n_before;
    b.value = mem_calloc(b.n, sizeof(*b.value));
    if (b.value == NULL) {
        mem_free(scratch);
        return err_nomem(err);
    }
    fill_bins(&b, series, scratch);
    find_usual(&b, scratch);
    find_spread(&b, scratch);
    judge(out, &b);
    mem_free(b.value);
    mem_free(scratch);
    return 0;
}

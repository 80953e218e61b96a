/*
 * bursts_find: for each span -> count_windows (totals and groups, the current one and those before) -> pool -> judge each group.
 */
#include "train/statistics/burst.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"

/* Past spans that the scatter of all groups together counts for beside a group's own: a group has few tickets, and its own scatter is uncertain. */
static const double pooled_weight = 30;

/* --- the tail ----------------------------------------------------------------------------------------------------- */

static double log_choose(double n, double k)
{
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

static double log_beta(double a, double b)
{
    return lgamma(a) + lgamma(b) - lgamma(a + b);
}

/* Summed from k up, over terms that fall off: a difference from 1 would lose small tails. */
double burst_tail(size_t k, size_t n, double s, double rho)
{
    double a = s * (1 / rho - 1), b = (1 - s) * (1 / rho - 1), sum = 0;

    assert(s > 0 && s < 1 && rho > 0 && rho < 1);

    for (size_t j = k; j <= n; j++) {
        double x = (double)j, m = (double)n;
        double term = exp(log_choose(m, x) + log_beta(x + a, m - x + b) - log_beta(a, b));

        sum += term;
        if (term < sum * 1e-12 && x > m * s)
            break;
    }
    return sum < 1 ? sum : 1;
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

struct windows {
    size_t n;             /* the current one, 0, and those before it                    */
    size_t n_groups;
    size_t *total;        /* [n]                                                        */
    size_t *count;        /* [n * n_groups] window by window                            */
};

static void windows_release(struct windows *w)
{
    mem_free(w->total);
    mem_free(w->count);
}

/* As many as the oldest event allows. */
static int count_windows(struct windows *w, const struct burst_event *event, size_t n, size_t n_groups, int64_t first, int64_t last, int64_t span,
                         struct err *err)
{
    int64_t whole = (last - first) / span;

    w->n = whole > BURST_PAST_MAX ? BURST_PAST_MAX + 1 : (size_t)whole;
    w->n_groups = n_groups;
    w->total = mem_calloc(w->n + 1, sizeof *w->total);
    w->count = mem_calloc((w->n + 1) * n_groups, sizeof *w->count);
    if (w->total == NULL || w->count == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)((last - event[i].time) / span);

        if (at >= w->n)
            continue;
        w->total[at]++;
        if (event[i].group < n_groups)
            w->count[at * n_groups + event[i].group]++;
    }
    return 0;
}

/* --- judging ------------------------------------------------------------------------------------------------------ */

struct past {
    double tickets, spans, mean; /* of the past: all tickets, spans with any, tickets of such a span */
};

static struct past past_of(const struct windows *w)
{
    struct past p = { 0 };

    for (size_t i = 1; i < w->n; i++) {
        p.tickets += (double)w->total[i];
        p.spans += w->total[i] > 0;
    }
    p.mean = p.spans > 0 ? p.tickets / p.spans : 0;
    return p;
}

/* Half a ticket more, so that a group without a past has a share. */
static double share_of(const struct windows *w, const struct past *past, size_t group)
{
    double sum = .5;

    for (size_t i = 1; i < w->n; i++)
        sum += (double)w->count[i * w->n_groups + group];
    return sum / (past->tickets + 1);
}

/* Pearson's statistic over the past spans: about their number where the shares scatter by chance alone. */
static double pearson(const struct windows *w, size_t group, double s)
{
    double sum = 0;

    for (size_t i = 1; i < w->n; i++) {
        double total = (double)w->total[i], off = (double)w->count[i * w->n_groups + group] - total * s;

        if (total > 0)
            sum += off * off / (total * s * (1 - s));
    }
    return sum;
}

static double pooled_dispersion(const struct windows *w, const struct past *past)
{
    double sum = 0, n = 0;

    for (size_t g = 0; g < w->n_groups; g++) {
        double s = share_of(w, past, g);

        if (s * past->tickets < 1)
            continue;
        sum += pearson(w, g, s);
        n += past->spans;
    }
    return n > 0 && sum > n ? sum / n : 1;
}

/* Variance of a span's count is N s (1 - s) (1 + (N - 1) rho): solved for rho at the mean N of the past. */
static double correlation(double dispersion, const struct past *past)
{
    double rho = past->mean > 1 && dispersion > 1 ? (dispersion - 1) / (past->mean - 1) : 0;

    rho += 1 / (past->tickets + 1);
    return rho < .5 ? rho : .5;
}

static void judge(struct burst *best, const struct windows *w, const struct past *past, double pooled, size_t group)
{
    double s = share_of(w, past, group), own = pearson(w, group, s), p;
    double dispersion = (pooled_weight * pooled + own) / (pooled_weight + past->spans);
    size_t k = w->count[group];

    if (k < BURST_TICKETS_MIN || (double)k <= (double)w->total[0] * s)
        return;
    p = burst_tail(k, w->total[0], s, correlation(dispersion > pooled ? dispersion : pooled, past));
    if (p >= best->p)
        return;
    best->p = p;
    best->n = k;
    best->total = w->total[0];
    best->expected = (double)w->total[0] * s;
}

/* Of each group the smallest p over the spans, with that span. */
static int judge_span(struct burst *best, const struct burst_event *event, size_t n, size_t n_groups, int64_t first, int64_t last, int64_t span,
                      struct err *err)
{
    struct windows w = { 0 };
    int rc = count_windows(&w, event, n, n_groups, first, last, span, err);

    if (rc == 0 && w.n > BURST_PAST_MIN) {
        struct past past = past_of(&w);
        double pooled = pooled_dispersion(&w, &past);

        for (size_t g = 0; g < n_groups && past.tickets > 0; g++) {
            double before = best[g].p;

            judge(&best[g], &w, &past, pooled, g);
            if (best[g].p < before) {
                best[g].from = last - span;
                best[g].to = last;
            }
        }
    }
    windows_release(&w);
    return rc;
}

static int by_p(const void *a, const void *b)
{
    const struct burst *x = a, *y = b;

    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

int bursts_find(struct bursts *out, const struct burst_event *event, size_t n, size_t n_groups, const int64_t *spans_s, size_t n_spans,
                double false_alarms, struct err *err)
{
    struct burst *best = mem_calloc(n_groups + 1, sizeof *best);
    double bound = n_groups > 0 && n_spans > 0 ? false_alarms / ((double)n_groups * (double)n_spans) : 0;
    int64_t first = INT64_MAX, last = INT64_MIN;
    size_t found = 0;
    int rc = best == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; i < n; i++) {
        first = event[i].time < first ? event[i].time : first;
        last = event[i].time > last ? event[i].time : last;
    }
    for (size_t g = 0; rc == 0 && g < n_groups; g++)
        best[g] = (struct burst){ .group = (uint32_t)g, .p = 1, .bound = bound };
    for (size_t s = 0; rc == 0 && n > 0 && s < n_spans; s++)
        rc = judge_span(best, event, n, n_groups, first, last, spans_s[s], err);
    for (size_t g = 0; rc == 0 && g < n_groups; g++)
        if (best[g].p < bound)
            best[found++] = best[g];
    if (rc < 0) {
        mem_free(best);
        return rc;
    }
    if (found > 0)
        qsort(best, found, sizeof *best, by_p);
    *out = (struct bursts){ best, found };
    return 0;
}

void bursts_release(struct bursts *b)
{
    mem_free(b->burst);
    *b = (struct bursts){ 0 };
}

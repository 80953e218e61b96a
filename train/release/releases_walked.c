#include "train/release/releases_walked.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "train/statistics/metrics.h"

enum { DRAWS = 1000 };

struct drawing {
    const double *score;      /* [n] */
    const int32_t *y;
    double       *p;          /* [n] scratch: the draw */
    int32_t      *truth;
};

static void draw(const struct drawing *d, const uint32_t *index, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        d->p[i] = d->score[index[i]];
        d->truth[i] = d->y[index[i]];
    }
}

static int auc_of_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    const struct drawing *d = ctx;

    draw(d, index, n);
    return metric_roc_auc(out, d->p, d->truth, n, err);
}

static int brier_of_draw(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    const struct drawing *d = ctx;

    (void)err;
    draw(d, index, n);
    *out = metric_brier(d->p, d->truth, n);
    return 0;
}

int releases_walked_measure(struct releases_walked *w, uint64_t seed, struct err *err)
{
    size_t n = w->n;
    double *p = mem_calloc(n, sizeof *p), *scratch = mem_calloc(n, sizeof *scratch);
    int32_t *y = mem_calloc(n, sizeof *y), *truth = mem_calloc(n, sizeof *truth);
    struct drawing by_p = { p, y, scratch, truth }, by_lines = { w->lines, y, scratch, truth };
    int rc = p == NULL || scratch == NULL || y == NULL || truth == NULL ? err_nomem(err) : 0;

    w->harms = 0;
    for (size_t i = 0; rc == 0 && i < n; i++) {
        p[i] = w->row[i].p;
        y[i] = w->row[i].harm;
        w->harms += w->row[i].harm;
    }
    if (rc == 0 && n > 0) {
        rc = metric_roc_auc(&w->roc_auc, p, y, n, err);
        if (rc == 0)
            rc = metric_roc_auc(&w->size_roc_auc, w->lines, y, n, err);
        w->brier = metric_brier(p, y, n);
        w->share_brier = metric_brier(w->share, y, n);
        if (rc == 0)
            rc = metric_bootstrap(&w->roc_auc_low, &w->roc_auc_high, auc_of_draw, &by_p, n, DRAWS, seed, err);
        if (rc == 0)
            rc = metric_bootstrap(&w->size_low, &w->size_high, auc_of_draw, &by_lines, n, DRAWS, seed, err);
        if (rc == 0)
            rc = metric_bootstrap(&w->brier_low, &w->brier_high, brier_of_draw, &by_p, n, DRAWS, seed, err);
    }
    mem_free(p);
    mem_free(scratch);
    mem_free(y);
    mem_free(truth);
    return rc;
}

void releases_walked_release(struct releases_walked *w)
{
    mem_free(w->row);
    mem_free(w->lines);
    mem_free(w->share);
    mem_free(w->system);
    memset(w, 0, sizeof *w);
}

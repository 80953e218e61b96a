/*
 * backtest_measure.c - the figures of a backtest's predictions, and how far they may be luck.
 *
 *   backtest_measure, backtest_interval -> columns_make -> metrics
 */
#include "train/backtest/backtest_inner.h"

#include <string.h>

#include "datasets/base/mem.h"
#include "train/statistics/abstention.h"
#include "train/statistics/metrics.h"

struct columns {
    double  *p, *size_p, *effort, *rank, *small;
    int32_t *label;        /* of each row                                      */
    int32_t *truth;        /* the same, -1 where its class was not learned     */
    int32_t *top1;         /* what stood first; n classes: what was filed, which no label is */
    bool    *in_top;       /* among the first BACKTEST_TOP                     */
};

static void columns_release(struct columns *c)
{
    mem_free(c->p);
    mem_free(c->size_p);
    mem_free(c->effort);
    mem_free(c->rank);
    mem_free(c->small);
    mem_free(c->label);
    mem_free(c->truth);
    mem_free(c->top1);
    mem_free(c->in_top);
}

static bool among(const struct prediction *p, int32_t label)
{
    for (int t = 0; t < BACKTEST_TOP; t++)
        if (p->top[t] == label)
            return true;
    return false;
}

/* The predictions as plain arrays. */
static int columns_make(struct columns *c, const struct backtest *b, struct err *err)
{
    const struct examples *e = b->examples;
    size_t n = b->test_rows;

    memset(c, 0, sizeof(*c));
    c->p = mem_calloc(n, sizeof(*c->p));
    c->size_p = mem_calloc(n, sizeof(*c->size_p));
    c->effort = mem_calloc(n, sizeof(*c->effort));
    c->rank = mem_calloc(n, sizeof(*c->rank));
    c->small = mem_calloc(n, sizeof(*c->small));
    c->label = mem_calloc(n, sizeof(*c->label));
    c->truth = mem_calloc(n, sizeof(*c->truth));
    c->top1 = mem_calloc(n, sizeof(*c->top1));
    c->in_top = mem_calloc(n, sizeof(*c->in_top));
    if (c->p == NULL || c->size_p == NULL || c->effort == NULL || c->rank == NULL || c->small == NULL || c->label == NULL || c->truth == NULL ||
        c->top1 == NULL || c->in_top == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const struct prediction *p = &b->prediction[i];

        c->p[i] = p->p[0];
        c->size_p[i] = p->size_p;
        c->effort[i] = e->effort[p->row];
        c->rank[i] = p->p[0] / (c->effort[i] + 1);
        c->small[i] = 1 / (c->effort[i] + 1);
        c->label[i] = c->truth[i] = e->label[p->row];
        if (e->task->kind == TASK_OF_CLASSES && !b->learned_class[c->truth[i]])
            c->truth[i] = -1;
        c->top1[i] = p->top[0] >= 0 ? p->top[0] : (int32_t)e->class_name.n;
        c->in_top[i] = among(p, c->label[i]);
    }
    return 0;
}

/* Of the rows whose field was filed, or of the others. */
static int measure_part(struct backtest_part *out, const struct backtest *b, const struct columns *c, bool filed, struct err *err)
{
    const struct examples *e = b->examples;
    int32_t none = (int32_t)e->class_name.n, *column = mem_calloc(4 * b->test_rows, sizeof(*column));
    int32_t *label = column, *truth = label + b->test_rows, *said = truth + b->test_rows, *without = said + b->test_rows;
    int rc = column == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < b->test_rows; i++) {
        const struct prediction *p = &b->prediction[i];

        if ((e->filed[p->row][0] != '\0') != filed)
            continue;
        label[out->n] = c->label[i];
        truth[out->n] = c->truth[i];
        said[out->n] = c->top1[i];
        without[out->n++] = !filed ? p->baseline : p->copy >= 0 ? p->copy : none;
    }
    if (rc == 0 && out->n > 0) {
        out->top1 = metric_accuracy(label, said, out->n);
        out->without_top1 = metric_accuracy(label, without, out->n);
        rc = metric_macro_f1(&out->macro_f1, truth, said, out->n, (size_t)none + 1, false, err);
    }
    if (rc == 0 && out->n > 0)
        rc = metric_macro_f1(&out->without_macro_f1, truth, without, out->n, (size_t)none + 1, false, err);
    mem_free(column);
    return rc;
}

static int measure_classes(struct backtest *b, const struct columns *c, struct err *err)
{
    const struct examples *e = b->examples;
    size_t in_top3 = 0, baseline = 0, copied = 0;
    int32_t *said = mem_calloc(b->test_rows, sizeof(*said));
    int rc;

    if (said == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < b->test_rows; i++) {
        const struct prediction *p = &b->prediction[i];

        in_top3 += c->in_top[i];
        b->n_copied += p->copied != NULL && p->copied_at == 0;
        b->n_copied_right += p->copied != NULL && p->copied_at == 0 && p->top[0] == e->label[p->row];
        baseline += p->baseline == e->label[p->row];
        said[i] = p->baseline;
        copied += p->copy == e->label[p->row];
    }
    b->top1 = metric_accuracy(c->label, c->top1, b->test_rows);
    b->top3 = (double)in_top3 / (double)b->test_rows;
    b->baseline_top1 = (double)baseline / (double)b->test_rows;
    b->unlearned /= (double)b->test_rows;
    b->copy_top1 = (double)copied / (double)b->test_rows;
    rc = metric_macro_f1(&b->macro_f1, c->truth, c->top1, b->test_rows, e->class_name.n + 1, false, err);
    if (rc == 0)
        rc = metric_macro_f1(&b->baseline_macro_f1, c->truth, said, b->test_rows, e->class_name.n, false, err);
    if (rc == 0)
        rc = measure_part(&b->of_filed, b, c, true, err);
    if (rc == 0)
        rc = measure_part(&b->of_others, b, c, false, err);
    mem_free(said);
    return rc;
}

static int measure_risk(struct backtest *b, const struct columns *c, struct err *err)
{
    size_t n = b->test_rows, ones = 0;
    double train_rate = b->base_rate, sum = 0;
    int rc;

    for (size_t i = 0; i < n; i++) {
        ones += c->truth[i] == 1;
        sum += (c->truth[i] - train_rate) * (c->truth[i] - train_rate);
    }
    b->base_brier = sum / (double)n;
    b->base_rate = (double)ones / (double)n;
    b->brier = metric_brier(c->p, c->truth, n);
    b->ece = metric_ece(c->p, c->truth, n, BACKTEST_ECE_BINS);
    b->size_brier = metric_brier(c->size_p, c->truth, n);
    rc = metric_roc_auc(&b->roc_auc, c->p, c->truth, n, err);
    if (rc == 0)
        rc = metric_pr_auc(&b->pr_auc, c->p, c->truth, n, err);
    if (rc == 0)
        rc = metric_roc_auc(&b->size_roc_auc, c->size_p, c->truth, n, err);
    if (rc == 0)
        rc = metric_effort(&b->recall_at_20_effort, &b->popt, c->rank, c->effort, c->truth, n, err);
    if (rc == 0)
        rc = metric_effort(&b->small_first_recall, &b->small_first_popt, c->small, c->effort, c->truth, n, err);
    return rc;
}

int backtest_measure(struct backtest *b, struct err *err)
{
    struct columns c;
    int rc = columns_make(&c, b, err);

    if (rc == 0)
        rc = b->examples->task->kind == TASK_OF_CLASSES ? measure_classes(b, &c, err) : measure_risk(b, &c, err);
    columns_release(&c);
    return rc;
}

/* ------------------------------------------------------------- intervals */

struct interval_of {
    const struct backtest *b;
    struct columns         all;    /* of the predictions in order      */
    const char            *metric;
    double                *p, *q;  /* [n] scratch: the draw            */
    int32_t               *truth, *top1, *label;
};

static int metric_of(double *out, const void *ctx, const uint32_t *index, size_t n, struct err *err)
{
    const struct interval_of *v = ctx;
    double popt;
    size_t in_top = 0;

    for (size_t i = 0; i < n; i++) {
        v->p[i] = v->all.p[index[i]];
        v->truth[i] = v->all.truth[index[i]];
        v->top1[i] = v->all.top1[index[i]];
        v->label[i] = v->all.label[index[i]];
        in_top += v->all.in_top[index[i]];
        v->q[i] = v->all.effort[index[i]];
    }
    if (strcmp(v->metric, "top1") == 0)
        *out = metric_accuracy(v->label, v->top1, n);
    else if (strcmp(v->metric, "top3") == 0)
        *out = (double)in_top / (double)n;
    else if (strcmp(v->metric, "macro_f1") == 0)
        return metric_macro_f1(out, v->truth, v->top1, n, v->b->examples->class_name.n + 1, false, err);
    else if (strcmp(v->metric, "roc_auc") == 0)
        return metric_roc_auc(out, v->p, v->truth, n, err);
    else if (strcmp(v->metric, "pr_auc") == 0)
        return metric_pr_auc(out, v->p, v->truth, n, err);
    else if (strcmp(v->metric, "brier") == 0)
        *out = metric_brier(v->p, v->truth, n);
    else if (strcmp(v->metric, "ece") == 0)
        *out = metric_ece(v->p, v->truth, n, BACKTEST_ECE_BINS);
    else if (strcmp(v->metric, "recall_at_20_effort") == 0) {
        for (size_t i = 0; i < n; i++)
            v->p[i] /= v->q[i] + 1;
        return metric_effort(out, &popt, v->p, v->q, v->truth, n, err);
    } else
        return err_set(err, ERR_NOTFOUND, "no metric '%s'", v->metric);
    return 0;
}

int backtest_interval(double *low, double *high, const struct backtest *b, const char *metric, size_t n_draws, uint64_t seed, struct err *err)
{
    size_t n = b->test_rows;
    struct interval_of v = { .b = b, .metric = metric };
    int rc = columns_make(&v.all, b, err);

    v.p = mem_calloc(n, sizeof(*v.p));
    v.q = mem_calloc(n, sizeof(*v.q));
    v.truth = mem_calloc(n, sizeof(*v.truth));
    v.top1 = mem_calloc(n, sizeof(*v.top1));
    v.label = mem_calloc(n, sizeof(*v.label));
    if (v.p == NULL || v.q == NULL || v.truth == NULL || v.top1 == NULL || v.label == NULL)
        rc = err_nomem(err);
    if (rc == 0)
        rc = metric_bootstrap(low, high, metric_of, &v, n, n_draws, seed, err);
    columns_release(&v.all);
    mem_free(v.p);
    mem_free(v.q);
    mem_free(v.truth);
    mem_free(v.top1);
    mem_free(v.label);
    return rc;
}

/* ------------------------------------------------------------- how sure is sure enough */

int backtest_abstention(struct abstention *out, const struct backtest *b, struct err *err)
{
    size_t half = b->test_rows / 2, before = half < BACKTEST_OLDER_FEW ? b->judged.n : 0, n = before + b->test_rows;
    double *p = mem_calloc(n, sizeof(*p));
    bool *right = mem_calloc(n, sizeof(*right));
    int rc = p == NULL || right == NULL ? err_nomem(err) : 0;

    for (size_t i = 0; rc == 0 && i < before; i++) {
        p[i] = b->judged.p[i];
        right[i] = b->judged.right[i];
    }
    for (size_t i = 0; rc == 0 && i < b->test_rows; i++) {
        p[before + i] = b->prediction[i].p[0];
        right[before + i] = b->prediction[i].top[0] == b->examples->label[b->prediction[i].row];
    }
    if (rc == 0)
        rc = abstention_make(out, p, right, before + half, n, err);
    mem_free(p);
    mem_free(right);
    return rc;
}

/*
 * backtest_metric.c - what a backtest measured, by name.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "train/backtest/backtest.h"

struct named { const char *name; size_t offset; };

static double find(const struct backtest *b, const struct named *named, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(named[i].name, name) == 0)
            return *(const double *)(const void *)((const char *)b + named[i].offset);
    return (double)NAN;
}

double backtest_metric(const struct backtest *b, const char *name)
{
    static const struct named known[] = {
        { "top1", offsetof(struct backtest, top1) },         { "top3", offsetof(struct backtest, top3) },
        { "macro_f1", offsetof(struct backtest, macro_f1) }, { "roc_auc", offsetof(struct backtest, roc_auc) },
        { "pr_auc", offsetof(struct backtest, pr_auc) },     { "brier", offsetof(struct backtest, brier) },
        { "ece", offsetof(struct backtest, ece) },           { "popt", offsetof(struct backtest, popt) },
        { "recall_at_20_effort", offsetof(struct backtest, recall_at_20_effort) },
    };

    return find(b, known, sizeof(known) / sizeof(known[0]), name);
}

bool backtest_knows_filed(const struct backtest *b)
{
    return strstr(b->examples->recipe->name, "filed") != NULL;
}

double backtest_part_metric(const struct backtest_part *p, const char *name)
{
    return strcmp(name, "top1") == 0 ? p->top1 : strcmp(name, "macro_f1") == 0 ? p->macro_f1 : (double)NAN;
}

double backtest_part_without(const struct backtest_part *p, const char *name)
{
    return strcmp(name, "top1") == 0 ? p->without_top1 : strcmp(name, "macro_f1") == 0 ? p->without_macro_f1 : (double)NAN;
}

double backtest_baseline(const struct backtest *b, const char *name)
{
    static const struct named known[] = {
        { "top1", offsetof(struct backtest, baseline_top1) },
        { "macro_f1", offsetof(struct backtest, baseline_macro_f1) },
        { "roc_auc", offsetof(struct backtest, size_roc_auc) },
        { "brier", offsetof(struct backtest, size_brier) },
    };

    return find(b, known, sizeof(known) / sizeof(known[0]), name);
}

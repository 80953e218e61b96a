/*
 * backtest.h - train on the past, predict the later past.
 *
 * Rows in time order, cut by time, never at random. Training rows are the first floor((1 - holdout) n) labelled ones, or with folds the
 * rows before each of K equal later blocks (of n / (K + 1) rows each, or with holdout_folds of the newest holdout n), or those of the split column.
 */
#ifndef PRODROME_BACKTEST_H
#define PRODROME_BACKTEST_H

#include "train/learn/learn.h"
#include "train/statistics/abstention.h"

/* A step of its own making: these rows are predicted by what was there at the cut. */
struct backtest_block {
    int64_t   cut;              /* rows of an earlier time that are not its own teach                    */
    uint32_t *row;              /* [n] of the examples, in order; the caller's                           */
    size_t    n;
    bool      predicted;        /* filled: false where what came before was too little to learn from     */
    size_t    first;            /* filled: where its predictions begin                                   */
};

struct backtest_options {
    double      holdout;        /* 0.2; share of the newest rows that are predicted                */
    int         folds;          /* 0: one holdout; else K walk-forward blocks                      */
    bool        holdout_folds;  /* with folds: blocks of the holdout, as nights that train anew have them */
    bool        split_column;   /* by the column `split` of changes                                */
    struct backtest_block *block; /* [n_blocks] in order of their cuts, in place of all these; NULL          */
    size_t      n_blocks;
    bool        labels_known;   /* train on what was known at the cut                              */
    int64_t     maturity_days;
    uint64_t    seed;
    int         n_threads;
    struct log *log;
};

enum {
    BACKTEST_TOP = 3,
    BACKTEST_ECE_BINS = 15,
    BACKTEST_OLDER_FEW = 200 /* fewer older predictions are joined by those of the inner cut, to say how sure is sure enough */
};

struct prediction {
    uint32_t row;                    /* of the examples                                   */
    int32_t  top[BACKTEST_TOP];      /* class of examples.class_name by descending margin, -1 past the last */
    double   p[BACKTEST_TOP];        /* its probability; risk: p[0] is that of harm       */
    double   size_p;                 /* risk: of the size-only baseline                   */
    bool     unlike;                 /* classes: like none of those that are known (unlike.h) */
    int32_t  baseline;               /* classes: what the baseline says                   */
    int32_t  copy;                   /* classes: what copying the as-filed value says, -1 none or one that no label has */
    const char *copied;              /* NULL, or the filed value, which no learned class has, where it is among the suggestions (filed_copy.h) */
    size_t   copied_len, copied_at;  /* top[copied_at], which is -1 where no label has this name */
};

/* Some of the tested rows: what the suggestions are worth there, and what is worth it without a model. */
struct backtest_part {
    size_t n;
    double top1, macro_f1;
    double without_top1, without_macro_f1;
};

struct backtest {
    const struct examples *examples;   /* borrowed                                         */
    size_t                 train_rows, test_rows;
    size_t                 n_classes;  /* learned (in the last fold)                       */
    struct prediction     *prediction; /* [test_rows] in time order                        */
    int64_t                cut;        /* time of the first test row; TIME_NONE undated    */
    /* classes */
    double                 top1, top3, macro_f1, baseline_top1, baseline_macro_f1;
    double                 unlearned;  /* share of test rows whose class was not learned when they were predicted */
    size_t                 n_copied, n_copied_right; /* first suggestions that are what was filed, as their class was not learned */
    double                 copy_top1;  /* of always copying, wrong where nothing was filed  */
    size_t                 n_filed;    /* rows that the model with as-filed values spoke for */
    struct backtest_part   of_filed, of_others; /* classes: rows whose field was filed, against copying; the others, against the baseline */
    size_t                 n_unlike, n_unlike_new; /* marked as like no class (unlike.h), and how many of them were of one that was not learned */
    struct learn_judged    judged;     /* of one holdout, owned                             */
    struct unlike_bar      unlike;     /* of the inner cut (last fold)                      */
    double                 log_loss_baseline;
    /* risk */
    double                 base_rate, roc_auc, pr_auc, brier, ece, recall_at_20_effort, popt;
    double                 base_brier; /* of the training base rate for every row          */
    double                 size_roc_auc, size_brier, small_first_recall, small_first_popt;
    /* what was chosen (last fold) */
    const char            *recipe;
    double                 c, balance, half_life, parents, bayes, kept; /* of the model with as-filed values where there is one */
    double                 size_weight;        /* risk: as in struct learned          */
    char                   why[LEARN_WHY_MAX]; /* risk: likewise                      */
    struct learn_candidate tried[LEARN_CANDIDATES_MAX];
    size_t                 n_tried;
    struct learn_seconds   seconds;
    bool                  *learned_class; /* [classes of examples] learned in the last fold */
};

int  backtest_run(struct backtest *out, const struct examples *e, const struct backtest_options *options, struct err *err);
void backtest_release(struct backtest *b);

/* `id,truth,label1,p1,label2,p2,label3,p3` or `commit,truth,probability,effort`. */
int  backtest_write_predictions(const struct backtest *b, const char *path, struct err *err);

/* A measure by its name as in a validation record; NaN for a name that is not measured. And what the trivial baseline has of it: the
 * majority class (or the as-filed value), size only; NaN where there is none. */
double backtest_metric(const struct backtest *b, const char *name);
double backtest_baseline(const struct backtest *b, const char *name);
/* Whether as-filed values are among the inputs. */
bool   backtest_knows_filed(const struct backtest *b);
/* "top1" or "macro_f1" of a part, and of what there is without a model; NaN for other names. */
double backtest_part_metric(const struct backtest_part *p, const char *name);
double backtest_part_without(const struct backtest_part *p, const char *name);

/* How often the first suggestion was right at which probability; classes alone. The older half of the predictions chooses, where it has fewer than
 * BACKTEST_OLDER_FEW behind the judged rows of the inner cut; the newer half reports. */
int  backtest_abstention(struct abstention *out, const struct backtest *b, struct err *err);

/* 95 % bootstrap intervals of the named metric over the predictions ("top1", "top3", "macro_f1", "roc_auc", ...). ERR_NOTFOUND for other names. */
int  backtest_interval(double *low, double *high, const struct backtest *b, const char *metric, size_t n_draws, uint64_t seed, struct err *err);

#endif

/*
 * dependency_backtest.h - how well breaking updates are told, of projects that were never seen.
 *
 * Grouped cross-validation: the projects are shared out over `folds` groups (dependency_groups), and each group is predicted by a model that was fitted,
 * with everything that is chosen, on the others. Or by the column `split`: rows marked train teach, those marked test are predicted. Updates in CI seldom
 * have times, and what is asked is whether experience carries over to another project; where all rows have times, `cut` instead trains on what was known
 * before the newest share of rows, of whatever project.
 *
 * Rows of different groups are ranked together by their margins: the calibration of each model would move whole groups against each other.
 *
 * Beside the model: the rule by kind of step (major > other > minor > ... by their rates), and the shrunken rate alone.
 */
#ifndef PRODROME_DEPENDENCY_BACKTEST_H
#define PRODROME_DEPENDENCY_BACKTEST_H

#include "datasets/base/log.h"
#include "train/dependency/dependency_model.h"

struct dependency_backtest_options {
    int         folds;        /* 10                                                   */
    bool        split_column;
    double      holdout;      /* 0: no cut in time; else the share of newest rows      */
    uint64_t    seed;
    int         n_threads;
    struct log *log;          /* may be NULL                                          */
};

struct dependency_measures {
    double roc_auc, roc_low, roc_high;                /* 95 %, bootstrap over whole projects */
    double precision_top, top_low, top_high;          /* in the top tenth                    */
    double pr_auc;
};

enum dependency_ranker { RANK_MODEL, RANK_RATE, RANK_STEP, N_DEPENDENCY_RANKERS };

extern const char *const dependency_ranker_name[N_DEPENDENCY_RANKERS]; /* "model", "rate", "step" */

struct dependency_prediction { uint32_t row; double p; double score[N_DEPENDENCY_RANKERS]; };

struct dependency_backtest {
    const struct update_table    *updates;    /* borrowed                             */
    struct dependency_prediction *prediction; /* [n] in the order of the table        */
    size_t n, n_broke, n_projects, n_train;   /* n_train: of the last fold            */
    double base_rate, brier, base_brier, ece;
    struct dependency_measures measures[N_DEPENDENCY_RANKERS];
    struct dependency_candidate chosen[10];   /* [n_folds]                            */
    size_t n_folds;
    bool   apart;                              /* no project taught and was predicted by the same model */
};

enum { DEPENDENCY_FOLDS_MAX = 10 };

/* ERR_NODATA with the reason; ERR_USAGE for a cut in time where times are missing. */
int  dependency_backtest_run(struct dependency_backtest *out, const struct update_table *updates, const struct dependency_backtest_options *options, struct err *err);
void dependency_backtest_release(struct dependency_backtest *b);

/* `project,id,truth,probability,model,rate,step` */
int  dependency_backtest_write(const struct dependency_backtest *b, const char *path, struct err *err);

#endif

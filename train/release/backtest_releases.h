/*
 * backtest_releases.h - past releases predicted from what was known before each.
 *
 * The changes are walked forward in RELEASE_FOLDS blocks (fewer where the oldest is too poor to learn from), so that every change has a probability of a model that saw older changes only. Releases
 * that were deployed, have an outcome and a change with such a probability are used, in the order of their deployment; where no model of changes can be
 * learned, all with an outcome and changes. The older ones teach (release_model.h), the newest are predicted. With labels_known a past release
 * counts only if its outcome was known at the first predicted one's deployment, or it was maturity_days old and no harm was known. Outcomes that nobody recorded are
 * told from the history where that speaks (release_outcomes.h).
 */
#ifndef PRODROME_BACKTEST_RELEASES_H
#define PRODROME_BACKTEST_RELEASES_H

#include "train/backtest/backtest.h"
#include "train/release/release_model.h"
#include "train/release/releases_walked.h"

enum { RELEASE_FOLDS = 5 };

struct release_prediction {
    const char *name;
    int32_t     truth;
    double      p, product; /* predicted; 1 - prod(1 - p) uncalibrated */
    double      effort;     /* changed lines                           */
    size_t      changes;
};

struct releases_backtest {
    struct change_table        changes;
    struct release_table       releases;
    struct release_model       model;
    struct release_prediction *prediction;   /* [n] in time order */
    size_t                     n, train_rows, train_harms;
    char                       without[ERR_MSG_MAX]; /* why no change has a probability, else "" */
    double                     base_rate, roc_auc, pr_auc, brier, ece, recall_at_20_effort, popt;
    double                     product_roc_auc, product_brier, product_ece;
    double                     base_brier;   /* of saying the share of harmful ones among those that taught */
    bool                       ordered;      /* each that is predicted was deployed after each that taught  */
    int64_t                    cut;          /* when the first that is predicted was deployed               */
    int64_t                    first, last;  /* of all that could be used                                   */
    double                     size_roc_auc, small_first_recall, small_first_popt;
    struct releases_walked     walked;       /* every release after the first RELEASE_PLATT_MIN, by a model of those before it alone */
    size_t                     n_told;       /* of all that could be used: outcome told by release_outcomes.h, not recorded */
    double                     learn_s;
};

/* The probabilities of a project's changes, by models that each saw older ones only: the dearest part, the same for all that is asked of one snapshot with the same
 * labels. All zero at first; filled by the first who is given it. */
struct release_walk {
    double *p;                      /* [n] of the changes in their order, NaN where there is none */
    size_t  n;
    char    without[ERR_MSG_MAX];
};

void release_walk_release(struct release_walk *walk);

/* `walk` of both may be NULL: then the changes are walked anew. */

/* What the past releases of the project teach, by labels known now; the changes are walked only where enough releases have an outcome. */
int  releases_learn(struct release_model *out, struct store *store, const struct snapshot *snapshot, const char *project,
                    const struct backtest_options *options, struct release_walk *walk, struct err *err);
/* ERR_NODATA with the reason: too few releases with an outcome (4 in all, or none to predict), or all that are to be predicted went the same way. */
int  backtest_releases(struct releases_backtest *out, struct store *store, const struct snapshot *snapshot, const char *project,
                       const struct backtest_options *options, struct release_walk *walk, struct err *err);
void releases_backtest_release(struct releases_backtest *b);
/* `release,truth,probability,changes` */
int  releases_write_predictions(const struct releases_backtest *b, const char *path, struct err *err);

#endif

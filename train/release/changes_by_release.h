/*
 * changes_by_release.h - change risk, walked forward release by release.
 *
 * What a release manager would have seen: for each deployed release a model is trained on what came before its deployment (changes of an earlier author date
 * that are not its own; with labels known: by what was known that day) and predicts the release's own changes. So every release but the first ones is judged by a
 * model of its day, and where the newest fifth of all changes is a single figure of a few years, this tells how it went from release to release. A release
 * before which there is too little to learn from is passed over, and counted.
 */
#ifndef PRODROME_CHANGES_BY_RELEASE_H
#define PRODROME_CHANGES_BY_RELEASE_H

#include "train/backtest/backtest.h"

struct release_judged {
    const char *name;             /* borrowed from the releases              */
    int64_t     deployed;
    size_t      n, harms;         /* changes predicted                       */
    double      roc_auc, size_roc_auc; /* NaN where all went one way         */
};

struct changes_by_release {
    struct release_table   releases;
    struct release_judged *row;   /* [n] in the order of deployment          */
    size_t                 n, n_skipped;
    size_t                 n_both; /* releases with changes of both kinds    */
    size_t                 n_better; /* of these, told better than by size   */
    double                 mean_auc, mean_size_auc; /* over these            */
    double                 low, high; /* 95 % of the difference of the means, 1,000 draws of releases */
};

/* Runs the backtest itself: *b and *out are yours. ERR_NODATA: no release has labelled changes behind enough to learn from. */
int  changes_by_release_run(struct changes_by_release *out, struct backtest *b, const struct examples *e, struct store *store, const struct snapshot *snapshot,
                            const struct backtest_options *options, struct err *err);
void changes_by_release_release(struct changes_by_release *c);

#endif

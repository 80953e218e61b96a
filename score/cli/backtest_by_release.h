/*
 * backtest_by_release.h - what `backtest change-risk --by-release` prints beside the pooled figures.
 */
#ifndef PRODROME_CLI_BACKTEST_BY_RELEASE_H
#define PRODROME_CLI_BACKTEST_BY_RELEASE_H

#include <jansson.h>

#include "train/release/changes_by_release.h"

void    by_release_text(struct strbuf *out, const struct changes_by_release *c);
/* {mean_roc_auc, mean_size_only_roc_auc, difference_interval, both, better, passed_over, list[{release, deployed, changes, harmful, roc_auc, size_only_roc_auc}]} */
json_t *by_release_json(const struct changes_by_release *c);

#endif

/*
 * cmd_backtest_clusters.h - the task `clusters` of prodrome backtest.
 */
#ifndef PRODROME_CMD_BACKTEST_CLUSTERS_H
#define PRODROME_CMD_BACKTEST_CLUSTERS_H

#include "score/cli/commands.h"

/* Everything from the options on; a status. */
int cmd_backtest_clusters_run(struct cli *cli);

#endif

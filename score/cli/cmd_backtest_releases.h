/*
 * cmd_backtest_releases.h - prodrome backtest release-risk
 */
#ifndef PRODROME_CMD_BACKTEST_RELEASES_H
#define PRODROME_CMD_BACKTEST_RELEASES_H

#include "score/cli/cli.h"

int cmd_backtest_releases_run(struct cli *cli);

#endif

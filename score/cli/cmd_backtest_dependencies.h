/*
 * cmd_backtest_dependencies.h - prodrome backtest dependency-risk: over imported updates.
 */
#ifndef PRODROME_CMD_BACKTEST_DEPENDENCIES_H
#define PRODROME_CMD_BACKTEST_DEPENDENCIES_H

#include "score/cli/cli.h"

int cmd_backtest_dependencies_run(struct cli *cli);

#endif

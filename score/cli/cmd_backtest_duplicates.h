/*
 * cmd_backtest_duplicates.h - the task `duplicates` of prodrome backtest.
 */
#ifndef PRODROME_CMD_BACKTEST_DUPLICATES_H
#define PRODROME_CMD_BACKTEST_DUPLICATES_H

#include "score/cli/commands.h"

/* Everything from the options on; a status. */
int cmd_backtest_duplicates_run(struct cli *cli);

#endif

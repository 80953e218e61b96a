/*
 * cmd_score_range.h - prodrome score changes --repo PATH --range A..B: commits before the merge, stored nowhere.
 */
#ifndef PRODROME_CMD_SCORE_RANGE_H
#define PRODROME_CMD_SCORE_RANGE_H

#include "score/cli/cli.h"

int cmd_score_range(struct cli *cli);

#endif

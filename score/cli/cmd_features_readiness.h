/*
 * cmd_features_readiness.h - prodrome features readiness: whether the data is fit to learn from.
 */
#ifndef PRODROME_CMD_FEATURES_READINESS_H
#define PRODROME_CMD_FEATURES_READINESS_H

#include "score/cli/cli.h"

int cmd_features_readiness(struct cli *cli); /* an exit status */

#endif

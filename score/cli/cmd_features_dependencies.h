/*
 * cmd_features_dependencies.h - prodrome features dependencies SYSTEM/RELEASE: what a release changed in what its system uses.
 */
#ifndef PRODROME_CMD_FEATURES_DEPENDENCIES_H
#define PRODROME_CMD_FEATURES_DEPENDENCIES_H

#include "score/cli/cli.h"

int cmd_features_dependencies(struct cli *cli); /* an exit status */

#endif

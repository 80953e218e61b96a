/*
 * cmd_score_dependencies.h - prodrome score dependencies: libraries, services and integrations by their ties to what went wrong.
 */
#ifndef PRODROME_CMD_SCORE_DEPENDENCIES_H
#define PRODROME_CMD_SCORE_DEPENDENCIES_H

#include "score/cli/cli.h"

int cmd_score_dependencies_run(struct cli *cli);

#endif

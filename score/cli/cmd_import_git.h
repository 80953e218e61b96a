/*
 * cmd_import_git.h - the kind `git` of prodrome import.
 */
#ifndef PRODROME_CMD_IMPORT_GIT_H
#define PRODROME_CMD_IMPORT_GIT_H

#include "score/cli/commands.h"

/* Everything from the options on; a status. */
int cmd_import_git_run(struct cli *cli);

#endif

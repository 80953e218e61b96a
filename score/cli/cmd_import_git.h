/*
 * cmd_import_git.h - the kind `git` of prodrome import.
 */
#ifndef PRODROME_CMD_IMPORT_GIT_H
#define PRODROME_CMD_IMPORT_GIT_H

#include "datasets/import/import.h"
#include "score/cli/commands.h"

/* Everything from the options on; a status. */
int cmd_import_git_run(struct cli *cli);

/* What an import says of itself for people; in cmd_import.c. */
void cmd_import_text(struct strbuf *out, const struct import_report *report);

#endif

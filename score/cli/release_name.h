/*
 * release_name.h - the release that a user names: PROJECT/NAME, or NAME where it is unique or --project says whose.
 */
#ifndef PRODROME_CLI_RELEASE_NAME_H
#define PRODROME_CLI_RELEASE_NAME_H

#include "score/cli/cli.h"

/* A status, said where it fails: STATUS_USAGE for none or several. *name lives as `given` or the arena. */
int cli_find_release(struct cli *cli, struct store *store, const struct snapshot *snapshot, const char *given, struct arena *arena, const char **project, const char **name);

#endif

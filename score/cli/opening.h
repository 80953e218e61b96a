/*
 * opening.h - what a command opens before it works: store, configuration, project. Each returns a status, said where it fails.
 */
#ifndef PRODROME_CLI_OPENING_H
#define PRODROME_CLI_OPENING_H

#include "score/cli/cli.h"

/* For writing it also reads the configuration, for its rules of de-identification: cli->rules, store->rules. */
int cli_open_store(struct cli *cli, struct store **store, enum store_mode mode);
int cli_load_config(struct cli *cli, struct config *config);
/* cli->rules: those of the configuration. */
int cli_take_rules(struct cli *cli);
/* The costs and the capacity that somebody signed, in place of those of the configuration; what differs is said (score/policy/policy_in_force.h). */
int cli_hold_costs(struct cli *cli, struct config *config, struct store *store);

/* The only project with rows of the kind, or --project. STATUS_USAGE where several and none named, STATUS_NODATA where none has rows. */
int cli_choose_project(struct cli *cli, struct store *store, const struct snapshot *snapshot, const char *kind, struct arena *arena, const char **project);

/* --project, where it is given, must be a project of the store: STATUS_USAGE (and a message) where it has no row of the kind (NULL: of any). */
int cli_check_project(struct cli *cli, struct store *store, const char *kind);

#endif

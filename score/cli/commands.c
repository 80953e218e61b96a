/*
 * commands.c - the table of commands, in the order of the pipeline.
 */
#include "score/cli/commands.h"

#include <stddef.h>

const struct cli_command *const cli_commands[] = {
    &cmd_demo,  &cmd_init,    &cmd_import, &cmd_deidentify, &cmd_features, &cmd_train, &cmd_backtest, &cmd_cluster, &cmd_similar,
    &cmd_score, &cmd_explain, &cmd_monitor, &cmd_report, &cmd_review, &cmd_model, &cmd_user, &cmd_audit,    &cmd_nightly,
    &cmd_backup, &cmd_restore, &cmd_purge, NULL,
};

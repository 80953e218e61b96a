/*
 * commands.h - one cmd_<name>.c each.
 */
#ifndef PRODROME_COMMANDS_H
#define PRODROME_COMMANDS_H

#include "score/cli/cli.h"
#include "score/cli/opening.h"
#include "score/cli/options.h"

extern const struct cli_command cmd_demo, cmd_init, cmd_import, cmd_deidentify, cmd_features, cmd_train, cmd_backtest, cmd_cluster, cmd_similar,
    cmd_score, cmd_explain, cmd_monitor, cmd_report, cmd_review, cmd_model, cmd_policy, cmd_user, cmd_audit, cmd_nightly,
    cmd_backup, cmd_restore, cmd_purge;

#endif

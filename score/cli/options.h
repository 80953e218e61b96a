/*
 * options.h - what was given on the command line: getopt's tables made from ours, and the values of a command's options.
 */
#ifndef PRODROME_CLI_OPTIONS_H
#define PRODROME_CLI_OPTIONS_H

#include "score/cli/cli.h"

/* Parses options up to the first argument (command NULL) or all of them, and leaves getopt's optind behind them. *asked: 'h' where help
 * is asked for, which ends it, or 'V' for the version. STATUS_USAGE (and a message) where something is wrong. */
int options_parse(struct cli *cli, const struct cli_command *command, int argc, char **argv, int *asked);

bool        cli_has(const struct cli *cli, const char *name);
const char *cli_value(const struct cli *cli, const char *name);              /* the last one given, or NULL */
const char *cli_value_at(const struct cli *cli, const char *name, size_t i); /* the i-th given, or NULL     */

/* Numbers; STATUS_USAGE (and a message) where the text is none or out of range, else STATUS_DONE. */
int cli_number(struct cli *cli, const char *name, double low, double high, double *value);
int cli_integer(struct cli *cli, const char *name, long long low, long long high, long long *value);

#endif

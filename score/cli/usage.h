/*
 * usage.h - the text of --help, from the table of commands.
 */
#ifndef PRODROME_CLI_USAGE_H
#define PRODROME_CLI_USAGE_H

#include "datasets/base/strbuf.h"
#include "score/cli/table.h"

void cli_usage(struct strbuf *out, const struct cli_command *command); /* NULL: of prodrome */

#endif

/*
 * manual.h - the manual pages, made from the table of commands (table.h): prodrome(1) and prodrome-COMMAND(1) in man(7).
 */
#ifndef PRODROME_CLI_MANUAL_H
#define PRODROME_CLI_MANUAL_H

#include "datasets/base/strbuf.h"
#include "score/cli/table.h"

/* `date` of the pages, YYYY-MM-DD: the release's, so that the same source gives the same pages. */
void manual_program(struct strbuf *out, const char *date);
void manual_command(struct strbuf *out, const struct cli_command *command, const char *date);

/* prodrome.conf(5), from the commented file that `init` writes (config_template), which names every section and key. */
void manual_config(struct strbuf *out, const char *date);
/* prodrome.policy(5), the same from policy_template. */
void manual_policy(struct strbuf *out, const char *date);

#endif

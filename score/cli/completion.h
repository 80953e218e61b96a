/*
 * completion.h - completion for bash and zsh, made from the table of commands (table.h).
 *
 * Offered are commands, subcommands (kinds, tasks), options, the words an option takes ("text|filed"), and files or folders where FILE,
 * PATH or DIR is expected.
 */
#ifndef PRODROME_CLI_COMPLETION_H
#define PRODROME_CLI_COMPLETION_H

#include "datasets/base/strbuf.h"

void completion_bash(struct strbuf *out); /* needs bash alone, not the package bash-completion */
void completion_zsh(struct strbuf *out);

#endif

/*
 * linking.h - links of incidents, brought up to date by who imports.
 */
#ifndef PRODROME_CLI_LINKING_H
#define PRODROME_CLI_LINKING_H

#include "score/cli/cli.h"

/* After an import of a kind ("tickets", "git", ...): where its rows are some that are linked (datasets/link/link.h), links them, with the window of the
 * configuration, and says what is new. */
int cli_link_incidents(struct cli *cli, struct store *store, const char *kind, struct err *err);

#endif

/*
 * cli.h - one call of the program, and what every command does at its ends.
 *
 * Results go to standard output, everything said to the operator to standard error. Exit statuses are those of README.md, and no others
 * (enum cli_status). With --json a command prints one document, also where it fails: {"schema_version", "error", "exit_status"}, unless
 * it has printed its own (a refused import, a night with a failed source).
 */
#ifndef PRODROME_CLI_H
#define PRODROME_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "datasets/base/log.h"
#include "datasets/base/strbuf.h"
#include "datasets/config/config.h"
#include "datasets/rows/rows.h"
#include "datasets/store/store.h"
#include "score/cli/table.h"

enum { CLI_VALUES_MAX = 256 };

struct cli {
    const struct cli_command *command;
    const char               *program;      /* as it was called: for hints to copy */
    const char               *store_path, *keys_dir, *config_path;
    bool                      json, quiet, verbose;
    int                       threads;
    uint64_t                  seed;
    struct clock              clock;
    struct log                log;
    struct phi_rules         *rules;        /* of the configuration, once a store is open for writing; owned; NULL: none */
    struct { const char *name, *value; } given[CLI_VALUES_MAX]; /* options of the command, in order */
    size_t                    n_given;
    char                    **arg;         /* [n_args] what is no option */
    int                       n_args;
    bool                      printed;             /* something went to standard output         */
    char                      error[ERR_MSG_MAX];  /* what was said last of what went wrong, or "" */
};

/* All of the program: its exit status. */
int cli_main(int argc, char **argv);

/* Says what went wrong, and keeps it for the document of --json. The status is the caller's. */
void cli_error(struct cli *cli, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int  cli_usage_error(struct cli *cli, const char *fmt, ...) __attribute__((format(printf, 2, 3))); /* STATUS_USAGE, with a hint at --help */
int  cli_fail(struct cli *cli, const struct err *err);      /* says it; the status of err->code */
int  cli_status_of(int code);                               /* of an enum err_code; 0 -> STATUS_DONE */

int  cli_print(struct cli *cli, const struct strbuf *out);  /* to standard output, flushed and checked */
int  cli_print_visible(struct cli *cli, const struct strbuf *out); /* the same for a terminal: control and bidi characters are shown, not obeyed */
int  cli_print_json(struct cli *cli, json_t *doc);           /* indented, keys sorted; takes doc over */

#endif

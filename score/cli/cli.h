/*
 * cli.h - the command line: one table of commands, each with its options, usage text and run function.
 *
 * Usage, man pages and completion are made from this table. Results go to standard output, everything said to the operator to standard
 * error. Exit statuses are those of PRODUCT.md, and no others (enum cli_status).
 */
#ifndef PRODROME_CLI_H
#define PRODROME_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "datasets/base/log.h"
#include "datasets/base/strbuf.h"
#include "datasets/config.h"
#include "datasets/rows.h"
#include "datasets/store.h"

enum cli_status {
    STATUS_DONE = 0,
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
    STATUS_DECISION = 3,   /* a human decision is needed                  */
    STATUS_BLOCKED = 4,    /* mandatory evidence missing, or rejected     */
    STATUS_NODATA = 5,     /* not enough data to say                      */
    STATUS_INTEGRITY = 6,
    STATUS_BUSY = 7,
    STATUS_REFUSED = 8
};

struct cli_option {
    char        letter;    /* 0: none                                     */
    const char *name;
    const char *argument;  /* "FILE"; NULL: a flag                        */
    const char *help;      /* one line                                    */
};

struct cli;

struct cli_command {
    const char              *name;
    const char              *synopsis;     /* after "prodrome ": "import KIND PATH..."  */
    const char              *summary;      /* one line, for the list                    */
    const char              *description;  /* paragraphs for --help and the man page    */
    const struct cli_option *option;       /* ended by a NULL name                      */
    int                    (*run)(struct cli *cli);
};

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
    struct { const char *name, *value; } given[CLI_VALUES_MAX]; /* options of the command, in order */
    size_t                    n_given;
    char                    **arg;         /* [n_args] what is no option */
    int                       n_args;
};

extern const struct cli_command *const cli_commands[]; /* in the order of the pipeline, ended by NULL */
extern const struct cli_option         cli_global_options[];

int cli_main(int argc, char **argv);

/* Options of the command. */
bool        cli_has(const struct cli *cli, const char *name);
const char *cli_value(const struct cli *cli, const char *name);            /* the last one given, or NULL */
const char *cli_value_at(const struct cli *cli, const char *name, size_t i); /* the i-th given, or NULL  */
/* Numbers; STATUS_USAGE (and a message) where the text is none or out of range, else STATUS_DONE. */
int         cli_number(struct cli *cli, const char *name, double low, double high, double *value);
int         cli_integer(struct cli *cli, const char *name, long long low, long long high, long long *value);

/* What a command does at its ends. */
int  cli_usage_error(struct cli *cli, const char *fmt, ...) __attribute__((format(printf, 2, 3))); /* STATUS_USAGE */
int  cli_fail(struct cli *cli, const struct err *err);      /* says it; the status of err->code */
int  cli_status_of(int code);                               /* of an enum err_code; 0 -> STATUS_DONE */
int  cli_print(struct cli *cli, const struct strbuf *out);  /* to standard output, flushed and checked */
int  cli_print_visible(struct cli *cli, const struct strbuf *out); /* the same for a terminal: control and bidi characters are shown, not obeyed */
int  cli_print_json(struct cli *cli, json_t *doc);           /* indented, keys sorted; takes doc over */
int  cli_open_store(struct cli *cli, struct store **store, enum store_mode mode); /* a status; said where it fails */
int  cli_load_config(struct cli *cli, struct config *config);
/* The only project with rows of the kind, or --project. STATUS_USAGE where several and none named, STATUS_NODATA where none has rows. */
int  cli_choose_project(struct cli *cli, struct store *store, const struct snapshot *snapshot, const char *kind, struct arena *arena, const char **project);

/* --project, where it is given, must be a project of the store: STATUS_USAGE (and a message) where it has no row of the kind (NULL: of any). */
int  cli_check_project(struct cli *cli, struct store *store, const char *kind);

void cli_usage(struct strbuf *out, const struct cli_command *command); /* text of --help; command NULL: of prodrome */

#endif

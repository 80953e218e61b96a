/*
 * table.h - the table of commands: what each is called, takes, tells and ends with.
 *
 * This table is the one place that the command line is described in. The text of --help (usage.h), the manual pages (manual.h) and the
 * completions of bash and zsh (completion.h) are made from it, and a first argument that is not in `sub` is refused with a hint before
 * the command runs. So a new command fills in its struct cli_command, and nothing else.
 *
 * Words in capitals say what stands for them, and what a shell offers there: FILE and PATH a file, DIR a folder, TASK a task; others
 * ("NAME", "N") nothing. Words with bars between, "text|filed", are offered themselves. Texts are plain: a word quoted like 'this' is
 * set in bold, "\n\n" begins a paragraph.
 */
#ifndef PRODROME_CLI_TABLE_H
#define PRODROME_CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum cli_status {
    STATUS_DONE = 0,
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
    STATUS_DECISION = 3,   /* a human decision is needed                  */
    STATUS_BLOCKED = 4,    /* mandatory evidence missing, or rejected     */
    STATUS_NODATA = 5,     /* not enough data to say                      */
    STATUS_INTEGRITY = 6,
    STATUS_BUSY = 7,
    STATUS_REFUSED = 8,
    N_STATUSES
};

struct cli_option {
    char        letter;    /* 0: none                                     */
    const char *name;
    const char *argument;  /* "FILE"; NULL: a flag                        */
    const char *help;      /* one line; of a subcommand alone: "list: ..." */
};

/* What the first argument may be: a subcommand, a kind, a task. */
struct cli_subcommand {
    const char *name;      /* "show"                                       */
    const char *arguments; /* what must follow: "ITEM", "[NAME]", "FILE...", "" nothing; NULL: the command checks that itself */
    const char *help;      /* one line                                     */
};

struct cli_exit { enum cli_status status; const char *when; };  /* "a release is flagged"; of a status beyond 0, 1 and 2    */
struct cli_file { const char *name, *help; };                   /* beside the store, its keys and its configuration         */
struct cli_example { const char *line, *help; };                /* "prodrome audit verify"; what it does, one line          */

struct cli;

struct cli_command {
    const char                  *name;
    const char                  *synopsis;     /* after "prodrome ": "import KIND FILE... [OPTION...]"  */
    const char                  *summary;      /* one line, for the list and the page's name            */
    const char                  *description;  /* paragraphs for --help and the manual page             */
    const struct cli_option     *option;       /* ended by a NULL name                                  */
    int                        (*run)(struct cli *cli);

    /* All of these may be left out; the lists are ended by a NULL (an exit by a NULL `when`). */
    const struct cli_subcommand *sub;
    const char                  *sub_is;       /* NULL: "subcommand"; else "kind", "task"               */
    const struct cli_exit       *exit;
    const struct cli_file       *file;
    const struct cli_example    *example;
    const char                  *see_also;     /* names of commands: "init nightly"                     */
    bool                         no_store;     /* it opens none: neither FILES nor statuses of a store  */
};

extern const struct cli_command *const cli_commands[]; /* in the order of the pipeline, ended by NULL   */
extern const struct cli_command        cli_program;    /* prodrome itself, shaped as a command; no run  */
extern const struct cli_option         cli_global_options[];
extern const char *const               cli_status_text[N_STATUSES]; /* "a human decision is needed"     */

const struct cli_command    *cli_find_command(const char *name);                                 /* or NULL */
const struct cli_subcommand *cli_find_subcommand(const struct cli_command *command, const char *name); /* or NULL */

/* How many arguments may follow a subcommand, by its `arguments`. *most is INT_MAX where there may be any number. */
void cli_subcommand_takes(const struct cli_subcommand *sub, int *least, int *most);

#endif

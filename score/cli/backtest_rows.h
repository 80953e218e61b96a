/*
 * backtest_rows.h - where the rows of a backtest come from: the store, or with --from the files of an export.
 *
 * Files are read as import reads them, into memory: neither store nor keys are needed, and nothing is kept. The predictions are those of an import into an
 * empty store and a backtest of it.
 */
#ifndef PRODROME_CLI_BACKTEST_ROWS_H
#define PRODROME_CLI_BACKTEST_ROWS_H

#include "score/cli/cli.h"
#include "train/rows/examples.h"

struct backtest_rows {
    struct store       *store;    /* NULL: of files                                     */
    struct snapshot     snapshot;
    struct arena        arena;
    struct ticket_table tickets;  /* of files: one of the two, until it is handed on     */
    struct change_table changes;
    const char         *project;  /* lives as long as the rows that were handed on, or this */
    double              start, seconds; /* that it took to have the rows                 */
};

/* Opens the store or reads the files. `record`: "ticket" or "change". Says what is wrong, and returns the status; then nothing is open. */
int  backtest_rows_open(struct backtest_rows *rows, struct cli *cli, const char *record);
void backtest_rows_close(struct backtest_rows *rows);

/* The rows, once. */
int  backtest_rows_tickets(struct ticket_table *out, struct backtest_rows *rows, struct err *err);
int  backtest_rows_examples(struct examples *out, struct backtest_rows *rows, const struct examples_options *options, struct err *err);

/* STATUS_USAGE where --from, or what goes with it, is given for a task that reads none. */
int  backtest_rows_refuse(struct cli *cli, const char *task);

#endif

/*
 * short_transaction.h - many rows in transactions so short that reviewers work while the night runs.
 */
#ifndef PRODROME_SHORT_TRANSACTION_H
#define PRODROME_SHORT_TRANSACTION_H

#include "datasets/store/db.h"

/* Before each row: begins a transaction where none is open; one that is open for longer than 0.05 s is committed first. *began: monotonic, of the open one.
 * The last is the caller's to commit. */
int short_transaction(struct db *db, double *began, struct err *err);

#endif

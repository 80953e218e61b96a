/*
 * store_aside.h - a store in a temporary folder, for rows that nobody keeps.
 *
 * What is not merged yet passes the same readers, checks and de-identification as any import, under the keys and the rules of another store, and is gone with this
 * one. The folder is made in $TMPDIR, else in /tmp; its name is not guessable and nobody else may read it.
 *
 *     store_aside_open(&aside, store, &err) ... import_run(&report, aside.store, ...) ... store_aside_close(&aside)
 */
#ifndef PRODROME_STORE_ASIDE_H
#define PRODROME_STORE_ASIDE_H

#include "datasets/store/store.h"

struct store_aside {
    struct store *store;
    char          dir[4000]; /* "" none */
};

/* `like` must have its keys and is only read. ERR_IO: no folder can be made. On failure nothing is left. */
int  store_aside_open(struct store_aside *out, const struct store *like, struct err *err);
void store_aside_close(struct store_aside *aside); /* removes the folder; of an empty one does nothing */

#endif

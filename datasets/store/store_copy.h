/*
 * store_copy.h - the file of a store, copied whole while others use it.
 *
 *     store_copy_begin -> store_copy_fill -> (what the caller does to the copy) -> store_copy_put -> store_copy_close
 *
 * A copy is made beside its target, as "TARGET.part", checked by SQLite, synced and renamed. Until store_copy_put the target is as it was;
 * store_copy_close without it leaves nothing. The part is locked: two copies to one target do not meet, and what a killed one left is overwritten
 * by the next.
 */
#ifndef PRODROME_STORE_COPY_H
#define PRODROME_STORE_COPY_H

#include <stdbool.h>

#include "datasets/base/digest.h"
#include "datasets/base/log.h"
#include "datasets/store/db.h"

struct store_copy {
    char *target, *part; /* owned                        */
    int   fd;            /* of the part, locked; -1 none */
};

#define STORE_COPY_INIT { NULL, NULL, -1 }

/* ERR_USAGE where the target is there and no regular file. ERR_BUSY: another copy to it is being made. */
int  store_copy_begin(struct store_copy *out, const char *target, struct err *err);

/* `from` is a connection that reads; one moment of it (db_copy). `name` is that of the progress shown. ERR_STORE: disk full and the like.
 * ERR_INTEGRITY: SQLite finds the copy, and so the source, damaged. */
int  store_copy_fill(struct store_copy *copy, struct db *from, const char *name, struct log *log, struct err *err);

/* The part may be read and written by whom `like` may; with `owner`, as far as we may, it is its owner's. Nothing where `like` is not there. */
void store_copy_rights(struct store_copy *copy, const char *like, bool owner);

/* BLAKE2b of the bytes of a file that is open for reading, and how many they are; `name` for messages. */
int  store_copy_digest(uint8_t out[DIGEST_SIZE], int64_t *n_bytes, int fd, const char *name, struct err *err);

/* Syncs the part and gives it the target's name. ERR_USAGE: without `replace` a file that is there by now, and
 * a target with a log (`TARGET-wal`) that still holds something: it would be taken for the copy's. Nobody may have the part open. */
int  store_copy_put(struct store_copy *copy, bool replace, struct err *err);

void store_copy_close(struct store_copy *copy); /* an empty or closed one: does nothing */

#endif

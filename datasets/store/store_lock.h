/*
 * store_lock.h - one job at a time works on a store: the lock STORE.lock.
 *
 * Held by flock for the whole life of the job, and let go with the process, however that ends. Who holds it is written in the file, "PID COMMAND".
 */
#ifndef PRODROME_STORE_LOCK_H
#define PRODROME_STORE_LOCK_H

#include "datasets/base/err.h"

/* *fd: a descriptor that holds the lock of the store at `path`; command: what runs, NULL: "job". ERR_BUSY with the holder; ERR_STORE. */
int  store_lock(int *fd, const char *path, const char *command, struct err *err);
void store_unlock(int *fd);                                 /* -1: does nothing; leaves -1 */

#endif

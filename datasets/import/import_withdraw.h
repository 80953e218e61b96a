/*
 * import_withdraw.h - what a source no longer names.
 *
 * After the rows of an import that is all there is of a system (import.h, struct import_whole): the dependencies that the store has of it and
 * no row named get one more version, withdrawn, with file, ecosystem, name and scope of the newest and no version. One that comes back later gets
 * a version again, since no raw row has the hash of a withdrawn one. Inside of import.
 */
#ifndef PRODROME_IMPORT_WITHDRAW_H
#define PRODROME_IMPORT_WITHDRAW_H

#include "datasets/import/import_write.h"

/* The row of dependency_reads, at the beginning of the import, in a transaction of its own or the caller's. */
int import_withdraw_note(struct store *store, int64_t import_id, const char *system, const struct import_whole *whole, int64_t now, struct err *err);

/* 1 where an import with these bytes was of the same system, release and commit (*earlier), else 0. */
int import_withdraw_repeats(struct store *store, const uint8_t digest[DIGEST_SIZE], const char *system, const struct import_whole *whole, int64_t *earlier,
                            struct err *err);

/* In short transactions of its own. writer->seen has the records that rows named. */
int import_withdraw(struct import_writer *writer, const char *system, const struct import_whole *whole, uint64_t *n, struct err *err);

#endif

/*
 * backup.h - a copy of the whole store in one file, made while others read, review and import.
 *
 * It is the store as it was at one moment, checked before it gets its name: SQLite's quick_check, and the head of its audit chain is that of the
 * store at that moment. Then the trail gets a row "backup.make", subject "head:HEX" (the head in the copy), whose detail is the digest of the file;
 * `b2sum -l 256 FILE` prints the same. An import that runs meanwhile is in it unfinished, and dropped when a job next opens the copy.
 *
 * Not in it: the keys directory and the configuration. Without the keys a backup can be read and verified, but not restored.
 */
#ifndef PRODROME_BACKUP_H
#define PRODROME_BACKUP_H

#include "datasets/audit/audit.h"

struct backup {
    char    head[DIGEST_HEX_SIZE];   /* of the copy                      */
    int64_t n_rows;                  /* of its audit trail               */
    int64_t n_bytes;
    char    digest[DIGEST_HEX_SIZE]; /* BLAKE2b-256 of the file's bytes  */
    double  seconds;
};

/* The store must be open with keys. ERR_USAGE: `path` is there (without `replace`), is the store itself, or one of its files. ERR_STORE: disk full
 * and the like; then `path` is as it was. */
int backup_make(struct backup *out, struct store *store, const char *path, bool replace, struct err *err);

/* Head and rows of the audit chain that a connection sees. */
int backup_head(struct db *db, char hex[DIGEST_HEX_SIZE], int64_t *n_rows, struct err *err);

#endif

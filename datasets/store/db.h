/*
 * db.h - the one road to SQLite.
 *
 * Values are bound, never pasted into SQL. Bindings and one-row results are described by a string of types:
 *
 *     i  int64_t            t  const char * (NULL binds NULL)
 *     d  double             s  const char *, size_t (text of that length; NULL binds NULL)
 *     n  NULL (no argument) b  const void *, size_t (blob; NULL binds NULL)
 *
 * A connection belongs to one thread and must not be carried into a forked child. Opening sets: WAL, foreign keys on,
 * recursive_triggers on, synchronous FULL, a busy timeout of 10 s, defensive mode, no extension loading, double-quoted
 * strings off, trusted_schema off, secure_delete on, temporary tables in memory.
 *
 * `FILE-wal` and `FILE-shm` stay beside the file when the last writer closes (the first emptied), because who may only read
 * the folder could not make them and SQLite needs them there. Where they are not (a copy of the file alone, a read-only disk) the
 * file is read as one that nobody writes, and nothing is created.
 *
 * Failures have SQLite's words. Their code is ERR_INTEGRITY for a damaged file, ERR_BUSY when another writer held on for
 * more than 10 s, ERR_NOMEM, ERR_INTERRUPTED, else ERR_STORE.
 */
#ifndef PRODROME_DB_H
#define PRODROME_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

struct db;
struct db_stmt;

enum db_mode { DB_READ, DB_WRITE, DB_CREATE };

/* ERR_NOTFOUND, ERR_STORE, ERR_REFUSED (no SQLite file). DB_CREATE also opens a file that is there; ":memory:" is a database
 * that dies with the connection. */
int  db_open(struct db **out, const char *path, enum db_mode mode, struct err *err);
/* Forgets the pages that were read, up to 64 MiB: after a scan of all rows nobody asks for them again. */
void db_release_cache(struct db *db);
void db_close(struct db *db);                               /* NULL does nothing */

/* What a file says of itself in its header: PRAGMA application_id and user_version. Takes no lock, changes and creates
 * nothing, whatever the file is. ERR_NOTFOUND, ERR_REFUSED (no SQLite file), ERR_STORE. */
int  db_peek(int64_t *application_id, int64_t *user_version, const char *path, struct err *err);

/* Copies all of `from`, as it is at one moment, into the file `path`, which is there, is empty, and nobody else uses: by SQLite's backup
 * interface, while others read and write `from`. That moment is the one `from` reads at: now, or where a BEGIN and a SELECT have fixed it. Nothing is
 * synced, and after a failure what is in the file means nothing. `step` (may be NULL) hears of bytes done and in all, every few MiB. */
typedef void (*db_copy_step)(void *ctx, int64_t done, int64_t total);
int  db_copy(struct db *from, const char *path, db_copy_step step, void *ctx, struct err *err);

int  db_exec(struct db *db, const char *sql, struct err *err);           /* one or more statements, no values */
int  db_run(struct db *db, struct err *err, const char *sql, const char *types, ...);
/* First column of the first row. ERR_NOTFOUND where there is no row. */
int  db_get_int(struct db *db, int64_t *out, struct err *err, const char *sql, const char *types, ...);
int  db_get_text(struct db *db, char **out, struct err *err, const char *sql, const char *types, ...); /* yours; NULL for NULL */
int64_t db_last_id(struct db *db);
int64_t db_changes(struct db *db);                          /* rows changed by the last statement */

int  db_begin(struct db *db, struct err *err);              /* BEGIN IMMEDIATE; transactions do not nest */
int  db_commit(struct db *db, struct err *err);             /* on failure all is rolled back */
void db_rollback(struct db *db);                            /* does nothing outside a transaction */
bool db_in_transaction(struct db *db);
int  db_checkpoint(struct db *db, struct err *err);         /* WAL into the file, truncated; busy readers are no error */

int  db_prepare(struct db *db, struct db_stmt **out, const char *sql, struct err *err);
void db_finalize(struct db_stmt *stmt);                     /* NULL does nothing */
int  db_bind(struct db_stmt *stmt, struct err *err, const char *types, ...); /* resets, clears, binds from 1; memory must live until the step */
int  db_bind_at(struct db_stmt *stmt, struct err *err, int index, int type, ...); /* one value (index from 1), nothing reset */
int  db_step(struct db_stmt *stmt, struct err *err);        /* 1: a row, 0: done, negative: failed */
void db_reset(struct db_stmt *stmt);                        /* also clears the bindings */

/* Columns of the row at hand, from 0. Pointers die at the next step, reset or finalize. */
int64_t     db_int(struct db_stmt *stmt, int column);
double      db_double(struct db_stmt *stmt, int column);
const char *db_text(struct db_stmt *stmt, int column, size_t *len); /* NULL for NULL; len may be NULL */
const void *db_blob(struct db_stmt *stmt, int column, size_t *len);
bool        db_is_null(struct db_stmt *stmt, int column);

enum db_type { DB_NULL, DB_INTEGER, DB_REAL, DB_TEXT, DB_BLOB };
enum db_type db_type(struct db_stmt *stmt, int column); /* before the column is read as anything */
int          db_columns(struct db_stmt *stmt);

const char *db_library_version(void); /* of SQLite: "3.40.1" */

#endif

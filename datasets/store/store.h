/*
 * store.h - the one SQLite file in which everything lies.
 *
 * Four kinds of table (schema.c says of each which it is): rows of the world, work of the engine, decisions, audit trail.
 * Rows of the world have an identity (records: kind, project, id) and append-only versions; "current" is the newest
 * version of a completed import. Opening for writing checks application_id, migrates, and drops what was never completed.
 *
 * Migrating an older store needs the job lock, so that no job of an older program is in the middle of something, and keeps the store as it was:
 * `STORE.before-vN`, N the new version, is made whole before the first change (store_copy.h; it takes the room of one more store). Where there is
 * no room nothing is migrated. Killed in between, the store is in a whole version and the next opening goes on; the copy is made again.
 *
 * A job (import, train, nightly) holds `STORE.lock` by flock for its whole life: a second one gets ERR_BUSY with the holder's
 * pid and command. Readers and reviewers need no lock.
 */
#ifndef PRODROME_STORE_H
#define PRODROME_STORE_H

#include <stdbool.h>

#include "datasets/base/clock.h"
#include "datasets/base/err.h"
#include "datasets/base/log.h"
#include "datasets/store/db.h"
#include "datasets/store/keys.h"

struct phi_rules;

#define STORE_APPLICATION_ID 0x50524f44 /* "PROD" */

enum store_mode {
    STORE_READ,  /* no lock, no keys needed: reports, lists, verify   */
    STORE_WRITE, /* keys, no lock: short decisions of a person        */
    STORE_JOB    /* keys and the job lock                             */
};

struct store {
    struct db   *db;
    char        *path;
    struct keys  keys;          /* zero in STORE_READ */
    bool         has_keys;
    bool         demonstration; /* made by `demo`     */
    int          lock_fd;       /* -1 without         */
    struct clock clock;         /* from --now         */
    struct log  *log;           /* borrowed, may be NULL */
    const char  *command;       /* borrowed: what runs, for lock and audit, may be NULL */
    const struct phi_rules *rules; /* borrowed: the user's rules of de-identification, may be NULL; all text from outside passes them (store_use_rules) */
};

struct store_options {
    const char  *path;
    const char  *keys_dir;      /* NULL: PATH.keys */
    struct clock clock;
    struct log  *log;
    const char  *command;
};

/* Makes store and keys; both must not exist (ERR_USAGE). Killed half-way, it leaves no store file under that name. */
int  store_create(const struct store_options *options, bool demonstration, struct err *err);
/* ERR_NOTFOUND: no such file. ERR_REFUSED: a foreign file, never touched. ERR_USAGE: keys. ERR_BUSY: lock. ERR_INTEGRITY: newer version or damaged. */
int  store_open(struct store **out, const struct store_options *options, enum store_mode mode, struct err *err);
void store_close(struct store *store);                      /* NULL does nothing */

int64_t store_now(const struct store *store);

/* From now on text passes these rules too (NULL: the built-in ones alone); they get the pseudonym key where the store has its keys. Borrowed: they must outlive
 * the store. */
void store_use_rules(struct store *store, struct phi_rules *rules);

/* Drops what was never completed: imports with their rows and records, and models that were never registered. In short
 * transactions, so a killed one is taken up again. store_open does it for a job. Returns how many were dropped. */
int store_drop_incomplete(struct store *store, struct err *err);

/* Small facts about the store, by name (table `settings`). */
int  store_setting_get(struct store *store, char **out, const char *name, struct err *err); /* ERR_NOTFOUND */
int  store_setting_put(struct store *store, const char *name, const char *value, struct err *err);

#endif

/*
 * schema.h - every table of the store and how older stores become today's.
 */
#ifndef PRODROME_SCHEMA_H
#define PRODROME_SCHEMA_H

#include "datasets/base/err.h"
#include "datasets/store/db.h"

/* The version this program writes (PRAGMA user_version). */
int schema_version(void);

/* Brings a store from its user_version (0: empty) to schema_version(), each step in its own transaction. ERR_INTEGRITY where the
 * store is newer than the program. */
int schema_migrate(struct db *db, struct err *err);

/* The statements, with their comments, that bring a store from version - 1 to version (1 to schema_version()); for tests. */
const char *schema_text(int version);

#endif

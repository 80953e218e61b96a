/*
 * old_store.h - a store as an earlier version's program left it.
 *
 * tests/data/store-vN.sql is its dump, with the keys in its first lines. Everything here fails the running test instead of returning an error.
 */
#ifndef PRODROME_TESTS_OLD_STORE_H
#define PRODROME_TESTS_OLD_STORE_H

#include "tests/support/fixture_store.h"

#define OLD_STORE_NOW INT64_C(1777780800) /* 2026-05-03T04:00:00Z, the day after its night */

enum { OLD_STORE_TICKETS = 110, OLD_STORE_CHANGES = 340, OLD_STORE_SCORES = 28 };

/* Makes DIR/old.db of that version and DIR/old.db.keys; returns options that open it (path is one of path_in's buffers, copied into `path`). */
struct store_options old_store_make(const char *dir, int version, char path[4096]);

#endif

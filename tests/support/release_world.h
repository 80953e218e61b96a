/*
 * release_world.h - one store with what the rules about a release look at, loaded anew as a test adds to it.
 *
 * Everything here fails the running test instead of returning an error.
 */
#ifndef PRODROME_TESTS_RELEASE_WORLD_H
#define PRODROME_TESTS_RELEASE_WORLD_H

#include "datasets/config/config.h"
#include "datasets/rows/rows.h"
#include "datasets/store/snapshot.h"
#include "tests/support/fixture_store.h"

struct release_world {
    struct fixture      *f;
    struct config        config;
    struct snapshot      snapshot;
    struct system_table  systems;
    struct change_table  changes;  /* of the project "app" */
    struct release_table releases; /* likewise             */
};

/* A store of its own (fixture_setup: its clock stands at 2023-11-14) and the configuration's defaults. */
void release_world_open(struct release_world *world);
/* Imports the rows of a CSV. */
void release_world_import(struct release_world *world, const char *kind, const char *csv);
/* What the store has now, in place of what was loaded before; `take`: in a snapshot that a run may name, else one that is not kept. */
void release_world_look(struct release_world *world, bool take);
void release_world_close(struct release_world *world);

#endif

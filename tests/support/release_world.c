#include "tests/support/release_world.h"

#include "tests/support/small_estate.h"

static void forget(struct release_world *w)
{
    releases_release(&w->releases);
    changes_release(&w->changes);
    systems_release(&w->systems);
    snapshot_release(&w->snapshot);
}

void release_world_open(struct release_world *w)
{
    struct err err = ERR_INIT;
    void *f = NULL;

    fixture_setup(&f);
    w->f = f;
    assert_ok(config_load(&w->config, NULL, w->f->path, &err), err);
}

void release_world_import(struct release_world *w, const char *kind, const char *csv)
{
    const char *path = path_in(w->f->dir, "rows.csv");

    put_file(path, csv);
    small_import(w->f, kind, path);
}

void release_world_look(struct release_world *w, bool take)
{
    struct store *store = w->f->store;
    struct err err = ERR_INIT;

    forget(w);
    assert_ok((take ? snapshot_take : snapshot_peek)(&w->snapshot, store, &err), err);
    assert_ok(systems_load(&w->systems, store, &w->snapshot, &err), err);
    assert_ok(changes_load(&w->changes, store, &w->snapshot, "app", &err), err);
    assert_ok(releases_load(&w->releases, store, &w->snapshot, "app", &w->changes, &err), err);
}

void release_world_close(struct release_world *w)
{
    void *f = w->f;

    forget(w);
    config_release(&w->config);
    fixture_teardown(&f);
}

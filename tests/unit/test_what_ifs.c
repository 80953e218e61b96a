/*
 * What experience an author may have: the same from the store as from the rows.
 */
#include "score/change_meaning.h"

#include <math.h>
#include <stdlib.h>

#include "tests/support/release_world.h"

static int setup(void **state)
{
    struct release_world *w = calloc(1, sizeof(*w));

    release_world_open(w);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    release_world_close(*state);
    free(*state);
    return 0;
}

static void the_store_tells_the_same_quartiles_as_the_rows(void **state)
{
    struct release_world *w = *state;
    struct snapshot snapshot = { .n = 0 };
    struct change_table changes;
    struct what_ifs rows = { .p = NULL }, store = { .p = NULL };
    struct err err = ERR_INIT;

    release_world_import(w, "changes", "project,commit,author_date,exp,rexp\napp,a,2023-01-01,900,1\napp,b,2023-01-02,2,2\napp,c,2023-01-03,3,3\napp,d,2023-01-04,,4\n"
                                       "app,e,2023-01-05,5,5\nother,x,2023-01-05,700,70\n");
    release_world_import(w, "changes", "project,commit,author_date,exp,rexp\napp,a,2023-01-01,1,1\n"); /* what was said before does not count */
    assert_ok(snapshot_peek(&snapshot, w->f->store, &err), err);
    assert_ok(changes_load(&changes, w->f->store, &snapshot, "app", &err), err);
    assert_ok(what_ifs_prepare(&rows, &changes, &err), err);
    assert_ok(what_ifs_read(&store, w->f->store, &snapshot, "app", &err), err);
    assert_near(rows.experience[0], 3, 0);
    assert_near(rows.experience[1], 4, 0);
    assert_near(store.experience[0], rows.experience[0], 0);
    assert_near(store.experience[1], rows.experience[1], 0);
    assert_true(isnan(store.experience[2]) && isnan(rows.experience[2]));
    changes_release(&changes);
    snapshot_release(&snapshot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_store_tells_the_same_quartiles_as_the_rows, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

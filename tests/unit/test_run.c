#include "score/night/run.h"

#include <stdlib.h>

#include "tests/support/fixture_store.h"

static void the_same_key_is_the_same_run(void **state)
{
    struct store *store = ((struct fixture *)*state)->store;
    struct run_state a, b, c;
    struct err err = ERR_INIT;

    assert_ok(run_begin(&a, store, "night:1", &err), err);
    assert_false(a.resumed || a.completed);
    assert_ok(run_begin(&b, store, "night:1", &err), err);
    assert_int_equal(a.run_id, b.run_id);
    assert_true(b.resumed);
    assert_ok(run_complete(store, a.run_id, false, 3, &err), err);
    assert_ok(run_begin(&b, store, "night:1", &err), err);
    assert_true(b.completed && !b.resumed);
    assert_int_equal(b.exit_status, 3);
    assert_ok(run_begin(&c, store, "night:2", &err), err);
    assert_true(c.run_id != a.run_id);
}

static void a_complete_stage_is_not_done_again_and_a_failed_one_is(void **state)
{
    struct store *store = ((struct fixture *)*state)->store;
    struct run_state run;
    struct err err = ERR_INIT;
    char *detail = NULL;

    assert_ok(run_begin(&run, store, "night:1", &err), err);
    assert_int_equal(run_stage_begin(store, run.run_id, "train", &err), 1);
    assert_int_equal(run_stage_begin(store, run.run_id, "train", &err), 1); /* killed before it ended */
    assert_ok(run_stage_end(store, run.run_id, "train", "failed", "{}", &err), err);
    assert_int_equal(run_stage_begin(store, run.run_id, "train", &err), 1);
    assert_int_equal(run_stage_detail(&detail, store, run.run_id, "train", &err), ERR_NOTFOUND);
    assert_ok(run_stage_end(store, run.run_id, "train", "done", "{\"models\":2}", &err), err);
    assert_int_equal(run_stage_begin(store, run.run_id, "train", &err), 0);
    assert_ok(run_stage_detail(&detail, store, run.run_id, "train", &err), err);
    assert_string_equal(detail, "{\"models\":2}");
    free(detail);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_key_is_the_same_run, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_complete_stage_is_not_done_again_and_a_failed_one_is, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

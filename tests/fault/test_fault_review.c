/*
 * Every allocation that a decision makes fails once, in turn: it says so, and either all of it is in the store (decision, signature, label,
 * audit rows) or nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/people_fixture.h"

enum { TURNS_MAX = 5000 };

static int64_t rows(struct store *store)
{
    return fixture_count(store, "SELECT (SELECT count(*) FROM decisions) + (SELECT count(*) FROM signatures) + (SELECT count(*) FROM audit)");
}

static void a_decision_is_whole_or_not_there(void **state)
{
    struct fixture *f = *state;
    struct person ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    struct person bea = people_fixture_add(f->store, "bea", ROLE_ENGINEERING, NULL, &ada);
    int64_t before;
    long turn;
    char *failures;

    item_fixture(f->store, "release:app/1", "release", "app", "a");
    before = rows(f->store);
    for (turn = 0; turn < TURNS_MAX; turn++) {
        struct err err = ERR_INIT;
        int rc;

        mem_fail_after(turn);
        rc = decide_fixture(f->store, "release:app/1", DECISION_REJECT, &bea, &err);
        if (!mem_failed()) {
            mem_fail_after(-1);
            assert_ok(rc, err);
            break;
        }
        mem_fail_after(-1);
        assert_int_equal(rc, ERR_NOMEM);
        assert_false(db_in_transaction(f->store->db));
        assert_int_equal(rows(f->store), before);
    }
    assert_true(turn > 0 && turn < TURNS_MAX);
    assert_int_equal(rows(f->store), before + 4);
    failures = failures_of(f->store);
    assert_string_equal(failures, "");
    free(failures);
}

static void where_an_item_stands_is_told_whole_or_not_at_all(void **state)
{
    struct fixture *f = *state;
    struct person ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    struct person bea = people_fixture_add(f->store, "bea", ROLE_ENGINEERING, NULL, &ada);
    struct err err = ERR_INIT;
    long turn;

    item_fixture(f->store, "release:app/1", "release", "app", "a");
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_APPROVE, &bea, &err), err);
    for (turn = 0; turn < TURNS_MAX; turn++) {
        struct standing s;
        int rc;

        mem_fail_after(turn);
        rc = standing_load(&s, f->store, "release:app/1", NULL, &err);
        if (!mem_failed()) {
            mem_fail_after(-1);
            assert_ok(rc, err);
            assert_int_equal(s.n_approvals, 1);
            standing_release(&s);
            break;
        }
        mem_fail_after(-1);
        assert_int_equal(rc, ERR_NOMEM);
    }
    assert_true(turn > 0 && turn < TURNS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_decision_is_whole_or_not_there, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(where_an_item_stands_is_told_whole_or_not_at_all, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("fault in review", tests, NULL, NULL);
}

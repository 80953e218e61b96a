#include "score/review/standing.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/people_fixture.h"

struct crew {
    struct person ada, bea, cyd;
};

static struct crew crew_of(struct fixture *f)
{
    struct crew c;

    c.ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    c.bea = people_fixture_add(f->store, "bea", ROLE_ENGINEERING, NULL, &c.ada);
    c.cyd = people_fixture_add(f->store, "cyd", ROLE_CLINICAL, NULL, &c.ada);
    return c;
}

/* Brings item `name` into a state, as bea. */
static void bring(struct fixture *f, const char *name, enum item_state state, const struct person *bea)
{
    static const enum decision by[N_ITEM_STATES] = {
        [ITEM_CLAIMED] = DECISION_CLAIM, [ITEM_CHANGES_REQUESTED] = DECISION_REQUEST_CHANGES, [ITEM_INFORMATION_NEEDED] = DECISION_NEED_INFORMATION,
        [ITEM_DEFERRED] = DECISION_DEFER, [ITEM_APPROVED] = DECISION_APPROVE, [ITEM_REJECTED] = DECISION_REJECT,
    };
    struct err err = ERR_INIT;

    if (state == ITEM_EXPIRED) {
        struct standing s;

        assert_ok(standing_find(&s, f->store, name, &err), err);
        assert_ok(db_begin(f->store->db, &err), err);
        assert_ok(decision_expire(f->store, s.item_id, "gone", &err), err);
        assert_ok(db_commit(f->store->db, &err), err);
        standing_release(&s);
    } else if (state != ITEM_WAITING) {
        assert_ok(decide_fixture(f->store, name, by[state], bea, &err), err);
    }
    assert_int_equal(state_of(f->store, name), state);
}

/* The header's table, a state a row; columns claim unclaim approve reject request-changes need-information defer reopen. */
static void every_step_is_as_the_table_says(void **state)
{
    static const char *const mine[N_ITEM_STATES] = { "y-yyyyy-", "yyyyyyy-", "y-yyyyyy", "y-yyyyyy", "y-yyyyyy", "-------y", "-------y", "--------" };
    static const char *const others = "--------"; /* of a claim */
    struct fixture *f = *state;
    struct crew c = crew_of(f);

    for (int from = 0; from < N_ITEM_STATES; from++)
        for (int d = 0; d <= DECISION_REOPEN; d++)
            for (int own = 0; own < 2; own++) {
                const char *row = from == ITEM_CLAIMED && !own ? others : mine[from];
                struct err err = ERR_INIT;
                char name[64];
                int rc;

                snprintf(name, sizeof name, "change:app/%d-%d-%d", from, d, own);
                item_fixture(f->store, name, "change", "app", name);
                bring(f, name, (enum item_state)from, &c.bea);
                rc = decide_fixture(f->store, name, (enum decision)d, own ? &c.bea : &c.cyd, &err);
                if ((rc == 0) != (row[d] == 'y'))
                    fail_msg("from %s, %s by %s: %d %s", item_state_name[from], decision_name[d], own ? "the same" : "another", rc, err.msg);
                if (rc < 0)
                    assert_int_equal(rc, ERR_USAGE);
            }
}

static void a_claim_and_a_deferral_end_by_themselves(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct err err = ERR_INIT;

    item_fixture(f->store, "change:app/1", "change", "app", "a");
    assert_ok(decide_fixture(f->store, "change:app/1", DECISION_REQUEST_CHANGES, &c.bea, &err), err);
    assert_ok(decide_fixture(f->store, "change:app/1", DECISION_CLAIM, &c.bea, &err), err);
    assert_int_equal(decide_fixture(f->store, "change:app/1", DECISION_APPROVE, &c.cyd, &err), ERR_USAGE);
    assert_contains(err.msg, "is claimed by 'bea' until 2023-11-15T06:13:20Z");
    f->store->clock.fixed += CLAIM_S;
    assert_int_equal(state_of(f->store, "change:app/1"), ITEM_CHANGES_REQUESTED);
    assert_ok(decide_fixture(f->store, "change:app/1", DECISION_DEFER, &c.cyd, &err), err);
    assert_int_equal(state_of(f->store, "change:app/1"), ITEM_DEFERRED);
    f->store->clock.fixed += 86400;
    assert_int_equal(state_of(f->store, "change:app/1"), ITEM_WAITING);
}

static void an_approval_is_of_one_content_alone(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct standing s;
    struct err err = ERR_INIT;
    uint8_t first[DIGEST_SIZE];

    item_fixture(f->store, "release:app/1", "release", "app", "first");
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_APPROVE, &c.bea, &err), err);
    item_fixture(f->store, "release:app/1", "release", "app", "second");

    assert_ok(standing_load(&s, f->store, "release:app/1", NULL, &err), err);
    assert_true(s.newest);
    assert_int_equal(s.state, ITEM_WAITING);
    assert_int_equal(s.n_approvals, 0);
    assert_int_equal(s.n_stale, 1);
    assert_string_equal(s.stale[0]->user, "bea");
    standing_release(&s);

    digest_of("first", 5, first); /* content that comes back has its approval back */
    assert_ok(standing_load(&s, f->store, "release:app/1", first, &err), err);
    assert_false(s.newest);
    assert_int_equal(s.state, ITEM_APPROVED);
    assert_int_equal(s.n_approvals, 1);
    assert_string_equal(s.approval[0]->user, "bea");
    assert_string_equal(s.approval[0]->signature->meaning, "approved");
    assert_int_equal(s.n_stale, 0);
    standing_release(&s);
    assert_int_equal(decide_fixture(f->store, "1", DECISION_REOPEN, &c.bea, &err), ERR_USAGE);
    assert_contains(err.msg, "number 1 is out of date");
}

static void a_content_that_came_back_is_the_one_to_decide_on_again(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct standing s;
    struct err err = ERR_INIT;

    item_fixture(f->store, "release:app/1", "release", "app", "first");
    item_fixture(f->store, "release:app/1", "release", "app", "second");
    fixture_run(f->store, "INSERT INTO runs(run_id, key, started_at) VALUES(5, 'a', 0), (6, 'b', 0); INSERT INTO review_renewals(item_id, run_id, at) VALUES(1, 5, 0)");
    assert_ok(standing_load(&s, f->store, "release:app/1", NULL, &err), err);
    assert_int_equal(s.item_id, 1);
    assert_true(s.newest);
    standing_release(&s);
    assert_int_equal(decide_fixture(f->store, "2", DECISION_APPROVE, &c.bea, &err), ERR_USAGE);
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_APPROVE, &c.bea, &err), err);
    item_fixture(f->store, "release:app/1", "release", "app", "third");
    fixture_run(f->store, "DROP TRIGGER review_items_no_update; UPDATE review_items SET run_id = 6 WHERE item_id = 3");
    assert_ok(standing_load(&s, f->store, "release:app/1", NULL, &err), err);
    assert_int_equal(s.item_id, 3);
    assert_int_equal(s.n_stale, 1);
    standing_release(&s);
}

static void what_was_never_flagged_stands_nowhere(void **state)
{
    struct fixture *f = *state;
    struct standing s;
    struct err err = ERR_INIT;

    assert_ok(standing_load(&s, f->store, "release:app/9", NULL, &err), err);
    assert_int_equal(s.item_id, 0);
    assert_int_equal(s.state, ITEM_WAITING);
    standing_release(&s);
    assert_int_equal(standing_find(&s, f->store, "release:app/9", &err), ERR_NOTFOUND);
    assert_int_equal(standing_find(&s, f->store, "17", &err), ERR_NOTFOUND);
    assert_contains(err.msg, "no review item '17'");
}

static void reopening_takes_the_verdict_back(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct standing s;
    struct err err = ERR_INIT;

    item_fixture(f->store, "release:app/1", "release", "app", "a");
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_APPROVE, &c.bea, &err), err);
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_REOPEN, &c.cyd, &err), err);
    assert_ok(standing_load(&s, f->store, "release:app/1", NULL, &err), err);
    assert_int_equal(s.state, ITEM_WAITING);
    assert_int_equal(s.n_approvals, 0);
    assert_int_equal(s.n_decisions, 2);
    standing_release(&s);
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_REJECT, &c.cyd, &err), err);
    assert_ok(standing_load(&s, f->store, "release:app/1", NULL, &err), err);
    assert_non_null(s.rejection);
    assert_string_equal(s.rejection->user, "cyd");
    standing_release(&s);
}

static void unguard(struct store *store)
{
    fixture_run(store, "DROP TRIGGER decisions_no_update; DROP TRIGGER signatures_no_update; DROP TRIGGER signatures_no_delete");
}

static void an_approval_put_in_at_an_sql_prompt_is_found(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct standing s;
    struct err err = ERR_INIT;
    char *failures;

    item_fixture(f->store, "release:app/1", "release", "app", "a");
    item_fixture(f->store, "release:app/2", "release", "app", "a");
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_APPROVE, &c.bea, &err), err);
    failures = failures_of(f->store);
    assert_string_equal(failures, "");
    free(failures);
    fixture_run(f->store, "INSERT INTO decisions(item_id, decision, user, role, at, signature_id) VALUES(2, 'approve', 'bea', 'engineering', 1700000000, 1)");
    assert_int_equal(standing_load(&s, f->store, "release:app/2", NULL, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "has no valid signature");
    failures = failures_of(f->store);
    assert_contains(failures, "decision: decision:2: the store has it, the chain has not");
    assert_contains(failures, "decision: decision:2 (approve by bea) has no signature");
    free(failures);
}

static void an_altered_decision_is_found_and_named(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct standing s;
    struct err err = ERR_INIT;
    char *failures;

    item_fixture(f->store, "release:app/1", "release", "app", "a");
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_REJECT, &c.bea, &err), err);
    unguard(f->store);
    fixture_run(f->store, "UPDATE decisions SET decision = 'approve'");
    assert_int_equal(standing_load(&s, f->store, "release:app/1", NULL, &err), ERR_INTEGRITY);
    failures = failures_of(f->store);
    assert_contains(failures, "decision: decision:1: the stored row is not the one that the chain vouches for");
    free(failures);
}

static void an_altered_signature_is_found_and_named(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct standing s;
    struct err err = ERR_INIT;
    char *failures;

    item_fixture(f->store, "release:app/1", "release", "app", "a");
    assert_ok(decide_fixture(f->store, "release:app/1", DECISION_APPROVE, &c.bea, &err), err);
    unguard(f->store);
    fixture_run(f->store, "UPDATE signatures SET user = 'cyd'; UPDATE decisions SET user = 'cyd'");
    assert_int_equal(standing_load(&s, f->store, "release:app/1", NULL, &err), ERR_INTEGRITY);
    failures = failures_of(f->store);
    assert_contains(failures, "signed: signature:1: the stored row is not the one that the chain vouches for");
    assert_contains(failures, "signed: signature:1: 'approved' by 'cyd' for release:app/1 was not made with the key");
    free(failures);
    fixture_run(f->store, "PRAGMA foreign_keys = 0; DELETE FROM signatures");
    failures = failures_of(f->store);
    assert_contains(failures, "signed: signature:1: the chain has it, the store has not");
    free(failures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_step_is_as_the_table_says, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_claim_and_a_deferral_end_by_themselves, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(an_approval_is_of_one_content_alone, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_content_that_came_back_is_the_one_to_decide_on_again, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_was_never_flagged_stands_nowhere, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(reopening_takes_the_verdict_back, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(an_approval_put_in_at_an_sql_prompt_is_found, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(an_altered_decision_is_found_and_named, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(an_altered_signature_is_found_and_named, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("standing", tests, NULL, NULL);
}

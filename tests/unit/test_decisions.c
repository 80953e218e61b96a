#include "score/review/decisions.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/phi/deidentify.h"
#include "datasets/rows/labels.h"
#include "tests/support/people_fixture.h"

struct crew {
    struct person ada, bea, rob;
};

static struct crew crew_of(struct fixture *f)
{
    struct crew c;

    c.ada = people_fixture_add(f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    c.bea = people_fixture_add(f->store, "bea", ROLE_ENGINEERING, "bea@example.org", &c.ada);
    c.rob = people_fixture_add(f->store, "rob", ROLE_RELEASE_MANAGER, NULL, &c.ada);
    return c;
}

static int try_request(struct decision_made *made, struct store *store, struct decision_request r, struct err *err)
{
    return decision_make(made, store, &r, err);
}

static void a_decision_is_signed_and_its_reason_cleaned(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct decision_made made;
    struct standing s;
    struct err err = ERR_INIT;

    item_fixture(f->store, "release:app/1", "release", "app", "a");
    assert_ok(try_request(&made, f->store, (struct decision_request){ .item = "1", .decision = DECISION_REJECT, .person = &c.rob, .until = TIME_NONE,
                                                                       .reason = "ask john.doe@example.org first" }, &err), err);
    assert_string_equal(made.item, "release:app/1");
    assert_int_equal(made.state, ITEM_REJECTED);
    assert_ok(standing_find(&s, f->store, "release:app/1", &err), err);
    assert_string_equal(s.decision[0].reason, "ask [EMAIL] first");
    assert_string_equal(s.decision[0].role, "release-manager");
    assert_true(s.decision[0].signature->valid);
    assert_string_equal(s.decision[0].signature->meaning, "rejected");
    assert_int_equal(s.decision[0].signature->signature_id, made.signature_id);
    standing_release(&s);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM labels"), 0); /* a review is no harm */
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM audit WHERE actor = 'rob' AND action = 'decision.reject' AND subject = 'decision:1'"), 1);
}

static void what_is_missing_or_out_of_bounds_is_refused_and_nothing_stored(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct decision_made made;
    struct err err = ERR_INIT;
    char long_reason[REASON_BYTES_MAX + 2];
    const struct { struct decision_request r; const char *words; } wrong[] = {
        { { .item = "change:app/1", .decision = DECISION_REJECT, .person = &c.bea, .until = TIME_NONE }, "a reason is needed" },
        { { .item = "change:app/1", .decision = DECISION_REJECT, .person = &c.bea, .until = TIME_NONE, .reason = " \t\n" }, "a reason is needed" },
        { { .item = "change:app/1", .decision = DECISION_REJECT, .person = &c.bea, .until = TIME_NONE, .reason = "\xff\xfe" }, "no UTF-8 text" },
        { { .item = "change:app/1", .decision = DECISION_REJECT, .person = &c.bea, .until = TIME_NONE, .reason = long_reason }, "too long" },
        { { .item = "change:app/1", .decision = DECISION_DEFER, .person = &c.bea, .until = TIME_NONE, .reason = "x" }, "until when?" },
        { { .item = "change:app/1", .decision = DECISION_DEFER, .person = &c.bea, .until = FIXTURE_NOW, .reason = "x" }, "not in the future" },
        { { .item = "change:app/1", .decision = DECISION_CLAIM, .person = &c.bea, .until = FIXTURE_NOW + CLAIM_MAX_S + 1 }, "too far: at most 7 days" },
        { { .item = "change:app/1", .decision = DECISION_APPROVE, .person = &c.bea, .until = FIXTURE_NOW + 5 }, "goes with 'claim' and 'defer' alone" },
        { { .item = "change:app/1", .decision = DECISION_APPROVE, .person = &c.bea, .until = TIME_NONE, .label = "team" }, "goes with 'reject' alone" },
        { { .item = "change:app/1", .decision = DECISION_APPROVE, .person = &c.ada, .until = TIME_NONE }, "that role may not do this" },
        { { .item = "ticket:desk/1", .decision = DECISION_APPROVE, .person = &c.rob, .until = TIME_NONE }, "that role may not do this" },
    };

    memset(long_reason, 'x', sizeof long_reason - 1);
    long_reason[sizeof long_reason - 1] = '\0';
    item_fixture(f->store, "change:app/1", "change", "app", "a");
    item_fixture(f->store, "ticket:desk/1", "ticket", "desk", "a");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(try_request(&made, f->store, wrong[i].r, &err), ERR_USAGE);
        assert_contains(err.msg, wrong[i].words);
    }
    assert_int_equal(try_request(&made, f->store, (struct decision_request){ .item = "change:app/2", .decision = DECISION_APPROVE, .person = &c.bea, .until = TIME_NONE }, &err), ERR_NOTFOUND);
    assert_int_equal(fixture_count(f->store, "SELECT (SELECT count(*) FROM decisions) + (SELECT count(*) FROM signatures)"), 0);
}

/* A change by `author`, naming a release. */
static void put_change(struct store *store, const char *commit, const char *author, const char *approver, const char *release)
{
    struct strbuf a, b;
    struct err err = ERR_INIT;
    int64_t import_id = fixture_import(store), version = fixture_version(store, import_id, "change", "app", commit, commit);

    strbuf_init(&a);
    strbuf_init(&b);
    deidentify_person(&a, author, strlen(author), store->keys.pseudonym);
    deidentify_person(&b, approver, strlen(approver), store->keys.pseudonym);
    assert_ok(db_run(store->db, &err, "INSERT INTO changes(version_id, project, \"commit\", author, approver, \"release\") VALUES(?, 'app', ?, ?, ?, ?)", "itttt", version, commit,
                     a.data, b.data, release), err);
    strbuf_release(&a);
    strbuf_release(&b);
    fixture_complete(store, import_id);
}

static void nobody_decides_on_their_own_work(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct err err = ERR_INIT;

    put_change(f->store, "c1", "Bea@Example.org", "", "");
    put_change(f->store, "c2", "x@example.org", "bea@example.org", "");
    put_change(f->store, "c3", "x@example.org", "", "");
    put_change(f->store, "c4", "bea@example.org", "", "2.0");
    for (int i = 1; i <= 3; i++) {
        char name[32];

        snprintf(name, sizeof name, "change:app/c%d", i);
        item_fixture(f->store, name, "change", "app", "a");
        assert_int_equal(decide_fixture(f->store, name, DECISION_CLAIM, &c.bea, &err), i < 3 ? ERR_USAGE : 0);
        if (i < 3)
            assert_contains(err.msg, "nobody decides on their own work");
    }
    item_fixture(f->store, "release:app/2.0", "release", "app", "a");
    assert_int_equal(decide_fixture(f->store, "release:app/2.0", DECISION_APPROVE, &c.bea, &err), ERR_USAGE);
    assert_contains(err.msg, "'bea' wrote or approved change c4");
    assert_ok(decide_fixture(f->store, "release:app/2.0", DECISION_APPROVE, &c.rob, &err), err);
    item_fixture(f->store, "change:app/c9", "change", "app", "a");
    fixture_run(f->store, "DROP TRIGGER review_items_no_update; UPDATE review_items SET requested_by = 'rob' WHERE item = 'change:app/c9'");
    assert_int_equal(decide_fixture(f->store, "change:app/c9", DECISION_REJECT, &c.rob, &err), ERR_USAGE);
    assert_contains(err.msg, "'rob' asked for this decision");
}

static void a_member_that_was_scored_with_the_release_counts_too(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct err err = ERR_INIT;

    put_change(f->store, "c1", "bea@example.org", "", ""); /* in the release by its time alone */
    fixture_run(f->store, "INSERT INTO scores(score_id, item, version_id, approved, scored_at) VALUES(1, 'release:app/1', NULL, 0, 0), (2, 'change:app/c1', 1, 0, 0);"
                          "INSERT INTO score_members VALUES(1, 2)");
    item_fixture(f->store, "release:app/1", "release", "app", "a");
    fixture_run(f->store, "DROP TRIGGER review_items_no_update; UPDATE review_items SET score_id = 1");
    assert_int_equal(decide_fixture(f->store, "release:app/1", DECISION_REJECT, &c.bea, &err), ERR_USAGE);
    assert_contains(err.msg, "nobody decides on their own work");
}

static void a_decision_is_made_while_a_job_holds_the_lock(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f); /* the fixture's store is open as a job */
    struct store *store = NULL;
    struct err err = ERR_INIT;

    item_fixture(f->store, "change:app/1", "change", "app", "a");
    assert_ok(store_open(&store, &f->options, STORE_WRITE, &err), err);
    assert_ok(decide_fixture(store, "change:app/1", DECISION_APPROVE, &c.bea, &err), err);
    store_close(store);
    assert_int_equal(state_of(f->store, "change:app/1"), ITEM_APPROVED);
}

static void put_ticket(struct store *store, const char *id, const char *team)
{
    struct err err = ERR_INIT;
    int64_t import_id = fixture_import(store), version = fixture_version(store, import_id, "ticket", "desk", id, id);

    assert_ok(db_run(store->db, &err, "INSERT INTO tickets(version_id, project, id, title, team) VALUES(?, 'desk', ?, 'x', ?)", "itt", version, id, team), err);
    fixture_complete(store, import_id);
}

/* Two tickets for which a model suggested 'network'. */
static void suggest(struct store *store)
{
    put_ticket(store, "1", "network");
    put_ticket(store, "2", "pharmacy");
    fixture_run(store, "INSERT INTO models(model_id, task, project, number, train_digest, params, seed, hash, engine_version, created_at)"
                       " VALUES(1, 'route', 'desk', 1, x'00', '{\"label\":\"team\"}', 1, x'00', '1', 0);"
                       "INSERT INTO scores(score_id, model_id, item, label, approved, scored_at) VALUES(1, 1, 'ticket:desk/1', 'network', 0, 0), (2, 1, 'ticket:desk/2', 'network', 0, 0)");
    item_fixture(store, "ticket:desk/1", "ticket", "desk", "a");
    item_fixture(store, "ticket:desk/2", "ticket", "desk", "a");
    item_fixture(store, "ticket:desk/3", "ticket", "desk", "a");
    fixture_run(store, "DROP TRIGGER review_items_no_update; UPDATE review_items SET score_id = item_id WHERE item_id < 3");
}

static void decisions_on_suggestions_become_labels(void **state)
{
    struct fixture *f = *state;
    struct crew c = crew_of(f);
    struct decision_request reject = { .item = "ticket:desk/2", .decision = DECISION_REJECT, .person = &c.bea, .until = TIME_NONE, .reason = "not theirs", .label = "network" };
    struct decision_made made;
    struct label_table table;
    struct err err = ERR_INIT;

    suggest(f->store);
    assert_ok(decide_fixture(f->store, "ticket:desk/1", DECISION_APPROVE, &c.bea, &err), err);
    assert_int_equal(try_request(&made, f->store, reject, &err), ERR_USAGE);
    assert_contains(err.msg, "is what was suggested");
    reject.label = "pharmazy";
    assert_int_equal(try_request(&made, f->store, reject, &err), ERR_USAGE);
    assert_contains(err.msg, "no ticket of project 'desk' has the team 'pharmazy'; did you mean 'pharmacy'?");
    reject.label = "pharmacy";
    assert_ok(try_request(&made, f->store, reject, &err), err);
    assert_string_equal(made.label, "pharmacy");
    assert_ok(labels_load(&table, f->store, "ticket", "desk", "route", "team", &err), err);
    assert_int_equal(table.n, 2);
    assert_string_equal(labels_find(&table, "1")->value, "network");
    assert_int_equal(labels_find(&table, "1")->provenance, LABEL_HUMAN);
    assert_int_equal(labels_find(&table, "1")->known_at, FIXTURE_NOW);
    assert_string_equal(labels_find(&table, "2")->value, "pharmacy");
    labels_release(&table);
    assert_ok(decide_fixture(f->store, "ticket:desk/3", DECISION_REJECT, &c.bea, &err), err); /* says only what is not so */
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM labels"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_decision_is_signed_and_its_reason_cleaned, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_missing_or_out_of_bounds_is_refused_and_nothing_stored, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(nobody_decides_on_their_own_work, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_member_that_was_scored_with_the_release_counts_too, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_decision_is_made_while_a_job_holds_the_lock, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(decisions_on_suggestions_become_labels, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("decisions", tests, NULL, NULL);
}

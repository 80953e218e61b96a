#include "score/review/approval.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit_models.h"
#include "score/review/queue_models.h"
#include "tests/support/estate_fixture.h"
#include "tests/support/people_fixture.h"

struct crew {
    struct person ada, bea, cyd, rob;
};

static struct crew crew_of(struct store *store)
{
    struct crew c;

    c.ada = people_fixture_add(store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);
    c.bea = people_fixture_add(store, "bea", ROLE_ENGINEERING, NULL, &c.ada);
    c.cyd = people_fixture_add(store, "cyd", ROLE_CLINICAL, NULL, &c.ada);
    c.rob = people_fixture_add(store, "rob", ROLE_RELEASE_MANAGER, NULL, &c.ada);
    return c;
}

static void train(struct estate *e, uint64_t seed, const char *by)
{
    struct training_options options = { .seed = seed, .n_threads = 1, .by = by };
    struct training t;
    struct err err = ERR_INIT;

    assert_ok(training_run(&t, e->f->store, &e->config, &e->snapshot, task_find("route"), "desk", &options, &err), err);
    assert_int_equal(t.status, TRAINING_VALIDATED);
}

static int act(struct estate *e, enum approval_action action, const char *model, const struct person *person, struct err *err)
{
    struct approval_request r = { .action = action, .model = model, .person = person, .reason = "because" };
    struct approval_made made;

    return approval_make(&made, e->f->store, &r, err);
}

static const char *stage_of(struct estate *e, const char *name)
{
    static char stage[32];
    struct model_list list;
    struct err err = ERR_INIT;

    assert_ok(registry_list(&list, e->f->store, &err), err);
    snprintf(stage, sizeof stage, "%s", registry_find(&list, name)->stage);
    model_list_release(&list);
    return stage;
}

static size_t queue(struct estate *e)
{
    struct queue_models models;
    struct err err = ERR_INIT;

    assert_ok(db_begin(e->f->store->db, &err), err);
    fixture_run(e->f->store, "INSERT OR IGNORE INTO runs(run_id, key, started_at) VALUES(1, 'x', 0)");
    assert_ok(queue_models(&models, e->f->store, 1, &err), err);
    assert_ok(db_commit(e->f->store->db, &err), err);
    return models.waiting;
}

static void a_version_goes_from_the_queue_into_production_and_back(void **state)
{
    struct estate *e = *state;
    struct crew c = crew_of(e->f->store);
    struct err err = ERR_INIT;
    char *failures;

    train(e, 1, NULL);
    assert_int_equal(queue(e), 1);
    assert_int_equal(act(e, APPROVAL_PROMOTE, "route:desk@1", &c.rob, &err), ERR_USAGE);
    assert_contains(err.msg, "is validated and cannot become production");
    assert_int_equal(act(e, APPROVAL_APPROVE, "route:desk", &c.rob, &err), ERR_USAGE);
    assert_contains(err.msg, "'rob' is release-manager: that role may not do this");
    assert_ok(act(e, APPROVAL_APPROVE, "route:desk", &c.cyd, &err), err);
    assert_int_equal(state_of(e->f->store, "model:route:desk@1"), ITEM_APPROVED);
    assert_ok(act(e, APPROVAL_PROMOTE, "route:desk", &c.rob, &err), err);
    assert_int_equal(act(e, APPROVAL_ROLLBACK, "route:desk", &c.rob, &err), ERR_USAGE);
    assert_contains(err.msg, "no version before 'route:desk@1' was in production");

    train(e, 2, NULL);
    assert_int_equal(queue(e), 1);
    assert_ok(act(e, APPROVAL_APPROVE, "route:desk@2", &c.cyd, &err), err);
    assert_ok(act(e, APPROVAL_PROMOTE, "route:desk@2", &c.bea, &err), err);
    assert_string_equal(stage_of(e, "route:desk@1"), "retired");
    assert_string_equal(stage_of(e, "route:desk@2"), "production");
    assert_int_equal(act(e, APPROVAL_ROLLBACK, "route:desk@1", &c.rob, &err), ERR_USAGE);
    assert_contains(err.msg, "'route:desk@1' is not in production, 'route:desk@2' is");
    assert_ok(act(e, APPROVAL_ROLLBACK, "route:desk", &c.rob, &err), err);
    assert_string_equal(stage_of(e, "route:desk@1"), "production");
    assert_string_equal(stage_of(e, "route:desk@2"), "retired");
    assert_ok(act(e, APPROVAL_RETIRE, "route:desk", &c.rob, &err), err);
    assert_string_equal(stage_of(e, "route:desk@1"), "retired");
    failures = failures_of(e->f->store);
    assert_string_equal(failures, "");
    free(failures);
}

static void nobody_approves_what_they_had_trained(void **state)
{
    struct estate *e = *state;
    struct crew c = crew_of(e->f->store);
    struct err err = ERR_INIT;

    train(e, 1, "bea");
    assert_int_equal(queue(e), 1);
    assert_int_equal(act(e, APPROVAL_APPROVE, "route:desk", &c.bea, &err), ERR_USAGE);
    assert_contains(err.msg, "'bea' had model 'route:desk@1' trained");
    assert_int_equal(decide_fixture(e->f->store, "model:route:desk@1", DECISION_CLAIM, &c.bea, &err), ERR_USAGE);
    fixture_run(e->f->store, "DROP TRIGGER models_no_update; UPDATE models SET requested_by = 'engine'"); /* the stage still tells */
    assert_int_equal(act(e, APPROVAL_APPROVE, "route:desk", &c.bea, &err), ERR_USAGE);
    assert_ok(act(e, APPROVAL_APPROVE, "route:desk", &c.cyd, &err), err);
    assert_int_equal(act(e, APPROVAL_PROMOTE, "route:desk", &c.bea, &err), ERR_USAGE);
}

static void an_altered_model_is_not_approved(void **state)
{
    struct estate *e = *state;
    struct crew c = crew_of(e->f->store);
    struct err err = ERR_INIT;

    train(e, 1, NULL);
    fixture_run(e->f->store, "DROP TRIGGER model_parts_no_update; UPDATE model_parts SET data = CAST(data || x'00' AS BLOB) WHERE name = 'weights'");
    assert_int_equal(act(e, APPROVAL_APPROVE, "route:desk", &c.cyd, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "model 'route:desk@1' was altered");
    assert_string_equal(stage_of(e, "route:desk@1"), "validated");
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM signatures"), 0);
    assert_ok(act(e, APPROVAL_REJECT, "route:desk", &c.cyd, &err), err); /* it may be put away */
}

static void an_altered_model_whose_hash_was_altered_with_it_is_not_approved(void **state)
{
    struct estate *e = *state;
    struct crew c = crew_of(e->f->store);
    struct err err = ERR_INIT;
    uint8_t hash[DIGEST_SIZE];

    train(e, 1, NULL);
    fixture_run(e->f->store, "DROP TRIGGER model_parts_no_update; DROP TRIGGER models_no_update; UPDATE model_parts SET data = CAST(data || x'00' AS BLOB) WHERE name = 'weights'");
    assert_ok(model_parts_hash(e->f->store, 1, hash, &err), err);
    assert_ok(db_run(e->f->store->db, &err, "UPDATE models SET hash = ?", "b", hash, (size_t)DIGEST_SIZE), err);
    assert_int_equal(act(e, APPROVAL_APPROVE, "route:desk", &c.cyd, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "not as the audit trail vouches for");
}

static void an_approved_version_can_still_be_rejected(void **state)
{
    struct estate *e = *state;
    struct crew c = crew_of(e->f->store);
    struct err err = ERR_INIT;
    char *failures;

    train(e, 1, NULL);
    assert_int_equal(queue(e), 1);
    assert_ok(act(e, APPROVAL_APPROVE, "route:desk", &c.cyd, &err), err);
    assert_ok(act(e, APPROVAL_REJECT, "route:desk", &c.bea, &err), err);
    assert_string_equal(stage_of(e, "route:desk@1"), "rejected");
    assert_int_equal(state_of(e->f->store, "model:route:desk@1"), ITEM_REJECTED);
    assert_int_equal(act(e, APPROVAL_APPROVE, "route:desk@1", &c.cyd, &err), ERR_USAGE);
    assert_int_equal(act(e, APPROVAL_APPROVE, "beauty", &c.cyd, &err), ERR_NOTFOUND);
    failures = failures_of(e->f->store);
    assert_string_equal(failures, "");
    free(failures);
}

static void the_item_of_an_overtaken_version_expires(void **state)
{
    struct estate *e = *state;
    struct crew c = crew_of(e->f->store);
    struct err err = ERR_INIT;

    train(e, 1, NULL);
    assert_int_equal(queue(e), 1);
    assert_int_equal(queue(e), 1);
    train(e, 2, NULL);
    assert_int_equal(queue(e), 1);
    assert_int_equal(state_of(e->f->store, "model:route:desk@1"), ITEM_EXPIRED);
    assert_int_equal(state_of(e->f->store, "model:route:desk@2"), ITEM_WAITING);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM review_items"), 2);
    assert_ok(act(e, APPROVAL_APPROVE, "route:desk@1", &c.cyd, &err), err); /* the older one is still there to be chosen */
    assert_int_equal(decide_fixture(e->f->store, "model:route:desk@2", DECISION_APPROVE, &c.cyd, &err), ERR_USAGE);
    assert_contains(err.msg, "'prodrome model approve' decides");
}

static void a_stage_given_without_a_signature_is_found(void **state)
{
    struct estate *e = *state;
    struct err err = ERR_INIT;
    char *failures;

    train(e, 1, NULL);
    assert_ok(registry_set_stage(e->f->store, 1, "approved", "kim", "by another road", &err), err);
    failures = failures_of(e->f->store);
    assert_contains(failures, "stage: model:route:desk@1: stage approved by kim has no signature");
    free(failures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_version_goes_from_the_queue_into_production_and_back, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(nobody_approves_what_they_had_trained, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_altered_model_is_not_approved, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_altered_model_whose_hash_was_altered_with_it_is_not_approved, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_approved_version_can_still_be_rejected, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(the_item_of_an_overtaken_version_expires, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_stage_given_without_a_signature_is_found, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests_name("approval", tests, NULL, NULL);
}

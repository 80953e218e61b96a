#include "train/registry.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/phi/phi_rules.h"
#include "tests/support/estate_fixture.h"
#include "train/validation/validation.h"

static struct model_list list_of(struct estate *e)
{
    struct model_list list;
    struct err err = ERR_INIT;

    assert_ok(registry_list(&list, e->f->store, &err), err);
    return list;
}

static void versions_are_numbered_and_named(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct model_list list;

    estate_train(e, "route", "desk", &t);
    assert_string_equal(t.model, "route:desk@1");
    list = list_of(e);
    assert_int_equal(list.n, 1);
    assert_string_equal(list.model[0].name, "route:desk@1");
    assert_string_equal(list.model[0].stage, "validated");
    assert_ptr_equal(registry_find(&list, "route:desk"), &list.model[0]);
    assert_ptr_equal(registry_find(&list, "route:desk@1"), &list.model[0]);
    assert_null(registry_find(&list, "route:desk@2"));
    assert_null(registry_find(&list, "route:des"));
    model_list_release(&list);
}

static void no_stage_is_skipped(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct model_list list;
    struct err err = ERR_INIT;
    int64_t id;

    estate_train(e, "route", "desk", &t);
    list = list_of(e);
    id = list.model[0].model_id;
    model_list_release(&list);
    assert_int_equal(registry_set_stage(e->f->store, id, "production", "kim", "hurry", &err), ERR_USAGE);
    assert_contains(err.msg, "is validated and cannot become production");
    assert_ok(registry_set_stage(e->f->store, id, "approved", "kim", "looks right", &err), err);
    assert_ok(registry_set_stage(e->f->store, id, "production", "kim", "go", &err), err);
    assert_int_equal(registry_set_stage(e->f->store, id, "candidate", "kim", "", &err), ERR_USAGE);
    assert_ok(registry_set_stage(e->f->store, id, "retired", "kim", "old", &err), err);
    assert_ok(registry_set_stage(e->f->store, id, "production", "kim", "roll back", &err), err);
}

static void what_scores_is_the_production_version_or_the_newest_validated(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct model_list list;
    const struct model_version *m;
    struct err err = ERR_INIT;
    bool approved;

    estate_train(e, "route", "desk", &t);
    list = list_of(e);
    m = registry_scorer(&list, "route", "desk", &approved);
    assert_non_null(m);
    assert_false(approved);
    assert_null(registry_scorer(&list, "route", "other", &approved));
    assert_ok(registry_set_stage(e->f->store, m->model_id, "approved", "kim", "", &err), err);
    assert_ok(registry_set_stage(e->f->store, m->model_id, "production", "kim", "", &err), err);
    model_list_release(&list);
    list = list_of(e);
    assert_non_null(registry_scorer(&list, "route", "desk", &approved));
    assert_true(approved);
    model_list_release(&list);
}

static void an_altered_part_is_found_on_loading(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct model_list list;
    struct learned l;
    struct err err = ERR_INIT;

    estate_train(e, "route", "desk", &t);
    list = list_of(e);
    assert_ok(registry_load(&l, e->f->store, &list.model[0], &err), err);
    learned_release(&l);
    fixture_run(e->f->store, "DROP TRIGGER model_parts_no_update");
    fixture_run(e->f->store, "UPDATE model_parts SET data = CAST(substr(data, 1, 100) || x'01' || substr(data, 102) AS BLOB) WHERE name = 'weights'");
    assert_int_equal(registry_load(&l, e->f->store, &list.model[0], &err), ERR_INTEGRITY);
    assert_contains(err.msg, "route:desk@1");
    model_list_release(&list);
}

static void an_altered_validation_record_is_found_on_reading(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct model_list list;
    struct err err = ERR_INIT;
    char *json = NULL;

    estate_train(e, "change-risk", "app", &t);
    list = list_of(e);
    assert_ok(validation_read(&json, e->f->store, &list.model[0], &err), err);
    assert_contains(json, "\"verdict\":\"validated\"");
    free(json);
    fixture_run(e->f->store, "DROP TRIGGER validation_records_no_update");
    fixture_run(e->f->store, "UPDATE validation_records SET json = replace(json, 'validated', 'rejected!')");
    assert_int_equal(validation_read(&json, e->f->store, &list.model[0], &err), ERR_INTEGRITY);
    model_list_release(&list);
}

static void what_a_killed_run_registered_is_taken_up_by_the_next(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct model_list list;
    struct learned l;
    struct err err = ERR_INIT;
    int64_t first = 0, second = 0, third = 0;

    estate_train(e, "route", "desk", &t);
    list = list_of(e);
    assert_ok(registry_load(&l, e->f->store, &list.model[0], &err), err);
    assert_ok(registry_register(&first, e->f->store, &l, "other", &e->snapshot, list.model[0].train_digest, "{}", 1, "engine", &err), err);
    assert_ok(registry_register(&second, e->f->store, &l, "other", &e->snapshot, list.model[0].train_digest, "{}", 1, "engine", &err), err);
    assert_int_equal(first, second);
    assert_ok(registry_set_stage(e->f->store, first, "rejected", "engine", "for a test", &err), err);
    assert_ok(registry_register(&third, e->f->store, &l, "other", &e->snapshot, list.model[0].train_digest, "{}", 1, "engine", &err), err);
    assert_true(third != first);
    learned_release(&l);
    model_list_release(&list);
}

static void a_vocabulary_that_looks_like_identifiers_is_not_registered(void **state)
{
    struct estate *e = *state;
    struct phi_rules *rules = phi_rules_new(NULL);
    struct training t;
    struct model_list list;

    assert_int_equal(phi_rules_add(rules, PHI_DENY, "vpn", 3, NULL), 0); /* what is in the store was cleaned before it was denied */
    store_use_rules(e->f->store, rules);
    estate_train(e, "route", "desk", &t);
    assert_int_equal(t.status, TRAINING_REFUSED);
    assert_string_equal(t.model, "");
    assert_contains(t.reason, "terms look like identifiers (denied ");
    assert_contains(t.reason, "'aaa'");
    assert_lacks(t.reason, "vpn");
    list = list_of(e);
    assert_int_equal(list.n, 0);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM audit WHERE action = 'model.refuse' AND subject = 'model:route:desk'"), 1);
    model_list_release(&list);
    store_use_rules(e->f->store, NULL);
    estate_train(e, "route", "desk", &t);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    phi_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_vocabulary_that_looks_like_identifiers_is_not_registered, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(what_a_killed_run_registered_is_taken_up_by_the_next, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(versions_are_numbered_and_named, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(no_stage_is_skipped, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(what_scores_is_the_production_version_or_the_newest_validated, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_altered_part_is_found_on_loading, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_altered_validation_record_is_found_on_reading, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "train/training.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/estate_fixture.h"
#include "train/statistics/abstention.h"
#include "train/validation/validation.h"

static json_t *record_of_newest(struct estate *e)
{
    struct model_list list;
    struct err err = ERR_INIT;
    char *text = NULL;
    json_t *doc;

    assert_ok(registry_list(&list, e->f->store, &err), err);
    assert_ok(validation_read(&text, e->f->store, &list.model[list.n - 1], &err), err);
    doc = json_loads(text, 0, NULL);
    assert_non_null(doc);
    free(text);
    model_list_release(&list);
    return doc;
}

static void a_second_run_on_the_same_rows_trains_nothing(void **state)
{
    struct training first, second;

    estate_train(*state, "route", "desk", &first);
    assert_int_equal(first.status, TRAINING_VALIDATED);
    assert_true(first.value > first.baseline);
    estate_train(*state, "route", "desk", &second);
    assert_int_equal(second.status, TRAINING_UNCHANGED);
    assert_string_equal(second.model, first.model);
    assert_int_equal(fixture_count(((struct estate *)*state)->f->store, "SELECT count(*) FROM models"), 1);
}

static void new_rows_make_a_new_version(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct err err = ERR_INIT;
    char path[4200];

    estate_train(e, "route", "desk", &t);
    snprintf(path, sizeof(path), "%s/newer.csv", e->f->dir);
    small_tickets_csv(path, ESTATE_TICKETS + 40, 5, 1);
    small_import(e->f, "tickets", path);
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
    estate_train(e, "route", "desk", &t);
    assert_string_equal(t.model, "route:desk@2");
}

static void the_record_has_every_part_that_its_header_promises(void **state)
{
    static const char *const key[] = {
        "schema_version", "model", "intended_use", "not_for", "data", "cut", "leakage_checks", "acceptance", "verdict", "metrics", "calibration",
        "thresholds", "gates", "abstention", "baselines", "subgroups", "worst_subgroup", "top_weights", "vocabulary_audit", "drift", "human", "limits", "signatures",
    };
    struct training t;
    json_t *doc;

    estate_train(*state, "change-risk", "app", &t);
    doc = record_of_newest(*state);
    for (size_t i = 0; i < sizeof(key) / sizeof(key[0]); i++)
        assert_non_null(json_object_get(doc, key[i]));
    assert_true(json_is_object(json_object_get(json_object_get(doc, "metrics"), "final")));
    assert_int_equal(json_array_size(json_object_get(doc, "thresholds")), 4);
    json_decref(doc);
}

/* All of the small estate's changes are of no known system: the group "unknown" is the group "all". */
static void gates_are_by_criticality_and_their_curve_ends_with_all_rows(void **state)
{
    struct training t;
    json_t *doc, *all, *unknown, *curve, *last, *half;

    estate_train(*state, "change-risk", "app", &t);
    doc = record_of_newest(*state);
    all = json_array_get(json_object_get(doc, "gates"), 0);
    unknown = json_array_get(json_object_get(doc, "gates"), 1);
    assert_string_equal(json_string_value(json_object_get(all, "criticality")), "all");
    assert_string_equal(json_string_value(json_object_get(unknown, "criticality")), "unknown");
    assert_int_equal(json_array_size(json_object_get(all, "gates")), 4);
    json_object_set_new(unknown, "criticality", json_string("all"));
    assert_true(json_equal(all, unknown));
    curve = json_object_get(all, "curve");
    last = json_array_get(curve, json_array_size(curve) - 1);
    assert_int_equal(json_integer_value(json_array_get(last, 1)), json_integer_value(json_object_get(all, "rows")));
    assert_int_equal(json_integer_value(json_array_get(last, 2)), json_integer_value(json_object_get(all, "harms")));
    half = json_array_get(json_object_get(all, "gates"), 3);
    assert_int_equal(json_integer_value(json_object_get(half, "caught")) + json_integer_value(json_object_get(half, "missed")),
                     json_integer_value(json_object_get(all, "harms")));
    assert_true(json_real_value(json_object_get(all, "weeks")) > 0);
    json_decref(doc);
}

static void the_record_is_canonical(void **state)
{
    struct estate *e = *state;
    struct model_list list;
    struct training t;
    struct err err = ERR_INIT;
    char *text = NULL, *again;
    json_t *doc;

    estate_train(e, "route", "desk", &t);
    assert_ok(registry_list(&list, e->f->store, &err), err);
    assert_ok(validation_read(&text, e->f->store, &list.model[0], &err), err);
    doc = json_loads(text, 0, NULL);
    again = json_dumps(doc, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(17) | JSON_ENSURE_ASCII);
    assert_string_equal(text, again);
    free(text);
    free(again);
    json_decref(doc);
    model_list_release(&list);
}

static void a_bound_of_the_configuration_that_is_missed_rejects(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct err err = ERR_INIT;
    char path[4200];

    snprintf(path, sizeof(path), "%s/strict.conf", e->f->dir);
    put_file(path, "[acceptance route]\ntop1 = 1\n");
    config_release(&e->config);
    assert_ok(config_load(&e->config, path, e->f->path, &err), err);
    estate_train(e, "route", "desk", &t);
    assert_int_equal(t.status, TRAINING_REJECTED);
    assert_contains(t.reason, "top1");
    assert_contains(t.reason, "is not above 1.0000");
}

static void too_little_data_trains_nothing_and_says_why(void **state)
{
    struct estate *e = *state;
    struct training t;

    estate_train(e, "change-risk", "desk", &t);
    assert_int_equal(t.status, TRAINING_NO_DATA);
    assert_contains(t.reason, "has no changes");
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM models"), 0);
}

static void the_record_says_from_which_probability_on_nobody_needs_to_look(void **state)
{
    struct abstention a;
    struct abstention_choice c;
    struct training t;
    uint32_t test_rows;
    json_t *doc, *said;

    estate_train(*state, "route", "desk", &t);
    doc = record_of_newest(*state);
    said = json_object_get(doc, "abstention");
    assert_true(abstention_read(&a, said));
    test_rows = (uint32_t)json_integer_value(json_object_get(json_object_get(doc, "cut"), "test_rows"));
    assert_int_equal(a.newer, test_rows - test_rows / 2);
    assert_true(a.older > test_rows / 2); /* a small project: with the judged rows of the inner cut */
    assert_int_equal(json_integer_value(json_object_get(said, "least")), 25);
    c = abstention_choose(&a, 0.9);
    assert_near(json_number_value(json_object_get(said, "asked")), 0.9, 1e-12);
    assert_near(json_number_value(json_object_get(said, "threshold")), c.threshold, 1e-12);
    assert_near(json_number_value(json_object_get(said, "coverage")), c.coverage, 1e-12);
    assert_true(c.coverage > 0 && c.chosen_precision >= 0.9);
    json_decref(doc);
}

static void severity_is_judged_by_macro_f1_and_its_record_says_so(void **state)
{
    struct training t;
    struct model_list list;
    char *json = NULL;
    struct err err = ERR_INIT;

    estate_train(*state, "severity", "desk", &t);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    assert_string_equal(t.metric, "macro_f1");
    assert_true(t.value > t.baseline);
    assert_ok(registry_list(&list, ((struct estate *)*state)->f->store, &err), err);
    assert_ok(validation_read(&json, ((struct estate *)*state)->f->store, registry_find(&list, "severity:desk"), &err), err);
    assert_contains(json, "\"criterion\":\"macro_f1\"");
    assert_contains(json, "\"metric\":\"macro_f1\",\"passed\":true,\"relation\":\">\",\"source\":\"default\"");
    assert_contains(json, "\"kind\":\"temperature with offsets\"");
    mem_free(json);
    model_list_release(&list);
}

static void a_project_without_any_severity_has_no_rows_for_it(void **state)
{
    struct training t;

    estate_train(*state, "severity", "app", &t);
    assert_int_equal(t.status, TRAINING_NO_ROWS);
    estate_train(*state, "route", "app", &t);
    assert_int_equal(t.status, TRAINING_NO_DATA);
}

/* Tickets of two causes, told by one word of the title; no teams. */
static void write_causes(struct estate *e, const char *project, int n)
{
    struct err err = ERR_INIT;
    char path[4200];
    FILE *out;

    snprintf(path, sizeof(path), "%s/causes.csv", e->f->dir);
    out = fopen(path, "w");
    assert_non_null(out);
    fputs("id,project,title,description,created,resolved,status,component,cause\n", out);
    for (int i = 0; i < n; i++)
        fprintf(out, "C%d,%s,%s %s,seen on ward %d,%d,%d,Closed,%s,%s\n", i, project, i % 3 == 0 ? "certificate expired" : "disk full", i % 2 == 0 ? "again" : "today",
                i % 7, 1700000000 + i * 86400, 1700003600 + i * 86400, i % 2 == 0 ? "portal" : "archive", i % 3 == 0 ? "expiry" : "capacity");
    assert_int_equal(fclose(out), 0);
    small_import(e->f, "tickets", path);
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
}

static void causes_are_learned_where_they_are_recorded(void **state)
{
    struct training t;

    write_causes(*state, "wards", 200);
    estate_train(*state, "cause", "wards", &t);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    assert_string_equal(t.model, "cause:wards@1");
    assert_true(t.value > t.baseline);
    estate_train(*state, "cause", "desk", &t);
    assert_int_equal(t.status, TRAINING_NO_ROWS);
}

static void components_are_left_to_route_where_there_are_no_teams(void **state)
{
    struct training t;

    write_causes(*state, "wards", 200);
    estate_train(*state, "component", "wards", &t);
    assert_int_equal(t.status, TRAINING_NO_ROWS);
    assert_contains(t.reason, "route learns the component");
}

static void a_task_is_named_with_its_project(void **state)
{
    char name[TASK_OF_PROJECT_MAX];

    (void)state;
    assert_string_equal(task_of_project(name, "route", "desk"), "route:desk");
    assert_string_equal(task_of_project(name, "dependency-risk", ""), "dependency-risk");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_task_is_named_with_its_project),
        cmocka_unit_test_setup_teardown(severity_is_judged_by_macro_f1_and_its_record_says_so, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(causes_are_learned_where_they_are_recorded, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(components_are_left_to_route_where_there_are_no_teams, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(the_record_says_from_which_probability_on_nobody_needs_to_look, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_project_without_any_severity_has_no_rows_for_it, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_second_run_on_the_same_rows_trains_nothing, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(new_rows_make_a_new_version, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(the_record_has_every_part_that_its_header_promises, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(gates_are_by_criticality_and_their_curve_ends_with_all_rows, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(the_record_is_canonical, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_bound_of_the_configuration_that_is_missed_rejects, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(too_little_data_trains_nothing_and_says_why, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

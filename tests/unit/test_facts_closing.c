#include "score/report/facts_closing.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/small_estate.h"

static json_t *closing_of(struct fixture *f, const char *csv)
{
    struct config config;
    struct snapshot snapshot;
    struct err err = ERR_INIT;
    char path[4200];
    json_t *out = NULL;

    snprintf(path, sizeof path, "%s/tickets.csv", f->dir);
    put_file(path, csv);
    small_import(f, "tickets", path);
    assert_ok(config_load(&config, NULL, f->path, &err), err);
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(facts_closing(&out, &(struct facts){ .store = f->store, .config = &config, .snapshot = &snapshot }, &err), err);
    snapshot_release(&snapshot);
    config_release(&config);
    return out;
}

static json_int_t number(const json_t *one, const char *key)
{
    return json_integer_value(json_object_get(one, key));
}

static const char *reason_of(const json_t *project, const char *id)
{
    json_t *one;
    size_t i;

    json_array_foreach(json_object_get(project, "list"), i, one)
        if (strcmp(json_string_value(json_object_get(one, "id")), id) == 0)
            return json_string_value(json_object_get(one, "reason"));
    return "not listed";
}

#define HEAD "project,id,title,description,created,resolved,status,team,component,duplicate_of,resolution"

static void notes_that_say_nothing_are_listed_and_counted_by_team(void **state)
{
    json_t *all = closing_of(*state, HEAD "\n"
                                          "desk,A1,printer,,2023-11-01,2023-11-02,Closed,net,x,,fixed in production\n"
                                          "desk,A2,printer,,2023-11-01,2023-11-03,Closed,net,x,,\n"
                                          "desk,A3,printer,,2023-11-01,2023-11-04,Closed,net,x,,Driver replaced after the spooler had crashed twice\n"
                                          "desk,A4,printer,,2023-11-01,2023-11-05,Closed,lab,y,,done\n"
                                          "desk,A5,printer,,2023-11-01,2023-11-05,Closed,lab,y,A1,\n"        /* says it where it points to */
                                          "desk,A6,printer,,2023-08-01,2023-08-05,Closed,lab,y,,ok\n"        /* long ago */
                                          "desk,A7,printer,,2023-11-01,2023-11-06,Reopened,lab,y,,ok\n"      /* open again */
                                          "desk,A8,printer,,2023-11-01,,New,lab,y,,\n");
    json_t *project = json_array_get(all, 0), *teams = json_object_get(project, "teams");

    assert_int_equal(json_array_size(all), 1);
    assert_true(json_is_true(json_object_get(project, "recorded")));
    assert_int_equal(number(project, "closed"), 4);
    assert_int_equal(number(project, "listed"), 3);
    assert_string_equal(reason_of(project, "A1"), "says nothing");
    assert_string_equal(reason_of(project, "A2"), "empty");
    assert_string_equal(reason_of(project, "A4"), "says nothing");
    assert_string_equal(json_string_value(json_object_get(json_array_get(teams, 0), "team")), "net");
    assert_int_equal(number(json_array_get(teams, 0), "closed"), 3);
    assert_int_equal(number(json_array_get(teams, 0), "listed"), 2);
    assert_int_equal(number(json_array_get(teams, 1), "listed"), 1);
    json_decref(all);
}

static void the_same_words_on_tickets_of_different_components_are_listed(void **state)
{
    char csv[4096];
    json_t *all, *project;
    int n = snprintf(csv, sizeof csv, HEAD "\n");

    for (int i = 0; i < 5; i++) { /* the first note on three components, the second on one */
        n += snprintf(csv + n, sizeof csv - (size_t)n, "desk,S%d,a,,2023-11-01,2023-11-02,Closed,net,part%d,,Configuration adapted as agreed %d\n", i, i % 3, i);
        n += snprintf(csv + n, sizeof csv - (size_t)n, "desk,O%d,b,,2023-11-01,2023-11-02,Closed,net,part1,,Roles assigned for the rotation\n", i);
    }
    all = closing_of(*state, csv);
    project = json_array_get(all, 0);
    assert_int_equal(number(project, "listed"), 5);
    assert_string_equal(reason_of(project, "S4"), "the same words on 5 tickets of at least 3 components");
    assert_string_equal(reason_of(project, "O4"), "not listed");
    json_decref(all);
}

static void a_resolution_code_is_no_note_but_a_column_of_notes_is(void **state)
{
    char csv[4096];
    json_t *all, *project;
    int n = snprintf(csv, sizeof csv, HEAD ",Close notes\n");

    for (int i = 0; i < 10; i++)
        n += snprintf(csv + n, sizeof csv - (size_t)n, "codes,C%d,a,,2023-11-01,2023-11-02,Closed,net,part,,FIXED,\n", i);
    for (int i = 0; i < 10; i++)
        n += snprintf(csv + n, sizeof csv - (size_t)n, "notes,N%d,a,,2023-11-01,2023-11-02,Closed,net,part,,FIXED,%s\n", i,
                      i == 0 ? "" : i == 1 ? "resolved" : "Cable of the switch replaced in the cellar");
    all = closing_of(*state, csv);
    project = json_array_get(all, 0);
    assert_false(json_is_true(json_object_get(project, "recorded")));
    assert_int_equal(number(project, "listed"), 0);
    project = json_array_get(all, 1);
    assert_true(json_is_true(json_object_get(project, "recorded")));
    assert_int_equal(number(project, "listed"), 2);
    assert_string_equal(reason_of(project, "N0"), "empty");
    assert_string_equal(reason_of(project, "N1"), "says nothing");
    json_decref(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(notes_that_say_nothing_are_listed_and_counted_by_team, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(the_same_words_on_tickets_of_different_components_are_listed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_resolution_code_is_no_note_but_a_column_of_notes_is, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

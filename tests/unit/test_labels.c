#include "datasets/rows/labels.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/people_fixture.h"

static void put(struct store *store, const char *item, const char *value, enum label_provenance provenance, int64_t known_at)
{
    struct label label = { .item = item, .task = "route", .field = "team", .value = value, .provenance = provenance, .known_at = known_at, .by = "ada", .evidence = "" };
    struct err err = ERR_INIT;

    assert_ok(db_begin(store->db, &err), err);
    assert_ok(label_put(store, &label, &err), err);
    assert_ok(db_commit(store->db, &err), err);
}

static void the_newest_of_the_best_provenance_counts(void **state)
{
    struct fixture *f = *state;
    struct label_table table;
    struct err err = ERR_INIT;

    put(f->store, "ticket:desk/1", "a", LABEL_HUMAN, 20);
    put(f->store, "ticket:desk/1", "b", LABEL_HUMAN, 30);
    put(f->store, "ticket:desk/1", "c", LABEL_HUMAN, 10);
    put(f->store, "ticket:desk/1", "d", LABEL_LINKED, 99);
    put(f->store, "ticket:desk/10", "e", LABEL_SZZ, 5);
    put(f->store, "ticket:desk/10", "f", LABEL_IMPORTED, 1);
    put(f->store, "ticket:desktop/1", "g", LABEL_HUMAN, 1);
    assert_ok(labels_load(&table, f->store, "ticket", "desk", "route", "team", &err), err);
    assert_int_equal(table.n, 2);
    assert_string_equal(labels_find(&table, "1")->value, "b");
    assert_int_equal(labels_find(&table, "1")->known_at, 30);
    assert_string_equal(labels_find(&table, "10")->value, "f");
    assert_null(labels_find(&table, "2"));
    labels_release(&table);
    assert_ok(labels_load(&table, f->store, "ticket", "desk", "route", "component", &err), err);
    assert_int_equal(table.n, 0);
    labels_release(&table);
}

static void suggestions_are_never_loaded(void **state)
{
    struct fixture *f = *state;
    struct label_table table;
    struct err err = ERR_INIT;

    put(f->store, "ticket:desk/1", "a", LABEL_SUGGESTED, 20);
    assert_ok(labels_load(&table, f->store, "ticket", "desk", "route", "team", &err), err);
    assert_int_equal(table.n, 0);
    assert_null(labels_find(&table, "1"));
    labels_release(&table);
}

static void an_altered_label_is_found(void **state)
{
    struct fixture *f = *state;
    char *failures;

    put(f->store, "ticket:desk/1", "a", LABEL_HUMAN, 20);
    failures = failures_of(f->store);
    assert_string_equal(failures, "");
    free(failures);
    fixture_run(f->store, "DROP TRIGGER labels_no_update; UPDATE labels SET value = 'b'");
    failures = failures_of(f->store);
    assert_contains(failures, "label: label:1: the stored row is not the one that the chain vouches for");
    free(failures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_newest_of_the_best_provenance_counts, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(suggestions_are_never_loaded, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(an_altered_label_is_found, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}

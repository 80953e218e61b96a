#include "train/rows/examples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/estate_fixture.h"

static void only_labelled_tickets_are_examples_in_order_of_time(void **state)
{
    struct examples e;

    estate_load(*state, "route", "desk", &e);
    assert_int_equal(e.n, ESTATE_TICKETS - ESTATE_OPEN);
    assert_int_equal(e.class_name.n, 3);
    for (size_t i = 0; i < e.n; i++) {
        assert_true(e.label[i] >= 0 && e.label[i] < 3);
        assert_true(i == 0 || e.time[i - 1] <= e.time[i]);
    }
    examples_release(&e);
}

static void a_label_is_not_known_before_its_ticket_was_resolved(void **state)
{
    struct examples e;
    struct err err = ERR_INIT;
    int32_t *label;
    int64_t cut;

    estate_load(*state, "route", "desk", &e);
    label = calloc(e.n, sizeof(*label));
    cut = e.time[100];
    assert_ok(examples_known(label, &e, cut, 90, &err), err);
    for (size_t i = 0; i < e.n; i++)
        assert_int_equal(label[i], e.known_at[i] <= cut ? e.label[i] : -1);
    assert_int_equal(label[100], -1); /* filed at the cut, resolved half a day later */
    free(label);
    examples_release(&e);
}

static void a_change_is_not_clean_until_it_had_the_time_to_fail(void **state)
{
    struct examples e;
    struct err err = ERR_INIT;
    int32_t *label;
    int64_t cut;

    estate_load(*state, "change-risk", "app", &e);
    label = calloc(e.n, sizeof(*label));
    cut = e.time[e.n - 1];
    assert_ok(examples_known(label, &e, cut, 90, &err), err);
    for (size_t i = 0; i < e.n; i++) {
        if (label[i] == 1)
            assert_true(e.known_at[i] <= cut);
        if (label[i] == 0)
            assert_true(e.time[i] <= cut - 90 * 86400);
        if (label[i] == -1)
            assert_true(e.time[i] > cut - 90 * 86400);
    }
    free(label);
    examples_release(&e);
}

static void a_project_without_labels_says_so(void **state)
{
    struct estate *estate = *state;
    struct examples_options options = { .task = task_find("route"), .project = "nowhere", .n_threads = 1 };
    struct examples e;
    struct err err = ERR_INIT;

    assert_int_equal(examples_load(&e, estate->f->store, &estate->snapshot, &options, &err), ERR_NODATA);
    assert_contains(err.msg, "'nowhere' has no tickets");
}

static void the_digest_follows_rows_and_labels(void **state)
{
    struct examples a, b;

    estate_load(*state, "route", "desk", &a);
    estate_load(*state, "route", "desk", &b);
    assert_string_equal(a.digest, b.digest);
    examples_release(&b);
    estate_load(*state, "change-risk", "app", &b);
    assert_string_not_equal(a.digest, b.digest);
    examples_release(&a);
    examples_release(&b);
}

static void put_label(struct store *store, const char *id, const char *value, enum label_provenance provenance, int64_t known_at)
{
    char item[64];
    struct label label = { .item = item, .task = "route", .field = "team", .value = value, .provenance = provenance, .known_at = known_at, .by = "ada", .evidence = "" };
    struct err err = ERR_INIT;

    snprintf(item, sizeof item, "ticket:desk/%s", id);
    assert_ok(db_begin(store->db, &err), err);
    assert_ok(label_put(store, &label, &err), err);
    assert_ok(db_commit(store->db, &err), err);
}

static size_t row_of(const struct examples *e, const char *id)
{
    size_t i = 0;

    while (i < e->n && strcmp(e->id[i], id) != 0)
        i++;
    return i;
}

static void what_a_person_decided_counts_before_the_export_from_then_on(void **state)
{
    struct estate *estate = *state;
    struct examples before, e;
    struct err err = ERR_INIT;
    const char *other;
    char id[64];
    int32_t *label;
    size_t row;

    estate_load(estate, "route", "desk", &before);
    snprintf(id, sizeof id, "%s", before.id[100]);
    other = before.class_name.str[(before.label[100] + 1) % 3];
    put_label(estate->f->store, id, other, LABEL_HUMAN, FIXTURE_NOW - 86400);
    estate_load(estate, "route", "desk", &e);
    row = row_of(&e, id);
    assert_int_equal(e.n, before.n);
    assert_string_equal(e.class_name.str[e.label[row]], other);
    assert_int_equal(e.provenance[row], LABEL_HUMAN);
    assert_int_equal(e.known_at[row], FIXTURE_NOW - 86400);
    assert_string_not_equal(e.digest, before.digest);
    label = calloc(e.n, sizeof *label);
    assert_ok(examples_known(label, &e, FIXTURE_NOW - 86401, 90, &err), err); /* the tracker's word was all there was */
    assert_string_equal(e.class_name.str[label[row]], before.class_name.str[before.label[100]]);
    assert_ok(examples_known(label, &e, FIXTURE_NOW - 86400, 90, &err), err);
    assert_string_equal(e.class_name.str[label[row]], other);
    free(label);
    examples_release(&e);
    examples_release(&before);
}

static void a_suggestion_that_nobody_reviewed_is_never_an_example(void **state)
{
    struct estate *estate = *state;
    struct examples before, e;
    struct ticket_table all;
    struct err err = ERR_INIT;

    estate_load(estate, "route", "desk", &before);
    assert_ok(tickets_load(&all, estate->f->store, &estate->snapshot, "desk", &err), err);
    for (size_t i = 0; i < all.n; i++) /* open ones, which have no label, and closed ones */
        put_label(estate->f->store, all.row[i].id, before.class_name.str[i % 3], LABEL_SUGGESTED, FIXTURE_NOW);
    estate_load(estate, "route", "desk", &e);
    assert_int_equal(e.n, before.n);
    assert_string_equal(e.digest, before.digest);
    for (size_t i = 0; i < e.n; i++) {
        assert_int_equal(e.label[i], before.label[i]);
        assert_int_equal(e.provenance[i], LABEL_IMPORTED);
    }
    examples_release(&e);
    examples_release(&before);
    tickets_release(&all);
}

static void an_open_ticket_is_an_example_once_a_person_decided_on_it(void **state)
{
    struct estate *estate = *state;
    struct ticket_table all;
    struct examples e;
    struct err err = ERR_INIT;

    assert_ok(tickets_load(&all, estate->f->store, &estate->snapshot, "desk", &err), err);
    put_label(estate->f->store, all.row[all.n - 1].id, "network", LABEL_HUMAN, FIXTURE_NOW);
    put_label(estate->f->store, all.row[0].id, "nobody", LABEL_SZZ, FIXTURE_NOW); /* worse than the export's: does not count */
    estate_load(estate, "route", "desk", &e);
    assert_int_equal(e.n, ESTATE_TICKETS - ESTATE_OPEN + 1);
    assert_int_equal(e.provenance[e.n - 1], LABEL_HUMAN);
    assert_int_equal(e.provenance[0], LABEL_IMPORTED);
    examples_release(&e);
    tickets_release(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_labelled_tickets_are_examples_in_order_of_time),
        cmocka_unit_test(a_label_is_not_known_before_its_ticket_was_resolved),
        cmocka_unit_test(a_change_is_not_clean_until_it_had_the_time_to_fail),
        cmocka_unit_test(a_project_without_labels_says_so),
        cmocka_unit_test(the_digest_follows_rows_and_labels),
        cmocka_unit_test_setup_teardown(what_a_person_decided_counts_before_the_export_from_then_on, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_suggestion_that_nobody_reviewed_is_never_an_example, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_open_ticket_is_an_example_once_a_person_decided_on_it, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests(tests, estate_setup, estate_teardown);
}

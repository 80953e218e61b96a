#include "train/examples.h"

#include <stdlib.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_labelled_tickets_are_examples_in_order_of_time),
        cmocka_unit_test(a_label_is_not_known_before_its_ticket_was_resolved),
        cmocka_unit_test(a_change_is_not_clean_until_it_had_the_time_to_fail),
        cmocka_unit_test(a_project_without_labels_says_so),
        cmocka_unit_test(the_digest_follows_rows_and_labels),
    };

    return cmocka_run_group_tests(tests, estate_setup, estate_teardown);
}

#include "score/watch/monitor.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit_verify.h"
#include "score/night/run.h"
#include "tests/support/estate_fixture.h"

struct watched {
    struct estate    *e;
    struct model_list models;
    struct monitor    monitor;
    int64_t           run_id;
};

static int setup(void **state)
{
    struct watched *w = calloc(1, sizeof(*w));
    struct run_state run;
    struct training t;
    struct err err = ERR_INIT;
    void *e = NULL;

    estate_setup(&e);
    w->e = e;
    estate_train(w->e, "route", "desk", &t);
    estate_train(w->e, "change-risk", "app", &t);
    assert_ok(registry_list(&w->models, w->e->f->store, &err), err);
    assert_ok(run_begin(&run, w->e->f->store, "test", &err), err);
    w->run_id = run.run_id;
    w->monitor = (struct monitor){ .store = w->e->f->store, .config = &w->e->config, .snapshot = &w->e->snapshot, .models = &w->models, .n_threads = 1 };
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct watched *w = *state;
    void *e = w->e;

    model_list_release(&w->models);
    free(w);
    return estate_teardown(&e);
}

static const struct drift_column *column(const struct monitored *x, const char *name)
{
    for (size_t i = 0; i < x->n; i++)
        if (strcmp(x->column[i].name, name) == 0)
            return &x->column[i];
    return NULL;
}

static void inputs_label_and_predictions_of_a_model_are_compared(void **state)
{
    struct watched *w = *state;
    struct monitored x;
    struct err err = ERR_INIT;

    assert_ok(monitor_model(&x, &w->monitor, registry_find(&w->models, "route:desk"), &err), err);
    assert_int_equal(x.n_ref + x.n_cur, ESTATE_TICKETS);
    assert_int_equal(x.n_cur, 31); /* one a day, and both ends of thirty days */
    assert_non_null(column(&x, "title length"));
    assert_non_null(column(&x, "label"));
    assert_null(column(&x, "priority_filed")); /* nobody filed any */
    assert_int_equal(column(&x, "prediction")->verdict, DRIFT_NO_DATA); /* five open tickets */
    assert_ok(monitor_model(&x, &w->monitor, registry_find(&w->models, "change-risk:app"), &err), err);
    assert_non_null(column(&x, "la"));
    assert_int_equal(column(&x, "la")->kind, DRIFT_NUMERIC);
    assert_true(column(&x, "prediction")->n_cur >= DRIFT_ROWS_MIN);
}

static void rows_of_the_world_that_did_not_change_do_not_drift(void **state)
{
    struct watched *w = *state;
    struct monitor_counts counts;
    struct audit_result audit;
    struct err err = ERR_INIT;

    assert_ok(monitor_run(&counts, &w->monitor, w->run_id, &err), err);
    assert_int_equal(counts.models, 2);
    assert_true(fixture_count(w->e->f->store, "SELECT count(*) FROM drift_checks") > 10);
    assert_int_equal(fixture_count(w->e->f->store, "SELECT count(*) FROM drift_checks WHERE verdict = 'drift' AND \"column\" LIKE '%length'"), 0);
    assert_ok(audit_verify(&audit, w->e->f->store, NULL, NULL, &err), err);
    assert_int_equal(audit.n_failures, 0);
    audit_result_release(&audit);
}

static void a_model_that_drifts_waits_for_a_person_once(void **state)
{
    struct watched *w = *state;
    struct monitor_counts first, second;
    struct run_state run;
    struct audit_result audit;
    struct err err = ERR_INIT;

    fixture_run(w->e->f->store, "UPDATE tickets SET title = title || title || title || title || title WHERE created > (SELECT max(created) - 30 * 86400 FROM tickets)");
    assert_ok(monitor_run(&first, &w->monitor, w->run_id, &err), err);
    assert_ok(monitor_run(&second, &w->monitor, w->run_id, &err), err); /* a killed stage is done again */
    assert_int_equal(second.models, first.models);
    assert_int_equal(second.flagged, 0);
    assert_true(first.drifting >= 1 && first.flagged == first.drifting);
    assert_int_equal(fixture_count(w->e->f->store, "SELECT count(*) FROM review_items WHERE item = 'drift:route:desk@1' AND kind = 'drift' "
                                                   "AND reason LIKE '%title length%'"), 1);
    assert_ok(run_begin(&run, w->e->f->store, "next", &err), err);
    assert_ok(monitor_run(&second, &w->monitor, run.run_id, &err), err);
    assert_int_equal(second.drifting, first.drifting);
    assert_int_equal(second.flagged, 0);
    assert_ok(audit_verify(&audit, w->e->f->store, NULL, NULL, &err), err);
    for (size_t i = 0; i < audit.n_failures; i++) /* the titles that this test has altered, and nothing else */
        assert_string_equal(audit.failure[i].check, "content");
    audit_result_release(&audit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(inputs_label_and_predictions_of_a_model_are_compared, setup, teardown),
        cmocka_unit_test_setup_teardown(rows_of_the_world_that_did_not_change_do_not_drift, setup, teardown),
        cmocka_unit_test_setup_teardown(a_model_that_drifts_waits_for_a_person_once, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

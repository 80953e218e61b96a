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

enum { NEWER = 40, NEWER_OPEN = 5, LINE_TEXT_MAX = 400 };

/* After the training: tickets of its last day, with the words of earlier ones. */
static void newer_tickets(struct estate *e)
{
    char path[4200], title[LINE_TEXT_MAX], description[LINE_TEXT_MAX];
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    struct strbuf csv;
    int i = 0;

    strbuf_init(&csv);
    strbuf_adds(&csv, "id,project,title,description,created,resolved,team,status,system\n");
    assert_ok(db_prepare(e->f->store->db, &stmt, "SELECT title, description, team FROM tickets WHERE team <> '' ORDER BY created DESC LIMIT 40", &err), err);
    while (db_step(stmt, &err) == 1) {
        long long created = (long long)FIXTURE_NOW - 80000 + i * 1000;

        snprintf(title, sizeof title, "%s", db_text(stmt, 0, NULL));
        snprintf(description, sizeof description, "%s", db_text(stmt, 1, NULL));
        if (i < NEWER_OPEN)
            strbuf_addf(&csv, "N%d,desk,%s,%s,%lld,,,New,ehr\n", i, title, description, created);
        else
            strbuf_addf(&csv, "N%d,desk,%s,%s,%lld,%lld,%s,Closed,ehr\n", i, title, description, created, created + 60, db_text(stmt, 2, NULL));
        i++;
    }
    db_finalize(stmt);
    assert_int_equal(i, NEWER);
    snprintf(path, sizeof path, "%s/newer.csv", e->f->dir);
    put_file(path, csv.data);
    strbuf_release(&csv);
    small_import(e->f, "tickets", path);
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
}

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
    newer_tickets(w->e);
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
    assert_int_equal(x.n_ref, ESTATE_TICKETS);
    assert_int_equal(x.n_cur, NEWER);
    assert_non_null(column(&x, "title length"));
    assert_non_null(column(&x, "label"));
    assert_null(column(&x, "priority_filed")); /* nobody filed any */
    assert_int_equal(column(&x, "prediction")->verdict, DRIFT_NO_DATA); /* five open tickets */
    assert_ok(monitor_model(&x, &w->monitor, registry_find(&w->models, "change-risk:app"), &err), err);
    assert_non_null(column(&x, "la"));
    assert_int_equal(column(&x, "la")->kind, DRIFT_NUMERIC);
}

static void what_a_model_was_trained_on_is_no_news_to_it(void **state)
{
    struct watched *w = *state;
    struct monitored x;
    struct monitor_counts counts;
    struct err err = ERR_INIT;

    fixture_run(w->e->f->store, "UPDATE changes SET message = message || message || message || message || message WHERE author_date > (SELECT max(author_date) - 20 * 86400 FROM changes)");
    assert_ok(monitor_model(&x, &w->monitor, registry_find(&w->models, "change-risk:app"), &err), err);
    assert_int_equal(x.n_ref, ESTATE_CHANGES);
    assert_int_equal(x.n_cur, 0);
    assert_int_equal(column(&x, "message length")->verdict, DRIFT_NO_DATA);
    assert_ok(monitor_run(&counts, &w->monitor, w->run_id, &err), err);
    assert_int_equal(counts.models, 2);
    assert_int_equal(fixture_count(w->e->f->store, "SELECT count(*) FROM review_items WHERE item = 'drift:change-risk:app@1'"), 0);
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

    fixture_run(w->e->f->store, "UPDATE tickets SET title = title || title || title || title || title WHERE id LIKE 'N%'");
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
        cmocka_unit_test_setup_teardown(what_a_model_was_trained_on_is_no_news_to_it, setup, teardown),
        cmocka_unit_test_setup_teardown(rows_of_the_world_that_did_not_change_do_not_drift, setup, teardown),
        cmocka_unit_test_setup_teardown(a_model_that_drifts_waits_for_a_person_once, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

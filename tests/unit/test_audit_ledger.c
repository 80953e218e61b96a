#include "datasets/audit/audit_ledger.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/audit/audit_scores.h"
#include "datasets/audit/audit_verify.h"
#include "score/night/run.h"
#include "score/review/queue.h"
#include "score/scoring.h"
#include "tests/support/estate_fixture.h"

/* A store after a night's work: models registered, open tickets and the planned release scored and flagged. */
static int setup(void **state)
{
    struct estate *e;
    struct training t;
    struct run_state run;
    struct model_list models;
    struct scoring_counts counts = {0};
    struct queue_counts queue;
    struct err err = ERR_INIT;

    estate_setup(state);
    e = *state;
    estate_train(e, "route", "desk", &t);
    estate_train(e, "change-risk", "app", &t);
    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, "test", &err), err);
    {
        struct scoring s = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models, .run_id = run.run_id, .n_threads = 1 };

        assert_ok(score_tickets(&counts, &s, "desk", &err), err);
        assert_ok(score_releases(&counts, &s, "app", NULL, &err), err);
    }
    assert_ok(queue_fill(&queue, e->f->store, &e->config, &e->snapshot, run.run_id, &err), err);
    model_list_release(&models);
    return 0;
}

/* What verify finds after the statements; triggers are dropped first and put back word for word, as one would who knows them. */
static void altered(void **state, const char *trigger, const char *sql, const char *check, const char *words)
{
    struct estate *e = *state;
    struct audit_result result;
    struct err err = ERR_INIT;
    char *text = NULL, drop[128];
    bool found = false;

    assert_ok(audit_verify(&result, e->f->store, NULL, NULL, &err), err);
    assert_int_equal(result.n_failures, 0);
    audit_result_release(&result);
    if (trigger != NULL) {
        assert_ok(db_get_text(e->f->store->db, &text, &err, "SELECT sql FROM sqlite_schema WHERE name = ?", "t", trigger), err);
        snprintf(drop, sizeof(drop), "DROP TRIGGER %s", trigger);
        fixture_run(e->f->store, drop);
    }
    fixture_run(e->f->store, sql);
    if (text != NULL)
        fixture_run(e->f->store, text);
    free(text);
    assert_ok(audit_verify(&result, e->f->store, NULL, NULL, &err), err);
    for (size_t i = 0; i < result.n_failures; i++)
        found = found || (strcmp(result.failure[i].check, check) == 0 && strstr(result.failure[i].reason, words) != NULL);
    assert_true(found);
    audit_result_release(&result);
}

static void a_changed_label_of_a_ticket_is_found_and_named(void **state)
{
    altered(state, "tickets_no_update", "UPDATE tickets SET team = 'pharmacy' WHERE id = 'T7' AND team <> 'pharmacy'; UPDATE tickets SET severity = 'x' WHERE id = 'T7'",
            "content", "ticket 'T7'");
}

static void a_changed_label_of_a_change_is_found(void **state)
{
    altered(state, "changes_no_update", "UPDATE changes SET buggy = 1 - buggy WHERE \"commit\" = 'c00003'", "content", "change 'c00003'");
}

static void a_deleted_ticket_is_found(void **state)
{
    altered(state, "tickets_no_delete", "DELETE FROM tickets WHERE id = 'T9'", "content", "ticket 'T9'");
}

static void a_changed_time_of_knowledge_is_found(void **state)
{
    altered(state, "versions_no_update", "UPDATE versions SET label_known_at = 0 WHERE version_id = 5", "rows", "import.rows");
}

static void a_changed_score_is_found(void **state)
{
    struct estate *e = *state;
    struct err err = ERR_INIT;
    int64_t run = fixture_count(e->f->store, "SELECT run_id FROM scores WHERE item = 'release:app/2.0'");

    assert_ok(audit_ledger_verify(e->f->store, "score.rows", run, &err), err);
    assert_ok(audit_ledger_verify(e->f->store, "score.rows", 4711, &err), err); /* never completed */
    altered(state, "scores_no_update", "UPDATE scores SET probability = 0.01 WHERE item = 'release:app/2.0'", "rows", "score.rows");
    assert_int_equal(audit_ledger_verify(e->f->store, "score.rows", run, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "the rows of run:");
}

static void a_forged_explanation_is_found(void **state)
{
    altered(state, "scores_no_update", "UPDATE scores SET detail = replace(detail, '\"column\":\"', '\"column\":\"zzz') WHERE item LIKE 'ticket:%'", "score",
            "is not the one that was written");
}

static void an_explanation_that_no_purge_removed_is_refused_and_found(void **state)
{
    struct estate *e = *state;
    struct err err = ERR_INIT;
    int64_t id = fixture_count(e->f->store, "SELECT score_id FROM scores WHERE item = 'release:app/2.0'");

    fixture_refused(e->f->store, "UPDATE scores SET detail = ''", "scores: detail may be purged");
    assert_ok(audit_score_verify(e->f->store, id, &err), err);
    altered(state, "scores_no_update", "UPDATE scores SET detail = '' WHERE item = 'release:app/2.0'", "score", "is gone, and no purge removed it");
    assert_int_equal(audit_score_verify(e->f->store, id, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "release:app/2.0");
}

static void an_explanation_forged_with_its_digest_is_found(void **state)
{
    altered(state, "scores_no_update", "UPDATE scores SET detail = '{}', detail_hash = NULL WHERE item = 'release:app/2.0'", "rows", "score.rows");
}

static void a_deleted_review_item_is_found(void **state)
{
    altered(state, "review_items_no_delete", "DELETE FROM review_items", "rows", "queue.rows");
}

static void a_forged_approval_of_a_model_is_found(void **state)
{
    altered(state, NULL, "INSERT INTO model_stages(model_id, stage, at, \"by\", reason) VALUES (1, 'production', 1, 'Dr. Nobody', '')", "stage", "'production'");
}

static void an_import_that_was_put_in_is_found(void **state)
{
    altered(state, NULL, "INSERT INTO imports(kind, source, started_at, completed_at, rules_version) VALUES ('evidence', 'forged', 1, 1, 1)", "rows", "import:");
}

static void a_model_and_its_validation_that_were_put_in_are_found(void **state)
{
    altered(state, NULL, "INSERT INTO models(task, project, number, snapshot_id, train_digest, params, seed, hash, engine_version, created_at, requested_by)"
            " SELECT task, project, 77, snapshot_id, train_digest, params, seed, hash, engine_version, created_at, requested_by FROM models WHERE model_id = 1;"
            " INSERT INTO validation_records(model_id, json, hash, created_at) SELECT max(model_id), '{}', x'00', 1 FROM models", "model", "@77");
}

static void scores_of_a_run_that_was_put_in_are_found(void **state)
{
    altered(state, NULL, "INSERT INTO runs(key, started_at, completed_at, status, exit_status) VALUES ('forged', 1, 2, 'done', 0);"
            " INSERT INTO scores(run_id, item, model_id, version_id, probability, logit, label, feature_hash, approved, scored_at)"
            " SELECT (SELECT max(run_id) FROM runs), item, model_id, version_id, 0.01, logit, label, feature_hash, 1, 2 FROM scores WHERE item = 'release:app/2.0'", "rows",
            "it was put in");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_changed_label_of_a_ticket_is_found_and_named, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_changed_label_of_a_change_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_deleted_ticket_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_changed_time_of_knowledge_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_changed_score_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_forged_explanation_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_explanation_that_no_purge_removed_is_refused_and_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_explanation_forged_with_its_digest_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_deleted_review_item_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_forged_approval_of_a_model_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_import_that_was_put_in_is_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_model_and_its_validation_that_were_put_in_are_found, setup, estate_teardown),
        cmocka_unit_test_setup_teardown(scores_of_a_run_that_was_put_in_are_found, setup, estate_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

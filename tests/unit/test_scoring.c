#include "score/scoring.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "score/night/run.h"
#include "score/review/queue.h"
#include "tests/support/estate_fixture.h"

struct scored {
    struct estate    *e;
    struct model_list models;
    struct scoring    scoring;
};

static int setup(void **state)
{
    struct scored *s = calloc(1, sizeof(*s));
    struct run_state run;
    struct training t;
    struct err err = ERR_INIT;
    void *e = NULL;

    estate_setup(&e);
    s->e = e;
    estate_train(s->e, "route", "desk", &t);
    estate_train(s->e, "change-risk", "app", &t);
    assert_ok(registry_list(&s->models, s->e->f->store, &err), err);
    assert_ok(run_begin(&run, s->e->f->store, "test", &err), err);
    s->scoring = (struct scoring){ .store = s->e->f->store, .config = &s->e->config, .snapshot = &s->e->snapshot, .models = &s->models,
                                   .run_id = run.run_id, .n_threads = 1 };
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct scored *s = *state;
    void *e = s->e;

    model_list_release(&s->models);
    free(s);
    return estate_teardown(&e);
}

static void score_all(struct scored *s, struct scoring_counts *counts)
{
    struct err err = ERR_INIT;

    memset(counts, 0, sizeof(*counts));
    assert_ok(score_tickets(counts, &s->scoring, "desk", &err), err);
    assert_ok(score_releases(counts, &s->scoring, "app", NULL, &err), err);
}

static json_t *detail_of(struct scored *s, const char *item, double *probability)
{
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    json_t *detail;

    assert_ok(db_prepare(s->e->f->store->db, &stmt, "SELECT detail, probability FROM scores WHERE item = ?", &err), err);
    assert_ok(db_bind(stmt, &err, "t", item), err);
    assert_int_equal(db_step(stmt, &err), 1);
    detail = json_loads(db_text(stmt, 0, NULL), 0, NULL);
    *probability = db_double(stmt, 1);
    db_finalize(stmt);
    assert_non_null(detail);
    return detail;
}

static void only_open_tickets_are_scored_and_each_says_that_nobody_approved(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts;

    score_all(s, &counts);
    assert_int_equal(fixture_count(s->e->f->store, "SELECT count(*) FROM scores WHERE item LIKE 'ticket:desk/%'"), ESTATE_OPEN);
    assert_int_equal(fixture_count(s->e->f->store, "SELECT count(*) FROM scores WHERE approved = 1"), 0);
    assert_int_equal(counts.unapproved, counts.scored);
}

static void contributions_sum_to_the_score(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts;
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    int n = 0;

    score_all(s, &counts);
    assert_ok(db_prepare(s->e->f->store->db, &stmt, "SELECT detail, logit FROM scores WHERE feature_hash IS NOT NULL", &err), err);
    while (db_step(stmt, &err) == 1) {
        json_t *detail = json_loads(db_text(stmt, 0, NULL), 0, NULL), *why = json_object_get(detail, "why"), *one;
        double sum = json_number_value(json_object_get(why, "bias")) + json_number_value(json_object_get(why, "rest"));
        size_t i;

        json_array_foreach(json_object_get(why, "contributions"), i, one)
            sum += json_number_value(json_object_get(one, "value"));
        assert_near(sum, db_double(stmt, 1), 1e-9);
        json_decref(detail);
        n++;
    }
    db_finalize(stmt);
    assert_true(n > ESTATE_OPEN);
}

static void a_release_is_one_minus_the_product_over_its_changes(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts;
    json_t *detail, *one;
    double p, none = 1, shares = 0;
    size_t i;

    score_all(s, &counts);
    detail = detail_of(s, "release:app/2.0", &p);
    json_array_foreach(json_object_get(detail, "changes"), i, one)
    {
        none *= 1 - json_number_value(json_object_get(one, "p"));
        shares += json_number_value(json_object_get(one, "share"));
    }
    assert_true(json_array_size(json_object_get(detail, "changes")) > 10);
    assert_near(p, 1 - none, 1e-12);
    assert_near(shares, 1, 1e-12);
    json_decref(detail);
}

static void every_score_replays_to_the_same_bits(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts;
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    int64_t ids[400];
    int n = 0;

    score_all(s, &counts);
    assert_ok(db_prepare(s->e->f->store->db, &stmt, "SELECT score_id FROM scores WHERE feature_hash IS NOT NULL", &err), err);
    while (n < 400 && db_step(stmt, &err) == 1)
        ids[n++] = db_int(stmt, 0);
    db_finalize(stmt);
    for (int i = 0; i < n; i++) {
        double was, now;

        assert_int_equal(score_replay(&was, &now, s->e->f->store, ids[i], &err), 1);
    }
    assert_true(n > ESTATE_OPEN);
}

/* As in a store of an earlier program: without the digest of the explanation, which tells by itself (test_audit_ledger.c). */
static void replay_finds(struct scored *s, const char *which, const char *set)
{
    struct store *store = s->e->f->store;
    struct err err = ERR_INIT;
    char sql[512];
    double was, now;
    int64_t id;

    snprintf(sql, sizeof sql, "SELECT %s(score_id) FROM scores WHERE feature_hash IS NOT NULL AND item LIKE 'ticket:%%'", which);
    if (strchr(which, ':') != NULL)
        snprintf(sql, sizeof sql, "SELECT score_id FROM scores WHERE item = '%s'", which);
    id = fixture_count(store, sql);
    snprintf(sql, sizeof sql, "UPDATE scores SET detail_hash = NULL WHERE score_id = %lld", (long long)id);
    fixture_run(store, sql);
    assert_int_equal(score_replay(&was, &now, store, id, &err), 1);
    snprintf(sql, sizeof sql, "UPDATE scores SET detail = %s WHERE score_id = %lld", set, (long long)id);
    fixture_run(store, sql);
    assert_int_equal(score_replay(&was, &now, store, id, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "explanation");
}

static void replay_compares_the_explanation_too(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts;

    score_all(s, &counts);
    fixture_run(s->e->f->store, "DROP TRIGGER scores_no_update");
    replay_finds(s, "min", "replace(detail, '\"column\":\"', '\"column\":\"zzz')");
    replay_finds(s, "max", "json_set(detail, '$.why.contributions[0].value', 0.5)");
    replay_finds(s, "release:app/2.0", "json_set(detail, '$.changes[0].p', 0.001)");
}

static void a_second_pass_of_the_same_run_adds_nothing(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts;
    int64_t before;

    score_all(s, &counts);
    before = fixture_count(s->e->f->store, "SELECT count(*) FROM scores");
    score_all(s, &counts);
    assert_int_equal(counts.scored, 0);
    assert_int_equal(fixture_count(s->e->f->store, "SELECT count(*) FROM scores"), before);
}

static void a_risky_release_of_a_care_critical_system_is_flagged_once(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts;
    struct queue_counts first, second;
    struct queue_list queue;
    struct err err = ERR_INIT;

    score_all(s, &counts);
    assert_ok(queue_fill(&first, s->e->f->store, &s->e->config, &s->e->snapshot, s->scoring.run_id, &err), err);
    assert_int_equal(first.releases, 1);
    assert_int_equal(first.changes, 0); /* its changes are inside it */
    assert_ok(queue_fill(&second, s->e->f->store, &s->e->config, &s->e->snapshot, s->scoring.run_id, &err), err);
    assert_int_equal(second.releases, 1);
    assert_int_equal(second.fresh, 0);
    assert_ok(queue_load(&queue, s->e->f->store, "app", true, &err), err);
    assert_int_equal(queue.n, 2); /* the model version that scored it waits too */
    assert_string_equal(queue.row[0].item, "release:app/2.0");
    assert_string_equal(queue.row[1].kind, "model");
    assert_string_equal(queue.row[0].criticality, "care-critical");
    assert_true(queue.row[0].probability >= queue.row[0].threshold);
    queue_release(&queue);
}

static void a_project_without_a_model_is_counted_and_not_scored(void **state)
{
    struct scored *s = *state;
    struct model_list none = {0};
    struct scoring_counts counts = {0};
    struct err err = ERR_INIT;

    s->scoring.models = &none;
    assert_ok(score_tickets(&counts, &s->scoring, "desk", &err), err);
    assert_int_equal(counts.without_model, ESTATE_OPEN);
    assert_int_equal(counts.scored, 0);
    assert_int_equal(score_releases(&counts, &s->scoring, "app", "9.9", &err), ERR_NOTFOUND);
}

static void severity_is_scored_beside_routing_and_never_flagged_as_wrong_routing(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts = {0};
    struct queue_counts queue;
    struct training t;
    struct err err = ERR_INIT;
    int64_t route, severity;

    estate_train(s->e, "severity", "desk", &t);
    model_list_release(&s->models);
    assert_ok(registry_list(&s->models, s->e->f->store, &err), err);
    assert_ok(score_tickets(&counts, &s->scoring, "desk", &err), err);
    assert_int_equal(counts.items, ESTATE_OPEN);
    assert_int_equal(counts.scored, 2 * ESTATE_OPEN);
    assert_int_equal(counts.without_model, 0);
    assert_ok(queue_fill(&queue, s->e->f->store, &s->e->config, &s->e->snapshot, s->scoring.run_id, &err), err);
    assert_int_equal(fixture_count(s->e->f->store, "SELECT count(*) FROM review_items i JOIN scores s ON s.score_id = i.score_id "
                                                   "JOIN models m ON m.model_id = s.model_id WHERE m.task = 'severity'"), 0);
    assert_ok(score_find(&route, s->e->f->store, "ticket:desk/T400", NULL, &err), err);
    assert_ok(score_find(&severity, s->e->f->store, "ticket:desk/T400", "severity", &err), err);
    assert_true(severity != route);
    assert_int_equal(score_find(&severity, s->e->f->store, "ticket:desk/T400", "change-risk", &err), ERR_NOTFOUND);
    assert_contains(err.msg, "was never scored for change-risk");
}

static double sum_of_families(const json_t *why)
{
    double sum = json_number_value(json_object_get(why, "bias"));
    const char *name;
    json_t *value;

    json_object_foreach(json_object_get(why, "families"), name, value)
        sum += json_number_value(value);
    return sum;
}

static void assert_meaning(const json_t *detail, double p, double logit)
{
    const json_t *interval = json_object_get(detail, "interval"), *lower = json_object_get(detail, "lower");

    assert_near(sum_of_families(json_object_get(detail, "why")), logit, 1e-9);
    assert_true(json_number_value(json_object_get(interval, "low")) <= p && p <= json_number_value(json_object_get(interval, "high")));
    assert_true(json_integer_value(json_object_get(interval, "rows")) > 0);
    assert_near(json_number_value(json_object_get(detail, "ratio")) * json_number_value(json_object_get(detail, "recent_rate")), p, 1e-12);
    assert_true(json_number_value(json_object_get(json_object_get(detail, "size_only"), "probability")) > 0);
    for (size_t i = 0; i < json_array_size(lower); i++)
        assert_true(json_number_value(json_object_get(json_array_get(lower, i), "probability")) < p);
}

static void a_change_comes_with_what_its_probability_means(void **state)
{
    struct scored *s = *state;
    struct scoring_counts counts;
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    size_t n = 0, n_lower = 0;
    int rc;

    score_all(s, &counts);
    assert_ok(db_prepare(s->e->f->store->db, &stmt, "SELECT detail, probability, logit FROM scores WHERE item LIKE 'change:%'", &err), err);
    while ((rc = db_step(stmt, &err)) == 1) {
        json_t *detail = json_loads(db_text(stmt, 0, NULL), 0, NULL);

        assert_meaning(detail, db_double(stmt, 1), db_double(stmt, 2));
        n_lower += json_array_size(json_object_get(detail, "lower")) > 0;
        n++;
        json_decref(detail);
    }
    assert_int_equal(rc, 0);
    db_finalize(stmt);
    assert_true(n > 5);
    assert_true(n_lower > 0); /* the risky ones of the estate are large */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_open_tickets_are_scored_and_each_says_that_nobody_approved, setup, teardown),
        cmocka_unit_test_setup_teardown(contributions_sum_to_the_score, setup, teardown),
        cmocka_unit_test_setup_teardown(a_release_is_one_minus_the_product_over_its_changes, setup, teardown),
        cmocka_unit_test_setup_teardown(every_score_replays_to_the_same_bits, setup, teardown),
        cmocka_unit_test_setup_teardown(replay_compares_the_explanation_too, setup, teardown),
        cmocka_unit_test_setup_teardown(a_second_pass_of_the_same_run_adds_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_risky_release_of_a_care_critical_system_is_flagged_once, setup, teardown),
        cmocka_unit_test_setup_teardown(severity_is_scored_beside_routing_and_never_flagged_as_wrong_routing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_project_without_a_model_is_counted_and_not_scored, setup, teardown),
        cmocka_unit_test_setup_teardown(a_change_comes_with_what_its_probability_means, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * A version of release-risk: train/release/release_training.c, release_model_io.c, and how it scores and holds a release.
 */
#include "train/release/release_model_io.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/night/run.h"
#include "score/review/gate.h"
#include "score/scoring.h"
#include "score/watch/monitor.h"
#include "tests/support/estate_fixture.h"
#include "tests/support/fixture_store.h"
#include "train/validation/validation.h"

enum { DAY = 86400 };

/* n past releases of `app`, one every so many days, of which every third did harm; those of the small estate are among them. */
static void put_releases(struct estate *e, unsigned n, unsigned days, const char *outcome)
{
    struct strbuf releases, outcomes;
    struct err err = ERR_INIT;

    strbuf_init(&releases);
    strbuf_init(&outcomes);
    strbuf_adds(&releases, "project,release,system,planned,deployed,status\n");
    strbuf_adds(&outcomes, "project,release,outcome,time,evidence\n");
    for (unsigned i = 0; i < n; i++) {
        long long at = (long long)FIXTURE_NOW - (long long)(n - i) * days * DAY - 3600;

        strbuf_addf(&releases, "app,r%u,ehr,%lld,%lld,deployed\n", i, at, at);
        strbuf_addf(&outcomes, "app,r%u,%s,%lld,\n", i, i % 3 == 0 ? outcome : "ok", at + 2 * DAY);
    }
    put_file(path_in(e->f->dir, "r.csv"), releases.data);
    put_file(path_in(e->f->dir, "o.csv"), outcomes.data);
    small_import(e->f, "releases", path_in(e->f->dir, "r.csv"));
    small_import(e->f, "outcomes", path_in(e->f->dir, "o.csv"));
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
    strbuf_release(&releases);
    strbuf_release(&outcomes);
}

/* Each after the first RELEASE_PLATT_MIN, by those before it. `n` taught the version. */
static void gates_are_of_releases(const char *record, size_t n)
{
    json_t *doc = json_loads(record, 0, NULL), *table = json_array_get(json_object_get(doc, "gates"), 0);
    json_int_t rows = json_integer_value(json_object_get(table, "rows")), harms = json_integer_value(json_object_get(table, "harms"));

    assert_true(rows >= (json_int_t)n - RELEASE_PLATT_MIN && rows > 0);
    assert_true(harms >= rows / 4 && harms <= rows / 2); /* every third */
    assert_true(json_real_value(json_object_get(table, "weeks")) > 1);
    json_decref(doc);
}

static void past_releases_make_a_version_that_is_read_back_to_the_same_bits(void **state)
{
    struct estate *e = *state;
    struct training t;
    struct model_list list;
    struct release_model m;
    json_t *first, *second;
    char *record = NULL, *text;
    struct err err = ERR_INIT;

    put_releases(e, 24, 8, "incident");
    estate_train(e, "release-risk", "app", &t);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    assert_string_equal(t.model, "release-risk:app@1");
    assert_string_equal(t.metric, "brier");
    assert_true(t.value < t.baseline); /* than the product of the changes */
    assert_int_equal(t.readiness.verdict, READINESS_THIN);
    assert_ok(registry_list(&list, e->f->store, &err), err);
    assert_ok(release_model_load(&m, e->f->store, &list.model[0], &err), err);
    assert_int_equal(m.method, RELEASE_CALIBRATED);
    assert_true(m.n >= 13 && m.harms >= 3 && m.harms < m.n);
    first = release_model_json(&m);
    m = (struct release_model){ .method = RELEASE_PRODUCT };
    assert_ok(release_model_read(&m, first, &err), err);
    second = release_model_json(&m);
    assert_true(json_equal(first, second));
    json_object_set_new(second, "harms", json_integer(1000));
    assert_int_equal(release_model_read(&m, second, &err), ERR_INTEGRITY);
    json_decref(first);
    json_decref(second);
    assert_ok(validation_read(&record, e->f->store, &list.model[0], &err), err);
    text = strstr(record, "\"product\":{\"brier\":");
    assert_non_null(text);
    assert_contains(record, "every predicted release came after every one that taught");
    assert_contains(record, "recall_at_20_effort");
    gates_are_of_releases(record, m.n);
    mem_free(record);
    model_list_release(&list);
    estate_train(e, "release-risk", "app", &t);
    assert_int_equal(t.status, TRAINING_UNCHANGED);
    fixture_verify(e->f->store);
}

static void too_few_or_all_alike_teach_nothing(void **state)
{
    struct estate *e = *state;
    struct training t;

    estate_train(e, "release-risk", "app", &t); /* six of the small estate */
    assert_int_equal(t.status, TRAINING_NO_DATA);
    assert_contains(t.reason, "6 deployed releases with an outcome, 13 are needed (10 to learn from, the newest to test on)");
    estate_train(e, "release-risk", "nowhere", &t);
    assert_int_equal(t.status, TRAINING_NO_ROWS);
    fixture_run(e->f->store, "DROP TRIGGER outcomes_no_update; UPDATE outcomes SET outcome = 'ok'");
    put_releases(e, 24, 8, "ok");
    estate_train(e, "release-risk", "app", &t);
    assert_int_equal(t.status, TRAINING_NO_DATA);
    assert_contains(t.reason, "one class only: no deployed release is known to have done harm");
}

static void score(struct estate *e, const char *key, struct scoring_counts *counts)
{
    struct model_list models;
    struct run_state run;
    struct scoring s = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models, .n_threads = 1 };
    struct err err = ERR_INIT;

    memset(counts, 0, sizeof *counts);
    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, key, &err), err);
    s.run_id = run.run_id;
    assert_ok(score_releases(counts, &s, "app", "2.0", &err), err);
    assert_ok(run_complete(e->f->store, run.run_id, false, 0, &err), err);
    model_list_release(&models);
}

/* Both versions are asked: the one that told the changes and the one that made a figure of them. */
static bool gate_says(struct estate *e, const char *words)
{
    struct model_list models;
    struct system_table systems;
    struct change_table changes;
    struct release_table releases;
    struct thresholds thresholds;
    struct gate gate;
    struct gate_input in = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models, .thresholds = &thresholds, .systems = &systems,
                             .changes = &changes };
    bool says = false;
    struct err err = ERR_INIT;

    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(systems_load(&systems, e->f->store, &e->snapshot, &err), err);
    assert_ok(changes_load(&changes, e->f->store, &e->snapshot, "app", &err), err);
    assert_ok(releases_load(&releases, e->f->store, &e->snapshot, "app", &changes, &err), err);
    assert_ok(thresholds_load(&thresholds, e->f->store, &e->config, &systems, &err), err);
    for (size_t i = 0; i < releases.n; i++)
        if (strcmp(releases.row[i].name, "2.0") == 0)
            in.release = &releases.row[i];
    assert_ok(gate_judge(&gate, &in, &err), err);
    assert_string_equal(gate.model->task, "change-risk");
    for (size_t i = 0; i < gate.n_reasons; i++)
        says = says || strstr(gate.reason[i].text, words) != NULL;
    gate_free(&gate);
    releases_release(&releases);
    changes_release(&changes);
    systems_release(&systems);
    model_list_release(&models);
    return says;
}

static void the_version_makes_the_figure_and_is_asked_for(void **state)
{
    struct estate *e = *state;
    struct scoring_counts counts;
    struct training t;
    int64_t score_id = 0;
    double was = 0, now = 1;
    struct err err = ERR_INIT;

    put_releases(e, 24, 8, "incident");
    estate_train(e, "change-risk", "app", &t);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    score(e, "product", &counts);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM scores WHERE item = 'release:app/2.0' AND detail LIKE '%\"release_model\":null%' AND feature_hash IS NULL"), 1);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM scores WHERE item = 'release:app/2.0' AND json_extract(detail, '$.interval.of') = 'changes'"
                                   " AND json_extract(detail, '$.interval.low') < probability AND json_extract(detail, '$.size_only.probability') > 0"), 1);
    assert_false(gate_says(e, "release-risk"));
    assert_true(gate_says(e, "chance that a change of it does harm, "));
    estate_train(e, "release-risk", "app", &t);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    assert_true(gate_says(e, "its figure was made by no version of release-risk, and release-risk:app@1 is in use now"));
    score(e, "figure", &counts);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM scores s JOIN models m USING (model_id) WHERE s.item = 'release:app/2.0' AND m.task = 'release-risk'"
                                   " AND s.approved = 0 AND s.detail LIKE '%\"change_model\":\"change-risk:app@1\"%'"), 1);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM scores s JOIN models m USING (model_id) WHERE s.item = 'release:app/2.0' AND m.task = 'release-risk'"
                                   " AND json_extract(s.detail, '$.interval.of') = 'changes and past releases' AND json_extract(s.detail, '$.interval.low') < s.probability"
                                   " AND json_extract(s.detail, '$.interval.high') > s.probability AND json_extract(s.detail, '$.base.releases') >= 24"
                                   " AND json_extract(s.detail, '$.band') IN ('below', 'near', 'above') AND json_extract(s.detail, '$.size_only.probability') > 0"), 1);
    assert_true(gate_says(e, "chance that the release goes wrong, "));
    assert_true(gate_says(e, "model not approved: release-risk:app@1 is validated"));
    assert_true(gate_says(e, "model not approved: change-risk:app@1 is validated"));
    assert_ok(score_find(&score_id, e->f->store, "release:app/2.0", NULL, &err), err);
    assert_int_equal(score_replay(&was, &now, e->f->store, score_id, &err), 1);
    assert_memory_equal(&was, &now, sizeof was);
    fixture_run(e->f->store, "INSERT INTO model_stages(model_id, stage, at, \"by\", reason) VALUES (1, 'approved', 1, 'ada', ''), (1, 'production', 1, 'ada', '')");
    score(e, "one of two", &counts); /* its figure is approved where both are */
    assert_int_equal(fixture_count(e->f->store, "SELECT approved FROM scores WHERE item = 'release:app/2.0' ORDER BY score_id DESC LIMIT 1"), 0);
    fixture_run(e->f->store, "INSERT INTO model_stages(model_id, stage, at, \"by\", reason) VALUES (2, 'approved', 1, 'ada', ''), (2, 'production', 1, 'ada', '')");
    score(e, "both", &counts);
    assert_int_equal(fixture_count(e->f->store, "SELECT approved FROM scores WHERE item = 'release:app/2.0' ORDER BY score_id DESC LIMIT 1"), 1);
    assert_true(gate_says(e, "nobody signed that release-risk:app@1 goes into production"));
}

/* A change of many lines a day before each of the newest n releases went out, that nobody had imported before. */
static void put_large_changes(struct estate *e, unsigned n, unsigned days)
{
    struct strbuf changes;
    struct err err = ERR_INIT;

    strbuf_init(&changes);
    strbuf_adds(&changes, "project,commit,author_date,message,la,ld\n");
    for (unsigned i = 1; i <= n; i++)
        strbuf_addf(&changes, "app,large%u,%lld,a large change,50000,10\n", i, (long long)FIXTURE_NOW - (long long)i * days * DAY - DAY);
    put_file(path_in(e->f->dir, "large.csv"), changes.data);
    small_import(e->f, "changes", path_in(e->f->dir, "large.csv"));
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
    strbuf_release(&changes);
}

static const struct drift_column *column_of(const struct monitored *x, const char *name)
{
    for (size_t i = 0; i < x->n; i++)
        if (strcmp(x->column[i].name, name) == 0)
            return &x->column[i];
    fail_msg("no column '%s'", name);
    return NULL;
}

/* The newest 20 of 48 releases against those before; then the newest are made of changes of a hundred times the lines. */
static void the_numbers_of_releases_are_watched_for_drift(void **state)
{
    struct estate *e = *state;
    struct model_list models;
    struct monitor m = { .store = e->f->store, .config = &e->config, .models = &models, .n_threads = 1 };
    const struct model_version *version;
    struct monitored x;
    struct training t;
    struct err err = ERR_INIT;

    put_releases(e, 48, 4, "incident");
    estate_train(e, "change-risk", "app", &t);
    estate_train(e, "release-risk", "app", &t);
    assert_ok(registry_list(&models, e->f->store, &err), err);
    m.snapshot = &e->snapshot;
    version = registry_find(&models, "release-risk:app");
    assert_non_null(version);
    assert_true(monitor_is_used(&models, version));
    assert_ok(monitor_model(&x, &m, version, &err), err);
    assert_int_equal(x.n_cur, DRIFT_ROWS_MIN);
    assert_true(x.n_ref >= DRIFT_ROWS_MIN);
    assert_int_equal(column_of(&x, "lines")->verdict, DRIFT_OK);
    assert_int_equal(column_of(&x, "prediction")->verdict, DRIFT_NO_DATA); /* none was scored before it went out */
    put_large_changes(e, 20, 4);
    assert_ok(monitor_model(&x, &m, version, &err), err);
    assert_int_equal(column_of(&x, "lines")->verdict, DRIFT_FOUND);
    assert_true(x.n_drift > 0);
    model_list_release(&models);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, estate_setup, estate_teardown)
    const struct CMUnitTest tests[] = {
        CASE(past_releases_make_a_version_that_is_read_back_to_the_same_bits),
        CASE(too_few_or_all_alike_teach_nothing),
        CASE(the_version_makes_the_figure_and_is_asked_for),
        CASE(the_numbers_of_releases_are_watched_for_drift),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

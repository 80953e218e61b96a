/*
 * A version of dependency-risk: train/dependency/dependency_training.c, dependency_model_io.c, and how it scores.
 */
#include "train/dependency/dependency_model_io.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/base/rng.h"
#include "datasets/import/import.h"
#include "score/watch/monitor.h"
#include "score/dependency/score_dependencies.h"
#include "score/night/run.h"
#include "tests/support/small_estate.h"
#include "train/training.h"
#include "train/validation/validation.h"

static void put_csv(struct fixture *f, const char *kind, const char *csv)
{
    const char *path = path_in(f->dir, "in.csv");
    struct import_options options = { .kind = import_kind_find(kind), .path = &path, .n_paths = 1, .tolerate_percent = 5, .n_threads = 1 };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, csv);
    assert_ok(import_run(&report, f->store, &options, &err), err);
}

/* 30 projects; what comes of an update depends on the artifact. `secret`: one is named so. */
static void put_updates(struct fixture *f, const char *secret)
{
    struct strbuf csv;
    struct rng rng;

    strbuf_init(&csv);
    rng_init(&rng, 7);
    strbuf_adds(&csv, "id,project,artifact,from_version,to_version,broke,time\n");
    for (unsigned i = 0; i < 400; i++) {
        unsigned lib = rng_below(&rng, 12);
        char name[16];

        snprintf(name, sizeof name, "lib-%c", 'a' + (char)lib);
        strbuf_addf(&csv, "u%u,p%02u,%s,1.%u,%u.0,%d,%u\n", i, i % 30, secret != NULL && lib == 0 ? secret : name, rng_below(&rng, 9), 1 + rng_below(&rng, 2),
                    rng_double(&rng) < (lib < 3 ? 0.6 : 0.05), 1600000000 + i * 3600);
    }
    put_csv(f, "updates", csv.data);
    strbuf_release(&csv);
}

static void train(struct training *out, struct fixture *f)
{
    static const struct config config = { .label_maturity_days = 90 };
    const struct training_options options = { .seed = 1, .n_threads = 1 };
    struct config own = config;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    for (size_t i = 0; i < N_READINESS_TASKS; i++)
        readiness_defaults(&own.readiness[i], i);
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(training_run(out, f->store, &own, &snapshot, task_find("dependency-risk"), "", &options, &err), err);
    snapshot_release(&snapshot);
}

static void a_version_is_validated_once_and_read_back_to_the_same_bits(void **state)
{
    struct fixture *f = *state;
    struct training t;
    struct model_list list;
    struct dependency_model m, again;
    struct dependency_parts parts;
    struct dependency_update u = { .project = "new", .group = "", .name = "lib-a", .from = "1.1", .to = "2.0", .scope = "", .direct = -1, .broke = -1 };
    struct update_rate rate;
    char *record = NULL;
    double margin, logit, margin2, logit2;
    struct err err = ERR_INIT;

    put_updates(f, NULL);
    train(&t, f);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    assert_string_equal(t.model, "dependency-risk@1");
    assert_string_equal(t.metric, "roc_auc");
    assert_true(t.value > 0.8 && t.baseline < 0.65);
    assert_ok(registry_list(&list, f->store, &err), err);
    assert_ok(dependency_model_load(&m, f->store, &list.model[0], &err), err);
    assert_ok(dependency_model_score(&margin, &logit, &rate, &m, &u, &err), err);
    assert_true(rate.updates[RATE_ARTIFACT] > 10 && logit > -0.5);
    assert_ok(dependency_model_save(&parts, &m, &err), err);
    assert_ok(dependency_model_read(&again, parts.part, parts.n, &err), err);
    assert_ok(dependency_model_score(&margin2, &logit2, &rate, &again, &u, &err), err);
    assert_memory_equal(&logit, &logit2, sizeof logit);
    dependency_model_release(&again);
    ((char *)(uintptr_t)parts.part[1].data)[2] = '!'; /* "base" no longer */
    assert_int_equal(dependency_model_read(&again, parts.part, parts.n, &err), ERR_INTEGRITY);
    assert_int_equal(dependency_model_read(&again, parts.part, 1, &err), ERR_INTEGRITY);
    dependency_parts_release(&parts);
    dependency_model_release(&m);
    assert_ok(validation_read(&record, f->store, &list.model[0], &err), err);
    assert_contains(record, "precision_top_10");
    assert_contains(record, "no project taught the model that predicted it");
    mem_free(record);
    model_list_release(&list);
    train(&t, f);
    assert_int_equal(t.status, TRAINING_UNCHANGED);
    assert_string_equal(t.model, "dependency-risk@1");
    fixture_verify(f->store);
}

static void what_is_updated_is_watched_for_drift(void **state)
{
    static const struct config config = { .score_window_days = 5 };
    struct fixture *f = *state;
    struct model_list models;
    struct snapshot today;
    struct monitor m = { .store = f->store, .config = &config, .snapshot = &today, .models = &models, .n_threads = 1 };
    struct monitored x;
    struct training t;
    struct strbuf csv;
    struct err err = ERR_INIT;

    put_updates(f, NULL);
    train(&t, f);
    assert_ok(registry_list(&models, f->store, &err), err);
    assert_ok(snapshot_take(&today, f->store, &err), err);
    assert_true(monitor_is_used(&models, &models.model[0]));
    assert_ok(monitor_model(&x, &m, &models.model[0], &err), err);
    assert_int_equal(x.n_cur, 0); /* what it was trained on is no news */
    assert_int_equal(x.n_ref, 400);
    assert_int_equal(x.n_drift, 0);
    assert_string_equal(x.column[0].name, "kind of step");
    snapshot_release(&today);
    strbuf_init(&csv); /* from now on everybody takes patches, and they break */
    strbuf_adds(&csv, "id,project,artifact,from_version,to_version,broke,time\n");
    for (unsigned i = 0; i < 200; i++)
        strbuf_addf(&csv, "v%u,p%02u,lib-a,1.2.%u,1.2.%u,1,%u\n", i, i % 30, i, i + 1, 1610000000 + i * 60);
    put_csv(f, "updates", csv.data);
    assert_ok(snapshot_take(&today, f->store, &err), err);
    assert_ok(monitor_model(&x, &m, &models.model[0], &err), err);
    assert_int_equal(x.n_cur, 200);
    assert_int_equal(x.column[0].verdict, DRIFT_FOUND);
    assert_string_equal(x.column[x.n - 1].name, "label");
    assert_int_equal(x.column[x.n - 1].verdict, DRIFT_FOUND);
    strbuf_release(&csv);
    snapshot_release(&today);
    model_list_release(&models);
}

static void few_updates_are_said_to_be_few(void **state)
{
    struct fixture *f = *state;
    struct training t;

    train(&t, f);
    assert_int_equal(t.status, TRAINING_NO_ROWS); /* rates alone speak: no failure */
    put_csv(f, "updates", "id,project,artifact,from_version,to_version,broke\n1,p,flask,1,2,1\n2,p,flask,2,3,0\n");
    train(&t, f);
    assert_int_equal(t.status, TRAINING_NO_DATA);
    assert_contains(t.reason, "2 labelled rows, 63 are needed");
    assert_contains(t.reason, "1 update broke something, 10 are needed; 1 update broke nothing, 10 are needed");
    assert_int_equal(t.readiness.verdict, READINESS_REFUSED);
    assert_int_equal(t.readiness.harmful, 1);
}

/* Each project's updates all went one way: a group of projects may leave only one kind to the others, and the rates alone speak for it. */
static void projects_that_each_went_one_way_are_learned_from(void **state)
{
    struct fixture *f = *state;
    struct strbuf csv;
    struct training t;

    strbuf_init(&csv);
    strbuf_adds(&csv, "id,project,artifact,from_version,to_version,broke\n");
    for (int i = 0; i < 84; i++)
        strbuf_addf(&csv, "u%d,p%d,lib-%d,1.%d,%d.0,%d\n", i, i % 12, i % 5, i % 3, 1 + i % 2, i % 12 % 3 == 0);
    put_csv(f, "updates", csv.data);
    strbuf_release(&csv);
    train(&t, f);
    assert_true(t.status == TRAINING_REJECTED || t.status == TRAINING_VALIDATED);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM models WHERE params LIKE '%\"families\":0%'"), 1);
}

/* What only an identifier would look like is not registered; versions and names of packages are no web addresses. */
static void names_that_look_like_identifiers_are_refused(void **state)
{
    struct fixture *f = *state;
    struct training t;

    put_updates(f, "com.acme.mrn00123456:web");
    train(&t, f);
    assert_int_equal(t.status, TRAINING_REFUSED);
    assert_contains(t.reason, "labelled 1");
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM models"), 0);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM audit WHERE action = 'model.refuse' AND subject = 'model:dependency-risk'"), 1);
}

static void score(struct fixture *f, const char *key)
{
    struct snapshot snapshot;
    struct config config = { .label_maturity_days = 90 };
    struct run_state run;
    struct model_list models;
    struct dependency_counts counts;
    struct scoring s = { .store = f->store, .config = &config, .snapshot = &snapshot, .models = &models, .n_threads = 1 };
    struct err err = ERR_INIT;

    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(registry_list(&models, f->store, &err), err);
    assert_ok(run_begin(&run, f->store, key, &err), err);
    s.run_id = run.run_id;
    assert_ok(score_dependencies(&counts, NULL, &s, NULL, &err), err);
    assert_ok(run_complete(f->store, run.run_id, false, 0, &err), err);
    model_list_release(&models);
    snapshot_release(&snapshot);
}

static void the_version_in_use_scores_and_is_replayed(void **state)
{
    struct fixture *f = *state;
    struct training t;
    int64_t score_id = 0;
    double was = 0, now = 1;
    struct err err = ERR_INIT;

    put_updates(f, NULL);
    put_csv(f, "releases", "project,release,system,deployed,planned,status\nehr,1,ehr,2023-01-01,,deployed\nehr,2,ehr,,2030-12-01,planned\n");
    small_dependencies(f, f->dir, "1", "lib-a==1.0\nlib-z==1.0\n");
    small_dependencies(f, f->dir, "2", "lib-a==2.0\nlib-z==1.0\n");
    score(f, "before"); /* no version yet: by rates alone */
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM scores WHERE model_id IS NULL AND approved = 0 AND detail LIKE '%rates shrunk by empirical Bayes alone%'"), 2);
    train(&t, f);
    assert_int_equal(t.status, TRAINING_VALIDATED);
    score(f, "validated");
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM scores WHERE model_id = 1 AND approved = 0 AND detail LIKE '%dependency-risk@1%'"), 2);
    assert_ok(score_find(&score_id, f->store, "dependency:ehr/lib-a", NULL, &err), err);
    assert_int_equal(score_replay(&was, &now, f->store, score_id, &err), 1);
    assert_memory_equal(&was, &now, sizeof was);
    assert_ok(score_find(&score_id, f->store, "dependency:ehr/lib-z", "dependency-risk", &err), err); /* never seen: the kind of step alone */
    assert_int_equal(score_replay(&was, &now, f->store, score_id, &err), 1);
    fixture_run(f->store, "INSERT INTO model_stages(model_id, stage, at, \"by\", reason) VALUES (1, 'approved', 1, 'ada', ''), (1, 'production', 1, 'ada', '')");
    score(f, "production");
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM scores WHERE model_id = 1 AND approved = 1"), 2);
    fixture_run(f->store, "DROP TRIGGER model_parts_no_update; UPDATE model_parts SET data = CAST(data || ' ' AS BLOB) WHERE name = 'rates'");
    assert_int_equal(score_replay(&was, &now, f->store, score_id, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "was altered");
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        CASE(a_version_is_validated_once_and_read_back_to_the_same_bits),
        CASE(what_is_updated_is_watched_for_drift),
        CASE(few_updates_are_said_to_be_few),
        CASE(the_version_in_use_scores_and_is_replayed),
        CASE(projects_that_each_went_one_way_are_learned_from),
        CASE(names_that_look_like_identifiers_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * What is known of how dependencies behaved, and what the release report says with it: score/dependency/.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/import/import.h"
#include "score/dependency/facts_dependencies.h"
#include "score/dependency/facts_services.h"
#include "score/dependency/score_dependencies.h"
#include "score/dependency/service_ties.h"
#include "score/night/run.h"
#include "tests/support/small_estate.h"

static void put_csv(struct fixture *f, const char *kind, const char *text)
{
    const char *path = path_in(f->dir, "rows.csv");
    struct import_options options = { .kind = import_kind_find(kind), .path = &path, .n_paths = 1, .tolerate_percent = 5 };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, text);
    assert_ok(import_run(&report, f->store, &options, &err), err);
    assert_int_equal(report.rejected, 0);
}

static json_t *facts_of(struct fixture *f, const char *release)
{
    struct snapshot snapshot;
    struct model_list models = { .n = 0 };
    struct config config = { .label_maturity_days = 90 };
    struct facts facts = { .store = f->store, .config = &config, .snapshot = &snapshot, .models = &models };
    json_t *out = NULL;
    struct err err = ERR_INIT;

    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(facts_dependencies(&out, &facts, "ehr", release, &err), err);
    snapshot_release(&snapshot);
    return out;
}

static const json_t *named(const json_t *doc, const char *name)
{
    json_t *one;
    size_t i;

    json_array_foreach(json_object_get(doc, "list"), i, one)
        if (strcmp(json_string_value(json_object_get(one, "name")), name) == 0)
            return one;
    fail_msg("no '%s'", name);
    return NULL;
}

static double number(const json_t *one, const char *key)
{
    return json_number_value(json_object_get(one, key));
}

/* Three releases, the second of which failed; a fourth is planned. */
static void put_history(struct fixture *f)
{
    put_csv(f, "releases", "project,release,system,deployed,planned,status\nehr,1,ehr,2023-01-01,,deployed\nehr,2,ehr,2023-02-01,,deployed\nehr,3,ehr,2023-03-01,,deployed\n"
                           "ehr,4,ehr,,2023-12-01,planned\n");
    put_csv(f, "outcomes", "project,release,outcome,time\nehr,1,ok,2023-01-20\nehr,2,incident,2023-02-03\nehr,3,ok,2023-03-20\n");
    small_dependencies(f, f->dir, "1", "hl7==1.0\nflask==2.0\njinja==3.0\n");
    small_dependencies(f, f->dir, "2", "hl7==2.0\nflask==2.0\njinja==3.0\n");
    small_dependencies(f, f->dir, "3", "hl7==2.0\nflask==2.1\njinja==3.0\n");
    small_dependencies(f, f->dir, "4", "hl7==2.1\nflask==2.2\njinja==3.0\n");
}

static void without_history_a_release_is_listed_and_not_judged(void **state)
{
    struct fixture *f = *state;
    json_t *doc;

    doc = facts_of(f, "4");
    assert_true(json_is_null(doc));
    json_decref(doc);
    small_dependencies(f, f->dir, "3", "hl7==1.0\n");
    small_dependencies(f, f->dir, "4", "hl7==1.1\n");
    doc = facts_of(f, "4");
    assert_true(json_is_null(json_object_get(doc, "learned_from")));
    assert_contains(json_string_value(json_object_get(doc, "reason")), "nothing is known of how dependencies behaved");
    assert_true(json_is_null(json_object_get(named(doc, "hl7"), "probability")));
    assert_string_equal(json_string_value(json_object_get(named(doc, "hl7"), "step")), "minor");
    json_decref(doc);
}

static void a_dependency_of_a_failed_release_weighs_more(void **state)
{
    struct fixture *f = *state;
    const json_t *bad, *good, *one;
    json_t *doc, *why;
    double sum;
    size_t i;

    put_history(f);
    doc = facts_of(f, "4");
    assert_int_equal(json_array_size(json_object_get(doc, "list")), 2);
    assert_string_equal(json_string_value(json_object_get(doc, "before")), "3");
    assert_int_equal(number(json_object_get(doc, "learned_from"), "releases"), 2);  /* the first has nothing before it */
    assert_int_equal(number(json_object_get(doc, "learned_from"), "failed_releases"), 1);
    assert_true(json_is_false(json_object_get(json_object_get(doc, "learned_from"), "model")));
    bad = named(doc, "hl7");
    good = named(doc, "flask");
    assert_ptr_equal(json_array_get(json_object_get(doc, "list"), 0), bad);
    assert_true(number(bad, "probability") > number(good, "probability"));
    assert_true(number(bad, "low") < number(bad, "probability") && number(bad, "probability") < number(bad, "high"));
    one = json_array_get(json_object_get(bad, "evidence"), 0);
    assert_string_equal(json_string_value(json_object_get(one, "kind")), "release");
    assert_string_equal(json_string_value(json_object_get(one, "id")), "2");
    assert_true(json_is_true(json_object_get(one, "broke")));
    why = json_object_get(bad, "why");
    sum = number(why, "bias");
    json_array_foreach(json_object_get(why, "contributions"), i, one)
        sum += number(one, "value");
    assert_true(fabs(sum - number(why, "score")) < 1e-9);
    assert_true(fabs(1 / (1 + exp(-sum)) - number(bad, "probability")) < 1e-12);
    json_decref(doc);
}

static void an_old_release_is_judged_by_what_was_known_then(void **state)
{
    struct fixture *f = *state;
    json_t *doc;

    put_history(f);
    put_csv(f, "updates", "id,project,artifact,from_version,to_version,time,broke\n1,other,flask,2.0,2.1,2023-02-20,1\n2,other,flask,2.0,2.1,2023-04-01,1\n3,other,jinja,2.0,2.1,2023-02-10,0\n");
    doc = facts_of(f, "3");
    assert_int_equal(number(json_object_get(doc, "learned_from"), "updates"), 3); /* release 2, and the updates of February */
    assert_int_equal(number(json_object_get(doc, "learned_from"), "projects"), 2);
    assert_int_equal(json_array_size(json_object_get(named(doc, "flask"), "evidence")), 1);
    assert_string_equal(json_string_value(json_object_get(named(doc, "flask"), "summary")), "1 of 1 updates to exactly this version broke something");
    json_decref(doc);
    doc = facts_of(f, "2"); /* before the first outcome that counts */
    assert_true(json_is_null(json_object_get(doc, "learned_from")));
    json_decref(doc);
}

/* As from a repository: only what went wrong is recorded. */
static void silence_about_a_mature_release_says_that_it_went_well(void **state)
{
    struct fixture *f = *state;
    json_t *doc;

    put_csv(f, "releases", "project,release,system,deployed\nehr,1,ehr,2023-01-01\nehr,2,ehr,2023-02-01\nehr,3,ehr,2023-03-01\nehr,4,ehr,2023-11-01\n");
    small_dependencies(f, f->dir, "1", "hl7==1.0\nflask==2.0\n");
    small_dependencies(f, f->dir, "2", "hl7==2.0\nflask==2.0\n");
    small_dependencies(f, f->dir, "3", "hl7==2.0\nflask==2.1\n");
    small_dependencies(f, f->dir, "4", "hl7==2.1\nflask==2.2\n");
    small_dependencies(f, f->dir, "5", "hl7==2.2\nflask==2.3\n");
    doc = facts_of(f, "5");
    assert_contains(json_string_value(json_object_get(doc, "reason")), "nothing is known"); /* nobody records outcomes */
    json_decref(doc);
    put_csv(f, "outcomes", "project,release,outcome,time\nehr,2,hotfix,2023-02-03\n");
    doc = facts_of(f, "5");
    assert_int_equal(number(json_object_get(doc, "learned_from"), "releases"), 2);          /* the fourth is too young */
    assert_int_equal(number(json_object_get(doc, "learned_from"), "failed_releases"), 1);
    assert_true(number(named(doc, "hl7"), "probability") > number(named(doc, "flask"), "probability"));
    json_decref(doc);
}

/* The laboratory pulls the record down, the billing does not. */
static void put_incidents(struct fixture *f)
{
    struct strbuf csv;

    put_csv(f, "estate", "system,name,criticality,depends_on\nehr,Record,care-critical,lab|billing|ehr|\nlab,Laboratory,care-critical,\nbilling,Billing,administrative,lab\n");
    strbuf_init(&csv);
    strbuf_adds(&csv, "id,project,title,description,type,system,created\n");
    for (unsigned i = 0; i < 12; i++) {
        unsigned at = 1680000000 + i * 864000;

        strbuf_addf(&csv, "L%u,desk,t,t,incident,lab,%u\nB%u,desk,t,t,incident,billing,%u\nR%u,desk,t,t,request,ehr,%u\n", i, at, i, at + 432000, i, at + 440000);
        if (i < 9)
            strbuf_addf(&csv, "E%u,desk,t,t,incident,ehr,%u\n", i, at + 3600);
    }
    put_csv(f, "tickets", csv.data);
    strbuf_release(&csv);
}

static void a_service_that_pulls_others_down_is_told_by_what_followed(void **state)
{
    struct fixture *f = *state;
    struct service_ties t;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    put_incidents(f);
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(service_ties_load(&t, f->store, &snapshot, TIME_NONE, &err), err);
    assert_int_equal(t.n, 3); /* a system does not depend on itself */
    assert_string_equal(t.tie[1].service, "billing");
    assert_string_equal(t.tie[2].system, "ehr");
    assert_string_equal(t.tie[2].service, "lab");
    assert_int_equal(t.tie[2].incidents, 12);
    assert_int_equal(t.tie[2].tied, 9);
    assert_int_equal(t.tie[1].tied, 0); /* a request is no incident */
    assert_true(t.tie[2].share > 0.5 && t.tie[2].share < 0.75 && t.tie[1].share < 0.2);
    assert_true(t.tie[2].by_chance < 0.15);
    assert_int_equal(t.tie[2].n_examples, TIE_LISTED);
    assert_string_equal(t.tie[2].example[0].system_id, "E8");
    service_ties_release(&t);
    snapshot_release(&snapshot);
}

/* In the release report: strongest tie first, and of an old release only what happened before it. */
static void services_are_ranked_with_what_was_seen(void **state)
{
    struct fixture *f = *state;
    struct snapshot snapshot;
    struct facts facts = { .store = f->store, .snapshot = &snapshot };
    json_t *doc = NULL, *list;
    struct err err = ERR_INIT;

    put_incidents(f);
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(facts_services(&doc, &facts, "ehr", TIME_NONE, &err), err);
    list = json_object_get(doc, "list");
    assert_int_equal(json_array_size(list), 2);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "item")), "dependency:ehr/lab");
    assert_int_equal(number(json_array_get(list, 0), "incidents"), 12);
    assert_int_equal(number(json_array_get(list, 0), "tied"), 9);
    assert_int_equal(json_array_size(json_object_get(json_array_get(list, 0), "evidence")), TIE_LISTED);
    assert_true(number(json_array_get(list, 0), "low") < number(json_array_get(list, 0), "probability"));
    assert_contains(json_string_value(json_object_get(json_array_get(list, 0), "summary")), "9 of its 12 incidents were followed within 24 hours by one of ehr");
    json_decref(doc);
    assert_ok(facts_services(&doc, &facts, "ehr", 1680000000 + 3 * 864000, &err), err);
    assert_int_equal(number(json_array_get(json_object_get(doc, "list"), 0), "incidents"), 3);
    json_decref(doc);
    assert_ok(facts_services(&doc, &facts, "ehr", 1600000000, &err), err); /* before anything happened */
    assert_true(json_is_null(doc));
    assert_ok(facts_services(&doc, &facts, "lab", TIME_NONE, &err), err); /* depends on nothing */
    assert_true(json_is_null(doc));
    snapshot_release(&snapshot);
}

static void run_scores(struct fixture *f, struct dependency_counts *counts, json_t *items, const char *key)
{
    struct snapshot snapshot;
    struct config config = { .label_maturity_days = 90 };
    struct run_state run;
    struct model_list models;
    struct scoring s = { .store = f->store, .config = &config, .snapshot = &snapshot, .models = &models, .n_threads = 1 };
    struct err err = ERR_INIT;

    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(run_begin(&run, f->store, key, &err), err);
    s.run_id = run.run_id;
    assert_ok(registry_list(&models, f->store, &err), err);
    assert_ok(score_dependencies(counts, items, &s, NULL, &err), err);
    assert_ok(run_complete(f->store, run.run_id, false, 0, &err), err);
    model_list_release(&models);
    snapshot_release(&snapshot);
}

static void what_is_used_is_ranked_and_stored_where_it_is_new(void **state)
{
    struct fixture *f = *state;
    struct dependency_counts counts;
    json_t *list = NULL, *items = json_object();
    int64_t score_id = 0;
    struct err err = ERR_INIT;

    put_history(f);
    put_incidents(f);
    run_scores(f, &counts, items, "one");
    assert_int_equal(counts.libraries, 3);
    assert_int_equal(counts.services, 3);
    assert_int_equal(counts.stored, 6);
    assert_ok(dependency_ranking(&list, f->store, items, "ehr", &err), err);
    assert_int_equal(json_array_size(list), 5);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "item")), "dependency:ehr/hl7");
    assert_ok(score_find(&score_id, f->store, "dependency:ehr/hl7", NULL, &err), err);
    assert_int_equal(score_find(&score_id, f->store, "dependency:ehr/none", NULL, &err), ERR_NOTFOUND);
    json_decref(list);
    run_scores(f, &counts, items, "two");
    assert_int_equal(counts.libraries, 3);
    assert_int_equal(counts.stored, 0); /* nothing has changed */
    json_decref(items);
}

static void what_is_no_longer_used_is_not_ranked(void **state)
{
    struct fixture *f = *state;
    struct dependency_counts counts;
    json_t *list = NULL, *items = json_object(), *one;
    size_t i;
    struct err err = ERR_INIT;

    put_history(f);
    run_scores(f, &counts, items, "one");
    assert_non_null(json_object_get(items, "dependency:ehr/jinja"));
    small_dependencies(f, f->dir, "4", "hl7==2.1\nflask==2.2\n");
    json_object_clear(items);
    run_scores(f, &counts, items, "two");
    assert_ok(dependency_ranking(&list, f->store, items, "ehr", &err), err);
    assert_int_equal(json_array_size(list), 2);
    json_array_foreach(list, i, one)
        assert_string_not_equal(json_string_value(json_object_get(one, "item")), "dependency:ehr/jinja");
    json_decref(list);
    json_decref(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_history_a_release_is_listed_and_not_judged, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_dependency_of_a_failed_release_weighs_more, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(silence_about_a_mature_release_says_that_it_went_well, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_service_that_pulls_others_down_is_told_by_what_followed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(services_are_ranked_with_what_was_seen, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_used_is_ranked_and_stored_where_it_is_new, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_longer_used_is_not_ranked, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(an_old_release_is_judged_by_what_was_known_then, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

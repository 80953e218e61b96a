#include "score/report/facts.h"

#include <stdlib.h>
#include <string.h>

#include "score/night/run.h"
#include "score/report/night_reports.h"
#include "score/scoring.h"
#include "tests/support/estate_fixture.h"
#include "tests/support/release_form_facts.h"

struct scored {
    struct estate    *e;
    struct model_list models;
    struct facts      facts;
};

static void score_release(struct scored *s)
{
    struct run_state run;
    struct scoring_counts counts = {0};
    struct err err = ERR_INIT;
    struct scoring scoring = { .store = s->e->f->store, .config = &s->e->config, .snapshot = &s->e->snapshot, .models = &s->models, .n_threads = 1 };

    assert_ok(run_begin(&run, s->e->f->store, "test", &err), err);
    scoring.run_id = run.run_id;
    assert_ok(score_releases(&counts, &scoring, "app", NULL, &err), err);
}

static int setup(void **state)
{
    struct scored *s = calloc(1, sizeof(*s));
    struct training t;
    struct err err = ERR_INIT;
    void *e = NULL;

    estate_setup(&e);
    s->e = e;
    estate_train(s->e, "change-risk", "app", &t);
    assert_ok(registry_list(&s->models, s->e->f->store, &err), err);
    s->facts = (struct facts){ .store = s->e->f->store, .config = &s->e->config, .snapshot = &s->e->snapshot, .models = &s->models };
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

static json_t *release(struct scored *s)
{
    struct err err = ERR_INIT;
    json_t *doc = NULL;

    assert_ok(facts_release(&doc, &s->facts, "app", "2.0", &err), err);
    return doc;
}

static const char *verdict(const json_t *doc)
{
    return json_string_value(json_object_get(doc, "verdict"));
}

static bool has_reason(const json_t *doc, const char *words)
{
    const json_t *one;
    size_t i;

    json_array_foreach(json_object_get(doc, "reasons"), i, one)
        if (strstr(json_string_value(one), words) != NULL)
            return true;
    return false;
}

static void a_release_that_was_not_scored_is_never_clear(void **state)
{
    json_t *doc = release(*state), *rule = json_array_get(json_object_get(doc, "rules"), 0), *match = json_array_get(json_object_get(rule, "matches"), 0);

    assert_string_equal(verdict(doc), "review"); /* its system is care-critical: a rule asks, whatever was scored */
    assert_int_equal(json_integer_value(json_object_get(doc, "exit_status")), 3);
    assert_true(has_reason(doc, "it was not scored"));
    assert_string_equal(json_string_value(json_object_get(rule, "rule")), "care-critical-production");
    assert_string_equal(json_string_value(json_object_get(match, "in")), "ehr");
    assert_string_equal(json_string_value(json_object_get(json_object_get(doc, "policy"), "state")), "built-in");
    assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(doc, "evidence"), 0), "state")), "missing");
    assert_true(json_is_null(json_object_get(doc, "probability")));
    json_decref(doc);
}

static void a_scored_release_tells_its_changes_its_past_and_its_reasons(void **state)
{
    json_t *doc, *past;

    score_release(*state);
    doc = release(*state);
    assert_string_equal(verdict(doc), "review");
    assert_true(has_reason(doc, "model not approved"));
    assert_false(has_reason(doc, "has changed since"));
    assert_int_equal(json_array_size(json_object_get(doc, "changes")), json_integer_value(json_object_get(doc, "members")));
    past = json_object_get(doc, "past");
    assert_int_equal(json_integer_value(json_object_get(past, "releases")), 6);
    assert_int_equal(json_integer_value(json_object_get(past, "failed")), 2);
    json_decref(doc);
}

static void a_release_without_read_dependencies_says_so(void **state)
{
    json_t *doc = release(*state);

    assert_true(json_is_null(json_object_get(doc, "dependencies")));
    assert_contains(json_string_value(json_object_get(json_object_get(doc, "readers"), "operations")), "no dependencies of this release were read");
    json_decref(doc);
}

/* The changes of the estate have a message and no files; those of the release lose it. */
static void changes_without_words_and_files_are_not_called_harmless(void **state)
{
    struct scored *s = *state;
    const char *clinical;
    json_t *doc;

    fixture_run(s->e->f->store, "DROP TRIGGER changes_no_update");
    fixture_run(s->e->f->store, "UPDATE changes SET message = ''");
    doc = release(s);
    clinical = json_string_value(json_object_get(json_object_get(doc, "readers"), "clinical"));
    assert_contains(clinical, "whether its changes touch what patient safety rests on is not known");
    assert_lacks(clinical, "0 of");
    json_decref(doc);
}

static void a_release_without_a_figure_says_so_among_its_limits(void **state)
{
    json_t *doc = release(*state), *limits = json_object_get(doc, "limits");

    assert_int_equal(json_array_size(limits), 1);
    assert_contains(json_string_value(json_array_get(limits, 0)), "there is no figure");
    json_decref(doc);
}

static void a_look_back_says_where_the_store_knows_what_came_later(void **state)
{
    struct scored *s = *state;
    json_t *doc = release(s);

    assert_int_equal(json_integer_value(json_object_get(doc, "known_later")), 0); /* it is no look back */
    json_decref(doc);
    fixture_run(s->e->f->store, "DROP TRIGGER releases_no_update");
    fixture_run(s->e->f->store, "UPDATE releases SET extra = '{\"retrospective\":\"yes\"}', planned = 4000000000 WHERE \"release\" = '2.0'");
    doc = release(s);
    assert_int_equal(json_integer_value(json_object_get(doc, "known_later")), 0);
    json_decref(doc);
    fixture_run(s->e->f->store, "UPDATE releases SET planned = 1000000000 WHERE \"release\" = '2.0'");
    doc = release(s);
    assert_true(json_integer_value(json_object_get(doc, "known_later")) > 0);
    json_decref(doc);
}

static void a_request_is_no_failed_workflow(void **state)
{
    struct scored *s = *state;
    struct err err = ERR_INIT;
    char path[4200];
    json_t *doc, *workflows;

    snprintf(path, sizeof(path), "%s/workflows.csv", s->e->f->dir);
    put_file(path, "id,project,title,description,type,created,system,workflow,release\nW1,desk,orders fail,,incident,2023-11-10T00:00:00Z,ehr,orders,1.3\n"
                   "W2,desk,a new account,,service request,2023-11-10T00:00:00Z,ehr,accounts,1.3\n");
    small_import(s->e->f, "tickets", path);
    snapshot_release(&s->e->snapshot);
    assert_ok(snapshot_take(&s->e->snapshot, s->e->f->store, &err), err);
    doc = release(s);
    workflows = json_object_get(json_object_get(doc, "likeness"), "workflows");
    assert_int_equal(json_integer_value(json_object_get(workflows, "incidents")), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(workflows, "list"), 0), "workflow")), "orders");
    json_decref(doc);
}

static void a_figure_has_its_place_among_those_of_earlier_releases(void **state)
{
    struct scored *s = *state;
    json_t *doc, *past;

    score_release(s);
    /* the figure at hand is 1, rounded: above it is what no model says */
    fixture_run(s->e->f->store, "INSERT INTO scores(item, run_id, model_id, version_id, probability, logit, approved, scored_at, label)"
                " SELECT 'release:app/1.4', run_id, model_id, version_id, 0.0001, logit, approved, 1, label FROM scores WHERE item = 'release:app/2.0'");
    fixture_run(s->e->f->store, "INSERT INTO scores(item, run_id, model_id, version_id, probability, logit, approved, scored_at, label)"
                " SELECT 'release:app/1.5', run_id, model_id, version_id, 1.1, logit, approved, 1, label FROM scores WHERE item = 'release:app/2.0'");
    doc = release(s);
    past = json_object_get(doc, "past");
    assert_int_equal(json_integer_value(json_object_get(past, "scored")), 2);
    assert_int_equal(json_integer_value(json_object_get(past, "at_or_below")), 1);
    json_decref(doc);
}

/* A version of change-risk of an older program had the model of releases in itself: its scores of releases have numbers and no version of release-risk. */
static void a_figure_that_past_releases_taught_is_of_the_release_whoever_made_it(void **state)
{
    struct scored *s = *state;
    json_t *doc;

    score_release(s);
    doc = release(s);
    assert_true(json_is_false(json_object_get(doc, "of_release")));
    assert_true(has_reason(doc, "chance that a change of it does harm"));
    json_decref(doc);
    fixture_run(s->e->f->store, "INSERT INTO scores(item, run_id, model_id, version_id, probability, logit, approved, scored_at, label, detail, feature_hash)"
                " SELECT item, NULL, model_id, version_id, probability, logit, approved, scored_at + 1, label, detail, (SELECT hash FROM feature_rows LIMIT 1) FROM scores"
                " WHERE item = 'release:app/2.0'");
    fixture_run(s->e->f->store, "INSERT INTO score_members(score_id, member_score_id) SELECT (SELECT max(score_id) FROM scores), member_score_id FROM score_members");
    doc = release(s);
    assert_true(json_is_true(json_object_get(doc, "of_release")));
    assert_true(json_is_null(json_object_get(doc, "release_model")));
    assert_true(has_reason(doc, "chance that the release goes wrong"));
    json_decref(doc);
}

static double number_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static void the_health_of_a_model_is_told_and_what_is_not_known_is_said(void **state)
{
    struct scored *s = *state;
    json_t *doc, *one, *live;

    score_release(s);
    doc = release(s);
    one = json_array_get(json_object_get(doc, "health"), 0);
    assert_int_equal(json_array_size(json_object_get(doc, "health")), 1); /* no version of release-risk */
    assert_true(json_is_null(json_object_get(one, "drift")));               /* never checked */
    assert_true(number_of(json_object_get(one, "calibration"), "rows") > 0);
    live = json_object_get(one, "live");
    assert_true(number_of(live, "scored") > 0);
    assert_int_equal(number_of(live, "judged"), 0);
    assert_string_equal(json_string_value(json_object_get(live, "verdict")), "not known");
    assert_true(json_is_null(json_object_get(live, "roc_auc")));
    json_decref(doc);
    /* as if all changes had been scored right after they were made: what came of them was known later */
    fixture_run(s->e->f->store, "INSERT INTO scores(item, run_id, model_id, version_id, probability, logit, approved, scored_at, label)"
                " SELECT 'change:app/' || \"commit\", NULL, (SELECT max(model_id) FROM models), version_id, 0.9, 0, 0, author_date + 60, '' FROM changes"
                " WHERE project = 'app' AND \"commit\" NOT IN (SELECT substr(item, 12) FROM scores WHERE item GLOB 'change:app/*')");
    fixture_run(s->e->f->store, "INSERT INTO drift_checks(run_id, model_id, \"column\", kind, statistic, value, bound, n_ref, n_cur, verdict)"
                " SELECT max(r.run_id), (SELECT max(model_id) FROM models), c.name, 'numeric', c.test, 1, 1, 100, 50, c.verdict FROM runs r,"
                " (SELECT 'la' AS name, 'ks' AS test, 'drift' AS verdict UNION ALL SELECT 'la', 'psi', 'ok' UNION ALL SELECT 'nf', 'ks', 'ok' UNION ALL"
                "  SELECT 'prediction', 'none', 'not-enough-data') c GROUP BY c.name, c.test");
    doc = release(s);
    one = json_array_get(json_object_get(doc, "health"), 0);
    live = json_object_get(one, "live");
    assert_true(number_of(live, "judged") > 100);
    assert_near(number_of(live, "said"), .9, 1e-9);
    assert_true(number_of(live, "low") < number_of(live, "came") && number_of(live, "came") < number_of(live, "high") && number_of(live, "high") < .9);
    assert_string_equal(json_string_value(json_object_get(live, "verdict")), "too high");
    assert_string_equal(json_string_value(json_object_get(json_object_get(one, "drift"), "verdict")), "drift");
    assert_int_equal(number_of(json_object_get(one, "drift"), "columns"), 3);
    assert_int_equal(json_array_size(json_object_get(json_object_get(one, "drift"), "drifting")), 1);
    assert_string_equal(json_string_value(json_object_get(json_object_get(one, "drift"), "predictions")), "not enough data");
    json_decref(doc);
}

static void look_up(void *ctx, const char *path, json_t *value)
{
    int *unknown = ctx;

    for (size_t i = 0; json_is_null(value) && i < n_release_form_facts; i++) /* a part that this release has not */
        if (strncmp(release_form_fact[i].path, path, strlen(path)) == 0)
            return;
    if (release_form_fact_find(path) != SIZE_MAX)
        return;
    print_error("'%s' is in a report's document and not in the list of what its forms show\n", path);
    ++*unknown;
}

static void every_fact_of_a_release_is_one_that_the_forms_show(void **state)
{
    struct scored *s = *state;
    int unknown = 0;
    json_t *doc;

    score_release(s);
    doc = release(s);
    release_form_facts_walk("", doc, look_up, &unknown);
    json_decref(doc);
    assert_int_equal(unknown, 0);
}

static void a_release_that_changed_since_it_was_scored_says_so(void **state)
{
    struct scored *s = *state;
    struct err err = ERR_INIT;
    char path[4200];
    json_t *doc;

    score_release(s);
    snprintf(path, sizeof(path), "%s/one-more.csv", s->e->f->dir);
    put_file(path, "project,commit,author_date,message,la,ld\napp,late,2023-11-14T22:00:00Z,one more,3,1\n");
    small_import(s->e->f, "changes", path);
    snapshot_release(&s->e->snapshot);
    assert_ok(snapshot_take(&s->e->snapshot, s->e->f->store, &err), err);
    doc = release(s);
    assert_true(has_reason(doc, "has changed since it was scored"));
    json_decref(doc);
}

/* Changes of the release that the document shows as known to have done harm. */
static int known(const json_t *doc)
{
    const json_t *one;
    size_t i;
    int n = 0;

    json_array_foreach(json_object_get(doc, "changes"), i, one)
        n += json_is_true(json_object_get(one, "known_harm"));
    return n;
}

static void a_change_with_a_recorded_harm_is_a_reason(void **state)
{
    struct scored *s = *state;
    struct err err = ERR_INIT;
    char path[4200], words[100];
    json_t *doc;
    int before;

    score_release(s);
    doc = release(s);
    before = known(doc);
    json_decref(doc);

    snprintf(path, sizeof(path), "%s/harm.csv", s->e->f->dir);
    put_file(path, "project,change,outcome,time\napp,c00499,incident,2023-11-14\n");
    small_import(s->e->f, "outcomes", path);
    snapshot_release(&s->e->snapshot);
    assert_ok(snapshot_take(&s->e->snapshot, s->e->f->store, &err), err);
    doc = release(s);
    assert_int_equal(known(doc), before + 1);
    snprintf(words, sizeof(words), "%d of its changes are recorded as having caused harm", before + 1);
    assert_true(has_reason(doc, words));
    json_decref(doc);
}

static void files_of_different_releases_never_share_a_name(void **state)
{
    struct strbuf a, b;

    (void)state;
    strbuf_init(&a);
    strbuf_init(&b);
    night_reports_file_name(&a, "release", "p", "a/1");
    night_reports_file_name(&b, "release", "p", "a_1");
    assert_string_not_equal(a.data, b.data);
    assert_string_equal(b.data, "release-p-a_1");
    assert_null(strchr(a.data, '/'));
    strbuf_release(&a);
    strbuf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_release_that_was_not_scored_is_never_clear, setup, teardown),
        cmocka_unit_test_setup_teardown(a_scored_release_tells_its_changes_its_past_and_its_reasons, setup, teardown),
        cmocka_unit_test_setup_teardown(a_release_without_read_dependencies_says_so, setup, teardown),
        cmocka_unit_test_setup_teardown(changes_without_words_and_files_are_not_called_harmless, setup, teardown),
        cmocka_unit_test_setup_teardown(a_release_without_a_figure_says_so_among_its_limits, setup, teardown),
        cmocka_unit_test_setup_teardown(a_look_back_says_where_the_store_knows_what_came_later, setup, teardown),
        cmocka_unit_test_setup_teardown(a_request_is_no_failed_workflow, setup, teardown),
        cmocka_unit_test_setup_teardown(a_figure_has_its_place_among_those_of_earlier_releases, setup, teardown),
        cmocka_unit_test_setup_teardown(the_health_of_a_model_is_told_and_what_is_not_known_is_said, setup, teardown),
        cmocka_unit_test_setup_teardown(a_figure_that_past_releases_taught_is_of_the_release_whoever_made_it, setup, teardown),
        cmocka_unit_test_setup_teardown(every_fact_of_a_release_is_one_that_the_forms_show, setup, teardown),
        cmocka_unit_test_setup_teardown(a_release_that_changed_since_it_was_scored_says_so, setup, teardown),
        cmocka_unit_test_setup_teardown(a_change_with_a_recorded_harm_is_a_reason, setup, teardown),
        cmocka_unit_test(files_of_different_releases_never_share_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

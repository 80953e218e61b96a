#include "score/report/facts_severity.h"

#include <stdlib.h>
#include <string.h>

#include "score/night/run.h"
#include "score/report/report.h"
#include "score/scoring.h"
#include "tests/support/estate_fixture.h"

/* The open tickets of the estate are all filed as high; the model knows critical and low. */
static json_t *severity_of(struct estate *e, int64_t *run_id, json_t **triage)
{
    struct model_list models;
    struct run_state run;
    struct scoring_counts counts = {0};
    struct training t;
    struct err err = ERR_INIT;
    json_t *out = NULL;

    estate_train(e, "severity", "desk", &t);
    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, "test", &err), err);
    struct scoring s = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models, .run_id = run.run_id, .n_threads = 1 };
    struct facts f = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models };

    assert_ok(score_tickets(&counts, &s, "desk", &err), err);
    assert_ok(facts_severity(&out, &f, run.run_id, &err), err);
    assert_ok(facts_triage(triage, &f, run.run_id, &err), err);
    *run_id = run.run_id;
    model_list_release(&models);
    return out;
}

static double number(const json_t *one, const char *key)
{
    return json_number_value(json_object_get(one, key));
}

/* "high" is mapped to nothing: the model's impact orders the queue, and the reasons say so. */
static void queue_follows_what_is_predicted(const json_t *queue)
{
    json_t *one;
    size_t i, of_care = 0;
    bool others = false;

    assert_int_equal(json_integer_value(json_object_get(queue, "open")), ESTATE_OPEN);
    assert_int_equal(json_array_size(json_object_get(queue, "list")), ESTATE_OPEN);
    json_array_foreach(json_object_get(queue, "list"), i, one)
    {
        bool care = strcmp(json_string_value(json_object_get(one, "impact")), "care-blocking") == 0;

        assert_int_equal(json_integer_value(json_object_get(one, "place")), i + 1);
        assert_string_equal(json_string_value(json_object_get(one, "impact_from")), "predicted");
        assert_contains(json_string_value(json_array_get(json_object_get(one, "reasons"), 0)), "predicted from its words");
        assert_int_equal(number(one, "policy_days"), care ? 1 : 30);
        assert_true(number(one, "chance") > 0 && number(one, "chance") < 1);
        assert_false(care && others);
        others |= !care;
        of_care += care;
    }
    assert_int_equal(json_integer_value(json_object_get(json_array_get(json_object_get(queue, "by_impact"), 0), "open")), of_care);
}

static void what_reads_worse_than_reported_stands_first(void **state)
{
    struct estate *e = *state;
    static struct config_pair impact[] = { { "critical", "care-blocking" }, { "low", "minor" } };
    struct config_pair *was = e->config.impact;
    json_t *all, *project, *list, *one, *unmapped = NULL, *triage = NULL;
    struct strbuf text;
    struct err err = ERR_INIT;
    int64_t run_id;
    bool milder = false;
    size_t i;

    e->config.impact = impact;
    e->config.n_impacts = 2;
    all = severity_of(e, &run_id, &triage);
    assert_int_equal(json_array_size(all), 1);
    project = json_array_get(all, 0);
    list = json_object_get(project, "disagreements");
    assert_int_equal(json_array_size(list), ESTATE_OPEN);
    assert_int_equal(number(project, "worse") + number(project, "milder"), ESTATE_OPEN);
    json_array_foreach(list, i, one)
    {
        bool is_milder = strcmp(json_string_value(json_object_get(one, "direction")), "milder") == 0;

        assert_true(is_milder || !milder); /* none that is worse behind a milder one */
        milder = milder || is_milder;
        assert_true(number(one, "p_care_blocking") > 0 && number(one, "p_care_blocking") < 1);
        assert_near(number(one, "p_worse"), number(one, "p_care_blocking"), 1e-12);
        assert_string_equal(json_string_value(json_object_get(one, "reported_impact")), "");
        assert_true(json_array_size(json_object_get(json_object_get(one, "why"), "contributions")) > 0);
    }
    assert_ok(facts_unmapped(&unmapped, e->f->store, &e->config, run_id, &err), err);
    assert_int_equal(json_array_size(unmapped), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(unmapped, 0), "severity")), "high");
    assert_int_equal(json_integer_value(json_object_get(json_array_get(unmapped, 0), "tickets")), ESTATE_OPEN);
    queue_follows_what_is_predicted(json_object_get(triage, "queue"));
    strbuf_init(&text);
    report_triage_markdown(&text, triage);
    assert_contains(text.data, "Severity: where the words disagree");
    strbuf_clear(&text);
    report_triage_html(&text, triage);
    assert_contains(text.data, "id=\"severity\"");
    strbuf_release(&text);
    json_decref(all);
    json_decref(unmapped);
    json_decref(triage);
    e->config.impact = was;
    e->config.n_impacts = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_reads_worse_than_reported_stands_first),
    };

    return cmocka_run_group_tests(tests, estate_setup, estate_teardown);
}

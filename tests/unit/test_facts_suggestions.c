#include "score/report/facts_suggestions.h"

#include <stdio.h>
#include <string.h>

#include "score/night/run.h"
#include "score/report/facts_causes.h"
#include "score/report/report_suggestions.h"
#include "score/scoring.h"
#include "tests/support/estate_fixture.h"

static json_t *triage_of(struct estate *e)
{
    struct model_list models;
    struct run_state run;
    struct scoring_counts counts = {0};
    struct training t;
    struct err err = ERR_INIT;
    json_t *doc = NULL;

    estate_train(e, "route", "desk", &t);
    estate_train(e, "component", "desk", &t);
    estate_train(e, "severity", "desk", &t);
    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, "test", &err), err);
    struct scoring s = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models, .run_id = run.run_id, .n_threads = 1 };
    struct facts f = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models };

    assert_ok(score_tickets(&counts, &s, "desk", &err), err);
    assert_ok(facts_triage(&doc, &f, run.run_id, &err), err);
    model_list_release(&models);
    return doc;
}

static void each_task_says_its_own_of_each_ticket(void **state)
{
    json_t *doc = triage_of(*state), *project = json_array_get(json_object_get(doc, "projects"), 0), *tasks = json_object_get(project, "suggestion_tasks"), *ticket;
    const char *const task[] = { "component", "severity" };
    size_t i;

    assert_int_equal(json_array_size(tasks), 2);
    json_array_foreach(json_object_get(project, "tickets"), i, ticket)
    {
        json_t *list = json_object_get(ticket, "suggestions");

        assert_int_equal(json_array_size(list), 2);
        for (size_t k = 0; k < 2; k++) {
            json_t *one = json_array_get(list, k), *bar = json_object_get(json_object_get(json_array_get(tasks, k), "abstention"), "threshold");
            double p = json_number_value(json_object_get(one, "probability"));

            assert_string_equal(json_string_value(json_object_get(one, "task")), task[k]);
            assert_near(json_number_value(json_object_get(json_array_get(json_object_get(one, "top"), 0), "p")), p, 1e-12);
            assert_true(json_array_size(json_object_get(json_object_get(one, "why"), "contributions")) > 0);
            assert_int_equal(json_is_true(json_object_get(one, "person_should_look")),
                             json_is_true(json_object_get(ticket, "outside")) || !json_is_number(bar) || p < json_number_value(bar));
        }
    }
    assert_true(i > 0);
    assert_true(json_is_null(json_object_get(json_object_get(project, "cause_learned"), "model")));
    assert_int_equal(json_integer_value(json_object_get(json_object_get(project, "cause_learned"), "labelled")), 0);
    json_decref(doc);
}

static const char projects_text[] =
    "[{\"project\":\"desk\",\"suggestion_tasks\":[],\"tickets\":["
    "{\"id\":\"T1\",\"suggestions\":[],\"similar\":[{\"id\":\"T8\",\"title\":\"pump\",\"similarity\":0.8,\"days_to_resolve\":1.5,\"cause\":\"\",\"resolution\":\"pump replaced\"},"
    "{\"id\":\"T7\",\"title\":\"queue\",\"similarity\":0.5,\"days_to_resolve\":null,\"cause\":\"capacity\",\"resolution\":\"\"},"
    "{\"id\":\"T6\",\"title\":\"disk\",\"similarity\":0.4,\"days_to_resolve\":2,\"cause\":\"capacity\",\"resolution\":\"enlarged\"},"
    "{\"id\":\"T5\",\"title\":\"disk\",\"similarity\":0.3,\"days_to_resolve\":2,\"cause\":\"\",\"resolution\":\"FIXED\",\"note\":\"fixed in production\"},"
    "{\"id\":\"T4\",\"title\":\"disk\",\"similarity\":0.2,\"days_to_resolve\":2,\"cause\":\"\",\"resolution\":\"FIXED\",\"note\":\"cable swapped\"}],"
    "\"postmortems\":[{\"id\":\"PM-9\",\"title\":\"Pump\",\"similarity\":0.35,\"terms\":[{\"term\":\"pump\",\"share\":0.7},{\"term\":\"ward\",\"share\":0.3}],"
    "\"root_cause\":\"=worn seal\",\"resolution\":\"\"},{\"id\":\"PM-1\",\"title\":\"Queue\",\"similarity\":0.3,\"terms\":[],\"root_cause\":\"limit\",\"resolution\":\"\"}]},"
    "{\"id\":\"T2\",\"suggestions\":[{\"task\":\"cause\",\"label\":\"capacity\",\"probability\":0.97,\"person_should_look\":false}],"
    "\"similar\":[{\"id\":\"T6\",\"title\":\"disk\",\"similarity\":0.4,\"days_to_resolve\":2,\"cause\":\"capacity\",\"resolution\":\"\"}]},"
    "{\"id\":\"T3\",\"suggestions\":[],\"similar\":[]}]}]";

static const char *kind_of(const json_t *list, size_t i)
{
    return json_string_value(json_object_get(json_array_get(list, i), "kind"));
}

static void without_a_sure_cause_similar_solved_incidents_speak(void **state)
{
    struct estate *e = *state;
    struct model_list none = { .n = 0 };
    struct err err = ERR_INIT;
    char path[4200];
    json_t *projects = json_loads(projects_text, 0, NULL), *tickets, *list;
    struct strbuf text;
    FILE *out;

    snprintf(path, sizeof(path), "%s/postmortems.csv", e->f->dir);
    out = fopen(path, "w");
    assert_non_null(out);
    fputs("id,text,tickets,root_cause\nPM-1,The queue was full,T7|T9,No limit was set on the queue\nPM-2,Other,T77,Nothing of ours\n", out);
    assert_int_equal(fclose(out), 0);
    small_import(e->f, "postmortems", path);
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
    struct facts f = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &none };

    assert_ok(facts_add_causes(projects, &f, &err), err);
    tickets = json_object_get(json_array_get(projects, 0), "tickets");
    list = json_object_get(json_array_get(tickets, 0), "cause_evidence");
    assert_int_equal(json_array_size(list), 5); /* T7 is not solved; T5 was solved without a word about it; PM-1 is there once */
    assert_string_equal(kind_of(list, 0), "ticket");
    assert_string_equal(kind_of(list, 1), "postmortem");
    assert_near(json_number_value(json_object_get(json_array_get(list, 1), "similarity")), 0.35, 1e-12); /* before T6 with 0.4 */
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 2), "cause")), "capacity");
    assert_string_equal(kind_of(list, 3), "postmortem");
    assert_near(json_number_value(json_object_get(json_array_get(list, 3), "similarity")), 0.3, 1e-12);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 4), "resolution")), "cable swapped");
    assert_int_equal(json_array_size(json_object_get(json_array_get(tickets, 1), "cause_evidence")), 0); /* the model is sure */
    assert_int_equal(json_array_size(json_object_get(json_array_get(tickets, 2), "cause_evidence")), 0);
    strbuf_init(&text);
    report_add_causes(&text, json_array_get(tickets, 0));
    assert_string_equal(text.data, "pump replaced (T8, similarity 0.80); =worn seal (postmortem PM-9, similarity 0.35 by pump, ward)");
    strbuf_clear(&text);
    report_add_causes(&text, json_array_get(tickets, 2));
    assert_string_equal(text.data, "no similar solved incident says");
    strbuf_clear(&text);
    report_add_suggestion_tasks(&text, json_array_get(projects, 0));
    assert_contains(text.data, "No model of causes: 0 tickets have a recorded one; it takes 63, and two causes with 20 each.");
    strbuf_release(&text);
    json_decref(projects);
}

static void what_lies_outside_is_for_a_person(void **state)
{
    static const char text[] = "[{\"project\":\"desk\",\"tickets\":["
                               "{\"item\":\"ticket:desk/T1\",\"known_words\":40,\"stranger\":{\"p\":0.001},\"person_should_look\":false},"
                               "{\"item\":\"ticket:desk/T2\",\"known_words\":1,\"stranger\":null,\"person_should_look\":false},"
                               "{\"item\":\"ticket:desk/T3\",\"known_words\":40,\"stranger\":null,\"person_should_look\":false},"
                               "{\"item\":\"ticket:desk/T4\",\"known_words\":40,\"stranger\":null,\"person_should_look\":false,\"unlike_any_class\":true}]}]";
    struct estate *e = *state;
    struct model_list none = { .n = 0 };
    struct facts f = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &none };
    json_t *projects = json_loads(text, 0, NULL), *tickets = json_object_get(json_array_get(projects, 0), "tickets");
    struct err err = ERR_INIT;

    assert_ok(facts_add_suggestions(projects, &f, 1, &err), err);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(json_is_true(json_object_get(json_array_get(tickets, i), "outside")), i < 2);
        assert_int_equal(json_is_true(json_object_get(json_array_get(tickets, i), "person_should_look")), i != 2);
    }
    json_decref(projects);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_task_says_its_own_of_each_ticket, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(without_a_sure_cause_similar_solved_incidents_speak, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(what_lies_outside_is_for_a_person, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

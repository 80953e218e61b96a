#include "score/report/facts_tickets.h"

#include <stdio.h>
#include <string.h>

#include "score/night/run.h"
#include "score/report/facts_damage.h"
#include "score/report/facts_listed.h"
#include "score/report/facts_new.h"
#include "score/scoring.h"
#include "tests/support/estate_fixture.h"

static const json_t *project_named(const json_t *projects, const char *name)
{
    const json_t *one;
    size_t i;

    json_array_foreach(projects, i, one)
        if (strcmp(json_string_value(json_object_get(one, "project")), name) == 0)
            return one;
    return NULL;
}

static json_int_t number(const json_t *one, const char *key)
{
    return json_integer_value(json_object_get(one, key));
}

static void more_tickets(struct estate *e, const char *csv)
{
    struct err err = ERR_INIT;
    char path[4200];

    snprintf(path, sizeof path, "%s/more.csv", e->f->dir);
    put_file(path, csv);
    small_import(e->f, "tickets", path);
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
}

static void tickets_without_a_model_are_listed_and_say_why(void **state)
{
    struct estate *e = *state;
    struct model_list models;
    struct run_state run;
    struct scoring_counts counts = {0};
    struct training t;
    struct facts_tickets all, one;
    struct err err = ERR_INIT;
    const json_t *lab, *ticket;

    more_tickets(e, "project,id,title,description,created,status\n"
                    "lab,L1,analyser,the analyser is down,2023-05-01,New\nlab,L2,old,old,2022-01-01,New\nlab,L3,done,done,2023-05-02,Closed\n");
    estate_train(e, "route", "desk", &t);
    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, "test", &err), err);
    struct scoring s = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models, .run_id = run.run_id, .n_threads = 1 };
    struct facts f = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models };

    assert_ok(score_tickets(&counts, &s, "desk", &err), err);
    assert_ok(facts_tickets(&all, &f, run.run_id, &err), err);
    assert_int_equal(json_array_size(all.projects), 2);
    lab = project_named(all.projects, "lab");
    assert_non_null(lab);
    assert_int_equal(number(lab, "without_model"), 1);
    assert_true(json_is_null(json_object_get(lab, "model")));
    assert_contains(json_string_value(json_object_get(lab, "no_model")), "prodrome train route");
    assert_int_equal(json_array_size(json_object_get(lab, "tickets")), 1); /* L2 is older than the window, L3 is closed */
    ticket = json_array_get(json_object_get(lab, "tickets"), 0);
    assert_string_equal(json_string_value(json_object_get(ticket, "id")), "L1");
    assert_string_equal(json_string_value(json_object_get(ticket, "suggestion")), "");
    assert_true(json_is_null(json_object_get(ticket, "probability")));
    assert_true(json_is_true(json_object_get(ticket, "person_should_look")));
    assert_true(json_string_length(json_object_get(ticket, "no_model")) > 0);
    assert_int_equal(number(project_named(all.projects, "desk"), "open"), ESTATE_OPEN);
    assert_int_equal(number(project_named(all.projects, "desk"), "without_model"), 0);
    f.project = "desk";
    assert_ok(facts_tickets(&one, &f, run.run_id, &err), err);
    assert_int_equal(json_array_size(one.projects), 1);
    facts_tickets_done(all.projects);
    assert_null(json_object_get(ticket, "description"));
    json_decref(all.projects);
    json_decref(one.projects);
    model_list_release(&models);
}

/* What the triage report says of the estate's tickets where a suggestion that is wrong with this probability asks for a review. */
static json_t *triage_at(struct estate *e, double wrong)
{
    struct model_list models;
    struct run_state run;
    struct scoring_counts counts = {0};
    struct facts_tickets all;
    struct err err = ERR_INIT;

    for (enum criticality c = 0; c < N_CRITICALITIES; c++) {
        e->config.cost[c].review = wrong;
        e->config.cost[c].misroute = 1;
    }
    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, "test", &err), err);
    struct scoring s = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models, .run_id = run.run_id, .n_threads = 1 };
    struct facts f = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models };

    assert_ok(score_tickets(&counts, &s, "desk", &err), err);
    assert_ok(facts_tickets(&all, &f, run.run_id, &err), err);
    model_list_release(&models);
    return all.projects;
}

static void the_stricter_of_precision_and_cost_asks_for_a_person(void **state)
{
    struct estate *e = *state;
    struct training t;
    json_t *cheap, *dear;
    const json_t *was, *is;
    size_t sure = 0;

    estate_train(e, "route", "desk", &t);
    cheap = triage_at(e, 1);
    dear = triage_at(e, 0);
    was = json_object_get(project_named(cheap, "desk"), "tickets");
    is = json_object_get(project_named(dear, "desk"), "tickets");
    assert_int_equal(json_array_size(is), json_array_size(was));
    for (size_t i = 0; i < json_array_size(is); i++) {
        const json_t *a = json_array_get(was, i), *b = json_array_get(is, i);

        sure += json_is_false(json_object_get(a, "person_should_look"));
        assert_true(json_is_true(json_object_get(b, "person_should_look")));
        assert_near(json_number_value(json_object_get(b, "threshold")), 1, 0);
        assert_true(json_number_value(json_object_get(a, "threshold")) < 1);
    }
    assert_true(sure > 0);
    assert_near(json_number_value(json_object_get(json_object_get(project_named(dear, "desk"), "abstention"), "by_cost")), 1, 0);
    json_decref(cheap);
    json_decref(dear);
}

static void damage_is_told_by_rule_unless_a_model_is_sure(void **state)
{
    struct estate *e = *state;
    struct facts f = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot };
    static const char text[] = "[{\"project\":\"ward\",\"tickets\":["
                               "{\"title\":\"overdose by pump\",\"description\":\"outage\",\"criticality\":\"unknown\",\"suggestions\":[]},"
                               "{\"title\":\"a\",\"description\":\"dose\",\"criticality\":\"care-critical\",\"suggestions\":["
                               "{\"task\":\"damage\",\"label\":\"privacy\",\"person_should_look\":true}]},"
                               "{\"title\":\"b\",\"description\":\"overdose\",\"criticality\":\"unknown\",\"suggestions\":["
                               "{\"task\":\"damage\",\"label\":\"Privacy\",\"probability\":0.97,\"person_should_look\":false,\"why\":{\"contributions\":["
                               "{\"column\":\"leak\",\"value\":1.5},{\"column\":\"dose\",\"value\":-1}]}}]},"
                               "{\"title\":\"c\",\"criticality\":\"odd\"}]}]";
    static const char *const kind[] = { "safety", "safety", "privacy", "other" }, *const by[] = { "rule", "rule", "model", "rule" };
    json_t *projects = json_loads(text, 0, NULL), *counts, *damage_of, *tickets = json_object_get(json_array_get(projects, 0), "tickets");
    struct err err = ERR_INIT;

    assert_ok(facts_add_damage(projects, &f, &err), err);
    for (size_t i = 0; i < 4; i++) {
        const json_t *damage = json_object_get(json_array_get(tickets, i), "damage");

        assert_string_equal(json_string_value(json_object_get(damage, "kind")), kind[i]);
        assert_string_equal(json_string_value(json_object_get(damage, "by")), by[i]);
    }
    assert_string_equal(json_string_value(json_array_get(json_object_get(json_object_get(json_array_get(tickets, 0), "damage"), "also"), 0)), "continuity");
    damage_of = json_object_get(json_array_get(tickets, 2), "damage");
    assert_string_equal(json_string_value(json_object_get(damage_of, "reason")), "0.97 by leak");
    assert_string_equal(json_string_value(json_array_get(json_object_get(damage_of, "also"), 0)), "safety"); /* the rule is not silenced */
    assert_int_equal(number(json_object_get(json_array_get(projects, 0), "damage_learned"), "labelled"), 0);
    assert_int_equal(number(json_object_get(json_array_get(projects, 0), "damage_learned"), "class_rows"), 20);
    counts = json_object_get(json_array_get(projects, 0), "damage");
    assert_int_equal(number(counts, "safety"), 2);
    assert_int_equal(number(counts, "privacy"), 1);
    assert_int_equal(number(counts, "other"), 1);
    json_decref(projects);
}

/* 250 for a person and 120 sure ones, each with ten contributions of 0.1, a rest of 1 and five neighbours. */
static json_t *long_document(void)
{
    json_t *doc = json_pack("{s:[{s:[]}], s:[{s:[]}]}", "projects", "tickets", "severity", "disagreements");
    json_t *tickets = json_object_get(json_array_get(json_object_get(doc, "projects"), 0), "tickets");

    for (int i = 0; i < 370; i++) {
        json_t *ticket = json_pack("{s:i, s:b, s:{s:[], s:f}, s:[]}", "n", i, "person_should_look", i < 250, "why", "contributions", "rest", 1.0, "similar");

        for (int k = 0; k < 10; k++)
            json_array_append_new(json_object_get(json_object_get(ticket, "why"), "contributions"), json_pack("{s:f}", "value", 0.1));
        for (int k = 0; k < 5; k++)
            json_array_append_new(json_object_get(ticket, "similar"), json_pack("{s:b, s:[]}", "suspected", i == 0 && k == 4, "terms"));
        json_array_append_new(tickets, ticket);
    }
    json_array_append_new(json_object_get(json_array_get(json_object_get(doc, "severity"), 0), "disagreements"),
                          json_pack("{s:[{s:f}, {s:f}, {s:f}, {s:f}]}", "classes", "p", 0.1, "p", 0.4, "p", 0.2, "p", 0.3));
    return doc;
}

static void a_report_lists_the_first_of_each_and_counts_all(void **state)
{
    json_t *doc = long_document(), *project = json_array_get(json_object_get(doc, "projects"), 0), *first, *classes;

    (void)state;
    facts_listed(doc);
    assert_int_equal(number(project, "needs_person"), 250);
    assert_int_equal(number(project, "sure"), 120);
    assert_int_equal(number(project, "suspected"), 1); /* also where it is cut */
    assert_int_equal(json_array_size(json_object_get(project, "tickets")), FACTS_LISTED_LOOK + FACTS_LISTED_SURE);
    first = json_array_get(json_object_get(project, "tickets"), 0);
    assert_int_equal(json_array_size(json_object_get(first, "similar")), FACTS_LISTED_SIMILAR);
    assert_int_equal(json_array_size(json_object_get(json_object_get(first, "why"), "contributions")), FACTS_LISTED_WORDS);
    assert_near(json_number_value(json_object_get(json_object_get(first, "why"), "rest")), 1 + 0.1 * (10 - FACTS_LISTED_WORDS), 1e-12);
    project = json_array_get(json_object_get(doc, "severity"), 0);
    assert_int_equal(number(project, "differ"), 1);
    classes = json_object_get(json_array_get(json_object_get(project, "disagreements"), 0), "classes");
    assert_int_equal(json_array_size(classes), FACTS_LISTED_CLASSES);
    assert_near(json_number_value(json_object_get(json_array_get(classes, 0), "p")), 0.4, 0);
    assert_near(json_number_value(json_object_get(json_array_get(classes, 2), "p")), 0.2, 0);
    json_decref(doc);
}

static void new_tickets_say_what_the_document_says_of_them(void **state)
{
    json_t *fresh = json_loads("[{\"project\":\"desk\",\"from\":\"2026-01-01T00:00:00Z\",\"groups\":[{\"list\":[{\"item\":\"ticket:desk/T2\"},{\"item\":\"ticket:desk/T9\"}]}]}]", 0, NULL);
    json_t *projects = json_loads("[{\"project\":\"desk\",\"tickets\":["
                                  "{\"item\":\"ticket:desk/T1\",\"created\":\"2025-12-31T00:00:00Z\",\"person_should_look\":true},"
                                  "{\"item\":\"ticket:desk/T2\",\"created\":\"2026-01-01T10:00:00Z\",\"person_should_look\":true,\"suggestion\":\"lab\",\"probability\":0.4,"
                                  "\"damage\":{\"kind\":\"safety\"},\"similar\":[{\"id\":\"T0\",\"suspected\":true}]}]}]", 0, NULL), *member;
    struct err err = ERR_INIT;

    (void)state;
    assert_ok(facts_new_mark(fresh, projects, &err), err);
    assert_int_equal(number(json_array_get(fresh, 0), "open"), 1);
    assert_int_equal(number(json_array_get(fresh, 0), "look"), 1);
    member = json_array_get(json_object_get(json_array_get(json_object_get(json_array_get(fresh, 0), "groups"), 0), "list"), 0);
    assert_string_equal(json_string_value(json_object_get(member, "suggestion")), "lab");
    assert_string_equal(json_string_value(json_object_get(member, "damage")), "safety");
    assert_string_equal(json_string_value(json_object_get(member, "suspected_duplicate_of")), "T0");
    json_decref(fresh);
    json_decref(projects);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tickets_without_a_model_are_listed_and_say_why, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(the_stricter_of_precision_and_cost_asks_for_a_person, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(damage_is_told_by_rule_unless_a_model_is_sure, estate_setup, estate_teardown),
        cmocka_unit_test(a_report_lists_the_first_of_each_and_counts_all),
        cmocka_unit_test(new_tickets_say_what_the_document_says_of_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

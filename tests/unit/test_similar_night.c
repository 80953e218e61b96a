#include "score/similar/similar_night.h"

#include <stdio.h>
#include <stdlib.h>

#include "datasets/base/mem.h"
#include "score/night/run.h"
#include "score/report/facts_similar.h"
#include "score/report/report_similar.h"
#include "score/scoring.h"
#include "tests/support/estate_fixture.h"
#include "tests/support/support.h"

/* A run that scored the open tickets of project "desk". */
static int64_t scored_run(struct estate *e)
{
    struct training t;
    struct model_list models;
    struct run_state run;
    struct scoring_counts counts = { 0 };
    struct err err = ERR_INIT;

    estate_train(e, "route", "desk", &t);
    assert_ok(registry_list(&models, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, "test", &err), err);
    assert_ok(score_tickets(&counts,
                            &(struct scoring){ .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .models = &models,
                                               .run_id = run.run_id, .n_threads = 1 },
                            "desk", &err),
              err);
    assert_int_equal(counts.scored, ESTATE_OPEN);
    model_list_release(&models);
    return run.run_id;
}

static struct similar_night night_with(struct estate *e, int64_t run_id, const struct postmortem_table *postmortems)
{
    return (struct similar_night){ .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot, .run_id = run_id, .n_threads = 2,
                                   .postmortems = postmortems, .bars = json_array() };
}

static struct similar_night night_of(struct estate *e, int64_t run_id)
{
    static const struct postmortem_table none;

    return night_with(e, run_id, &none);
}

static void every_open_ticket_gets_its_five(void **state)
{
    struct estate *e = *state;
    int64_t run_id = scored_run(e);
    struct similar_night n = night_of(e, run_id);
    struct err err = ERR_INIT;
    json_t *bar;

    assert_ok(similar_night_project(&n, "desk", &err), err);
    assert_int_equal(n.tickets, ESTATE_OPEN);
    assert_int_equal(n.suspected, 0); /* these tickets say nothing of duplicates */
    bar = json_array_get(n.bars, 0);
    assert_true(json_is_null(json_object_get(bar, "threshold")));
    assert_int_equal(json_integer_value(json_object_get(bar, "past")), ESTATE_TICKETS - ESTATE_OPEN);
    assert_int_equal(json_array_size(json_object_get(bar, "tail")), 3); /* of 395: 4 / 396 is not below .01 */
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM neighbours"), ESTATE_OPEN * SIMILAR_KEPT);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM neighbours WHERE similarity <= 0 OR similarity > 1"), 0);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM neighbours n JOIN current_versions a ON a.record_id = n.record_id"
                                                "  JOIN tickets x ON x.version_id = a.version_id"
                                                "  JOIN current_versions b ON b.record_id = n.other_record_id"
                                                "  JOIN tickets y ON y.version_id = b.version_id WHERE y.created > x.created"), 0);
    json_decref(n.bars);
}

static void a_stage_that_is_taken_up_again_adds_nothing(void **state)
{
    struct estate *e = *state;
    int64_t run_id = scored_run(e);
    struct similar_night n = night_of(e, run_id), again = night_of(e, run_id);
    struct err err = ERR_INIT;

    assert_ok(similar_night_project(&n, "desk", &err), err);
    assert_ok(db_exec(e->f->store->db, "DROP TRIGGER neighbours_no_update;"
                      "UPDATE neighbours SET suspected = 1 WHERE record_id = (SELECT min(record_id) FROM neighbours)", &err), err);
    assert_ok(similar_night_project(&again, "desk", &err), err);
    assert_int_equal(again.tickets, ESTATE_OPEN);
    assert_int_equal(again.suspected, 1);
    assert_true(json_equal(n.bars, again.bars)); /* the sentence of the report is not lost with the process */
    assert_int_equal(json_array_size(again.bars), 1);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM neighbours"), ESTATE_OPEN * SIMILAR_KEPT);
    json_decref(n.bars);
    json_decref(again.bars);
}

static void the_report_reads_what_the_night_kept(void **state)
{
    struct estate *e = *state;
    int64_t run_id = scored_run(e);
    struct similar_night n = night_of(e, run_id);
    struct err err = ERR_INIT;
    json_t *list = NULL, *ticket;
    char *id = NULL;
    struct strbuf out;

    assert_ok(similar_night_project(&n, "desk", &err), err);
    assert_ok(db_get_text(e->f->store->db, &id, &err, "SELECT r.id FROM neighbours n JOIN records r ON r.record_id = n.record_id LIMIT 1", ""), err);
    assert_ok(facts_similar_of(&list, e->f->store, run_id, "desk", id, &err), err);
    assert_int_equal(json_array_size(list), SIMILAR_KEPT);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(list, 0), "rank")), 1);
    assert_true(json_array_size(json_object_get(json_array_get(list, 0), "terms")) > 0);
    ticket = json_pack("{s:o}", "similar", list);
    strbuf_init(&out);
    report_add_similar(&out, ticket);
    assert_contains(out.data, json_string_value(json_object_get(json_array_get(list, 0), "id")));
    assert_false(report_has_suspected(ticket));
    json_object_set_new(json_array_get(list, 1), "suspected", json_true());
    assert_true(report_has_suspected(ticket));
    strbuf_release(&out);
    json_decref(ticket);
    assert_ok(facts_similar_of(&list, e->f->store, run_id, "desk", "no such ticket", &err), err);
    assert_int_equal(json_array_size(list), 0);
    json_decref(list);
    mem_free(id);
    json_decref(n.bars);
}

static json_t *project_of(struct estate *e, json_t *tickets, int64_t run_id)
{
    json_t *projects = json_pack("[{s:s, s:o}]", "project", "desk", "tickets", tickets);
    struct facts f = { .store = e->f->store, .config = &e->config, .snapshot = &e->snapshot };
    struct err err = ERR_INIT;

    assert_ok(facts_add_similar(projects, &f, run_id, &err), err);
    return projects;
}

/* The stage's detail as the night records it. One ticket found its like; N1 has no neighbour at all. */
static void a_ticket_unlike_all_is_marked_where_the_night_has_measured(void **state)
{
    struct estate *e = *state;
    int64_t run_id = scored_run(e);
    struct similar_night n = night_of(e, run_id);
    struct err err = ERR_INIT;
    char *id = NULL, *detail;
    json_t *tickets, *projects, *project, *recorded;

    assert_ok(similar_night_project(&n, "desk", &err), err);
    assert_ok(db_get_text(e->f->store->db, &id, &err, "SELECT r.id FROM neighbours n JOIN records r ON r.record_id = n.record_id WHERE n.similarity > .5 LIMIT 1", ""), err);
    tickets = json_pack("[{s:s}, {s:s}]", "id", id, "id", "N1");
    projects = project_of(e, json_deep_copy(tickets), run_id);
    assert_true(json_is_null(json_object_get(json_array_get(json_object_get(json_array_get(projects, 0), "tickets"), 1), "stranger"))); /* not measured */
    json_decref(projects);
    recorded = json_pack("{s:O}", "bars", n.bars);
    detail = json_dumps(recorded, JSON_COMPACT);
    assert_int_equal(run_stage_begin(e->f->store, run_id, "similar", &err), 1);
    assert_ok(run_stage_end(e->f->store, run_id, "similar", "done", detail, &err), err);
    projects = project_of(e, tickets, run_id);
    project = json_array_get(projects, 0);
    assert_int_equal(json_integer_value(json_object_get(project, "strangers")), 1);
    assert_true(json_is_null(json_object_get(json_array_get(json_object_get(project, "tickets"), 0), "stranger")));
    assert_true(json_is_object(json_object_get(json_array_get(json_object_get(project, "tickets"), 1), "stranger")));
    json_decref(projects);
    json_decref(recorded);
    json_decref(n.bars);
    mem_free(id);
    free(detail);
}

/* No model is needed for it, and a postmortem in the words of a ticket is found by them. */
static void open_tickets_without_a_score_are_compared_and_so_are_postmortems(void **state)
{
    struct estate *e = *state;
    struct postmortem_table postmortems = { .n = 0 };
    struct similar_night n;
    struct run_state run;
    struct err err = ERR_INIT;
    char path[4200], *words = NULL, *id = NULL;
    json_t *projects, *list;
    FILE *out;

    assert_ok(db_get_text(e->f->store->db, &words, &err, "SELECT title || ' ' || description FROM tickets WHERE status = 'New' ORDER BY version_id LIMIT 1", ""), err);
    assert_ok(db_get_text(e->f->store->db, &id, &err, "SELECT id FROM tickets WHERE status = 'New' ORDER BY version_id LIMIT 1", ""), err);
    snprintf(path, sizeof path, "%s/postmortems.csv", e->f->dir);
    out = fopen(path, "w");
    assert_non_null(out);
    fprintf(out, "id,text,root_cause\nPM-1,%s,No limit was set\nPM-2,unheard of matters entirely,Nothing of ours\n", words);
    assert_int_equal(fclose(out), 0);
    small_import(e->f, "postmortems", path);
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
    assert_ok(run_begin(&run, e->f->store, "test", &err), err);
    assert_ok(similar_postmortems_load(&postmortems, e->f->store, &e->snapshot, &err), err);
    n = night_with(e, run.run_id, &postmortems);
    assert_ok(similar_night_project(&n, "desk", &err), err);
    assert_int_equal(n.tickets, ESTATE_OPEN);
    assert_int_equal(fixture_count(e->f->store, "SELECT count(*) FROM neighbours n JOIN records o ON o.record_id = n.other_record_id WHERE o.kind = 'postmortem'"
                                                "  AND n.rank <= 5"), 0);
    projects = project_of(e, json_pack("[{s:s}]", "id", id), run.run_id);
    list = json_object_get(json_array_get(json_object_get(json_array_get(projects, 0), "tickets"), 0), "postmortems");
    assert_int_equal(json_array_size(list), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "id")), "PM-1");
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "root_cause")), "No limit was set");
    assert_true(json_number_value(json_object_get(json_array_get(list, 0), "similarity")) >= .2);
    list = json_object_get(json_array_get(json_object_get(json_array_get(projects, 0), "tickets"), 0), "similar");
    assert_int_equal(json_array_size(list), SIMILAR_KEPT); /* tickets alone */
    json_decref(projects);
    json_decref(n.bars);
    postmortems_release(&postmortems);
    mem_free(words);
    mem_free(id);
}

static void hostile_titles_stay_text(void **state)
{
    json_t *ticket = json_pack("{s:[{s:s, s:s, s:f, s:b, s:[{s:s, s:f}], s:s, s:s, s:s}]}", "similar", "id", "<i>7</i>", "title",
                               "<script>alert(1)</script>", "similarity", .9, "suspected", 1, "terms", "term", "\"><b>", "share", .5, "status", "<u>",
                               "resolution", "", "team", "&amp;");
    struct strbuf out;
    struct html h;

    (void)state;
    strbuf_init(&out);
    html_init(&h, &out);
    report_similar_html(&h, ticket);
    assert_int_equal(html_check(&h, NULL), 0);
    assert_lacks(out.data, "<script");
    assert_lacks(out.data, "<i>");
    assert_lacks(out.data, "<b>");
    assert_contains(out.data, "suspected duplicate");
    html_release(&h);
    strbuf_release(&out);
    json_decref(ticket);
}

/* The sentence about a bar: of a similarity, of a model, and of none. */
static void assert_bar_says(const char *bar, const char *expected)
{
    json_t *project = json_pack("{s:o}", "similar_bar", json_loads(bar, 0, NULL));
    struct strbuf out;

    strbuf_init(&out);
    report_add_bar(&out, project);
    assert_contains(out.data, expected);
    strbuf_release(&out);
    json_decref(project);
}

static void the_report_says_what_a_suspicion_is_worth(void **state)
{
    (void)state;
    assert_bar_says("{\"threshold\": 0.8, \"precision\": 0.75, \"precision_low\": 0.5, \"coverage\": 0.25, \"pairs\": 12, \"tickets\": 300}",
                    "A duplicate is suspected from a similarity of 0.80 on, chosen on older tickets: of 12 newer past pairs from there on, 75.0% were marked as duplicates (at least 50.0%, at 95 % "
                    "confidence); it finds 25.0% of the newer duplicates.");
    assert_bar_says("{\"threshold\": 0.8, \"precision\": null, \"pairs\": 0, \"tickets\": 300}", "so how often it is right is not measured");
    assert_bar_says("{\"threshold\": 2, \"a\": 1, \"b\": -2, \"precision\": 0.5, \"precision_low\": 0.25, \"coverage\": 0.5, \"pairs\": 4, \"tickets\": 9, \"model\": \"duplicates:p@1\", \"approved\": false}",
                    "by duplicates:p@1 (model not approved). A duplicate is suspected from 50.0% likely on");
    assert_bar_says("{\"threshold\": null, \"tickets\": 300}", "No duplicate is suspected: from no similarity or likelihood on were enough of the past pairs marked as duplicates.");
    assert_bar_says("{\"threshold\": null, \"tickets\": 0}", "no past ticket says of which earlier one it is a duplicate");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_open_ticket_gets_its_five, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_ticket_unlike_all_is_marked_where_the_night_has_measured, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(a_stage_that_is_taken_up_again_adds_nothing, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(the_report_reads_what_the_night_kept, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(open_tickets_without_a_score_are_compared_and_so_are_postmortems, estate_setup, estate_teardown),
        cmocka_unit_test(hostile_titles_stay_text),
        cmocka_unit_test(the_report_says_what_a_suspicion_is_worth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

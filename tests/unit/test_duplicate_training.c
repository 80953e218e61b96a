/*
 * A version of `duplicates`: train/duplicate/duplicate_training.c, duplicate_model_io.c, and how it orders by night and by day.
 */
#include "train/duplicate/duplicate_model_io.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "score/night/run.h"
#include "score/report/facts_similar.h"
#include "score/scoring.h"
#include "score/similar/similar_night.h"
#include "score/similar/similar_past.h"
#include "tests/support/small_estate.h"
#include "train/rows/readiness_rows.h"
#include "train/training.h"

enum { N_TICKETS = 600, OPEN = 6 };

struct world {
    struct fixture *f;
    struct config   config;
    struct snapshot snapshot;
};

/* Every odd ticket repeats an even one of the 200 before it in words and component; of these many have the same words, and few the component as well. The newest are open and unmarked.
 * marked: how many of the odd ones say so. */
static void put_tickets(struct world *w, int marked)
{
    static const char *const thing[] = { "printer", "monitor", "scanner", "portal", "pump" }, *const place[] = { "ward", "theatre", "laboratory" };
    struct strbuf csv;
    struct err err = ERR_INIT;

    strbuf_init(&csv);
    strbuf_adds(&csv, "id,project,title,description,created,resolved,status,component_filed,duplicate_of\n");
    for (int i = 0; i < N_TICKETS; i++) {
        long long at = (long long)FIXTURE_NOW - (long long)(N_TICKETS - i) * 3600;
        int of_row = i % 2 == 1 ? i - (2 * (i * 7 % 100) + 1) : i, about = of_row < 0 ? i : of_row / 2;
        bool open = i >= N_TICKETS - OPEN, mark = of_row >= 0 && of_row < i && !open && i / 2 < marked;
        char of[16] = "", resolved[24] = "";

        if (mark)
            snprintf(of, sizeof of, "%d", of_row + 1000);
        if (!open)
            snprintf(resolved, sizeof resolved, "%lld", at + 1800);
        strbuf_addf(&csv, "%d,desk,%s %s stops,words that all have about %s,%lld,%s,%s,c%d,%s\n", i + 1000, thing[about % 5], place[about % 3], thing[about % 5], at, resolved,
                    open ? "New" : "Closed", about % 7, of);
    }
    put_file(path_in(w->f->dir, "t.csv"), csv.data);
    small_import(w->f, "tickets", path_in(w->f->dir, "t.csv"));
    strbuf_release(&csv);
    snapshot_release(&w->snapshot);
    assert_ok(snapshot_take(&w->snapshot, w->f->store, &err), err);
}

static int setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    struct err err = ERR_INIT;
    void *fixture = NULL;

    if (w == NULL || digest_setup(NULL) < 0 || fixture_setup(&fixture) != 0)
        return -1;
    w->f = fixture;
    assert_ok(config_load(&w->config, NULL, w->f->path, &err), err);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    void *fixture = w->f;

    snapshot_release(&w->snapshot);
    config_release(&w->config);
    free(w);
    return fixture_teardown(&fixture);
}

static void train(struct training *out, struct world *w)
{
    struct training_options options = { .seed = 1, .n_threads = 2 };
    struct err err = ERR_INIT;

    assert_ok(training_run(out, w->f->store, &w->config, &w->snapshot, task_find("duplicates"), "desk", &options, &err), err);
}

static void marks_make_a_version_with_a_record_and_no_second_one(void **state)
{
    struct world *w = *state;
    struct training t;
    struct model_list models;
    struct model_parts parts;
    struct duplicate_model m;
    struct strbuf text;
    struct err err = ERR_INIT;
    char *record = NULL;
    json_t *doc;

    put_tickets(w, N_TICKETS);
    train(&t, w);
    assert_string_equal(t.reason, "");
    assert_int_equal(t.status, TRAINING_VALIDATED);
    assert_string_equal(t.model, "duplicates:desk@1");
    assert_true(t.value > t.baseline);
    assert_ok(registry_list(&models, w->f->store, &err), err);
    assert_ok(duplicate_model_load(&m, w->f->store, &models.model[0], &err), err);
    assert_true(m.n_lists > 200 && m.bar.calibrated);
    strbuf_init(&text);
    assert_ok(registry_parts(&parts, w->f->store, &models.model[0], &err), err);
    assert_ok(duplicate_model_save(&text, &m, &err), err);
    assert_int_equal(parts.n, 1);
    assert_int_equal(text.len, parts.part[0].len);
    assert_memory_equal(text.data, parts.part[0].data, text.len);
    model_parts_release(&parts);
    strbuf_release(&text);
    assert_ok(db_get_text(w->f->store->db, &record, &err, "SELECT json FROM validation_records", ""), err);
    doc = json_loads(record, 0, NULL);
    assert_true(json_number_value(json_object_get(json_object_get(json_object_get(json_object_get(doc, "metrics"), "final"), "recall_at_10"), "value")) > .5);
    assert_true(json_is_object(json_object_get(json_object_get(doc, "baselines"), "words_and_age")));
    for (size_t i = 0; i < 2; i++) { /* the rows are duplicates: none of them is "another incident" */
        const json_t *class = json_array_get(json_object_get(json_object_get(doc, "data"), "classes"), i);

        assert_contains(json_string_value(json_object_get(class, "name")), i == 0 ? "duplicates that did not" : "duplicates that taught");
        if (i == 1)
            assert_int_equal(json_integer_value(json_object_get(class, "rows")), m.n_lists);
    }
    json_decref(doc);
    mem_free(record);
    model_list_release(&models);
    train(&t, w);
    assert_int_equal(t.status, TRAINING_UNCHANGED);
    w->config.duplicate_precision = .9; /* another bar is another version */
    train(&t, w);
    assert_string_equal(t.model, "duplicates:desk@2");
}

static void a_bound_of_the_configuration_decides_instead_of_words_and_age(void **state)
{
    struct world *w = *state;
    struct training t;

    put_file(path_in(w->f->dir, "own.conf"), "[acceptance duplicates]\nrecall_at_1 = 1\nmap = 0.01\n");
    config_release(&w->config);
    assert_int_equal(config_load(&w->config, path_in(w->f->dir, "own.conf"), w->f->path, NULL), 0);
    put_tickets(w, N_TICKETS);
    train(&t, w);
    assert_int_equal(t.status, TRAINING_REJECTED);
    assert_contains(t.reason, "recall_at_1");
}

static void readiness_of_the_configuration_refuses_and_thins(void **state)
{
    struct world *w = *state;
    struct readiness_list list;
    struct training t;
    char words[2048];
    struct err err = ERR_INIT;

    put_file(path_in(w->f->dir, "own.conf"), "[readiness duplicates]\nrows = 5000\nmin_rows = 4000\n");
    config_release(&w->config);
    assert_int_equal(config_load(&w->config, path_in(w->f->dir, "own.conf"), w->f->path, NULL), 0);
    put_tickets(w, 300);
    train(&t, w);
    assert_int_equal(t.status, TRAINING_NO_DATA);
    assert_contains(t.reason, "4000 are needed: until then words and age order them");
    w->config.readiness[N_READINESS_TASKS - 1].needed[READINESS_ROWS] = 63;
    train(&t, w);
    assert_int_equal(t.readiness.verdict, READINESS_THIN);
    assert_contains(readiness_words(&t.readiness, words, sizeof words), "tickets are known as duplicates of an earlier one, 5000 are wanted");
    assert_ok(readiness_list_make(&list, w->f->store, &w->snapshot, &w->config, "duplicates", "desk", 1, &err), err);
    assert_int_equal(list.n, 1);
    assert_int_equal(list.item[0].rows, t.readiness.rows);
    assert_int_equal(list.item[0].no_label_time, 0);
    assert_string_equal(list.item[0].reason[0].text, t.readiness.reason[0].text);
    readiness_list_release(&list);
}

static void too_few_marks_make_none_and_say_so(void **state)
{
    struct world *w = *state;
    struct training t;

    put_tickets(w, 40);
    train(&t, w);
    assert_int_equal(t.status, TRAINING_NO_DATA);
    assert_contains(t.reason, "tickets are known as duplicates of an earlier one, 63 are needed (50 to learn from, the newest fifth to test on): until then words and age order them");
    put_tickets(w, 0);
    train(&t, w);
    assert_int_equal(t.status, TRAINING_NO_ROWS);
}

/* A night with the version that was trained. */
static int64_t night(struct world *w, struct model_list *models, json_t **bars)
{
    static const struct postmortem_table none;
    struct run_state run;
    struct err err = ERR_INIT;
    struct similar_night n = { .store = w->f->store, .config = &w->config, .snapshot = &w->snapshot, .n_threads = 2, .models = models, .postmortems = &none, .bars = json_array() };

    assert_ok(registry_list(models, w->f->store, &err), err);
    assert_ok(run_begin(&run, w->f->store, "test", &err), err);
    n.run_id = run.run_id;
    assert_ok(similar_night_project(&n, "desk", &err), err);
    *bars = n.bars;
    return run.run_id;
}

static void a_night_orders_by_it_and_its_scores_add_up_and_are_replayed(void **state)
{
    struct world *w = *state;
    struct training t;
    struct model_list models;
    struct err err = ERR_INIT;
    json_t *bars, *list, *one, *value;
    const char *group;
    size_t i;
    int64_t run_id, score_id;
    double was, now;

    put_tickets(w, N_TICKETS);
    train(&t, w);
    run_id = night(w, &models, &bars);
    assert_string_equal(json_string_value(json_object_get(json_array_get(bars, 0), "model")), "duplicates:desk@1");
    assert_true(json_is_false(json_object_get(json_array_get(bars, 0), "approved")));
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM scores WHERE item LIKE 'ticket:desk/%' AND approved = 0"), OPEN);
    assert_ok(facts_similar_of(&list, w->f->store, run_id, "desk", "1599", &err), err);
    assert_int_equal(json_array_size(list), SIMILAR_KEPT);
    json_array_foreach(list, i, one) {
        const json_t *why = json_object_get(one, "why");
        double sum = json_number_value(json_object_get(why, "bias"));

        json_object_foreach(json_object_get(why, "groups"), group, value)
            sum += json_number_value(value);
        assert_near(sum, json_number_value(json_object_get(why, "logit")), 1e-9);
        assert_near(json_number_value(json_object_get(one, "probability")), 1 / (1 + exp(-sum)), 1e-9);
    }
    json_decref(list);
    assert_ok(score_find(&score_id, w->f->store, "ticket:desk/1599", "duplicates", &err), err);
    assert_int_equal(score_replay(&was, &now, w->f->store, score_id, &err), 1);
    json_decref(bars);
    model_list_release(&models);
}

static void a_night_that_is_taken_up_again_writes_no_score_twice(void **state)
{
    struct world *w = *state;
    static const struct postmortem_table none;
    struct training t;
    struct model_list models;
    struct err err = ERR_INIT;
    json_t *bars;
    int64_t run_id;
    struct similar_night again;

    put_tickets(w, N_TICKETS);
    train(&t, w);
    run_id = night(w, &models, &bars);
    again = (struct similar_night){ .store = w->f->store, .config = &w->config, .snapshot = &w->snapshot, .run_id = run_id, .n_threads = 1, .models = &models, .postmortems = &none,
                                    .bars = json_array() };
    assert_ok(similar_night_project(&again, "desk", &err), err);
    assert_true(json_equal(bars, again.bars));
    assert_int_equal(fixture_count(w->f->store, "SELECT count(*) FROM scores"), OPEN);
    json_decref(bars);
    json_decref(again.bars);
    model_list_release(&models);
}

static void ask(struct similar_past *past, struct world *w, const char *id, bool without_index)
{
    struct similar_asked asked = { .top = 5, .n_threads = 1, .without_index = without_index };
    struct arena arena;
    struct err err = ERR_INIT;

    arena_init(&arena);
    assert_ok(similar_past_ticket(&asked.record, &asked.version, &asked.project, &arena, w->f->store, NULL, id, &err), err);
    assert_ok(similar_past_ask(past, w->f->store, &asked, &err), err);
    arena_release(&arena);
}

static void by_day_the_index_gives_what_all_tickets_give_and_the_night_gave(void **state)
{
    struct world *w = *state;
    struct training t;
    struct model_list models;
    struct similar_past with, without;
    struct err err = ERR_INIT;
    json_t *bars, *list;
    bool made;
    int64_t run_id;

    put_tickets(w, N_TICKETS);
    train(&t, w);
    run_id = night(w, &models, &bars);
    assert_ok(similar_file_renew(&made, w->f->store, 1, &err), err);
    assert_true(made);
    ask(&with, w, "desk/1599", false);
    ask(&without, w, "desk/1599", true);
    assert_true(with.by_index && !without.by_index);
    assert_string_equal(with.model, "duplicates:desk@1");
    assert_int_equal(with.n_found, 5);
    assert_ok(facts_similar_of(&list, w->f->store, run_id, "desk", "1599", &err), err);
    for (size_t i = 0; i < with.n_found; i++) {
        const json_t *one = json_array_get(list, i);

        assert_memory_equal(&with.likely[i], &without.likely[i], sizeof with.likely[i]);
        assert_string_equal(with.tickets.row[i].id, without.tickets.row[i].id);
        assert_string_equal(with.tickets.row[i].id, json_string_value(json_object_get(one, "id")));
        assert_near(with.likely[i].probability, json_number_value(json_object_get(one, "probability")), 1e-12);
    }
    similar_past_release(&with);
    similar_past_release(&without);
    json_decref(list);
    json_decref(bars);
    model_list_release(&models);
}

static void a_text_and_a_project_without_a_version_are_ordered_by_words(void **state)
{
    struct world *w = *state;
    struct similar_asked asked = { .title = { "printer ward", 12 }, .description = { "", 0 }, .project = "desk", .top = 3, .n_threads = 1 };
    struct similar_past past;
    struct training t;
    struct err err = ERR_INIT;

    put_tickets(w, N_TICKETS);
    ask(&past, w, "desk/1599", true);
    assert_true(past.model[0] == '\0' && past.likely == NULL);
    similar_past_release(&past);
    train(&t, w);
    assert_ok(similar_past_ask(&past, w->f->store, &asked, &err), err);
    assert_true(past.model[0] == '\0' && past.likely == NULL && past.n_found == 3);
    similar_past_release(&past);
}

static void a_model_that_was_not_written_so_is_refused(void **state)
{
    static const char *const bad[] = { "", "{}", "{\"lists\":60,\"weights\":{},\"bar\":{\"threshold\":null,\"a\":1,\"b\":0}}", "[1]", "{\"lists\":\"many\"}" };
    struct duplicate_model m;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct model_part part = { DUPLICATE_MODEL_PART, bad[i], strlen(bad[i]) };

        assert_int_equal(duplicate_model_read(&m, &part, 1, NULL), ERR_INTEGRITY);
    }
    assert_int_equal(duplicate_model_read(&m, NULL, 0, NULL), ERR_INTEGRITY);
}

#define WITH_WORLD(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(marks_make_a_version_with_a_record_and_no_second_one),
        WITH_WORLD(a_bound_of_the_configuration_decides_instead_of_words_and_age),
        WITH_WORLD(readiness_of_the_configuration_refuses_and_thins),
        WITH_WORLD(too_few_marks_make_none_and_say_so),
        WITH_WORLD(a_night_orders_by_it_and_its_scores_add_up_and_are_replayed),
        WITH_WORLD(a_night_that_is_taken_up_again_writes_no_score_twice),
        WITH_WORLD(by_day_the_index_gives_what_all_tickets_give_and_the_night_gave),
        WITH_WORLD(a_text_and_a_project_without_a_version_are_ordered_by_words),
        cmocka_unit_test(a_model_that_was_not_written_so_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

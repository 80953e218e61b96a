#include "train/rows/readiness_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/estate_fixture.h"

/* ------------------------------------------------------------- the verdict of given facts */

static const struct readiness_limits *limits_of(struct readiness_limits *limits, size_t task)
{
    readiness_defaults(limits, task);
    return limits;
}

/* Facts of a good route; tests spoil one of them. */
static struct readiness good_route(void)
{
    struct readiness r = { .task = "route", .label = "team", .project = "desk", .records = 400, .labelled = 300, .rows = 300, .classes = 3, .classes_enough = 3,
                           .months = 12, .first = 1, .last = 2, .timed = 300 };

    for (int m = 0; m < N_READINESS_MEASURES; m++)
        r.value[m] = r.least[m] = (double)NAN;
    r.value[READINESS_ROWS] = r.least[READINESS_ROWS] = 300;
    r.value[READINESS_CLASSES] = r.least[READINESS_CLASSES] = 3;
    r.value[READINESS_MONTHS] = r.least[READINESS_MONTHS] = 12;
    r.value[READINESS_LABELLED] = r.least[READINESS_LABELLED] = 0.75;
    r.value[READINESS_TEXT] = r.least[READINESS_TEXT] = 1;
    r.value[READINESS_TIMES] = r.least[READINESS_TIMES] = 1;
    return r;
}

static void assert_verdict(struct readiness *r, enum readiness_verdict verdict, const char *words)
{
    struct readiness_limits limits;
    char buf[2048];

    readiness_judge(r, limits_of(&limits, 0));
    assert_string_equal(readiness_verdict_name[r->verdict], readiness_verdict_name[verdict]);
    assert_string_equal(readiness_words(r, buf, sizeof buf), words);
}

static void set(struct readiness *r, enum readiness_measure m, double value)
{
    r->value[m] = r->least[m] = value;
}

static void good_data_is_ready_without_a_word(void **state)
{
    struct readiness r = good_route();

    (void)state;
    assert_verdict(&r, READINESS_READY, "");
}

static void few_rows_are_thin_and_fewer_are_refused(void **state)
{
    struct readiness r = good_route();

    (void)state;
    r.rows = r.labelled = 143;
    set(&r, READINESS_ROWS, 143);
    assert_verdict(&r, READINESS_THIN, "143 labelled rows, 200 are wanted");
    r.rows = 120;
    set(&r, READINESS_ROWS, 120);
    assert_verdict(&r, READINESS_THIN, "120 tickets to learn from (of 143 labelled), 200 are wanted");
    r.rows = r.labelled = 62;
    set(&r, READINESS_ROWS, 62);
    assert_verdict(&r, READINESS_REFUSED, "62 labelled rows, 63 are needed (50 to learn from, the newest fifth to test on)");
    r.rows = r.labelled = 0;
    set(&r, READINESS_ROWS, 0);
    set(&r, READINESS_CLASSES, 0);
    set(&r, READINESS_MONTHS, NAN);
    assert_verdict(&r, READINESS_REFUSED, "none of the 400 tickets has a team");
}

static void one_class_is_refused(void **state)
{
    struct readiness r = good_route();

    (void)state;
    r.classes = r.classes_enough = 1;
    set(&r, READINESS_CLASSES, 1);
    assert_verdict(&r, READINESS_REFUSED, "one team only: every row carries the same");
    r.classes = 5;
    assert_verdict(&r, READINESS_REFUSED, "1 of 5 classes has 20 rows or more, 2 are needed");
    r.classes_enough = 2;
    r.value[READINESS_CLASSES] = 2;
    assert_verdict(&r, READINESS_REFUSED, "2 of 5 classes have 20 rows or more, but only 1 among the oldest rows, which are learned from first; 2 are needed");
}

static void months_text_times_and_labels_are_wanted(void **state)
{
    struct readiness r = good_route();

    (void)state;
    r.months = 1;
    set(&r, READINESS_MONTHS, 1);
    assert_verdict(&r, READINESS_THIN, "labels of 1 month, 3 are wanted");
    r.first = r.last = TIME_NONE;
    set(&r, READINESS_MONTHS, NAN);
    assert_verdict(&r, READINESS_THIN, "no row is dated: the order of the file stands for time, and months are not known");
    r = good_route();
    set(&r, READINESS_TEXT, 0.5);
    assert_verdict(&r, READINESS_THIN, "50.0 % of the labelled rows have words in title or description, 90 % are wanted");
    set(&r, READINESS_TEXT, 0);
    assert_verdict(&r, READINESS_REFUSED, "0.0 % of the labelled rows have words in title or description, some are needed");
    r = good_route();
    set(&r, READINESS_TIMES, 0.25);
    assert_verdict(&r, READINESS_THIN, "of 25.0 % of the labels it is known when they became known, 50 % are wanted");
    r = good_route();
    set(&r, READINESS_LABELLED, 0.1);
    assert_verdict(&r, READINESS_THIN, "10.0 % of the 400 tickets are labelled, 30 % are wanted");
}

static void labels_that_contradict_each_other_are_thin_and_have_a_ceiling(void **state)
{
    struct readiness r = good_route();

    (void)state;
    r.marked = (struct pair_count){ 60, 20 };
    r.same_text = (struct pair_count){ 40, 30 };
    set(&r, READINESS_AGREEMENT, 0.5);
    assert_verdict(&r, READINESS_THIN, "near-duplicate tickets carry the same team in 50.0 % of 100 pairs, 60 % are wanted: the labels contradict each other");
    assert_near(readiness_ceiling(&r), 0.75, 1e-12);
    r.marked.pairs = 0;
    r.same_text.pairs = READINESS_PAIRS_MIN - 1;
    assert_true(isnan(readiness_ceiling(&r)));
}

static void releases_without_an_outcome_are_refused(void **state)
{
    struct readiness r = { .task = "release-risk", .label = "outcome", .project = "app", .records = 7, .releases = 7, .first = TIME_NONE, .last = TIME_NONE };
    struct readiness_limits limits;
    char buf[2048];

    (void)state;
    for (int m = 0; m < N_READINESS_MEASURES; m++)
        set(&r, (enum readiness_measure)m, 0);
    readiness_judge(&r, limits_of(&limits, 5));
    assert_int_equal(r.verdict, READINESS_REFUSED);
    assert_string_equal(readiness_words(&r, buf, sizeof buf), "no release has an outcome (7 were deployed)");
}

/* ------------------------------------------------------------- counted from a store */

static const struct readiness *find(const struct readiness_list *list, const char *task, const char *label)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->item[i].task, task) == 0 && strcmp(list->item[i].label, label) == 0)
            return &list->item[i];
    fail_msg("no %s of %s", task, label);
    return NULL;
}

static struct readiness_list list_of(struct estate *e, int n_threads)
{
    struct readiness_list list;
    struct err err = ERR_INIT;

    assert_ok(readiness_list_make(&list, e->f->store, &e->snapshot, &e->config, NULL, NULL, n_threads, &err), err);
    return list;
}

static void rows_are_those_that_a_training_learns_from(void **state)
{
    struct estate *e = *state;
    struct readiness_list list = list_of(e, 2);
    const struct readiness *route = find(&list, "route", "team"), *risk = find(&list, "change-risk", "buggy");
    struct training t;

    assert_int_equal(route->records, ESTATE_TICKETS);
    estate_train(e, "route", "desk", &t);
    assert_memory_equal(t.readiness.value, route->value, sizeof route->value);
    assert_int_equal(t.readiness.verdict, route->verdict);
    assert_int_equal(t.readiness.rows, route->rows);
    assert_int_equal(t.readiness.records, route->records);
    estate_train(e, "change-risk", "app", &t);
    assert_memory_equal(t.readiness.least, risk->least, sizeof risk->least);
    assert_int_equal(t.readiness.harmful, risk->harmful);
    assert_int_equal(t.readiness.left_young, risk->left_young);
    assert_true(risk->harmful > 0 && risk->clean > 0 && risk->months > 1);
    readiness_list_release(&list);
}

static void every_task_of_every_project_is_listed_in_order(void **state)
{
    static const char *const task[] = { "route", "component", "severity", "cause", "maintenance", "damage", "change-risk", "release-risk", "duplicates" };
    struct readiness_list list = list_of(*state, 1);

    assert_int_equal(list.n, 9);
    for (size_t i = 0; i < list.n; i++)
        assert_string_equal(list.item[i].task, task[i]);
    assert_string_equal(list.item[1].label, "component");
    assert_int_equal(find(&list, "cause", "cause")->verdict, READINESS_REFUSED);
    assert_true(find(&list, "release-risk", "outcome")->releases_with_outcome > 0);
    assert_int_equal(find(&list, "release-risk", "outcome")->systems, 1);
    readiness_list_release(&list);
}

/* Import from text, and what readiness makes of it. */
static struct readiness_list list_of_csv(struct estate *e, const char *text)
{
    char path[4200];
    struct err err = ERR_INIT;

    snprintf(path, sizeof path, "%s/extra.csv", e->f->dir);
    put_file(path, text);
    small_import(e->f, "tickets", path);
    snapshot_release(&e->snapshot);
    assert_ok(snapshot_take(&e->snapshot, e->f->store, &err), err);
    return list_of(e, 1);
}

static void near_duplicates_are_counted_by_how_they_are_known(void **state)
{
    struct readiness_list list = list_of_csv(*state,
        "id,project,title,description,created,resolved,team,status,duplicate_of\n"
        "A1,lab,,the analyser in room 4 reports no result for potassium since noon,2023-01-01,2023-01-02,lab,Closed,\n"
        "A2,lab,,The analyser in room 5 reports no result for potassium since noon,2023-01-03,2023-01-04,network,Closed,\n"
        "A3,lab,,samples are late and nobody knows why this should be so today,2023-02-01,2023-02-04,lab,Closed,A1\n"
        "A4,lab,,the analyser in room 6 reports no result for potassium since noon,2023-02-03,,lab,New,\n");
    const struct readiness *r = NULL;

    for (size_t i = 0; i < list.n; i++)
        if (strcmp(list.item[i].project, "lab") == 0 && strcmp(list.item[i].label, "team") == 0)
            r = &list.item[i];
    assert_non_null(r);
    assert_int_equal(r->same_text.pairs, 1); /* A4 is open */
    assert_int_equal(r->same_text.agree, 0);
    assert_int_equal(r->marked.pairs, 1);
    assert_int_equal(r->marked.agree, 1);
    assert_int_equal(r->near_text.pairs, 0);
    assert_int_equal(r->left_open, 1);
    assert_int_equal(r->months, 2);
    assert_int_equal(r->no_title, 3);
    assert_true(isnan(r->value[READINESS_AGREEMENT])); /* two pairs say nothing */
    readiness_list_release(&list);
}

static void incidents_are_linked_by_what_they_name_or_a_link_that_stands(void **state)
{
    struct estate *e = *state;
    struct readiness_around before, after;
    struct err err = ERR_INIT;
    char path[4200];

    assert_ok(readiness_around_count(&before, e->f->store, &err), err);
    snprintf(path, sizeof path, "%s/incidents.csv", e->f->dir);
    put_file(path, "id,project,title,description,type,maintenance,caused_by_change\n"
                   "I1,lab,a,b,Incident,,abc123\nI2,lab,a,b,Service Request,,\nI3,lab,a,b,bug,corrective,\nI4,lab,a,b,bug,perfective,\n");
    small_import(e->f, "tickets", path);
    assert_ok(readiness_around_count(&after, e->f->store, &err), err);
    assert_int_equal(after.incidents - before.incidents, 2);
    assert_int_equal(after.incidents_linked - before.incidents_linked, 1);
    fixture_run(e->f->store, "INSERT INTO links(ticket_record_id, target_record_id, state, rule, at) SELECT t.record_id, c.record_id, 'suspected', 'r', 1"
                             " FROM records t, (SELECT min(record_id) AS record_id FROM records WHERE kind = 'change') c WHERE t.id = 'I3'");
    assert_ok(readiness_around_count(&after, e->f->store, &err), err);
    assert_int_equal(after.incidents_linked - before.incidents_linked, 2);
    fixture_run(e->f->store, "INSERT INTO links(ticket_record_id, target_record_id, state, rule, at) SELECT ticket_record_id, target_record_id, 'refuted', 'no', 2"
                             " FROM links");
    assert_ok(readiness_around_count(&after, e->f->store, &err), err);
    assert_int_equal(after.incidents_linked - before.incidents_linked, 1);
}

static void an_empty_store_has_nothing_to_list(void **state)
{
    struct fixture *f = *state;
    struct readiness_list list;
    struct snapshot snapshot;
    struct config config;
    struct err err = ERR_INIT;

    assert_ok(config_load(&config, NULL, f->path, &err), err);
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(readiness_list_make(&list, f->store, &snapshot, &config, NULL, NULL, 1, &err), err);
    assert_int_equal(list.n, 0);
    readiness_list_release(&list);
    snapshot_release(&snapshot);
    config_release(&config);
}

static void the_json_has_null_for_what_a_task_has_not(void **state)
{
    struct readiness_list list = list_of(*state, 1);
    json_t *route = readiness_json(find(&list, "route", "team")), *risk = readiness_json(find(&list, "change-risk", "buggy"));

    assert_true(json_is_null(json_object_get(route, "around")) && json_is_object(json_object_get(route, "near_duplicates")));
    assert_true(json_is_object(json_object_get(risk, "around")) && json_is_null(json_object_get(risk, "near_duplicates")));
    assert_true(json_is_integer(json_object_get(risk, "harmful")) && json_is_null(json_object_get(route, "harmful")));
    json_decref(route);
    json_decref(risk);
    readiness_list_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_data_is_ready_without_a_word),
        cmocka_unit_test(few_rows_are_thin_and_fewer_are_refused),
        cmocka_unit_test(one_class_is_refused),
        cmocka_unit_test(months_text_times_and_labels_are_wanted),
        cmocka_unit_test(labels_that_contradict_each_other_are_thin_and_have_a_ceiling),
        cmocka_unit_test(releases_without_an_outcome_are_refused),
        cmocka_unit_test_setup_teardown(rows_are_those_that_a_training_learns_from, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(every_task_of_every_project_is_listed_in_order, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(near_duplicates_are_counted_by_how_they_are_known, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(incidents_are_linked_by_what_they_name_or_a_link_that_stands, estate_setup, estate_teardown),
        cmocka_unit_test_setup_teardown(an_empty_store_has_nothing_to_list, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(the_json_has_null_for_what_a_task_has_not, estate_setup, estate_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

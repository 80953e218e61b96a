#include "score/report/facts_new.h"

#include <stdio.h>
#include <string.h>

#include "score/cluster/clusters.h"
#include "score/night/run.h"
#include "score/report/facts_repeats.h"
#include "tests/support/small_estate.h"

struct setting {
    struct config   config;
    struct snapshot snapshot;
    struct facts    facts;
};

static void set_up(struct setting *s, struct fixture *f, const char *csv)
{
    struct err err = ERR_INIT;
    char path[4200];

    snprintf(path, sizeof path, "%s/tickets.csv", f->dir);
    put_file(path, csv);
    small_import(f, "tickets", path);
    assert_ok(config_load(&s->config, NULL, f->path, &err), err);
    assert_ok(snapshot_take(&s->snapshot, f->store, &err), err);
    s->facts = (struct facts){ .store = f->store, .config = &s->config, .snapshot = &s->snapshot };
}

static void tear_down(struct setting *s)
{
    snapshot_release(&s->snapshot);
    config_release(&s->config);
}

static int64_t new_run(struct fixture *f)
{
    struct run_state run;
    struct err err = ERR_INIT;

    assert_ok(run_begin(&run, f->store, "test", &err), err);
    return run.run_id;
}

static json_int_t number(const json_t *one, const char *key)
{
    return json_integer_value(json_object_get(one, key));
}

#define HEAD "project,id,title,description,created,resolved,status,duplicate_of,reopened\n"

static void a_repeat_is_counted_once_and_in_its_span(void **state)
{
    struct fixture *f = *state;
    struct setting s;
    struct err err = ERR_INIT;
    json_t *all = NULL, *now, *before;
    char sql[512];

    set_up(&s, f, HEAD "desk,A1,a,,2023-07-01,2023-07-02,Closed,,\n"     /* before, no repeat      */
                       "desk,A2,a,,2023-07-02,2023-07-03,Closed,A1,\n"   /* before, duplicate      */
                       "desk,B1,a,,2023-10-01,2023-10-02,Closed,A1,2\n"  /* duplicate and reopened */
                       "desk,B2,a,,2023-10-01,2023-10-02,Closed,,yes\n"
                       "desk,B3,a,,2023-10-01,2023-10-02,Closed,,0\n"
                       "desk,B4,a,,2023-10-05,,New,,no\n"                /* suspected of A1        */
                       "desk,B5,a,,2023-10-06,,New,,\n"                  /* like B4, which is open */
                       "desk,Z0,a,,2022-01-01,2022-01-02,Closed,A1,\n"); /* too long ago           */
    snprintf(sql, sizeof sql, "INSERT INTO neighbours SELECT %lld, a.record_id, 1, b.record_id, .9, '[]', 1 FROM records a, records b"
                              " WHERE (a.id = 'B4' AND b.id = 'A1') OR (a.id = 'B5' AND b.id = 'B4')", (long long)new_run(f));
    fixture_run(f->store, sql);
    assert_ok(facts_repeats(&all, &s.facts, &err), err);
    assert_int_equal(json_array_size(all), 1);
    now = json_object_get(json_array_get(all, 0), "now");
    before = json_object_get(json_array_get(all, 0), "before");
    assert_int_equal(number(now, "tickets"), 5);
    assert_int_equal(number(now, "duplicate"), 1);
    assert_int_equal(number(now, "reopened"), 1);
    assert_int_equal(number(now, "suspected"), 1);
    assert_near(json_number_value(json_object_get(now, "rate")), .6, 1e-12);
    assert_int_equal(number(before, "tickets"), 2);
    assert_near(json_number_value(json_object_get(before, "rate")), .5, 1e-12);
    json_decref(all);
    tear_down(&s);
}

/* 60 old tickets of two kinds; then three of one and one of the other within a day. */
static void new_tickets_stand_by_their_cluster_most_first(void **state)
{
    struct fixture *f = *state;
    struct setting s;
    struct clusters_update update;
    struct err err = ERR_INIT;
    static const char *const extra[] = { "ward", "clinic", "kitchen", "cartridge", "locked", "pharmacy", "office" };
    char csv[16384];
    json_t *all = NULL, *project, *groups, *one;
    json_int_t sum = 0, last = 1000;
    int64_t run_id;
    size_t i;
    int n = snprintf(csv, sizeof csv, HEAD);

    for (int k = 0; k < 60; k++)
        n += snprintf(csv + n, sizeof csv - (size_t)n, "desk,O%d,%s %s,,2023-09-%02dT10:00:00Z,2023-10-01,Closed,,\n", k,
                      k % 2 ? "printer paper jam" : "login password expired", extra[k % 7], 1 + k / 3);
    for (int k = 0; k < 3; k++)
        n += snprintf(csv + n, sizeof csv - (size_t)n, "desk,N%d,printer paper jam cartridge,,2023-10-10T0%d:00:00Z,,New,,\n", k, k + 1);
    snprintf(csv + n, sizeof csv - (size_t)n, "desk,N3,login password expired locked,,2023-10-10T09:00:00Z,,New,,\n");
    set_up(&s, f, csv);
    run_id = new_run(f);
    assert_ok(clusters_update(&update, f->store, &s.snapshot, "desk", &(struct clusters_options){ .run_id = run_id, .seed = 1, .n_threads = 1 }, &err), err);
    assert_string_equal(update.reason, "");
    assert_ok(facts_new(&all, &s.facts, run_id, &err), err);
    project = json_array_get(all, 0);
    groups = json_object_get(project, "groups");
    assert_int_equal(number(project, "tickets"), 4);
    assert_true(json_array_size(groups) >= 2);
    json_array_foreach(groups, i, one)
    {
        assert_true(number(one, "tickets") <= last);
        assert_true(json_is_integer(json_object_get(one, "cluster_id")));
        assert_int_equal(number(one, "open"), number(one, "tickets"));
        assert_int_equal(json_array_size(json_object_get(one, "list")), number(one, "tickets"));
        last = number(one, "tickets");
        sum += last;
    }
    assert_int_equal(sum, 4);
    json_decref(all);
    tear_down(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_repeat_is_counted_once_and_in_its_span, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(new_tickets_stand_by_their_cluster_most_first, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

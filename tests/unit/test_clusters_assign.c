#include "score/cluster/clusters_assign.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "datasets/audit/purge.h"
#include "score/cluster/cluster_list.h"
#include "score/night/run.h"
#include "tests/support/fixture_store.h"
#include "tests/support/small_estate.h"
#include "tests/support/small_tickets.h"

enum { DAY = 86400 };

/* The first n of the small tickets; number `other` of them is about something that no other is, `marked` a duplicate of the first. -1: none. */
static void import_tickets(struct fixture *f, size_t n, int other, int marked)
{
    struct ticket_table tickets;
    const char *path = path_in(f->dir, "t.csv");
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    small_tickets(&tickets, n, 7);
    fprintf(out, "id,project,title,description,created,duplicate_of\n");
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s,desk,%s,%s,%lld,%s\n", tickets.row[i].id, (int)i == other ? "zebra" : tickets.row[i].title.str,
                (int)i == other ? "crossing" : tickets.row[i].description.str, (long long)tickets.row[i].created,
                (int)i == marked ? "T-1" : "");
    assert_int_equal(fclose(out), 0);
    small_import(f, "tickets", path);
    tickets_release(&tickets);
}

static struct clusters_update update_by(struct fixture *f, struct clusters_options o)
{
    static int number;
    struct clusters_update u;
    struct snapshot snapshot;
    struct run_state run;
    struct err err = ERR_INIT;
    char key[32];

    snprintf(key, sizeof key, "test:%d", number++);
    assert_ok(run_begin(&run, f->store, key, &err), err);
    o.run_id = run.run_id;
    o.n_threads = 1;
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(clusters_update(&u, f->store, &snapshot, "desk", &o, &err), err);
    snapshot_release(&snapshot);
    return u;
}

static struct clusters_update update(struct fixture *f)
{
    return update_by(f, (struct clusters_options){ .seed = 1, .rebuild_days = 7, .rebuild_percent = 10 });
}

static int64_t cluster_of(struct fixture *f, const char *id)
{
    int64_t cluster = 0;

    assert_true(cluster_of_ticket(&cluster, f->store, "desk", id, INT64_MAX, NULL) >= 0);
    return cluster;
}

static void new_tickets_join_and_nothing_else_moves(void **state)
{
    struct fixture *f = *state;
    struct cluster_list list;
    struct clusters_update u;
    size_t sizes = 0, joined = 0;
    int64_t rows;

    import_tickets(f, 200, -1, -1);
    u = update(f);
    assert_int_equal(u.status, CLUSTERS_GROUPED);
    assert_string_equal(u.why, "first");
    rows = fixture_count(f->store, "SELECT count(*) FROM cluster_members");
    import_tickets(f, 210, -1, -1);
    u = update(f);
    assert_int_equal(u.status, CLUSTERS_ASSIGNED);
    assert_int_equal(u.assigned + u.near_none, 10);
    assert_in_range(u.assigned, 8, 10);
    assert_int_equal(u.tickets, 210);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_members"), rows + 10);
    assert_int_equal(cluster_list_load(&list, f->store, NULL, 0, NULL), 0);
    for (size_t i = 0; i < list.n; i++) {
        sizes += list.row[i].size;
        joined += list.row[i].joined;
    }
    assert_int_equal(sizes, 200 + u.assigned);
    assert_int_equal(joined, u.assigned);
    assert_int_equal(list.grouping[0].assigned, u.assigned);
    assert_int_equal(list.grouping[0].near_none, u.near_none);
    assert_true(list.grouping[0].grouped_run < list.grouping[0].run_id);
    assert_string_equal(list.grouping[0].why, "first");
    cluster_list_release(&list);
    assert_int_equal(update(f).status, CLUSTERS_UNCHANGED);
}

static void they_go_where_a_grouping_would_put_them(void **state)
{
    struct fixture *f = *state;
    int64_t was[20];
    size_t same = 0;
    char id[24];

    import_tickets(f, 380, -1, -1);
    update(f);
    import_tickets(f, 400, -1, -1);
    assert_int_equal(update(f).status, CLUSTERS_ASSIGNED);
    for (size_t i = 0; i < 20; i++) {
        snprintf(id, sizeof id, "T-%zu", 381 + i);
        was[i] = cluster_of(f, id);
    }
    import_tickets(f, 401, -1, -1);
    assert_int_equal(update_by(f, (struct clusters_options){ .seed = 1 }).status, CLUSTERS_GROUPED);
    for (size_t i = 0; i < 20; i++) {
        snprintf(id, sizeof id, "T-%zu", 381 + i);
        same += was[i] == cluster_of(f, id);
    }
    assert_true(same >= 16);
}

static void one_of_other_words_is_in_none_and_a_marked_one_beside_its_first(void **state)
{
    struct fixture *f = *state;
    struct clusters_update u;
    struct ticket_place place;
    json_t *doc;

    import_tickets(f, 200, -1, -1);
    update(f);
    import_tickets(f, 206, 203, 205);
    u = update(f);
    assert_int_equal(u.status, CLUSTERS_ASSIGNED);
    assert_true(u.near_none >= 1);
    assert_int_equal(cluster_of(f, "T-204"), 0);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_members WHERE record_id = (SELECT record_id FROM records WHERE id = 'T-204')"
                                             " AND cluster_id IS NULL AND similarity IS NULL"), 1);
    assert_int_equal(cluster_of(f, "T-206"), cluster_of(f, "T-1"));
    assert_int_equal(ticket_place_find(&place, f->store, "desk", "T-204", INT64_MAX, NULL), 0);
    assert_true(place.looked_at && isnan(place.similarity));
    assert_int_equal(ticket_place_find(&place, f->store, "desk", "T-202", INT64_MAX, NULL), 1);
    assert_true(place.similarity > 0 && place.similarity <= 1 && place.margin >= 0);
    doc = ticket_place_json(&place, "pumps");
    assert_true(json_is_number(json_object_get(doc, "margin")));
    json_decref(doc);
    assert_int_equal(ticket_place_find(&place, f->store, "desk", "T-1", INT64_MAX, NULL), 1);
    assert_true(isnan(place.margin)); /* the grouping put it there */
    assert_int_equal(ticket_place_find(&place, f->store, "desk", "no such", INT64_MAX, NULL), 0);
    assert_false(place.looked_at);
}

static void each_reason_to_group_anew_is_said(void **state)
{
    struct fixture *f = *state;
    struct clusters_update u;

    import_tickets(f, 200, -1, -1);
    assert_string_equal(update(f).why, "first");
    import_tickets(f, 221, -1, -1);
    assert_string_equal(update(f).why, "share");
    import_tickets(f, 223, -1, -1);
    assert_int_equal(update(f).status, CLUSTERS_ASSIGNED);
    f->store->clock.fixed += 5 * DAY;
    assert_int_equal(update(f).status, CLUSTERS_UNCHANGED);
    f->store->clock.fixed += 2 * DAY - 3600; /* nights do not begin on the second */
    assert_string_equal(update(f).why, "days"); /* nothing came, but two have not been grouped */
    f->store->clock.fixed += 30 * DAY;
    assert_int_equal(update(f).status, CLUSTERS_UNCHANGED); /* they are by now */
    f->store->clock.fixed -= 30 * DAY;
    import_tickets(f, 225, -1, -1);
    u = update_by(f, (struct clusters_options){ .seed = 2, .rebuild_days = 7, .rebuild_percent = 10 });
    assert_string_equal(u.why, "seed");
    import_tickets(f, 227, -1, -1);
    assert_string_equal(update(f).why, "seed");
    fixture_run(f->store, "INSERT INTO rule_sets(rules_version, built_in, lists, since) SELECT max(rules_version) + 1, 1, x'00', 1 FROM rule_sets");
    import_tickets(f, 229, -1, -1);
    assert_string_equal(update(f).why, "rules");
    fixture_run(f->store, "DELETE FROM cluster_models");
    import_tickets(f, 231, -1, -1);
    assert_string_equal(update(f).why, "model");
    fixture_run(f->store, "INSERT INTO cluster_edits(cluster_id, action, value, \"by\", at) SELECT min(s.cluster_id), 'merge', max(s.cluster_id), 'anna', 1"
                          " FROM cluster_states s WHERE s.run_id = (SELECT max(run_id) FROM cluster_runs)");
    assert_string_equal(update(f).why, "edit");
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_models"), 1);
}

/* A tenth and ten of what came since are like nothing before: an outage of a new kind is not left to the next week. */
static void many_strangers_group_anew(void **state)
{
    struct fixture *f = *state;
    const char *path = path_in(f->dir, "s.csv");
    FILE *out = fopen(path, "w");

    import_tickets(f, 400, -1, -1);
    update(f);
    assert_non_null(out);
    fprintf(out, "id,project,title,description,created\n");
    for (int i = 0; i < CLUSTERS_STRANGE_MIN; i++) /* one known word each, of different subjects: no cluster is near */
        fprintf(out, "S-%d,desk,tray token cable schema,paper login router backup,1700000000\n", i);
    assert_int_equal(fclose(out), 0);
    small_import(f, "tickets", path);
    assert_string_equal(update(f).why, "strange");
}

static void what_people_did_holds(void **state)
{
    struct fixture *f = *state;
    struct cluster_list list;

    import_tickets(f, 200, -1, -1);
    update(f);
    fixture_run(f->store, "INSERT INTO cluster_edits(cluster_id, action, value, \"by\", at) SELECT min(cluster_id), 'rename', 'The old printer', 'anna', 1 FROM clusters");
    fixture_run(f->store, "INSERT INTO cluster_edits(cluster_id, action, \"by\", at) SELECT max(cluster_id), 'pin', 'anna', 2 FROM clusters");
    import_tickets(f, 205, -1, -1);
    assert_int_equal(update(f).status, CLUSTERS_ASSIGNED);
    assert_int_equal(cluster_list_load(&list, f->store, NULL, 0, NULL), 0);
    assert_string_equal(cluster_list_find(&list, 1)->name, "The old printer");
    assert_true(list.row[0].stability > .999);
    cluster_list_release(&list);
    assert_int_equal(fixture_count(f->store, "SELECT sum(pinned) FROM clusters"), 1);
}

static void by_day_nothing_is_grouped(void **state)
{
    struct fixture *f = *state;
    struct clusters_options by_day = { .seed = 1, .assign_only = true };

    import_tickets(f, 200, -1, -1);
    assert_int_equal(update_by(f, by_day).status, CLUSTERS_UNCHANGED);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_runs"), 0);
    update(f);
    import_tickets(f, 300, -1, -1);
    assert_int_equal(update_by(f, by_day).status, CLUSTERS_ASSIGNED);
    assert_string_equal(update(f).why, "share"); /* the next night does */
}

static void a_damaged_model_is_said_and_nothing_written(void **state)
{
    struct fixture *f = *state;
    struct clusters_options o = { .run_id = INT64_C(999), .seed = 1, .n_threads = 1, .rebuild_days = 7, .rebuild_percent = 10 };
    struct clusters_update u;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    import_tickets(f, 200, -1, -1);
    update(f);
    fixture_run(f->store, "UPDATE cluster_models SET model = x'5052444d434c5553'");
    import_tickets(f, 202, -1, -1);
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_int_equal(clusters_update(&u, f->store, &snapshot, "desk", &o, &err), ERR_INTEGRITY);
    assert_contains(err.msg, "not a model of clusters");
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_runs"), 1);
    snapshot_release(&snapshot);
}

/* What was made of a text goes with the text. */
static void a_purge_takes_the_model_of_its_project(void **state)
{
    struct fixture *f = *state;
    struct purge_options o = { .kind = RETAIN_TICKETS, .before = INT64_C(1600000000) + 10 * 3600 };
    struct purge_plan plan;
    struct purge_counts counts;
    struct config config;
    struct err err = ERR_INIT;

    import_tickets(f, 200, -1, -1);
    update(f);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_models"), 1);
    assert_ok(config_load(&config, NULL, f->path, &err), err);
    assert_ok(purge_plan_make(&plan, f->store, &config, &o, &err), err);
    assert_ok(purge_run(&counts, f->store, &plan, "anna", &err), err);
    assert_true(counts.n_records > 0 && counts.n_records < 20);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_models"), 0);
    import_tickets(f, 203, -1, -1);
    assert_string_equal(update(f).why, "model");
    purge_plan_release(&plan);
    config_release(&config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(new_tickets_join_and_nothing_else_moves, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(they_go_where_a_grouping_would_put_them, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(one_of_other_words_is_in_none_and_a_marked_one_beside_its_first, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(each_reason_to_group_anew_is_said, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(many_strangers_group_anew, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_people_did_holds, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(by_day_nothing_is_grouped, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_purge_takes_the_model_of_its_project, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_damaged_model_is_said_and_nothing_written, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

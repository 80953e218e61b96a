#include "score/cluster/clusters.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/cluster/cluster_list.h"
#include "score/night/run.h"
#include "tests/support/fixture_store.h"
#include "tests/support/small_estate.h"
#include "tests/support/small_tickets.h"

/* The first n of the small tickets, in the store. */
static void import_tickets(struct fixture *f, size_t n)
{
    struct ticket_table tickets;
    const char *path = path_in(f->dir, "t.csv");
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    small_tickets(&tickets, n, 7);
    fprintf(out, "id,project,title,description,created,component\n");
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s,desk,%s,%s,%lld,%s\n", tickets.row[i].id, tickets.row[i].title.str,
                tickets.row[i].description.str, (long long)tickets.row[i].created, i % 4 == 0 ? "" : i % 3 == 0 ? "net" : "lab");
    assert_int_equal(fclose(out), 0);
    small_import(f, "tickets", path);
    tickets_release(&tickets);
}

static int64_t new_run(struct fixture *f)
{
    static int number;
    struct run_state run;
    char key[32];
    struct err err = ERR_INIT;

    snprintf(key, sizeof key, "test:%d", number++);
    assert_ok(run_begin(&run, f->store, key, &err), err);
    return run.run_id;
}

static struct clusters_update update(struct fixture *f, int64_t run_id)
{
    struct clusters_options o = { .run_id = run_id, .seed = 1, .n_threads = 1 };
    struct clusters_update u;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(clusters_update(&u, f->store, &snapshot, "desk", &o, &err), err);
    snapshot_release(&snapshot);
    return u;
}

static struct cluster_list load(struct fixture *f, int64_t run_id)
{
    struct cluster_list list;
    struct err err = ERR_INIT;

    assert_ok(cluster_list_load(&list, f->store, NULL, run_id, &err), err);
    return list;
}

static void how_many_follows_from_the_tickets(void **state)
{
    (void)state;
    assert_int_equal(clusters_for(49), 0);
    assert_int_equal(clusters_for(50), 5);
    assert_int_equal(clusters_for(20000), 100);
    assert_int_equal(clusters_for(100000000), CLUSTERS_MAX);
}

static void too_few_tickets_have_none_and_it_says_so(void **state)
{
    struct fixture *f = *state;
    struct clusters_update u;
    struct cluster_list list;

    import_tickets(f, 20);
    u = update(f, new_run(f));
    assert_int_equal(u.status, CLUSTERS_NONE);
    assert_contains(u.reason, "20 tickets are too few");
    list = load(f, 0);
    assert_int_equal(list.n_groupings, 1);
    assert_int_equal(list.n, 0);
    assert_contains(list.grouping[0].reason, "too few");
    cluster_list_release(&list);
}

static void every_ticket_is_in_a_cluster_and_sizes_add_up(void **state)
{
    struct fixture *f = *state;
    struct clusters_update u;
    struct cluster_list list;
    size_t sizes = 0, joined = 0, weeks = 0;

    import_tickets(f, 200);
    u = update(f, new_run(f));
    assert_int_equal(u.status, CLUSTERS_GROUPED);
    assert_int_equal(u.clusters, 10);
    assert_int_equal(u.fresh, 10);
    assert_int_equal(u.moved, 200);
    list = load(f, 0);
    for (size_t i = 0; i < list.n; i++) {
        sizes += list.row[i].size;
        joined += list.row[i].joined;
        for (size_t w = 0; w < CLUSTER_WEEKS; w++)
            weeks += list.row[i].week[w];
        assert_true(list.row[i].dated);
    }
    assert_int_equal(sizes, 200);
    assert_int_equal(joined, 200);
    assert_int_equal(weeks, 200); /* 200 hours */
    cluster_list_release(&list);
}

static void the_same_tickets_are_not_grouped_again(void **state)
{
    struct fixture *f = *state;

    import_tickets(f, 120);
    assert_int_equal(update(f, new_run(f)).status, CLUSTERS_GROUPED);
    assert_int_equal(update(f, new_run(f)).status, CLUSTERS_UNCHANGED);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_runs"), 1);
}

static json_t *members_of(struct fixture *f, const struct cluster_row *row, int64_t run_id)
{
    json_t *list = NULL;
    struct err err = ERR_INIT;

    assert_ok(cluster_newest(&list, f->store, row, run_id, 1000, &err), err);
    return list;
}

static bool has_member(const json_t *list, const json_t *id)
{
    json_t *one;
    size_t i;

    json_array_foreach(list, i, one)
        if (json_equal(json_object_get(one, "id"), id))
            return true;
    return false;
}

/* Counted member by member. */
static void stability_is_the_share_that_stayed(struct fixture *f, const struct cluster_list *before, int64_t first, const struct cluster_list *after,
                                               int64_t second)
{
    size_t compared = 0;

    for (size_t i = 0; i < after->n; i++) {
        const struct cluster_row *now = &after->row[i], *was = cluster_list_find(before, now->cluster_id);
        json_t *old, *kept, *one;
        size_t k, n = 0;

        if (was == NULL) {
            assert_true(isnan(now->stability));
            continue;
        }
        old = members_of(f, was, first);
        kept = members_of(f, now, second);
        json_array_foreach(old, k, one)
            n += has_member(kept, json_object_get(one, "id"));
        assert_near(now->stability, (double)n / (double)json_array_size(old), 1e-12);
        compared++;
        json_decref(old);
        json_decref(kept);
    }
    assert_true(compared >= 8);
    for (size_t i = 0; i < before->n; i++)
        assert_true(isnan(before->row[i].stability));
}

static void purity_is_of_the_labelled_members(void **state)
{
    struct fixture *f = *state;
    struct cluster_list list;
    size_t labelled = 0;

    import_tickets(f, 200);
    update(f, new_run(f));
    list = load(f, 0);
    for (size_t i = 0; i < list.n; i++) {
        const struct cluster_row *row = &list.row[i];
        char sql[256];

        snprintf(sql, sizeof sql, "SELECT count(*) FROM cluster_members m JOIN current_versions v USING (record_id) JOIN tickets t USING (version_id)"
                                  " WHERE m.cluster_id = %lld AND t.component = '%s'", (long long)row->cluster_id, row->component);
        labelled += row->labelled;
        assert_true((row->labelled == 0) == isnan(row->purity));
        if (row->labelled == 0)
            continue;
        assert_true(row->purity >= .5 && row->purity <= 1);
        assert_near(row->purity * (double)row->labelled, (double)fixture_count(f->store, sql), 1e-9);
    }
    assert_int_equal(labelled, 150);
    cluster_list_release(&list);
}

static void clusters_stay_themselves_when_tickets_come(void **state)
{
    struct fixture *f = *state;
    struct cluster_list before, after, then;
    int64_t first, second;
    size_t same = 0, joined = 0;
    struct clusters_update u;

    import_tickets(f, 200);
    first = new_run(f);
    update(f, first);
    before = load(f, 0);
    import_tickets(f, 210);
    second = new_run(f);
    u = update(f, second);
    after = load(f, 0);
    then = load(f, first);
    assert_int_equal(u.status, CLUSTERS_GROUPED);
    for (size_t i = 0; i < after.n; i++) {
        joined += after.row[i].joined;
        same += cluster_list_find(&before, after.row[i].cluster_id) != NULL;
    }
    assert_int_equal(joined, 10);
    assert_true(same >= before.n - 1);
    assert_true(u.moved < 60); /* no row for a ticket that stayed where it was */
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM cluster_members"), 200 + (int64_t)u.moved);
    assert_int_equal(then.n, before.n); /* the past can still be read */
    for (size_t i = 0; i < before.n; i++)
        assert_int_equal(cluster_list_find(&then, before.row[i].cluster_id)->size, before.row[i].size);
    stability_is_the_share_that_stayed(f, &before, first, &after, second);
    cluster_list_release(&before);
    cluster_list_release(&after);
    cluster_list_release(&then);
}

static void a_name_given_by_a_person_stays(void **state)
{
    struct fixture *f = *state;
    struct cluster_list list;

    import_tickets(f, 120);
    update(f, new_run(f));
    fixture_run(
        f->store,
        "INSERT INTO cluster_edits(cluster_id, action, value, \"by\", at) SELECT min(cluster_id), 'rename', 'The <b>old</b> printer', 'anna', 1 FROM clusters");
    fixture_run(
        f->store,
        "INSERT INTO cluster_edits(cluster_id, action, \"by\", at) SELECT max(cluster_id), 'pin', 'anna', 2 FROM clusters");
    assert_int_equal(update(f, new_run(f)).status, CLUSTERS_GROUPED); /* edits are new */
    list = load(f, 0);
    assert_string_equal(cluster_list_find(&list, 1)->name, "The <b>old</b> printer");
    assert_true(cluster_list_find(&list, 1)->confirmed);
    assert_int_equal(fixture_count(f->store, "SELECT sum(pinned) FROM clusters"), 1);
    cluster_list_release(&list);
}

/* Killed after the members and before the row that makes it complete: nobody sees it, and the next grouping drops it. */
static void what_a_killed_grouping_left_is_not_seen(void **state)
{
    struct fixture *f = *state;
    struct cluster_list list;
    int64_t run, n_clusters;

    import_tickets(f, 120);
    update(f, new_run(f));
    n_clusters = fixture_count(f->store, "SELECT count(*) FROM clusters");
    run = new_run(f);
    fixture_run(
        f->store,
        "INSERT INTO clusters(project, name, run_id, created_at) SELECT 'desk', 'half', max(run_id), 1 FROM runs");
    fixture_run(
        f->store,
        "INSERT INTO cluster_members(run_id, record_id, cluster_id) SELECT (SELECT max(run_id) FROM runs), record_id,"
        " (SELECT max(cluster_id) FROM clusters) FROM records WHERE kind = 'ticket'");
    list = load(f, 0);
    assert_int_equal(list.n, n_clusters);
    cluster_list_release(&list);
    import_tickets(f, 124);
    assert_int_equal(update(f, run).status, CLUSTERS_GROUPED);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM clusters WHERE name = 'half'"), 0);
}

static void typical_and_newest_members_are_tickets_of_the_cluster(void **state)
{
    struct fixture *f = *state;
    struct cluster_list list;
    json_t *typical, *newest;
    int64_t run, cluster_id;

    import_tickets(f, 200);
    run = new_run(f);
    update(f, run);
    list = load(f, 0);
    assert_int_equal(cluster_typical(&typical, f->store, &list.row[0], NULL), 0);
    assert_int_equal(cluster_newest(&newest, f->store, &list.row[0], run, 3, NULL), 0);
    assert_true(json_array_size(typical) > 0 && json_array_size(typical) <= CLUSTERS_TYPICAL);
    assert_int_equal(json_array_size(newest), 3);
    assert_int_equal(cluster_of_ticket(&cluster_id, f->store, "desk",
                                       json_string_value(json_object_get(json_array_get(newest, 0), "id")), run, NULL),
                     1);
    assert_int_equal(cluster_id, list.row[0].cluster_id);
    assert_int_equal(cluster_of_ticket(&cluster_id, f->store, "desk", "no such", run, NULL), 0);
    json_decref(typical);
    json_decref(newest);
    cluster_list_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_many_follows_from_the_tickets),
        cmocka_unit_test_setup_teardown(too_few_tickets_have_none_and_it_says_so, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(every_ticket_is_in_a_cluster_and_sizes_add_up, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(the_same_tickets_are_not_grouped_again, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(clusters_stay_themselves_when_tickets_come, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(purity_is_of_the_labelled_members, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_name_given_by_a_person_stays, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_a_killed_grouping_left_is_not_seen, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(typical_and_newest_members_are_tickets_of_the_cluster, fixture_setup,
                                        fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "score/cluster/cluster_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "score/cluster/cluster_list.h"
#include "score/night/run.h"
#include "tests/support/people_fixture.h"
#include "tests/support/small_estate.h"
#include "tests/support/small_tickets.h"

struct scene {
    struct fixture *f;
    struct person anna; /* may decide on tickets */
    struct cluster_list list;
};

static void import_tickets(struct fixture *f, size_t n)
{
    struct ticket_table tickets;
    const char *path = path_in(f->dir, "t.csv");
    FILE *out = fopen(path, "w");

    assert_non_null(out);
    small_tickets(&tickets, n, 7);
    fprintf(out, "id,project,title,description,created,duplicate_of\n");
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s,desk,%s,%s,%lld,%s\n", tickets.row[i].id, tickets.row[i].title.str,
                tickets.row[i].description.str, (long long)tickets.row[i].created,
                i == 9 ? tickets.row[2].id : ""); /* of another subject: only the mark says that they are one */
    assert_int_equal(fclose(out), 0);
    small_import(f, "tickets", path);
    tickets_release(&tickets);
}

static struct clusters_update update(struct fixture *f)
{
    static int number;
    struct clusters_options o = { .seed = 1, .n_threads = 1 };
    struct clusters_update u;
    struct snapshot snapshot;
    struct run_state run;
    struct err err = ERR_INIT;
    char key[32];

    snprintf(key, sizeof key, "test:%d", number++);
    assert_ok(run_begin(&run, f->store, key, &err), err);
    o.run_id = run.run_id;
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(clusters_update(&u, f->store, &snapshot, "desk", &o, &err), err);
    snapshot_release(&snapshot);
    return u;
}

static void reload(struct scene *s)
{
    struct err err = ERR_INIT;

    cluster_list_release(&s->list);
    assert_ok(cluster_list_load(&s->list, s->f->store, NULL, 0, &err), err);
}

static struct scene begin(void **state, size_t n)
{
    struct scene s = { .f = *state };
    struct person ada = people_fixture_add(s.f->store, "ada", ROLE_ADMINISTRATOR, NULL, NULL);

    s.anna = people_fixture_add(s.f->store, "anna", ROLE_CLINICAL, NULL, &ada);
    import_tickets(s.f, n);
    update(s.f);
    reload(&s);
    return s;
}

static int edit(struct scene *s, struct cluster_edit e, struct err *err)
{
    char *project = NULL;
    int rc;

    e.person = e.person == NULL ? &s->anna : e.person;
    rc = cluster_edit(&project, s->f->store, &e, err);
    if (rc == 0)
        assert_string_equal(project, "desk");
    free(project);
    return rc;
}

static size_t size_of(const struct scene *s, int64_t cluster_id)
{
    const struct cluster_row *row = cluster_list_find(&s->list, cluster_id);

    return row != NULL ? row->size : 0;
}

/* Ids of `n` members; the strings are the caller's. */
static void members(const struct scene *s, int64_t cluster_id, char (*id)[64], size_t n)
{
    json_t *newest = NULL;
    struct err err = ERR_INIT;

    assert_ok(cluster_newest(&newest, s->f->store, cluster_list_find(&s->list, cluster_id), s->list.grouping[0].run_id, n, &err), err);
    assert_int_equal(json_array_size(newest), n);
    for (size_t i = 0; i < n; i++)
        snprintf(id[i], sizeof id[i], "%s", json_string_value(json_object_get(json_array_get(newest, i), "id")));
    json_decref(newest);
}

static int64_t where_is(const struct scene *s, const char *id)
{
    int64_t cluster = 0;

    assert_int_equal(cluster_of_ticket(&cluster, s->f->store, "desk", id, s->list.grouping[0].run_id, NULL), 1);
    return cluster;
}

static void a_rename_is_seen_at_once_and_identifiers_go(void **state)
{
    struct scene s = begin(state, 120);
    struct err err = ERR_INIT;
    int64_t one = s.list.row[0].cluster_id;

    assert_ok(edit(&s, (struct cluster_edit){ .action = CLUSTER_RENAME, .cluster_id = one, .name = "ask bob@example.org" }, &err), err);
    reload(&s);
    assert_string_equal(cluster_list_find(&s.list, one)->name, "ask [EMAIL]");
    assert_true(cluster_list_find(&s.list, one)->confirmed);
    assert_int_equal(fixture_count(s.f->store, "SELECT count(*) FROM audit WHERE action = 'cluster.edit' AND actor = 'anna'"), 1);
    cluster_list_release(&s.list);
}

static void merged_clusters_are_one_and_stay_one(void **state)
{
    struct scene s = begin(state, 200);
    struct err err = ERR_INIT;
    int64_t from = s.list.row[0].cluster_id, into = s.list.row[1].cluster_id;
    size_t both = size_of(&s, from) + size_of(&s, into);
    char id[3][64];

    members(&s, from, id, 3);
    assert_ok(edit(&s, (struct cluster_edit){ .action = CLUSTER_MERGE, .cluster_id = from, .other = into }, &err), err);
    for (int night = 0; night < 2; night++) {
        update(s.f);
        reload(&s);
        assert_null(cluster_list_find(&s.list, from));
        assert_true(size_of(&s, into) >= both); /* others may have joined */
        assert_true(cluster_list_find(&s.list, into)->pinned);
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(where_is(&s, id[i]), into);
        import_tickets(s.f, 204);
    }
    cluster_list_release(&s.list);
}

static void a_merge_of_a_merged_one_ends_at_the_last(void **state)
{
    struct scene s = begin(state, 200);
    struct err err = ERR_INIT;
    int64_t a = s.list.row[0].cluster_id, b = s.list.row[1].cluster_id, c = s.list.row[2].cluster_id;
    char id[1][64];

    members(&s, a, id, 1);
    assert_ok(edit(&s, (struct cluster_edit){ .action = CLUSTER_MERGE, .cluster_id = a, .other = b }, &err), err);
    assert_ok(edit(&s, (struct cluster_edit){ .action = CLUSTER_MERGE, .cluster_id = b, .other = c }, &err), err);
    update(s.f);
    reload(&s);
    assert_int_equal(where_is(&s, id[0]), c);
    cluster_list_release(&s.list);
}

static void tickets_split_off_have_a_cluster_of_their_own_that_stays(void **state)
{
    struct scene s = begin(state, 200);
    struct err err = ERR_INIT;
    int64_t from = s.list.row[0].cluster_id, own = 0;
    char id[3][64];
    const char *ticket[3];
    size_t n_before = s.list.n;

    members(&s, from, id, 3);
    for (size_t i = 0; i < 3; i++)
        ticket[i] = id[i];
    assert_ok(edit(&s, (struct cluster_edit){ .action = CLUSTER_SPLIT, .cluster_id = from, .ticket = ticket, .n_tickets = 3 }, &err), err);
    for (int night = 0; night < 3; night++) {
        update(s.f);
        reload(&s);
        if (night == 0)
            own = where_is(&s, id[0]);
        assert_int_not_equal(own, from);
        assert_non_null(cluster_list_find(&s.list, from));
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(where_is(&s, id[i]), own);
        assert_true(cluster_list_find(&s.list, own)->pinned);
        import_tickets(s.f, 204 + (size_t)night);
    }
    assert_true(s.list.n >= n_before);
    assert_int_equal(fixture_count(s.f->store, "SELECT count(*) FROM clusters WHERE pinned = 1"), 2);
    cluster_list_release(&s.list);
}

static void what_was_marked_as_the_same_is_grouped_together(void **state)
{
    struct scene s = begin(state, 200);
    struct ticket_table tickets;
    int64_t a, b;

    small_tickets(&tickets, 10, 7);
    a = where_is(&s, tickets.row[9].id);
    b = where_is(&s, tickets.row[2].id);
    assert_int_equal(a, b);
    tickets_release(&tickets);
    cluster_list_release(&s.list);
}

static void wrong_edits_are_refused_and_change_nothing(void **state)
{
    struct scene s = begin(state, 120);
    struct err err = ERR_INIT;
    int64_t one = s.list.row[0].cluster_id;
    struct person auditor = s.anna;
    const char *stranger[] = { "no such" };
    char all[120][64];
    const char *every[120];

    assert_int_equal(edit(&s, (struct cluster_edit){ .action = CLUSTER_PIN, .cluster_id = 999 }, &err), ERR_USAGE);
    assert_contains(err.msg, "no cluster 999");
    assert_int_equal(edit(&s, (struct cluster_edit){ .action = CLUSTER_MERGE, .cluster_id = one, .other = one }, &err), ERR_USAGE);
    assert_contains(err.msg, "into itself");
    assert_int_equal(edit(&s, (struct cluster_edit){ .action = CLUSTER_MERGE, .cluster_id = one, .other = 999 }, &err), ERR_USAGE);
    assert_int_equal(edit(&s, (struct cluster_edit){ .action = CLUSTER_RENAME, .cluster_id = one, .name = "  " }, &err), ERR_USAGE);
    assert_int_equal(edit(&s, (struct cluster_edit){ .action = CLUSTER_RENAME, .cluster_id = one, .name = "a\033[2J" }, &err), ERR_USAGE);
    assert_contains(err.msg, "control character");
    assert_int_equal(edit(&s, (struct cluster_edit){ .action = CLUSTER_SPLIT, .cluster_id = one, .ticket = stranger, .n_tickets = 1 }, &err), ERR_USAGE);
    assert_contains(err.msg, "'no such' is not in cluster");
    members(&s, one, all, size_of(&s, one));
    for (size_t i = 0; i < size_of(&s, one); i++)
        every[i] = all[i];
    assert_int_equal(edit(&s, (struct cluster_edit){ .action = CLUSTER_SPLIT, .cluster_id = one, .ticket = every, .n_tickets = size_of(&s, one) }, &err), ERR_USAGE);
    assert_contains(err.msg, "nothing would be left");
    auditor.role = ROLE_AUDITOR;
    assert_true(edit(&s, (struct cluster_edit){ .action = CLUSTER_PIN, .cluster_id = one, .person = &auditor }, &err) < 0);
    assert_int_equal(fixture_count(s.f->store, "SELECT count(*) FROM cluster_edits"), 0);
    assert_int_equal(fixture_count(s.f->store, "SELECT sum(pinned) FROM clusters"), 0);
    cluster_list_release(&s.list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_rename_is_seen_at_once_and_identifiers_go, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(merged_clusters_are_one_and_stay_one, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_merge_of_a_merged_one_ends_at_the_last, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(tickets_split_off_have_a_cluster_of_their_own_that_stays, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_was_marked_as_the_same_is_grouped_together, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(wrong_edits_are_refused_and_change_nothing, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

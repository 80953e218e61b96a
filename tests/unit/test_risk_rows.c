/*
 * Which changes a risk model learns from.
 */
#include "train/rows/risk_rows.h"

#include "tests/support/fixture_store.h"

enum { DAY = 86400 };

struct world {
    struct fixture     *f;
    int64_t             import;
    struct snapshot     snapshot;
    struct change_table changes;
};

/* buggy -1: no label. */
static void put_change(struct world *w, const char *commit, int days, int buggy, int64_t label_time, const char *release)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(w->f->store, w->import, "change", "p", commit, commit);

    assert_ok(db_run(w->f->store->db, &err, "INSERT INTO changes(version_id, author_date, buggy, label_time, \"release\") VALUES(?1, ?2, nullif(?3, -1), nullif(?4, 0), ?5)",
                     "iiiit", version, (int64_t)days * DAY, (int64_t)buggy, label_time, release), err);
}

static void put_release(struct world *w, const char *name, const char *status, int days)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(w->f->store, w->import, "release", "p", name, name);

    assert_ok(db_run(w->f->store->db, &err, "INSERT INTO releases(version_id, status, deployed) VALUES(?1, ?2, nullif(?3, 0))", "iti", version, status,
                     (int64_t)days * DAY), err);
}

static struct risk_rows choose(struct world *w)
{
    struct risk_rows rows;
    struct err err = ERR_INIT;

    fixture_complete(w->f->store, w->import);
    assert_ok(snapshot_take(&w->snapshot, w->f->store, &err), err);
    assert_ok(changes_load(&w->changes, w->f->store, &w->snapshot, "p", &err), err);
    assert_ok(risk_rows_choose(&rows, w->f->store, &w->snapshot, "p", &w->changes, 90, &err), err);
    changes_release(&w->changes);
    snapshot_release(&w->snapshot);
    return rows;
}

static void young_clean_changes_and_those_of_upcoming_releases_are_left_out(void **state)
{
    struct world w = { .f = *state };
    struct risk_rows rows;

    w.import = fixture_import(w.f->store);
    put_change(&w, "old", 100, 0, 0, "1.0");
    put_change(&w, "harm", 110, 1, 120 * DAY, "1.0");
    put_change(&w, "unlabelled", 115, -1, 0, "1.0");
    put_change(&w, "young", 290, 0, 0, "1.0");
    put_change(&w, "young harm", 291, 1, 292 * DAY, "1.0");
    put_change(&w, "next", 120, 0, 0, "2.0");
    put_change(&w, "next harm", 300, 1, 301 * DAY, "2.0");
    put_release(&w, "1.0", "deployed", 295);
    put_release(&w, "2.0", "planned", 0);
    rows = choose(&w);
    assert_int_equal(rows.label[0], 0);
    assert_int_equal(rows.label[1], 1);
    assert_int_equal(rows.label[2], -1);
    assert_int_equal(rows.label[3], -1); /* next */
    assert_int_equal(rows.label[4], -1); /* young */
    assert_int_equal(rows.label[5], 1);
    assert_int_equal(rows.label[6], -1); /* next harm */
    assert_int_equal(rows.n_upcoming, 2);
    assert_int_equal(rows.n_young, 1);
    assert_true(rows.mature_until == 210 * DAY);
    risk_rows_release(&rows);
}

static void where_no_harm_has_a_time_nothing_is_young(void **state)
{
    struct world w = { .f = *state };
    struct risk_rows rows;

    w.import = fixture_import(w.f->store);
    put_change(&w, "a", 100, 0, 0, "");
    put_change(&w, "b", 101, 1, 0, "");
    rows = choose(&w);
    assert_int_equal(rows.label[0], 0);
    assert_int_equal(rows.label[1], 1);
    assert_true(rows.mature_until == TIME_NONE);
    risk_rows_release(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(young_clean_changes_and_those_of_upcoming_releases_are_left_out, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(where_no_harm_has_a_time_nothing_is_young, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("risk_rows", tests, NULL, NULL);
}

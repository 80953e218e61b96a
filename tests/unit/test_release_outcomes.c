#include "datasets/rows/release_outcomes.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/fixture_store.h"
#include "tests/support/support.h"

enum { DAY = 86400, MATURE = 90, EVERY = 100, BORN = 1000 };

static int64_t import_id;

/* Release i of 1 to n goes out on day BORN + i * EVERY, with changes "i.a" and "i.b" of the days before; the last change of all is that of day `until`. */
static void put_history(struct fixture *f, int n, int until)
{
    struct err err = ERR_INIT;
    char name[20];

    import_id = fixture_import(f->store);
    for (int i = 1; i <= n; i++) {
        int64_t day = BORN + i * EVERY;

        for (int k = 0; k < 2; k++) {
            snprintf(name, sizeof name, "%d.%c", i, 'a' + k);
            assert_ok(db_run(f->store->db, &err, "INSERT INTO changes(version_id, author_date, nf) VALUES(?, ?, 1)", "ii",
                             fixture_version(f->store, import_id, "change", "app", name, name), (day - 10 + k) * DAY), err);
        }
        snprintf(name, sizeof name, "v%d", i);
        assert_ok(db_run(f->store->db, &err, "INSERT INTO releases(version_id, deployed, status) VALUES(?, ?, 'deployed')", "ii",
                         fixture_version(f->store, import_id, "release", "app", name, name), day * DAY), err);
    }
    assert_ok(db_run(f->store->db, &err, "INSERT INTO changes(version_id, author_date, nf) VALUES(?, ?, 1)", "ii",
                     fixture_version(f->store, import_id, "change", "app", "last", "last"), (int64_t)(BORN + until) * DAY), err);
}

static void put_outcome(struct fixture *f, const char *id, const char *release, const char *change, const char *outcome, int64_t day, const char *evidence)
{
    struct err err = ERR_INIT;

    assert_ok(db_run(f->store->db, &err, "INSERT INTO outcomes(version_id, \"release\", change, outcome, time, evidence) VALUES(?, ?, ?, ?, ?, ?)", "itttit",
                     fixture_version(f->store, import_id, "outcome", "app", id, id), release, change, outcome, (BORN + day) * DAY, evidence), err);
}

static void put_blame(struct fixture *f)
{
    fixture_run(f->store, "INSERT INTO szz_fixes(record_id, basis, result, counts, at) SELECT record_id, x'00', 'blamed', '{}', 1 FROM records WHERE id = '1.a'");
}

/* `by` mends the change on a day after BORN. */
static void put_label(struct fixture *f, const char *change, const char *value, enum label_provenance provenance, int day, const char *by)
{
    char item[60];
    struct label label = { .item = item, .task = "change-risk", .field = "", .value = value, .provenance = provenance, .known_at = (int64_t)(BORN + day) * DAY, .by = by,
                           .evidence = "" };
    struct err err = ERR_INIT;

    snprintf(item, sizeof item, "change:app/%s", change);
    assert_ok(db_begin(f->store->db, &err), err);
    assert_ok(label_put(f->store, &label, &err), err);
    assert_ok(db_commit(f->store->db, &err), err);
}

struct told { struct change_table changes; struct release_table releases; };

static struct told tell(struct fixture *f)
{
    struct told t;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(changes_load(&t.changes, f->store, &snapshot, "app", &err), err);
    assert_ok(releases_load(&t.releases, f->store, &snapshot, "app", &t.changes, &err), err);
    assert_ok(release_outcomes_tell(&t.releases, &t.changes, f->store, &snapshot, "app", MATURE, &err), err);
    snapshot_release(&snapshot);
    return t;
}

static void told_release(struct told *t)
{
    releases_release(&t->releases);
    changes_release(&t->changes);
}

/* Release i of 1 to n. */
static void check(const struct told *t, size_t i, size_t mends, const char *outcome)
{
    const struct release *r = &t->releases.row[i - 1];

    assert_int_equal(r->mends, mends);
    assert_string_equal(r->outcome, outcome);
}

static void a_release_mended_more_often_than_usual_did_harm_and_one_mended_less_did_not(void **state)
{
    struct fixture *f = *state;
    struct told t;

    put_history(f, 8, 8 * EVERY + MATURE);
    fixture_complete(f->store, import_id);
    put_blame(f);
    put_label(f, "1.a", "1", LABEL_SZZ, 1 * EVERY + 5, "f1");
    put_label(f, "2.a", "1", LABEL_SZZ, 2 * EVERY + 5, "f2");
    put_label(f, "3.a", "1", LABEL_SZZ, 3 * EVERY + 5, "f3");
    put_label(f, "6.a", "1", LABEL_SZZ, 6 * EVERY + 5, "f6");
    put_label(f, "6.b", "1", LABEL_SZZ, 6 * EVERY + 6, "f7");
    put_label(f, "7.a", "1", LABEL_SZZ, 7 * EVERY + MATURE, "f8");
    t = tell(f);
    for (size_t i = 1; i <= RELEASE_USUAL_MIN; i++) {
        check(&t, i, i <= 3, ""); /* nothing is usual yet */
        assert_true(isnan(t.releases.row[i - 1].usual));
    }
    check(&t, 6, 2, "incident"); /* usual: the median of 1 1 1 0 0 */
    assert_near(t.releases.row[5].usual, 1, 0);
    assert_true(t.releases.row[5].outcome_time == (int64_t)(BORN + 6 * EVERY + MATURE) * DAY); /* not when it was mended first */
    assert_int_equal(t.releases.row[5].provenance, LABEL_SZZ);
    check(&t, 7, 1, "ok");
    check(&t, 8, 0, "ok");
    told_release(&t);
}

static void a_mend_counts_once_in_its_days_and_while_it_stands(void **state)
{
    struct fixture *f = *state;
    struct told t;

    put_history(f, 6, 7 * EVERY);
    put_outcome(f, "o1", "", "6.b", "rollback", 6 * EVERY + 7, "reverted by f2 (its message says so)");
    put_outcome(f, "o2", "", "6.b", "rollback", 6 * EVERY + 8, "reverted by f9 (its message says so)");
    fixture_complete(f->store, import_id);
    put_blame(f);
    put_label(f, "6.a", "1", LABEL_SZZ, 6 * EVERY, "before it went out");
    put_label(f, "6.a", "1", LABEL_SZZ, 6 * EVERY + MATURE + 1, "too late");
    put_label(f, "6.a", "1", LABEL_SZZ, 6 * EVERY + 4, "withdrawn");
    put_label(f, "6.a", "", LABEL_SZZ, 6 * EVERY + 4, "withdrawn");
    put_label(f, "6.a", "1", LABEL_SZZ, 6 * EVERY + 5, "f2");
    put_label(f, "6.b", "1", LABEL_SZZ, 6 * EVERY + 5, "f2"); /* mends both, and takes one back */
    t = tell(f);
    check(&t, 6, 2, "incident"); /* f2 and f9 */
    told_release(&t);
    put_label(f, "6.b", "0", LABEL_HUMAN, 6 * EVERY + 20, "ann"); /* it was harmless */
    t = tell(f);
    check(&t, 6, 1, "incident");
    told_release(&t);
}

static void what_was_recorded_stands_and_what_is_young_is_not_told(void **state)
{
    struct fixture *f = *state;
    struct told t;

    put_history(f, 8, 8 * EVERY + MATURE - 1);
    put_outcome(f, "o1", "v6", "", "hotfix", 6 * EVERY + 2, "");
    fixture_complete(f->store, import_id);
    put_blame(f);
    put_label(f, "8.a", "1", LABEL_SZZ, 8 * EVERY + 5, "f8");
    t = tell(f);
    check(&t, 6, 0, "hotfix");
    assert_int_equal(t.releases.row[5].provenance, LABEL_IMPORTED);
    check(&t, 7, 0, "ok");
    check(&t, 8, 1, ""); /* already more than usual, but a day too young: harm alone is seen early */
    told_release(&t);
}

static void where_nobody_was_blamed_or_somebody_records_what_went_well_nothing_is_told(void **state)
{
    struct fixture *f = *state;
    struct told t;

    put_history(f, 7, 9 * EVERY);
    put_outcome(f, "o1", "v6", "", "ok", 6 * EVERY + 2, "");
    fixture_complete(f->store, import_id);
    t = tell(f);
    check(&t, 7, 0, "");
    told_release(&t);
    put_blame(f);
    put_label(f, "7.a", "1", LABEL_SZZ, 7 * EVERY + 5, "f8");
    t = tell(f);
    check(&t, 6, 0, "ok");
    check(&t, 7, 1, "");
    told_release(&t);
}

static void recorded_harm_counts_only_where_silence_would_be_told_too(void **state)
{
    struct fixture *f = *state;
    struct told t;

    put_history(f, 9, 9 * EVERY + MATURE - 1);
    for (int i = 1; i <= 9; i++) {
        char id[16], name[16];

        snprintf(id, sizeof id, "o%d", i);
        snprintf(name, sizeof name, "v%d", i);
        if (i == 2 || i == 7 || i == 9)
            put_outcome(f, id, name, "", "hotfix", i * EVERY + 2, "");
    }
    fixture_complete(f->store, import_id);
    t = tell(f);
    assert_false(t.releases.row[1].harm_alone); /* nothing is told here: what is recorded is all there is */
    told_release(&t);
    put_blame(f);
    t = tell(f);
    for (size_t i = 1; i <= 9; i++)
        assert_int_equal(t.releases.row[i - 1].harm_alone, i == 2 || i == 9); /* the second, of which nothing is usual; the last, which is young */
    check(&t, 7, 0, "hotfix");
    assert_true(t.releases.row[6].outcome_time == (int64_t)(BORN + 7 * EVERY + MATURE) * DAY); /* when of its like all would be known */
    told_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_release_mended_more_often_than_usual_did_harm_and_one_mended_less_did_not, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_mend_counts_once_in_its_days_and_while_it_stands, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_was_recorded_stands_and_what_is_young_is_not_told, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(where_nobody_was_blamed_or_somebody_records_what_went_well_nothing_is_told, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(recorded_harm_counts_only_where_silence_would_be_told_too, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("release_outcomes", tests, NULL, NULL);
}

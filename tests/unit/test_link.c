/*
 * Links in a store: written once, withdrawn, left alone where a person decided; and the labels of changes that come of them and of the rest.
 */
#include "datasets/link/link.h"

#include <stdlib.h>
#include <string.h>

#include "datasets/rows/change_labels.h"
#include "datasets/rows/rows.h"
#include "tests/support/people_fixture.h"

enum { DAY = 86400 };

static int64_t import_id;

static void put_ticket(struct fixture *f, const char *id, const char *cause, int64_t known_at)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(f->store, import_id, "ticket", "desk", id, id);

    assert_ok(db_run(f->store->db, &err, "UPDATE versions SET label_known_at = ? WHERE version_id = ?", "ii", known_at, version), err);
    assert_ok(db_run(f->store->db, &err, "INSERT INTO tickets(version_id, created, system, type, caused_by_change) VALUES(?, ?, 'ehr', 'bug', ?)", "iit", version,
                     (int64_t)11 * DAY, cause), err);
}

static void put_change(struct fixture *f, const char *commit, int days, int buggy, int64_t label_time)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(f->store, import_id, "change", "app", commit, commit);

    assert_ok(db_run(f->store->db, &err, "INSERT INTO changes(version_id, author_date, buggy, label_time) VALUES(?1, ?2, nullif(?3, -1), nullif(?4, 0))", "iiii", version,
                     (int64_t)days * DAY, (int64_t)buggy, label_time), err);
}

static void put_release(struct fixture *f, const char *name, const char *system, int days)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(f->store, import_id, "release", "app", name, name);

    assert_ok(db_run(f->store->db, &err, "INSERT INTO releases(version_id, system, deployed, status) VALUES(?, ?, ?, 'deployed')", "iti", version, system,
                     (int64_t)days * DAY), err);
}

static void put_outcome(struct fixture *f, const char *id, const char *release, const char *change, const char *outcome, int64_t time)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(f->store, import_id, "outcome", "app", id, id);

    assert_ok(db_run(f->store->db, &err, "INSERT INTO outcomes(version_id, \"release\", change, outcome, time) VALUES(?, ?, ?, ?, ?)", "ittti", version, release, change,
                     outcome, time), err);
}

static void put_label(struct fixture *f, const char *item, const char *value, enum label_provenance provenance, int64_t known_at, const char *by)
{
    struct label label = { .item = item, .task = "change-risk", .field = "", .value = value, .provenance = provenance, .known_at = known_at, .by = by, .evidence = "" };
    struct err err = ERR_INIT;

    assert_ok(db_begin(f->store->db, &err), err);
    assert_ok(label_put(f->store, &label, &err), err);
    assert_ok(db_commit(f->store->db, &err), err);
}

static struct link_report run(struct fixture *f)
{
    struct link_report r;
    struct err err = ERR_INIT;

    assert_ok(link_run(&r, f->store, 7, &err), err);
    return r;
}

static struct change_table load(struct fixture *f)
{
    struct change_table changes;
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(changes_load(&changes, f->store, &snapshot, "app", &err), err);
    snapshot_release(&snapshot);
    return changes;
}

static const struct change *change_of(const struct change_table *t, const char *commit)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->row[i].commit, commit) == 0)
            return &t->row[i];
    fail_msg("no change '%s'", commit);
    return NULL;
}

static void check(const struct change_table *t, const char *commit, int buggy, enum label_provenance provenance, int64_t time)
{
    const struct change *c = change_of(t, commit);

    assert_int_equal(c->buggy, buggy);
    if (buggy < 0)
        return;
    assert_int_equal(c->provenance, provenance);
    assert_true(c->label_time == time);
}

static void a_second_run_adds_nothing_and_a_person_is_left_alone(void **state)
{
    struct fixture *f = *state;
    struct link_report r;

    import_id = fixture_import(f->store);
    put_change(f, "aaaaaaaaaa", 5, -1, 0);
    put_release(f, "1.0", "ehr", 10);
    put_ticket(f, "T1", "aaaaaaaaaa", 20 * DAY);
    put_ticket(f, "T2", "", 21 * DAY);
    put_ticket(f, "T3", "", 22 * DAY);
    assert_int_equal(run(f).n_new, 0); /* not complete: not seen */
    fixture_complete(f->store, import_id);
    r = run(f);
    assert_int_equal(r.n_new, 3);
    assert_int_equal(r.match.n_linked, 3);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM links WHERE rule = 'change: the incident names the change as its cause' AND state = 'suspected'"), 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM links WHERE rule LIKE 'window: %at most 7 days before'"), 2);
    r = run(f);
    assert_int_equal(r.n_new + r.n_withdrawn, 0);

    fixture_run(f->store, "INSERT INTO links(ticket_record_id, target_record_id, state, rule, \"by\", at)"
                          " SELECT ticket_record_id, target_record_id, 'refuted', 'not that one', 'ada', 1 FROM links WHERE link_id = 2");
    r = run(f);
    assert_int_equal(r.n_new + r.n_withdrawn, 0);
    assert_int_equal(r.n_decided, 1);
}

static void what_the_rule_finds_no_more_is_withdrawn_and_comes_back(void **state)
{
    struct fixture *f = *state;
    struct err err = ERR_INIT;
    struct link_report r;

    import_id = fixture_import(f->store);
    put_release(f, "1.0", "ehr", 10);
    put_ticket(f, "T1", "", 20 * DAY);
    fixture_complete(f->store, import_id);
    assert_int_equal(run(f).n_new, 1);
    assert_ok(link_run(&r, f->store, 0, &err), err); /* no window */
    assert_int_equal(r.n_withdrawn, 1);
    assert_ok(link_run(&r, f->store, 0, &err), err);
    assert_int_equal(r.n_withdrawn, 0);
    assert_int_equal(run(f).n_new, 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM links"), 3);
}

static void links_by_id_label_changes_when_the_ticket_was_settled_and_silence_means_clean(void **state)
{
    struct fixture *f = *state;
    struct change_table t;

    import_id = fixture_import(f->store);
    put_change(f, "aaaaaaaaaa", 5, -1, 0);
    put_change(f, "bbbbbbbbbb", 6, -1, 0);
    put_release(f, "1.0", "ehr", 10);
    put_ticket(f, "T1", "aaaaaaaaaa", 20 * DAY);
    put_ticket(f, "T2", "", 21 * DAY); /* by window: no label */
    fixture_complete(f->store, import_id);
    t = load(f);
    check(&t, "aaaaaaaaaa", -1, LABEL_SUGGESTED, 0);
    changes_release(&t);
    run(f);
    t = load(f);
    check(&t, "aaaaaaaaaa", 1, LABEL_LINKED, 20 * DAY);
    check(&t, "bbbbbbbbbb", 0, LABEL_LINKED, TIME_NONE);
    changes_release(&t);

    fixture_run(f->store, "INSERT INTO links(ticket_record_id, target_record_id, state, rule, \"by\", at)"
                          " SELECT ticket_record_id, target_record_id, 'confirmed', 'seen', 'ada', 30 * 86400 FROM links WHERE link_id = 1");
    t = load(f);
    check(&t, "aaaaaaaaaa", 1, LABEL_HUMAN, 30 * DAY);
    changes_release(&t);
    fixture_run(f->store, "INSERT INTO links(ticket_record_id, target_record_id, state, rule, \"by\", at)"
                          " SELECT ticket_record_id, target_record_id, 'refuted', 'no', 'ada', 31 * 86400 FROM links WHERE link_id = 1");
    t = load(f);
    check(&t, "aaaaaaaaaa", -1, LABEL_SUGGESTED, 0);
    changes_release(&t);
}

static void the_best_provenance_counts_and_what_stood_before_is_kept(void **state)
{
    struct fixture *f = *state;
    struct change_table t;
    const struct change *c;

    import_id = fixture_import(f->store);
    put_change(f, "exported", 5, 0, 0);
    put_change(f, "blamed", 6, -1, 0);
    put_change(f, "told", 7, -1, 0);
    put_change(f, "decided", 8, -1, 0);
    put_change(f, "suggested", 9, -1, 0);
    put_change(f, "quiet", 9, -1, 0);
    put_outcome(f, "o1", "", "told", "rollback", 40 * DAY);
    fixture_complete(f->store, import_id);
    put_label(f, "change:app/exported", "1", LABEL_SZZ, 30 * DAY, "f1");
    put_label(f, "change:app/blamed", "1", LABEL_SZZ, 50 * DAY, "f2");
    put_label(f, "change:app/blamed", "1", LABEL_SZZ, 30 * DAY, "f1");
    put_label(f, "change:app/told", "1", LABEL_SZZ, 30 * DAY, "f1");
    put_label(f, "change:app/decided", "1", LABEL_SZZ, 30 * DAY, "f1");
    put_label(f, "change:app/decided", "0", LABEL_HUMAN, 60 * DAY, "ada");
    put_label(f, "change:app/suggested", "1", LABEL_SUGGESTED, 30 * DAY, "engine");
    put_label(f, "change:application/quiet", "1", LABEL_HUMAN, 30 * DAY, "ada");
    t = load(f);
    check(&t, "exported", 0, LABEL_IMPORTED, TIME_NONE);
    check(&t, "blamed", 1, LABEL_SZZ, 30 * DAY); /* the earliest fix made it known */
    check(&t, "told", 1, LABEL_IMPORTED, 40 * DAY);
    check(&t, "decided", 0, LABEL_HUMAN, 60 * DAY);
    check(&t, "suggested", -1, LABEL_SUGGESTED, 0);
    check(&t, "quiet", -1, LABEL_SUGGESTED, 0); /* no fixes were blamed by a rule here */
    c = change_of(&t, "decided");
    assert_int_equal(c->prior, 1);
    assert_true(c->prior_time == 30 * DAY);
    c = change_of(&t, "told");
    assert_int_equal(c->prior, 1);
    assert_true(c->prior_time == 30 * DAY);
    changes_release(&t);

    put_label(f, "change:app/blamed", "", LABEL_SZZ, 30 * DAY, "f1"); /* withdrawn: the other fix stays */
    fixture_run(f->store, "INSERT INTO szz_fixes(record_id, basis, result, counts, at) SELECT record_id, x'00', 'blamed', '{}', 1 FROM records WHERE id = 'told'");
    t = load(f);
    check(&t, "blamed", 1, LABEL_SZZ, 50 * DAY);
    check(&t, "quiet", 0, LABEL_SZZ, TIME_NONE);
    changes_release(&t);
}

static void outcomes_of_releases_reach_their_changes(void **state)
{
    struct fixture *f = *state;
    struct change_table t;

    import_id = fixture_import(f->store);
    put_change(f, "alone", 5, -1, 0);
    put_change(f, "one of two", 11, -1, 0);
    put_change(f, "the other", 12, -1, 0);
    put_change(f, "went well", 21, -1, 0);
    put_release(f, "1", "", 10);
    put_release(f, "2", "", 20);
    put_release(f, "3", "", 30);
    put_outcome(f, "o1", "1", "", "incident", 15 * DAY);
    put_outcome(f, "o2", "2", "", "hotfix", 25 * DAY);
    put_outcome(f, "o3", "3", "", "ok", 35 * DAY);
    fixture_complete(f->store, import_id);
    t = load(f);
    check(&t, "alone", 1, LABEL_IMPORTED, 15 * DAY);
    check(&t, "one of two", -1, LABEL_SUGGESTED, 0); /* one of them did it: neither is clean by silence */
    check(&t, "the other", -1, LABEL_SUGGESTED, 0);
    check(&t, "went well", 0, LABEL_IMPORTED, 35 * DAY);
    changes_release(&t);
    fixture_run(f->store, "INSERT INTO szz_fixes(record_id, basis, result, counts, at) SELECT record_id, x'00', 'blamed', '{}', 1 FROM records WHERE id = 'alone'");
    t = load(f);
    check(&t, "one of two", 0, LABEL_SZZ, TIME_NONE); /* blame looked for it */
    changes_release(&t);
    fixture_run(f->store, "DROP TRIGGER changes_no_update; UPDATE changes SET nf = 0 WHERE author_date = 12 * 86400");
    t = load(f);
    check(&t, "one of two", 1, LABEL_IMPORTED, 25 * DAY); /* beside a merge it is the only change of its release */
    check(&t, "the other", -1, LABEL_SUGGESTED, 0); /* a merge has nothing to be blamed for */
    changes_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_second_run_adds_nothing_and_a_person_is_left_alone, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_the_rule_finds_no_more_is_withdrawn_and_comes_back, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(links_by_id_label_changes_when_the_ticket_was_settled_and_silence_means_clean, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(the_best_provenance_counts_and_what_stood_before_is_kept, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(outcomes_of_releases_reach_their_changes, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}

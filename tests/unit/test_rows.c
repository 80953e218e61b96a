#include "datasets/rows/rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "tests/support/fixture_store.h"

/* A store with one import open; rows are put, then `world_close` completes it and takes the snapshot. */
struct world {
    struct fixture *fixture;
    struct store *store;
    int64_t import;
    struct snapshot snapshot;
};

static struct world world_open(void **state)
{
    struct fixture *fixture = *state;
    struct world world = { .fixture = fixture, .store = fixture->store };

    world.import = fixture_import(world.store);
    return world;
}

static void world_close(struct world *world)
{
    struct err err = ERR_INIT;

    fixture_complete(world->store, world->import);
    assert_ok(snapshot_take(&world->snapshot, world->store, &err), err);
}

static int64_t put_ticket(struct world *world, const char *project, const char *id, int64_t created)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(world->store, world->import, "ticket", project, id, id);

    if (created == TIME_NONE)
        assert_ok(db_run(world->store->db, &err, "INSERT INTO tickets(version_id) VALUES (?)", "i", version), err);
    else
        assert_ok(db_run(world->store->db, &err, "INSERT INTO tickets(version_id, created) VALUES (?, ?)", "ii",
                         version, created),
                  err);
    return version;
}

static void put_change(struct world *world, const char *project, const char *commit, int64_t date, const char *release)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(world->store, world->import, "change", project, commit, commit);

    assert_ok(db_run(world->store->db, &err, "INSERT INTO changes(version_id, \"release\") VALUES (?, ?)", "it",
                     version, release),
              err);
    if (date != TIME_NONE)
        assert_ok(db_run(world->store->db, &err, "UPDATE changes SET author_date = ? WHERE version_id = ?", "ii", date,
                         version),
                  err);
}

static void put_release(struct world *world, const char *project, const char *name, const char *status, int64_t planned,
                        int64_t deployed)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(world->store, world->import, "release", project, name, name);

    assert_ok(
        db_run(
            world->store->db, &err,
            "INSERT INTO releases(version_id, status, planned, deployed) VALUES (?1, ?2, nullif(?3, ?5), nullif(?4, ?5))",
            "itiii", version, status, planned, deployed, TIME_NONE),
        err);
}

static void put_outcome(struct world *world, const char *project, const char *id, const char *release,
                        const char *outcome, int64_t time)
{
    struct err err = ERR_INIT;
    int64_t version = fixture_version(world->store, world->import, "outcome", project, id, outcome);

    assert_ok(db_run(world->store->db, &err,
                     "INSERT INTO outcomes(version_id, \"release\", outcome, time) VALUES (?1, ?2, ?3, nullif(?4, ?5))",
                     "ittii", version, release, outcome, time, TIME_NONE),
              err);
}

static void load_tickets(struct ticket_table *table, struct world *world, const char *project)
{
    struct err err = ERR_INIT;

    assert_ok(tickets_load(table, world->store, &world->snapshot, project, &err), err);
}

static void load_changes(struct change_table *table, struct world *world, const char *project)
{
    struct err err = ERR_INIT;

    assert_ok(changes_load(table, world->store, &world->snapshot, project, &err), err);
}

static void load_releases(struct release_table *table, struct world *world, const char *project,
                          const struct change_table *changes)
{
    struct err err = ERR_INIT;

    assert_ok(releases_load(table, world->store, &world->snapshot, project, changes, &err), err);
}

/* ---------------------------------------------------------------------------------------------------------------- tickets */

static void tickets_come_by_time_undated_first_and_ties_by_arrival(void **state)
{
    static const char *const expected[] = { "u1", "u2", "old", "tie1", "tie2", "new" };
    struct world world = world_open(state);
    struct ticket_table table;

    put_ticket(&world, "p", "new", 900);
    put_ticket(&world, "p", "tie1", 500);
    put_ticket(&world, "p", "u1", TIME_NONE);
    put_ticket(&world, "p", "tie2", 500);
    put_ticket(&world, "p", "old", -3);
    put_ticket(&world, "p", "u2", TIME_NONE);
    world_close(&world);
    load_tickets(&table, &world, "p");
    assert_int_equal(table.n, 6);
    for (size_t i = 0; i < table.n; i++)
        assert_string_equal(table.row[i].id, expected[i]);
    assert_true(table.row[0].created == TIME_NONE);
    tickets_release(&table);
    snapshot_release(&world.snapshot);
}

static void a_newer_version_keeps_the_place_of_its_record_among_ties(void **state)
{
    struct world world = world_open(state);
    struct ticket_table table;

    put_ticket(&world, "p", "first", 5);
    put_ticket(&world, "p", "second", 5);
    world_close(&world);
    snapshot_release(&world.snapshot);
    world.import = fixture_import(world.store);
    put_ticket(&world, "p", "first", 5);
    world_close(&world);
    load_tickets(&table, &world, NULL);
    assert_int_equal(table.n, 2);
    assert_string_equal(table.row[0].id, "first");
    assert_int_equal(table.row[0].version_id, 3);
    assert_int_equal(table.row[0].record_id, 1);
    tickets_release(&table);
    snapshot_release(&world.snapshot);
}

static void every_field_of_a_ticket_arrives_and_missing_ones_are_empty(void **state)
{
    struct world world = world_open(state);
    struct ticket_table table;
    const struct ticket *full, *bare;

    put_ticket(&world, "p", "bare", 1);
    put_ticket(&world, "p", "full", 2);
    fixture_run(
        world.store,
        "UPDATE tickets SET title='ti', description='d' || char(10) || 'é', updated=11, resolved=12, component='co', team='te',"
        " assignee='as', severity='se', priority='pr', type='ty', status='st', resolution='re', duplicate_of='du', parent='pa',"
        " system='sy', cause='ca', maintenance='ma', workflow='wf', workaround='wa', labels='la', started=13, detected=14,"
        " restored=15, caused_by_change='cc', \"release\"='rl', component_filed='cf', team_filed='tf', severity_filed='sf',"
        " priority_filed='pf' WHERE created=2");
    fixture_run(world.store, "UPDATE versions SET label_known_at = 99 WHERE version_id = 2");
    world_close(&world);
    load_tickets(&table, &world, NULL);
    bare = &table.row[0];
    full = &table.row[1];
    assert_string_equal(full->project, "p");
    assert_string_equal(full->title.str, "ti");
    assert_int_equal(full->title.len, 2);
    assert_string_equal(full->description.str, "d\n\xc3\xa9");
    assert_int_equal(full->description.len, 4);
    assert_int_equal(full->updated, 11);
    assert_int_equal(full->resolved, 12);
    assert_int_equal(full->started, 13);
    assert_int_equal(full->detected, 14);
    assert_int_equal(full->restored, 15);
    assert_int_equal(full->label_known_at, 99);
    assert_string_equal(full->component, "co");
    assert_string_equal(full->team, "te");
    assert_string_equal(full->assignee, "as");
    assert_string_equal(full->severity, "se");
    assert_string_equal(full->priority, "pr");
    assert_string_equal(full->type, "ty");
    assert_string_equal(full->status, "st");
    assert_string_equal(full->resolution, "re");
    assert_string_equal(full->duplicate_of, "du");
    assert_string_equal(full->parent, "pa");
    assert_string_equal(full->system, "sy");
    assert_string_equal(full->cause, "ca");
    assert_string_equal(full->maintenance, "ma");
    assert_string_equal(full->workflow, "wf");
    assert_string_equal(full->workaround, "wa");
    assert_string_equal(full->labels, "la");
    assert_string_equal(full->caused_by_change, "cc");
    assert_string_equal(full->release, "rl");
    assert_string_equal(full->component_filed, "cf");
    assert_string_equal(full->team_filed, "tf");
    assert_string_equal(full->severity_filed, "sf");
    assert_string_equal(full->priority_filed, "pf");
    assert_string_equal(bare->title.str, "");
    assert_string_equal(bare->component, "");
    assert_string_equal(bare->priority_filed, "");
    assert_true(bare->resolved == TIME_NONE && bare->label_known_at == TIME_NONE);
    tickets_forget_texts(&table);
    assert_true(full->title.len == 0 && full->description.len == 0 && full->description.str[0] == '\0');
    assert_string_equal(full->id, "full");
    assert_string_equal(full->priority_filed, "pf");
    tickets_release(&table);
    snapshot_release(&world.snapshot);
}

static void only_the_snapshots_rows_of_the_project_are_loaded(void **state)
{
    struct world world = world_open(state), later;
    struct ticket_table table;

    put_ticket(&world, "a", "1", 1);
    put_ticket(&world, "b", "1", 2);
    put_ticket(&world, "a", "2", 3);
    world_close(&world);
    later = world;
    later.import = fixture_import(later.store);
    put_ticket(&later, "a", "1", 7);
    put_ticket(&later, "a", "3", 8);
    world_close(&later);
    load_tickets(&table, &world, "a"); /* the older snapshot still sees what it saw */
    assert_int_equal(table.n, 2);
    assert_int_equal(table.row[0].created, 1);
    tickets_release(&table);
    load_tickets(&table, &later, "a");
    assert_int_equal(table.n, 3);
    assert_int_equal(table.row[1].created, 7);
    tickets_release(&table);
    load_tickets(&table, &later, NULL);
    assert_int_equal(table.n, 4);
    tickets_release(&table);
    load_tickets(&table, &later, "none");
    assert_int_equal(table.n, 0);
    tickets_release(&table);
    snapshot_release(&world.snapshot);
    snapshot_release(&later.snapshot);
}

/* ---------------------------------------------------------------------------------------------------------------- changes */

static void changes_have_their_metrics_labels_and_code(void **state)
{
    struct world world = world_open(state);
    struct change_table table;
    struct err err = ERR_INIT;
    int64_t code;

    put_change(&world, "p", "c2", 20, "");
    put_change(&world, "p", "c1", 10, "");
    put_change(&world, "q", "c1", 30, "r");
    fixture_run(
        world.store,
        "UPDATE changes SET ns=1, nd=2, nf=3, entropy=4, la=5, ld=6, lt=7, fix=1, ndev=9, age=10, nuc=11, exp=12,"
        " rexp=13, sexp=14.5, buggy=1, label_time=50, message='fixes it', author='[PERSON:0123456789ab]',"
        " kind='code', system='emr', split='test', tickets='1|2', approver='x' WHERE author_date=10");
    fixture_run(world.store, "UPDATE changes SET buggy=0 WHERE author_date=20");
    code = fixture_version(world.store, world.import, "code", "p", "c1", "x");
    assert_ok(db_run(world.store->db, &err,
                     "INSERT INTO code(version_id, files, added, removed) VALUES (?, 'a.c|b.c', 'int x', '')", "i",
                     code),
              err);
    code = fixture_version(world.store, world.import, "code", "p", "no such change", "x");
    assert_ok(db_run(world.store->db, &err, "INSERT INTO code(version_id, files) VALUES (?, 'z.c')", "i", code), err);
    world_close(&world);
    load_changes(&table, &world, NULL);
    assert_int_equal(table.n, 3);
    assert_true(table.has_code);
    assert_string_equal(table.row[0].commit, "c1");
    assert_string_equal(table.row[0].project, "p");
    assert_string_equal(table.row[0].message.str, "fixes it");
    assert_string_equal(table.row[0].files.str, "a.c|b.c");
    assert_int_equal(table.row[0].files.len, 7);
    assert_string_equal(table.row[0].added.str, "int x");
    assert_string_equal(table.row[0].removed.str, "");
    assert_string_equal(table.row[0].author, "[PERSON:0123456789ab]");
    assert_string_equal(table.row[0].kind, "code");
    assert_string_equal(table.row[0].system, "emr");
    assert_string_equal(table.row[0].split, "test");
    assert_string_equal(table.row[0].tickets, "1|2");
    assert_string_equal(table.row[0].approver, "x");
    assert_int_equal(table.row[0].buggy, 1);
    assert_int_equal(table.row[0].label_time, 50);
    for (int m = 0; m < N_METRICS; m++)
        if (m != METRIC_FIX && m != METRIC_SEXP)
            assert_true(table.row[0].metric[m] == m + 1);
    assert_true(table.row[0].metric[METRIC_FIX] == 1 && table.row[0].metric[METRIC_SEXP] == 14.5);
    assert_int_equal(table.row[1].buggy, 0);
    assert_true(isnan(table.row[1].metric[METRIC_LA]));
    assert_string_equal(table.row[1].files.str, "");
    assert_string_equal(table.row[2].project, "q");
    assert_string_equal(table.row[2].files.str, "");
    assert_string_equal(table.row[2].release, "r");
    assert_int_equal(table.row[2].buggy, -1);
    assert_true(table.row[2].label_time == TIME_NONE);
    changes_release(&table);
    load_changes(&table, &world, "q");
    assert_int_equal(table.n, 1);
    assert_false(table.has_code);
    changes_release(&table);
    snapshot_release(&world.snapshot);
}

static void metric_names_are_those_of_the_contract(void **state)
{
    (void)state;
    assert_string_equal(change_metric_name[METRIC_NS], "ns");
    assert_string_equal(change_metric_name[METRIC_ENTROPY], "entropy");
    assert_string_equal(change_metric_name[METRIC_SEXP], "sexp");
    for (int m = 0; m < N_METRICS; m++)
        assert_non_null(change_metric_name[m]);
}

/* --------------------------------------------------------------------------------------------------------------- releases */

/* "c1 c2 ..." of a release's members. */
static const char *members(const struct release *release, const struct change_table *changes)
{
    static char text[512];
    size_t len = 0;

    text[0] = '\0';
    for (size_t i = 0; i < release->n_members; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", i == 0 ? "" : " ",
                                changes->row[release->member[i]].commit);
    return text;
}

static void members_are_the_named_changes_else_those_of_the_window(void **state)
{
    struct world world = world_open(state);
    struct change_table changes;
    struct release_table table;

    put_change(&world, "p", "undated", TIME_NONE, "");
    put_change(&world, "p", "c1", 50, "");
    put_change(&world, "p", "c2", 100, "");
    put_change(&world, "p", "c3", 101, "");
    put_change(&world, "p", "c4", 150, "2.1");
    put_change(&world, "p", "c5", 160, "no such release");
    put_change(&world, "p", "c6", 250, "");
    put_change(&world, "p", "c7", 90, "2.1");
    put_change(&world, "p", "c8", 500, "");
    put_change(&world, "other", "o1", 120, "");
    put_release(&world, "p", "3.0", "planned", 300, TIME_NONE);
    put_release(&world, "p", "1.0", "deployed", 90, 100);
    put_release(&world, "p", "2.0", "deployed", TIME_NONE, 200);
    put_release(&world, "p", "2.1", "deployed", TIME_NONE, 210);
    put_release(&world, "p", "2.2", "cancelled", 220, TIME_NONE);
    put_release(&world, "other", "1.0", "deployed", TIME_NONE, 130);
    put_release(&world, "p", "4.0", "", TIME_NONE, TIME_NONE);
    world_close(&world);
    load_changes(&changes, &world, NULL);
    load_releases(&table, &world, NULL, &changes);
    assert_int_equal(table.n, 7);
    assert_string_equal(table.row[0].name, "4.0"); /* no time at all */
    assert_string_equal(members(&table.row[0], &changes), "c6 c8");
    assert_int_equal(table.row[0].status, RELEASE_PLANNED);
    assert_string_equal(table.row[1].name, "1.0");
    assert_string_equal(members(&table.row[1], &changes), "c1 c2");
    assert_int_equal(table.row[1].status, RELEASE_DEPLOYED);
    assert_string_equal(table.row[2].project, "other");
    assert_string_equal(members(&table.row[2], &changes), "o1");
    assert_string_equal(table.row[3].name, "2.0");
    assert_string_equal(members(&table.row[3], &changes), "c3"); /* neither c4 nor c5: they name another */
    assert_string_equal(table.row[4].name, "2.1");
    assert_string_equal(members(&table.row[4], &changes), "c7 c4"); /* oldest first */
    assert_string_equal(table.row[5].name, "2.2");
    assert_int_equal(table.row[5].status, RELEASE_CANCELLED);
    assert_int_equal(table.row[5].n_members, 0);
    assert_string_equal(table.row[6].name, "3.0");
    assert_string_equal(members(&table.row[6], &changes), "c6"); /* after 2.1; the cancelled one took none */
    releases_release(&table);
    load_releases(&table, &world, "other", NULL);
    assert_int_equal(table.n, 1);
    assert_int_equal(table.row[0].n_members, 0);
    releases_release(&table);
    changes_release(&changes);
    snapshot_release(&world.snapshot);
}

static void put_members(struct world *world, const char *name, const char *commits)
{
    struct err err = ERR_INIT;

    assert_ok(db_run(world->store->db, &err,
                     "UPDATE releases SET members = ? WHERE version_id = (SELECT max(v.version_id) FROM versions v JOIN records r"
                     "  ON r.record_id = v.record_id WHERE r.kind = 'release' AND r.id = ?)",
                     "tt", commits, name),
              err);
}

static void a_release_may_name_its_changes(void **state)
{
    struct world world = world_open(state);
    struct change_table changes;
    struct release_table table;

    put_change(&world, "p", "c1", 10, "");
    put_change(&world, "p", "c2", 20, "");
    put_change(&world, "p", "c3", 30, "2.0");
    put_change(&world, "p", "c4", 40, "");
    put_change(&world, "p", "c5", 50, "");
    put_change(&world, "p", "merge1", 15, "2.0");
    put_change(&world, "p", "merge2", 15, "");
    put_change(&world, "p", "merge3", 15, "");
    fixture_run(world.store, "UPDATE changes SET nf = 0 WHERE version_id IN (SELECT v.version_id FROM versions v JOIN records r ON r.record_id = v.record_id WHERE r.id LIKE 'merge%')");
    put_change(&world, "other", "o1", 45, "");
    put_release(&world, "p", "2.0", "planned", 60, TIME_NONE);
    put_members(&world, "2.0", "c4|c1| c3|c4|merge2|gone");
    put_release(&world, "p", "2.1", "planned", 70, TIME_NONE);
    put_members(&world, "2.1", "c4|c5");
    put_release(&world, "p", "3.0", "planned", 80, TIME_NONE);
    put_release(&world, "p", "3.1", "planned", 90, TIME_NONE);
    put_members(&world, "3.1", "o1|gone");
    world_close(&world);
    load_changes(&changes, &world, NULL);
    load_releases(&table, &world, NULL, &changes);
    assert_int_equal(table.n, 4);
    assert_string_equal(members(&table.row[0], &changes), "c1 c3 c4"); /* those it names and those that name it, each once; of merges nothing goes out */
    assert_int_equal(table.row[0].n_missing, 1);
    assert_string_equal(members(&table.row[1], &changes), "c4 c5"); /* a change may be named by two */
    assert_int_equal(table.row[1].n_missing, 0);
    assert_string_equal(members(&table.row[2], &changes), "c2"); /* what a release names is in no window */
    assert_int_equal(table.row[3].n_members, 0); /* and it has no window itself; o1 is another project's */
    assert_int_equal(table.row[3].n_missing, 2);
    releases_release(&table);
    changes_release(&changes);
    snapshot_release(&world.snapshot);
}

static void the_worst_outcome_counts_and_of_it_the_earliest_time(void **state)
{
    struct world world = world_open(state);
    struct release_table table;

    put_release(&world, "p", "1", "deployed", TIME_NONE, 100);
    put_release(&world, "p", "2", "", TIME_NONE, 200);
    put_release(&world, "p", "3", "deployed", TIME_NONE, 300);
    put_release(&world, "q", "1", "deployed", TIME_NONE, 400);
    put_outcome(&world, "p", "a", "1", "incident", 190);
    put_outcome(&world, "p", "b", "1", "rollback", 180);
    put_outcome(&world, "p", "c", "1", "rollback", 170);
    put_outcome(&world, "p", "d", "1", "ok", 150);
    put_outcome(&world, "p", "e", "2", "ok", TIME_NONE);
    put_outcome(&world, "p", "f", "nowhere", "hotfix", 1);
    put_outcome(&world, "p", "g", "", "hotfix", 1); /* of a change */
    put_outcome(&world, "q", "a", "1", "hotfix", 500);
    world_close(&world);
    load_releases(&table, &world, NULL, NULL);
    assert_string_equal(table.row[0].outcome, "rollback");
    assert_int_equal(table.row[0].outcome_time, 170);
    assert_string_equal(table.row[1].outcome, "ok");
    assert_true(table.row[1].outcome_time == TIME_NONE);
    assert_int_equal(table.row[1].status, RELEASE_DEPLOYED);
    assert_string_equal(table.row[2].outcome, "");
    assert_true(table.row[2].outcome_time == TIME_NONE);
    assert_string_equal(table.row[3].outcome, "hotfix");
    releases_release(&table);
    snapshot_release(&world.snapshot);
}

/* --------------------------------------------------------------------------------------------------- systems and projects */

static void systems_are_found_by_name(void **state)
{
    struct world world = world_open(state);
    struct system_table table;
    struct err err = ERR_INIT;

    assert_ok(
        db_run(
            world.store->db, &err,
            "INSERT INTO systems(version_id, name, criticality, internet_facing, replacement_date, depends_on) VALUES"
            " (?, 'Lab', 'care-critical', 0, 77, 'emr|pacs')",
            "i", fixture_version(world.store, world.import, "system", "", "lab", "x")),
        err);
    assert_ok(db_run(world.store->db, &err, "INSERT INTO systems(version_id, internet_facing) VALUES (?, 1)", "i",
                     fixture_version(world.store, world.import, "system", "", "emr", "x")),
              err);
    assert_ok(db_run(world.store->db, &err, "INSERT INTO systems(version_id) VALUES (?)", "i",
                     fixture_version(world.store, world.import, "system", "", "pacs", "x")),
              err);
    world_close(&world);
    assert_ok(systems_load(&table, world.store, &world.snapshot, &err), err);
    assert_int_equal(table.n, 3);
    assert_string_equal(table.row[0].system, "emr");
    assert_string_equal(systems_find(&table, "lab")->name, "Lab");
    assert_string_equal(systems_find(&table, "lab")->criticality, "care-critical");
    assert_string_equal(systems_find(&table, "lab")->depends_on, "emr|pacs");
    assert_int_equal(systems_find(&table, "lab")->replacement_date, 77);
    assert_int_equal(systems_find(&table, "lab")->internet_facing, 0);
    assert_int_equal(systems_find(&table, "emr")->internet_facing, 1);
    assert_int_equal(systems_find(&table, "pacs")->internet_facing, -1);
    assert_true(systems_find(&table, "pacs")->replacement_date == TIME_NONE);
    assert_null(systems_find(&table, "none"));
    systems_release(&table);
    assert_null(systems_find(&table, "lab"));
    snapshot_release(&world.snapshot);
}

static void projects_are_those_with_rows_of_the_kind_in_the_snapshot(void **state)
{
    struct world world = world_open(state), later;
    struct arena arena;
    struct err err = ERR_INIT;
    const char **names;
    size_t n;

    put_ticket(&world, "zeta", "1", 1);
    put_ticket(&world, "alpha", "1", 1);
    put_ticket(&world, "alpha", "2", 1);
    put_change(&world, "only changes", "c", 1, "");
    world_close(&world);
    later = world;
    later.import = fixture_import(later.store);
    put_ticket(&later, "new", "1", 1);
    world_close(&later);
    arena_init(&arena);
    assert_ok(projects_list(&names, &n, &arena, world.store, &world.snapshot, "ticket", &err), err);
    assert_int_equal(n, 2);
    assert_string_equal(names[0], "alpha");
    assert_string_equal(names[1], "zeta");
    assert_ok(projects_list(&names, &n, &arena, world.store, &later.snapshot, "ticket", &err), err);
    assert_int_equal(n, 3);
    assert_string_equal(names[1], "new");
    assert_ok(projects_list(&names, &n, &arena, world.store, &later.snapshot, "change", &err), err);
    assert_int_equal(n, 1);
    assert_ok(projects_list(&names, &n, &arena, world.store, &later.snapshot, "release", &err), err);
    assert_int_equal(n, 0);
    arena_release(&arena);
    snapshot_release(&world.snapshot);
    snapshot_release(&later.snapshot);
}

/* ----------------------------------------------------------------------------------------------------------------- faults */

static int load_all(struct world *world)
{
    struct ticket_table tickets;
    struct change_table changes;
    struct release_table releases;
    struct arena arena;
    const char **names;
    size_t n;
    int rc = tickets_load(&tickets, world->store, &world->snapshot, NULL, NULL);

    if (rc < 0)
        return rc;
    tickets_release(&tickets);
    rc = changes_load(&changes, world->store, &world->snapshot, NULL, NULL);
    if (rc < 0)
        return rc;
    rc = releases_load(&releases, world->store, &world->snapshot, NULL, &changes, NULL);
    if (rc == 0)
        releases_release(&releases);
    changes_release(&changes);
    if (rc < 0)
        return rc;
    arena_init(&arena);
    rc = projects_list(&names, &n, &arena, world->store, &world->snapshot, "change", NULL);
    arena_release(&arena);
    return rc;
}

static void loading_fails_cleanly_when_memory_runs_out_at_any_point(void **state)
{
    struct world world = world_open(state);
    struct err err = ERR_INIT;
    int rc = ERR_NOMEM;

    put_ticket(&world, "p", "1", 1);
    fixture_run(world.store, "UPDATE tickets SET title = 'title', description = 'text', team = 'team'");
    put_change(&world, "p", "c1", 5, "");
    put_change(&world, "p", "c2", 6, "1.0");
    assert_ok(db_run(world.store->db, &err, "INSERT INTO code(version_id, files) VALUES (?, 'a.c')", "i",
                     fixture_version(world.store, world.import, "code", "p", "c1", "x")),
              err);
    put_release(&world, "p", "1.0", "deployed", TIME_NONE, 10);
    put_release(&world, "p", "1.1", "planned", 20, TIME_NONE);
    put_outcome(&world, "p", "a", "1.0", "ok", 20);
    world_close(&world);
    for (long n = 0; rc < 0; n++) {
        mem_fail_after(n);
        rc = load_all(&world);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
    }
    snapshot_release(&world.snapshot);
}

#define WITH_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(tickets_come_by_time_undated_first_and_ties_by_arrival),
        WITH_STORE(a_newer_version_keeps_the_place_of_its_record_among_ties),
        WITH_STORE(every_field_of_a_ticket_arrives_and_missing_ones_are_empty),
        WITH_STORE(only_the_snapshots_rows_of_the_project_are_loaded),
        WITH_STORE(changes_have_their_metrics_labels_and_code),
        cmocka_unit_test(metric_names_are_those_of_the_contract),
        WITH_STORE(members_are_the_named_changes_else_those_of_the_window),
        WITH_STORE(a_release_may_name_its_changes),
        WITH_STORE(the_worst_outcome_counts_and_of_it_the_earliest_time),
        WITH_STORE(systems_are_found_by_name),
        WITH_STORE(projects_are_those_with_rows_of_the_kind_in_the_snapshot),
        WITH_STORE(loading_fails_cleanly_when_memory_runs_out_at_any_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

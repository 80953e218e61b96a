/*
 * Is what the engine learns still useful? Floors on the made-up hospital, and on the public sets where ../shared/data is beside the repository (skipped
 * and said where it is not): never a figure to tune by, only a line below which something has broken.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/base/parallel.h"
#include "datasets/hospital/hospital.h"
#include "datasets/import/import.h"
#include "score/cluster/cluster_list.h"
#include "score/cluster/clusters.h"
#include "score/night/run.h"
#include "tests/support/fixture_store.h"
#include "train/backtest/backtest.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SLOW_BUILD = 1 };
#else
enum { SLOW_BUILD = 0 };
#endif

static const struct config_map xamarin_map[] = { { "component_filed", "component_first" }, { "severity_filed", "severity_first" } };

static void import(struct fixture *f, const char *kind, const char *path, const char *code, const char *project, const struct config_map *map, size_t n_maps)
{
    struct import_options options = { .kind = import_kind_find(kind), .path = &path, .n_paths = 1, .code_path = code, .project = project, .map = map,
                                      .n_maps = n_maps, .tolerate_percent = 5 };
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(import_run(&report, f->store, &options, &err), err);
    assert_int_equal(report.rejected, 0);
}

static void backtest(struct fixture *f, const char *task, const char *project, const char *label, bool split, struct backtest *b, struct examples *e)
{
    struct examples_options eo = { .task = task_find(task), .project = project, .label_field = label, .n_threads = parallel_cores() };
    struct backtest_options bo = { .holdout = 0.2, .split_column = split, .maturity_days = 90, .seed = 1, .n_threads = parallel_cores() };
    struct snapshot snapshot;
    struct err err = ERR_INIT;

    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(examples_load(e, f->store, &snapshot, &eo, &err), err);
    assert_ok(backtest_run(b, e, &bo, &err), err);
    snapshot_release(&snapshot);
}

static void the_hospital_s_tickets_are_routed_and_its_changes_ranked(void **state)
{
    struct fixture *f = *state;
    struct hospital_options ho = { .seed = 3, .scale = 1 };
    struct hospital_counts counts;
    struct examples e;
    struct backtest b;
    struct err err = ERR_INIT;
    char dir[4200], path[4300], code[4300];

    snprintf(dir, sizeof(dir), "%s/data", f->dir);
    assert_ok(hospital_write(dir, &ho, &counts, &err), err);
    snprintf(path, sizeof(path), "%s/tickets.csv", dir);
    import(f, "tickets", path, NULL, NULL, NULL, 0);
    snprintf(path, sizeof(path), "%s/changes.csv", dir);
    snprintf(code, sizeof(code), "%s/changes-code.csv", dir);
    import(f, "changes", path, code, NULL, NULL, 0);
    backtest(f, "route", "hospital", NULL, false, &b, &e);
    assert_true(b.top1 > 0.75);
    assert_true(b.top1 > b.baseline_top1 + 0.3);
    backtest_release(&b);
    examples_release(&e);
    backtest(f, "change-risk", "hospital", NULL, true, &b, &e);
    assert_true(b.roc_auc > 0.6);
    backtest_release(&b);
    examples_release(&e);
}

/* DIR/NAME.csv from ../shared/data/PLACE/NAME.csv.xz; the test ends as skipped where it is not there. */
static const char *public_csv(struct fixture *f, const char *place, const char *name)
{
    char from[4200], to[4300], command[9000];

    if (SLOW_BUILD)
        skip_because("a sanitizer build is too slow for the public sets");
    snprintf(from, sizeof(from), "%s/../shared/data/%s/%s.csv.xz", test_root(), place, name);
    if (access(from, R_OK) != 0)
        skip_because("no public data beside the repository (shared/data/%s/%s.csv.xz)", place, name);
    snprintf(to, sizeof(to), "%s/%s.csv", f->dir, name);
    snprintf(command, sizeof(command), "xz -dc '%s' >'%s'", from, to);
    if (system(command) != 0)
        skip_because("xz is not installed");
    snprintf(command, sizeof(command), "%s.csv", name);
    return path_in(f->dir, command);
}

static void xamarin_s_tickets_reach_their_teams(void **state)
{
    struct fixture *f = *state;
    struct examples e;
    struct backtest b;

    import(f, "tickets", public_csv(f, "tickets", "xamarin_bugs"), NULL, "xamarin", xamarin_map, 2);
    backtest(f, "route", "xamarin", NULL, false, &b, &e);
    assert_int_equal(b.train_rows, 25773);
    assert_true(b.top1 >= 0.68);
    assert_true(b.top3 >= 0.90);
    backtest_release(&b);
    examples_release(&e);
}

static void kafka_s_changes_are_ranked_better_than_by_size(void **state)
{
    struct fixture *f = *state;
    struct examples e;
    struct backtest b;
    const char *changes = public_csv(f, "releases", "apachejit-kafka"), *code = public_csv(f, "releases", "apachejit-kafka-code");

    import(f, "changes", changes, code, NULL, NULL, 0);
    backtest(f, "change-risk", "kafka", NULL, true, &b, &e);
    assert_true(b.roc_auc >= 0.776);
    assert_true(b.roc_auc > b.size_roc_auc);
    backtest_release(&b);
    examples_release(&e);
}

/* As if only the first n of what is in the store had come. */
static int64_t group_first(struct fixture *f, size_t n, int64_t rebuild_days, enum clusters_status expected)
{
    struct clusters_options o = { .seed = 1, .n_threads = parallel_cores(), .rebuild_days = rebuild_days, .rebuild_percent = 10 };
    struct clusters_update u;
    struct snapshot snapshot;
    struct run_state run;
    struct err err = ERR_INIT;
    char key[40];

    snprintf(key, sizeof key, "quality:%zu:%lld", n, (long long)rebuild_days);
    assert_ok(run_begin(&run, f->store, key, &err), err);
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_true(snapshot.n > n);
    snapshot.n = n;
    o.run_id = run.run_id;
    assert_ok(clusters_update(&u, f->store, &snapshot, "xamarin", &o, &err), err);
    assert_int_equal(u.status, expected);
    snapshot_release(&snapshot);
    return run.run_id;
}

/* 1,000 new tickets after 31,000: put in by the stored model, and by a grouping of all in a store of its own. */
static void new_tickets_go_where_a_grouping_would_put_them(void **state)
{
    enum { BEFORE = 31000, AFTER = 32000 };
    struct fixture *f = *state, *other;
    const char *path = public_csv(f, "tickets", "xamarin_bugs");
    struct ticket_table tickets;
    struct snapshot snapshot;
    struct err err = ERR_INIT;
    size_t same = 0, near_none = 0;
    int64_t put, grouped;
    void *fixture = NULL;

    fixture_setup(&fixture);
    other = fixture;
    import(f, "tickets", path, NULL, "xamarin", xamarin_map, 2);
    import(other, "tickets", path, NULL, "xamarin", xamarin_map, 2);
    group_first(f, BEFORE, 7, CLUSTERS_GROUPED);
    group_first(other, BEFORE, 7, CLUSTERS_GROUPED);
    put = group_first(f, AFTER, 7, CLUSTERS_ASSIGNED);
    grouped = group_first(other, AFTER, 0, CLUSTERS_GROUPED);
    assert_ok(snapshot_take(&snapshot, f->store, &err), err);
    assert_ok(tickets_load(&tickets, f->store, &snapshot, "xamarin", &err), err);
    for (size_t i = BEFORE; i < AFTER; i++) {
        int64_t a = 0, b = 0;

        cluster_of_ticket(&a, f->store, "xamarin", tickets.row[i].id, put, NULL);
        cluster_of_ticket(&b, other->store, "xamarin", tickets.row[i].id, grouped, NULL);
        near_none += a == 0;
        same += a != 0 && a == b;
    }
    print_message("# of %d new tickets %zu are near none, of the others %zu are where a grouping of all puts them\n", AFTER - BEFORE, near_none, same);
    assert_true(near_none < 100);
    assert_true((double)same >= .6 * (double)(AFTER - BEFORE - near_none));
    tickets_release(&tickets);
    snapshot_release(&snapshot);
    fixture_teardown(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_hospital_s_tickets_are_routed_and_its_changes_ranked, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(xamarin_s_tickets_reach_their_teams, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(new_tickets_go_where_a_grouping_would_put_them, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(kafka_s_changes_are_ranked_better_than_by_size, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "datasets/series/series.h"

#include <stdio.h>
#include <string.h>

#include "datasets/base/mem.h"
#include "datasets/import/import.h"
#include "tests/support/fixture_store.h"

static int run(struct fixture *fixture, const char *const *path, size_t n_paths, const struct import_options *more, struct import_report *report, struct err *err)
{
    struct import_options options = { .tolerate_percent = 5 };

    if (more != NULL)
        options = *more;
    options.kind = import_kind_find("telemetry");
    options.path = path;
    options.n_paths = n_paths;
    return import_run(report, fixture->store, &options, err);
}

static struct import_report good(struct fixture *fixture, const char *name, const char *text, const struct import_options *more)
{
    const char *path = path_in(fixture->dir, name);
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path, text);
    assert_ok(run(fixture, &path, 1, more, &report, &err), err);
    assert_int_equal(report.read, report.inserted + report.updated + report.unchanged + report.rescrubbed + report.rejected);
    fixture_verify(fixture->store);
    return report;
}

static struct series load(struct fixture *fixture, const char *system, const char *metric)
{
    struct series series;
    struct err err = ERR_INIT;

    assert_ok(series_load(&series, fixture->store, system, metric, INT64_MIN, INT64_MAX, &err), err);
    return series;
}

/* "time=value ..." with times from FIXTURE_NOW's day, 2023-11-14, in seconds. */
static void series_is(struct fixture *fixture, const char *system, const char *metric, const char *expected)
{
    struct series series = load(fixture, system, metric);
    char text[400] = "";

    for (size_t i = 0; i < series.n; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%lld=%g", i > 0 ? " " : "", (long long)(series.point[i].time - 1699920000), series.point[i].value);
    assert_string_equal(text, expected);
    series_release(&series);
}

#define count(sql) fixture_count(fixture->store, sql)

static void only_what_is_new_is_stored(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;

    report = good(fixture, "ehr.wait.csv", "timestamp,value\n2023-11-14 00:00:00,1\n2023-11-14T00:05:00Z,2.5\n", NULL);
    assert_int_equal(report.inserted, 2);
    assert_int_equal(report.series, 1);
    report = good(fixture, "ehr.wait.csv", "timestamp,value\n2023-11-14 00:00:00,1\n2023-11-14T00:05:00Z,2.5\n", NULL);
    assert_int_equal(report.unchanged, 2);
    assert_int_equal(count("SELECT count(*) FROM imports"), 1);
    report = good(fixture, "ehr.wait.csv", "timestamp,value\n2023-11-14 00:00:00,1\n2023-11-14T00:05:00Z,2.5\n2023-11-14T00:10:00Z,3\n", NULL);
    assert_int_equal(report.inserted, 1);
    assert_int_equal(report.unchanged, 2);
    assert_int_equal(count("SELECT count(*) FROM points"), 3);
    assert_int_equal(count("SELECT count(*) FROM versions"), 2);
    series_is(fixture, "ehr", "wait", "0=1 300=2.5 600=3");
}

static void a_corrected_value_counts_and_the_first_one_stays(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;

    good(fixture, "ehr.wait.csv", "timestamp,value\n1699920000,1\n1699920300,2\n", NULL);
    report = good(fixture, "ehr.wait.csv", "timestamp,value\n1699920000,1\n1699920300,7\n", NULL);
    assert_int_equal(report.updated, 1);
    series_is(fixture, "ehr", "wait", "0=1 300=7");
    assert_int_equal(count("SELECT count(*) FROM points"), 3);
    /* What was measured is known from its time on, a correction from the import that brought it. */
    assert_int_equal(count("SELECT count(*) FROM versions WHERE known_basis = 'assumed' AND known_at = 1699920300"), 1);
    assert_int_equal(count("SELECT count(*) FROM versions WHERE known_basis = 'import' AND known_at = imported_at"), 1);
}

static void equal_times_steps_back_and_milliseconds_are_kept(void **state)
{
    struct fixture *fixture = *state;
    struct import_report report;
    static const char text[] = "timestamp,value\n1699920300000,3\n1699920000,1\n1699920000,2\n1699920000000,2.5\n";

    report = good(fixture, "ehr.wait.csv", text, NULL);
    assert_int_equal(report.inserted, 4);
    series_is(fixture, "ehr", "wait", "0=1 0=2 0=2.5 300=3");
    report = good(fixture, "ehr.wait.csv", text, NULL);
    assert_int_equal(report.unchanged, 4);
}

static void rows_without_a_value_are_gaps_and_infinity_is_a_reject(void **state)
{
    struct fixture *fixture = *state;
    const struct import_options options = { .tolerate_percent = 50 };
    struct import_report report;

    report = good(fixture, "ehr.wait.csv", "timestamp,value\n1699920000,\n1699920001,NaN\n1699920002,null\n1699920003,inf\n1699920004,1e999\n1699920005,0x10\n1699920006,5\n", &options);
    assert_int_equal(report.gaps, 3);
    assert_int_equal(report.rejected, 3);
    assert_contains(report.first_reject, "ehr.wait.csv:5: column 'value': not a number");
    series_is(fixture, "ehr", "wait", "6=5");
    report = good(fixture, "ehr.wait.csv", "timestamp,value\n1699920006,NaN\n", &options); /* a gap takes nothing back */
    series_is(fixture, "ehr", "wait", "6=5");
}

static void columns_options_and_file_names_say_whose_it_is(void **state)
{
    struct fixture *fixture = *state;
    const struct import_options both = { .tolerate_percent = 5, .project = "lab", .metric = "queue" }, system = { .tolerate_percent = 5, .project = "lab" },
                                none = { .tolerate_percent = 5 };
    struct import_report report;
    const char *path;
    struct err err = ERR_INIT;

    report = good(fixture, "all.csv", "timestamp,system,metric,value\n1699920000,ehr,wait,1\n1699920000,ehr,errors,2\n1699920060,ehr,wait,3\n", NULL);
    assert_int_equal(report.series, 2);
    good(fixture, "x.csv", "timestamp,value\n1699920000,4\n", &both);
    good(fixture, "cpu.load.csv", "timestamp,value\n1699920000,5\n", &system);
    put_file(path_in(fixture->dir, "cpu.csv"), "timestamp,value\n1699920000,6\n");
    path = path_in(fixture->dir, "cpu.csv");
    assert_int_equal(run(fixture, &path, 1, &none, &report, &err), ERR_REFUSED);
    assert_contains(err.msg, "cpu.csv:2: of which system is this? give --system NAME");
    series_is(fixture, "ehr", "wait", "0=1 60=3");
    series_is(fixture, "ehr", "errors", "0=2");
    series_is(fixture, "lab", "queue", "0=4");
    series_is(fixture, "lab", "cpu.load", "0=5");
    assert_int_equal(count("SELECT count(*) FROM records WHERE project = ''"), 0);
    assert_int_equal(count("SELECT count(*) FROM records WHERE kind = 'series' AND project = 'ehr'"), 2);
}

static void files_that_overlap_are_no_repeats(void **state)
{
    struct fixture *fixture = *state;
    const char *path[2] = { path_in(fixture->dir, "a.csv"), path_in(fixture->dir, "b.csv") };
    const struct import_options options = { .tolerate_percent = 5, .project = "ehr", .metric = "wait" };
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path[0], "timestamp,value\n1699920000,1\n1699920060,2\n");
    put_file(path[1], "timestamp,value\n1699920060,9\n1699920120,3\n");
    assert_ok(run(fixture, path, 2, &options, &report, &err), err);
    assert_int_equal(report.inserted, 3);
    assert_int_equal(report.unchanged, 1);
    series_is(fixture, "ehr", "wait", "0=1 60=9 120=3");
    assert_ok(run(fixture, path, 2, &options, &report, &err), err);
    assert_int_equal(report.unchanged, 4);
}

static void bad_input_is_refused_with_its_place(void **state)
{
    struct fixture *fixture = *state;
    static const struct { const char *text, *words; } bad[] = {
        { "time,value\n1,1\n", "no column 'timestamp'" },
        { "timestamp,wert\n1699920000,1\n", "no column 'value'" },
        { "timestamp,value\nyesterday,1\n", "in.csv:2: column 'timestamp': not a date" },
        { "timestamp,value\n2023-02-30,1\n", "in.csv:2: column 'timestamp': not a date" },
        { "timestamp,value\n45000,1\n", "not a plausible time" },
        { "timestamp,value\n1699920000,1,2\n", "row too long" },
        { "timestamp,value\n1699920000,\"1\n", "in.csv:2" },
        { "", "empty" },
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *path = path_in(fixture->dir, "in.csv");
        struct import_report report;
        struct err err = ERR_INIT;

        put_file(path, bad[i].text);
        assert_int_equal(run(fixture, &path, 1, NULL, &report, &err), ERR_REFUSED);
        assert_contains(err.msg, bad[i].words);
    }
    assert_int_equal(count("SELECT count(*) FROM imports"), 0);
    assert_int_equal(count("SELECT count(*) FROM records"), 0);
}

static void points_of_a_completed_import_stay(void **state)
{
    struct fixture *fixture = *state;

    good(fixture, "ehr.wait.csv", "timestamp,value\n1699920000,1\n", NULL);
    fixture_refused(fixture->store, "UPDATE points SET value = 2", "only text");
    fixture_refused(fixture->store, "DELETE FROM points", "stay");
}

static void what_was_never_completed_is_dropped(void **state)
{
    struct fixture *fixture = *state;
    int64_t import_id = fixture_import(fixture->store);
    int64_t version_id = fixture_version(fixture->store, import_id, "series", "ehr", "wait", "x");
    char sql[400];

    snprintf(sql, sizeof sql,
             "INSERT INTO series(version_id, system, metric) VALUES(%lld, 'ehr', 'wait');"
             "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 50000) INSERT INTO points(version_id, time, value) SELECT %lld, i, i FROM t",
             (long long)version_id, (long long)version_id);
    fixture_run(fixture->store, sql);
    fixture_reopen(fixture, STORE_JOB);
    assert_int_equal(count("SELECT count(*) FROM points"), 0);
    assert_int_equal(count("SELECT count(*) FROM records"), 0);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        CASE(only_what_is_new_is_stored),
        CASE(a_corrected_value_counts_and_the_first_one_stays),
        CASE(equal_times_steps_back_and_milliseconds_are_kept),
        CASE(rows_without_a_value_are_gaps_and_infinity_is_a_reject),
        CASE(columns_options_and_file_names_say_whose_it_is),
        CASE(files_that_overlap_are_no_repeats),
        CASE(bad_input_is_refused_with_its_place),
        CASE(points_of_a_completed_import_stay),
        CASE(what_was_never_completed_is_dropped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

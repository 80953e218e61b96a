/*
 * The public series of ../shared/data/telemetry, imported and counted against what its README says; skipped where they are not there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "datasets/import/import.h"
#include "datasets/series/series.h"
#include "tests/support/fixture_store.h"

static void every_point_of_the_public_series_comes_in(void **state)
{
    struct fixture *fixture = *state;
    const struct config_map map = { "metric", "series" };
    const char *path = path_in(fixture->dir, "nab.csv");
    struct import_options options = { .kind = import_kind_find("telemetry"), .path = &path, .n_paths = 1, .project = "nab", .map = &map, .n_maps = 1, .tolerate_percent = 0 };
    struct import_report report;
    struct err err = ERR_INIT;
    char source[4096], command[9000];
    struct stat st;

    snprintf(source, sizeof source, "%s/../shared/data/telemetry/nab_series.csv.xz", test_root());
    if (stat(source, &st) != 0)
        skip_because("no public data beside the repository (shared/data/telemetry/nab_series.csv.xz)");
    snprintf(command, sizeof command, "xz -dc '%s' >'%s'", source, path);
    if (system(command) != 0)
        skip_because("no xz to unpack the public series with");
    assert_ok(import_run(&report, fixture->store, &options, &err), err);
    assert_int_equal(report.inserted, 175305);
    assert_int_equal(report.series, 30);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM points"), 175305);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM points WHERE position > 0"), 24);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM records WHERE kind = 'series'"), 30);
    assert_ok(import_run(&report, fixture->store, &options, &err), err);
    assert_int_equal(report.unchanged, 175305);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(every_point_of_the_public_series_comes_in, fixture_setup, fixture_teardown) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

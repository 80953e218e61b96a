#include "datasets/manifest/dependency_import.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/outfile.h"
#include "tests/support/fixture_store.h"

static const char go_1[] = "module a\nrequire (\n  example.org/x v1.0.0\n  example.org/y v1.1.0 // indirect\n)\n";
static const char go_2[] = "module a\nrequire (\n  example.org/x v1.2.0\n)\n";

static const char *folder(struct fixture *fixture, const char *name)
{
    const char *path = path_in(fixture->dir, name);

    assert_int_equal(mkdir(path, 0777), 0);
    return path;
}

static int run(struct fixture *fixture, const char *path, const char *release, double tolerate, const char *list, struct import_report *report, struct err *err)
{
    struct import_options options = { .path = &path, .n_paths = 1, .project = "ehr", .tolerate_percent = tolerate };
    struct dependency_options more = { .release = release, .list_path = list };

    return dependency_import(report, fixture->store, &options, &more, err);
}

static struct import_report good(struct fixture *fixture, const char *path, const char *release)
{
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(run(fixture, path, release, 5, NULL, &report, &err), err);
    assert_int_equal(report.read, report.inserted + report.updated + report.unchanged + report.rescrubbed + report.rejected);
    fixture_verify(fixture->store);
    return report;
}

#define count(sql) fixture_count(fixture->store, sql)

static void the_same_folder_again_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d");
    struct import_report report;

    put_file(path_in(dir, "go.mod"), go_1);
    put_file(path_in(dir, "README.md"), "no manifest");
    report = good(fixture, dir, "1.0");
    assert_int_equal(report.inserted, 2);
    assert_int_equal(report.files, 1);
    assert_int_equal(report.ignored, 1);
    report = good(fixture, dir, "1.0");
    assert_int_equal(report.unchanged, 2);
    assert_int_equal(report.withdrawn, 0);
    report = good(fixture, dir, "1.1"); /* the same dependencies in another release are no new versions */
    assert_int_equal(report.unchanged, 2);
    assert_int_equal(count("SELECT count(*) FROM versions"), 2);
    assert_int_equal(count("SELECT count(*) FROM dependency_reads"), 2);
}

static void what_a_file_no_longer_names_is_withdrawn_and_may_come_back(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d");
    struct import_report report;

    put_file(path_in(dir, "go.mod"), go_1);
    good(fixture, dir, "1.0");
    put_file(path_in(dir, "go.mod"), go_2);
    report = good(fixture, dir, "1.1");
    assert_int_equal(report.updated, 1);
    assert_int_equal(report.withdrawn, 1);
    assert_int_equal(count("SELECT count(*) FROM current_versions"), 1);
    assert_int_equal(count("SELECT count(*) FROM dependencies d JOIN versions v USING(version_id) WHERE v.withdrawn = 1 AND d.name = 'example.org/y' AND d.version = ''"), 1);
    report = good(fixture, dir, "1.1");
    assert_int_equal(report.withdrawn, 0);
    put_file(path_in(dir, "go.mod"), go_1);
    report = good(fixture, dir, "1.2");
    assert_int_equal(report.updated, 2);
    assert_int_equal(count("SELECT count(*) FROM current_versions"), 2);
}

static void a_file_that_is_gone_from_the_folder_takes_its_dependencies(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d"), *sub = path_in(dir, "sub");
    struct import_report report;

    assert_int_equal(mkdir(sub, 0777), 0);
    put_file(path_in(dir, "go.mod"), go_1);
    put_file(path_in(sub, "requirements.txt"), "requests==2.0\n");
    report = good(fixture, dir, NULL);
    assert_int_equal(report.inserted, 3);
    assert_int_equal(count("SELECT count(*) FROM records WHERE id = 'sub/requirements.txt pypi:requests' AND project = 'ehr'"), 1);
    assert_int_equal(unlink(path_in(sub, "requirements.txt")), 0);
    report = good(fixture, dir, NULL);
    assert_int_equal(report.withdrawn, 1);
}

static void a_single_file_says_nothing_of_the_others(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d"), *other = folder(fixture, "e");
    struct import_report report;

    put_file(path_in(dir, "go.mod"), go_1);
    put_file(path_in(other, "requirements.txt"), "requests==2.0\n");
    good(fixture, dir, NULL);
    report = good(fixture, path_in(other, "requirements.txt"), NULL);
    assert_int_equal(report.inserted, 1);
    assert_int_equal(report.withdrawn, 0);
}

static void a_broken_manifest_is_one_bad_row_and_withdraws_nothing(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d");
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path_in(dir, "go.mod"), go_1);
    put_file(path_in(dir, "package-lock.json"), "{\"packages\": {\"node_modules/a\": {\"version\": \"1\"}}}");
    good(fixture, dir, NULL);
    put_file(path_in(dir, "package-lock.json"), "{\n  \"secret name\" x}");
    assert_int_equal(run(fixture, dir, NULL, 5, NULL, &report, &err), ERR_REFUSED);
    assert_contains(err.msg, "package-lock.json:2: column");
    assert_lacks(err.msg, "secret");
    assert_int_equal(count("SELECT count(*) FROM imports"), 1);
    assert_ok(run(fixture, dir, NULL, 50, NULL, &report, &err), err);
    assert_int_equal(report.rejected, 1);
    assert_int_equal(report.withdrawn, 0);
    assert_int_equal(count("SELECT count(*) FROM current_versions"), 3);
    assert_int_equal(count("SELECT count(*) FROM rejects WHERE file = 'package-lock.json' AND line = 2 AND reason NOT LIKE '%secret%'"), 1);
}

static void versions_of_one_name_in_one_file_are_one_record(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d"), *list = path_in(fixture->dir, "list.csv");
    struct import_report report;
    struct err err = ERR_INIT;

    put_file(path_in(dir, "package-lock.json"),
             "{\"packages\": {\"\": {\"dependencies\": {\"a\": \"1\"}}, \"node_modules/a\": {\"version\": \"2.0.0\"},"
             " \"node_modules/b/node_modules/a\": {\"version\": \"1.0.0\", \"dev\": true}}}");
    assert_ok(run(fixture, dir, NULL, 5, list, &report, &err), err);
    assert_int_equal(report.inserted, 1);
    assert_int_equal(count("SELECT count(*) FROM dependencies WHERE version = '1.0.0|2.0.0' AND scope = 'runtime' AND direct = 1"), 1);
    assert_file_equal(list, "file,ecosystem,name,version,scope,direct\npackage-lock.json,npm,a,1.0.0,dev,0\npackage-lock.json,npm,a,2.0.0,runtime,1\n");
}

static void links_node_modules_and_git_are_not_entered(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d"), *other = folder(fixture, "e");
    struct import_report report;

    put_file(path_in(other, "go.mod"), go_1);
    put_file(path_in(dir, "requirements.txt"), "requests==2.0\n");
    assert_int_equal(symlink(other, path_in(dir, "linked")), 0);
    assert_int_equal(symlink(path_in(other, "go.mod"), path_in(dir, "go.mod")), 0);
    assert_int_equal(mkdir(path_in(dir, "node_modules"), 0777), 0);
    put_file(path_in(path_in(dir, "node_modules"), "package-lock.json"), "{\"packages\": {\"node_modules/a\": {\"version\": \"1\"}}}");
    report = good(fixture, dir, NULL);
    assert_int_equal(report.read, 1);
    assert_int_equal(report.files, 1);
}

static void a_user_in_an_address_is_not_stored(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d");

    put_file(path_in(dir, "package-lock.json"),
             "{\"packages\": {\"node_modules/a\": {\"version\": \"git+https://bob:hunter2@example.org/a.git#1f\"}}}");
    good(fixture, dir, NULL);
    assert_int_equal(count("SELECT count(*) FROM dependencies WHERE version = 'git+https://example.org/a.git#1f'"), 1);
    assert_int_equal(count("SELECT count(*) FROM dependencies WHERE version LIKE '%bob%'"), 0);
}

static void wrong_use_is_said(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = folder(fixture, "d");
    const char *two[2] = { dir, dir };
    struct import_report report;
    struct err err = ERR_INIT;
    struct import_options options = { .path = two, .n_paths = 2, .project = "ehr", .tolerate_percent = 5 };
    struct dependency_options more = { .release = NULL };

    assert_int_equal(dependency_import(&report, fixture->store, &options, &more, &err), ERR_USAGE);
    options.n_paths = 1;
    assert_int_equal(dependency_import(&report, fixture->store, &options, &more, &err), ERR_REFUSED);
    assert_contains(err.msg, "has no lock file");
    options.project = NULL;
    assert_int_equal(dependency_import(&report, fixture->store, &options, &more, &err), ERR_USAGE);
    assert_int_equal(run(fixture, path_in(dir, "none"), NULL, 5, NULL, &report, &err), ERR_NOTFOUND);
    put_file(path_in(dir, "x.txt"), "");
    assert_int_equal(run(fixture, path_in(dir, "x.txt"), NULL, 5, NULL, &report, &err), ERR_USAGE);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        CASE(the_same_folder_again_changes_nothing),
        CASE(what_a_file_no_longer_names_is_withdrawn_and_may_come_back),
        CASE(a_file_that_is_gone_from_the_folder_takes_its_dependencies),
        CASE(a_single_file_says_nothing_of_the_others),
        CASE(a_broken_manifest_is_one_bad_row_and_withdraws_nothing),
        CASE(versions_of_one_name_in_one_file_are_one_record),
        CASE(links_node_modules_and_git_are_not_entered),
        CASE(a_user_in_an_address_is_not_stored),
        CASE(wrong_use_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

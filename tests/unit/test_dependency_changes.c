#include "datasets/manifest/dependency_changes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "datasets/manifest/dependency_git.h"
#include "datasets/manifest/dependency_range.h"
#include "tests/support/small_estate.h"

static int compare(const char *a, const char *b)
{
    bool known;
    int order = dependency_version_compare(a, strlen(a), b, strlen(b), &known);

    return known ? order : 9;
}

static void versions_are_compared_as_people_mean_them(void **state)
{
    static const struct { const char *a, *b; int order; } cases[] = {
        { "1.9", "1.10", -1 },        { "1.0", "1.0.0", 0 },      { "1.0", "1.0.1", -1 },   { "2.0-rc1", "2.0", -1 },      { "2.0-rc1", "2.0-rc2", -1 },
        { "v1.2.3", "1.2.3", 0 },     { "v2.0.0+incompatible", "v2.0.0", 0 },               { "4.17.20", "4.17.3", 1 },    { "1.0-SNAPSHOT", "1.0", -1 },
        { "01.2", "1.2", 0 },         { "99999999999999999999.1", "99999999999999999998.2", 1 }, { "latest", "1.0", 9 },   { "", "1.0", 9 },
        { "1.0.1", "1.0-rc1", 1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int back = cases[i].order == 9 ? 9 : -cases[i].order;

        if (compare(cases[i].a, cases[i].b) != cases[i].order || compare(cases[i].b, cases[i].a) != back)
            fail_msg("'%s' and '%s': %d, back %d", cases[i].a, cases[i].b, compare(cases[i].a, cases[i].b), compare(cases[i].b, cases[i].a));
    }
}

/* "kind name from>to; ..." */
static void names_are(const struct dependency_changes *c, const char *expected)
{
    char text[800] = "";

    for (size_t i = 0; i < c->n; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s %s %s>%s", i > 0 ? "; " : "", dependency_change_name[c->row[i].kind], c->row[i].name, c->row[i].from,
                 c->row[i].to);
    assert_string_equal(text, expected);
}

static void changes_are(struct fixture *fixture, const char *project, const char *release, const char *before, const char *expected)
{
    struct dependency_changes c;
    struct err err = ERR_INIT;

    assert_ok(dependency_changes(&c, fixture->store, project, release, &err), err);
    names_are(&c, expected);
    if (before == NULL)
        assert_null(c.before);
    else
        assert_string_equal(c.before, before);
    assert_string_equal(c.system, "ehr");
    dependency_changes_release(&c);
}

static void a_release_is_told_against_the_one_before(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = path_in(fixture->dir, "d");
    struct dependency_changes c;
    struct err err = ERR_INIT;

    assert_int_equal(mkdir(dir, 0777), 0);
    small_dependencies(fixture, dir, "1.0", "a==1.9\nb==2.0\nc==3.0\nd==1\n");
    small_dependencies(fixture, dir, "1.1", "a==1.10\nb==1.5\nd\ne==7\n");
    small_dependencies(fixture, dir, "1.2", "a==1.10\nb==1.5\nd\ne==7\n");
    small_dependencies(fixture, dir, "1.3", "a==1.10\nb==1.5\nc==3.0\nd\ne==7\n");
    changes_are(fixture, "ehr", "1.0", NULL, "added a >1.9; added b >2.0; added c >3.0; added d >1");
    changes_are(fixture, "ehr", "1.1", "1.0", "upgraded a 1.9>1.10; downgraded b 2.0>1.5; removed c 3.0>; changed d 1>; added e >7");
    changes_are(fixture, "ehr", "1.2", "1.1", "");
    changes_are(fixture, "ehr", "1.3", "1.2", "added c >3.0");
    assert_int_equal(dependency_changes(&c, fixture->store, "ehr", "9.9", &err), ERR_NOTFOUND);
}

static void a_release_that_is_read_again_counts_as_a_whole(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = path_in(fixture->dir, "d");

    assert_int_equal(mkdir(dir, 0777), 0);
    small_dependencies(fixture, dir, "1.0", "a==1.0\nb==1.0\n");
    small_dependencies(fixture, dir, "next", "a==2.0\nb==1.0\nx==1\n");
    small_dependencies(fixture, dir, "next", "a==3.0\nb==1.0\n");
    changes_are(fixture, "ehr", "next", "1.0", "upgraded a 1.0>3.0");
}

static void a_project_is_found_by_the_system_of_its_release(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = path_in(fixture->dir, "d"), *path = path_in(fixture->dir, "releases.csv");
    struct import_options options = { .kind = import_kind_find("releases"), .path = &path, .n_paths = 1, .tolerate_percent = 5 };
    struct import_report report;
    struct err err = ERR_INIT;

    assert_int_equal(mkdir(dir, 0777), 0);
    small_dependencies(fixture, dir, "1.0", "a==1.0\n");
    put_file(path, "project,release,system\napp,1.0,ehr\n");
    assert_ok(import_run(&report, fixture->store, &options, &err), err);
    changes_are(fixture, "app", "1.0", NULL, "added a >1.0");
}

/* ---- at the tags of a repository --------------------------------------------------------------------------------- */

static void git(const char *dir, const char *command)
{
    char line[9000];

    snprintf(line, sizeof line, "cd '%s' && env -i PATH=\"$PATH\" HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 GIT_COMMITTER_DATE=\"$WHEN\" git -c user.name=a -c user.email=a@example.org"
             " -c init.defaultBranch=main -c commit.gpgsign=false %s >/dev/null 2>&1", dir, command);
    if (system(line) != 0)
        fail_msg("git %s", command);
}

static void commit(const char *dir, const char *name, const char *text, const char *date, const char *tag)
{
    char command[500];

    put_file(path_in(dir, name), text);
    setenv("WHEN", date, 1);
    git(dir, "add -A");
    snprintf(command, sizeof command, "commit -qm x --date=%s", date);
    git(dir, command);
    if (tag != NULL) {
        snprintf(command, sizeof command, "update-ref refs/tags/%s HEAD", tag);
        git(dir, command);
    }
}

static struct import_report import_git(struct fixture *fixture, const char *dir, struct dependency_git_report *git_report)
{
    struct import_options options = { .path = &dir, .n_paths = 1, .project = "ehr", .tolerate_percent = 5 };
    struct import_report report;
    struct err err = ERR_INIT;

    assert_ok(dependency_git_import(&report, git_report, fixture->store, &options, &err), err);
    fixture_verify(fixture->store);
    return report;
}

static void each_tag_is_a_release(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = path_in(fixture->dir, "repo");
    struct dependency_git_report git_report;
    struct import_report report;

    assert_int_equal(mkdir(dir, 0777), 0);
    git(dir, "init -q");
    commit(dir, "requirements.txt", "a==1.0\nb==1.0\n", "2023-01-01T00:00:00Z", "v1.9");
    commit(dir, "requirements.txt", "a==2.0\nb==1.0\n", "2023-02-01T00:00:00Z", "v1.10");
    commit(dir, "go.mod", "module m\nrequire example.org/x v1.0.0\n", "2023-03-01T00:00:00Z", "v2.0");
    commit(dir, "requirements.txt", "a==0.0\n", "2023-04-01T00:00:00Z", NULL); /* of no tag */
    report = import_git(fixture, dir, &git_report);
    assert_int_equal(git_report.read, 3);
    assert_int_equal(report.inserted, 3);
    assert_int_equal(report.updated, 1);
    changes_are(fixture, "ehr", "v1.9", NULL, "added a >1.0; added b >1.0");
    changes_are(fixture, "ehr", "v1.10", "v1.9", "upgraded a 1.0>2.0");
    changes_are(fixture, "ehr", "v2.0", "v1.10", "added example.org/x >v1.0.0");
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM versions WHERE known_basis = 'given'"), 4);
    report = import_git(fixture, dir, &git_report);
    assert_int_equal(git_report.read, 0);
    assert_int_equal(git_report.known, 3);
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM imports"), 3);
    git(dir, "update-ref refs/tags/v2.1 HEAD"); /* a newer tag: only that one is read, and what is gone is withdrawn */
    report = import_git(fixture, dir, &git_report);
    assert_int_equal(git_report.read, 1);
    changes_are(fixture, "ehr", "v2.1", "v2.0", "downgraded a 2.0>0.0; removed b 1.0>");
}

static void what_is_no_repository_is_refused(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = path_in(fixture->dir, "repo");
    struct import_options options = { .path = &dir, .n_paths = 1, .project = "ehr", .tolerate_percent = 5 };
    struct dependency_git_report git_report;
    struct import_report report;
    struct err err = ERR_INIT;

    assert_int_equal(dependency_git_import(&report, &git_report, fixture->store, &options, &err), ERR_NOTFOUND);
    assert_int_equal(mkdir(dir, 0777), 0);
    assert_int_equal(dependency_git_import(&report, &git_report, fixture->store, &options, &err), ERR_REFUSED);
    git(dir, "init -q");
    assert_int_equal(dependency_git_import(&report, &git_report, fixture->store, &options, &err), ERR_REFUSED);
    assert_contains(err.msg, "no tags");
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM imports"), 0);
}

static void range_is(struct fixture *fixture, const char *dir, const char *range, const char *expected)
{
    struct dependency_changes c;
    struct err err = ERR_INIT;

    assert_ok(dependency_range(&c, fixture->store, dir, range, "ehr", &err), err);
    names_are(&c, expected);
    dependency_changes_release(&c);
}

static void a_range_is_told_against_where_it_left(void **state)
{
    struct fixture *fixture = *state;
    const char *dir = path_in(fixture->dir, "repo");
    struct dependency_changes c;
    struct err err = ERR_INIT;

    assert_int_equal(mkdir(dir, 0777), 0);
    git(dir, "init -q");
    commit(dir, "requirements.txt", "a==1.0\nb==1.0\n", "2023-01-01T00:00:00Z", "start");
    git(dir, "checkout -q -b work");
    commit(dir, "requirements.txt", "a==1.1\nc==3\n", "2023-02-01T00:00:00Z", NULL);
    commit(dir, "a.c", "int x;\n", "2023-02-02T00:00:00Z", NULL);
    git(dir, "checkout -q main");
    commit(dir, "requirements.txt", "a==1.0\nb==2.0\n", "2023-03-01T00:00:00Z", NULL); /* not of the range */
    range_is(fixture, dir, "main..work", "upgraded a 1.0>1.1; removed b 1.0>; added c >3");
    range_is(fixture, dir, "work~1..work", ""); /* no manifest */
    range_is(fixture, dir, "work..work", "");
    git(dir, "checkout -q --orphan other");
    commit(dir, "requirements.txt", "z==1\n", "2023-04-01T00:00:00Z", NULL);
    range_is(fixture, dir, "main..other", "added z >1"); /* nothing in common */
    assert_int_equal(fixture_count(fixture->store, "SELECT count(*) FROM imports"), 0);
    assert_int_equal(dependency_range(&c, fixture->store, dir, "main..nowhere", "ehr", &err), ERR_REFUSED);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_are_compared_as_people_mean_them),
        CASE(a_release_is_told_against_the_one_before),
        CASE(a_release_that_is_read_again_counts_as_a_whole),
        CASE(a_project_is_found_by_the_system_of_its_release),
        CASE(each_tag_is_a_release),
        CASE(what_is_no_repository_is_refused),
        CASE(a_range_is_told_against_where_it_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

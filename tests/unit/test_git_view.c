#include "datasets/git/git_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datasets/git/git_import.h"
#include "datasets/szz/szz.h"
#include "tests/support/fixture_store.h"
#include "tests/support/git_fixture.h"

enum { DAY = 86400 };

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

/* v1 on day 1, v2 on day 3 (the tag a day after its commit), v3 on day 6. */
static void make_history(struct git_fixture *repo, struct fixture *f)
{
    git_fixture_init(repo, f->dir, "app");
    git_fixture_put(repo, "a.c", "int a;\n");
    git_fixture_commit(repo, "begin", DAY);
    git_fixture_do(repo, "tag", "-a", "-m", "one", "v1", NULL);
    git_fixture_put(repo, "a.c", "int a;\nint b;\n");
    git_fixture_commit(repo, "more", DAY);
    repo->time += DAY;
    git_fixture_do(repo, "tag", "-a", "-m", "two", "v2", NULL);
    repo->time += DAY;
    git_fixture_put(repo, "a.c", "int a;\nint c;\n");
    git_fixture_commit(repo, "fix b", DAY);
    git_fixture_do(repo, "tag", "-a", "-m", "three", "v3", NULL);
}

static int import_view(struct fixture *f, const struct git_fixture *repo, const struct git_view *view, const char *as_of, const char *project, struct git_import_report *report,
                       struct err *err)
{
    const struct git_import_options options = { .path = view->dir != NULL ? view->dir : repo->dir, .named = repo->dir, .as_of = as_of, .project = project, .n_threads = 1 };

    return git_import_run(report, f->store, &options, err);
}

static void as_of_a_tag_nothing_later_is_there_and_its_release_is_upcoming(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    struct git_view view;
    struct err err = ERR_INIT;
    char *dir;

    make_history(&repo, f);
    assert_ok(git_view_open(&view, repo.dir, "v2", NULL, false, &err), err);
    assert_int_equal(view.n_later, 1);
    assert_ok(import_view(f, &repo, &view, "v2", NULL, &report, &err), err);
    assert_string_equal(report.project, "app"); /* of the repository, not of the view */
    assert_int_equal(report.n_commits, 2);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM changes WHERE message = 'fix b'"), 0);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM releases WHERE \"release\" = 'v1' AND status = 'deployed' AND deployed IS NOT NULL AND extra = ''"), 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM releases WHERE \"release\" = 'v2' AND status = 'planned' AND deployed IS NULL AND planned IS NOT NULL"
                                             " AND json_extract(extra, '$.retrospective') = 'yes'"), 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM releases WHERE \"release\" = 'v3'"), 0);
    assert_ok(import_view(f, &repo, &view, "v2", NULL, &report, &err), err);
    assert_int_equal(report.reading, GIT_READ_NOTHING_NEW);
    dir = strdup(view.dir);
    git_view_close(&view);
    assert_int_equal(access(dir, F_OK), -1);
    free(dir);
}

static void as_of_is_refused_where_later_changes_are_known_and_unknown_tags_are_named(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    struct git_view view, none = { .dir = NULL };
    struct err err = ERR_INIT;

    make_history(&repo, f);
    assert_ok(import_view(f, &repo, &none, NULL, NULL, &report, &err), err);
    assert_ok(git_view_open(&view, repo.dir, "v2", NULL, false, &err), err);
    assert_int_equal(import_view(f, &repo, &view, "v2", NULL, &report, &err), ERR_USAGE);
    assert_contains(err.msg, "has 1 changes that 'v2' did not have");
    assert_ok(import_view(f, &repo, &view, "v2", "app-v2", &report, &err), err); /* another project knows nothing of it */
    git_view_close(&view);
    assert_int_equal(git_view_open(&view, repo.dir, "v9", NULL, false, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "no tag 'v9'");
    assert_null(view.dir);
    assert_int_equal(git_view_open(&view, repo.dir, NULL, "nowhere", false, &err), ERR_NOTFOUND);
    assert_int_equal(git_view_open(&view, f->dir, NULL, NULL, false, &err), ERR_REFUSED); /* no repository */
}

static void remove_object(struct git_fixture *repo, const char *name)
{
    char path[700], *id = git_fixture_run(repo, "rev-parse", name, NULL);

    snprintf(path, sizeof path, "%s/.git/objects/%.2s/%s", repo->dir, id, id + 2);
    free(id);
    assert_int_equal(unlink(path), 0);
}

static void missing_contents_are_stood_in_for_counted_as_no_line_and_their_files_are_not_blamed(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    struct git_view view, none = { .dir = NULL };
    struct szz_options options = { .project = "app", .by_message = true, .n_threads = 1 };
    struct szz_report szz;
    struct err err = ERR_INIT;

    make_history(&repo, f);
    remove_object(&repo, "v1:a.c");
    assert_int_equal(import_view(f, &repo, &none, NULL, NULL, &report, &err), ERR_REFUSED);
    assert_contains(err.msg, "--allow-missing");
    assert_ok(git_view_open(&view, repo.dir, NULL, NULL, true, &err), err);
    assert_int_equal(view.n_missing, 1);
    assert_int_equal(view.missing_path.n, 1);
    assert_string_equal(view.missing_path.str[0], "a.c");
    assert_ok(import_view(f, &repo, &view, NULL, NULL, &report, &err), err);
    assert_int_equal(report.n_commits, 3);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM changes WHERE message = 'begin' AND la = 0 AND nf = 1"), 1);
    assert_int_equal(fixture_count(f->store, "SELECT count(*) FROM changes WHERE message = 'fix b' AND la = 1 AND ld = 1"), 1);
    options.repository = view.dir;
    options.without = &view.missing_path;
    assert_ok(szz_run(&szz, f->store, &options, &err), err);
    assert_int_equal(szz.n_fixes, 1);
    assert_int_equal(szz.n_labels, 0); /* 'more' would be blamed for the lines of 'begin', too */
    git_view_close(&view);
}

static void a_missing_commit_or_folder_is_refused(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_view view;
    struct err err = ERR_INIT;

    make_history(&repo, f);
    remove_object(&repo, "v1^{tree}");
    assert_int_equal(git_view_open(&view, repo.dir, NULL, NULL, true, &err), ERR_REFUSED);
    assert_null(view.dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(as_of_a_tag_nothing_later_is_there_and_its_release_is_upcoming, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(as_of_is_refused_where_later_changes_are_known_and_unknown_tags_are_named, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(missing_contents_are_stood_in_for_counted_as_no_line_and_their_files_are_not_blamed, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_missing_commit_or_folder_is_refused, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("git_view", tests, setup, NULL);
}

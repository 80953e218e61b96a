#include "datasets/git/git_range.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "datasets/git/git_import.h"
#include "tests/support/fixture_store.h"
#include "tests/support/git_fixture.h"

enum { DAY = 86400 };

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

static void import_all(struct fixture *f, const struct git_fixture *repo)
{
    const struct git_import_options options = { .path = repo->dir, .n_threads = 1 };
    struct git_import_report report;
    struct err err = ERR_INIT;

    assert_ok(git_import_run(&report, f->store, &options, &err), err);
}

static int read_range(struct git_range *out, struct fixture *f, const char *path, const char *project, const char *range, struct err *err)
{
    const struct git_range_options options = { .path = path, .project = project, .range = range, .n_threads = 1 };

    return git_range_read(out, f->store, &options, err);
}

static struct git_range good(struct fixture *f, const struct git_fixture *repo, const char *range)
{
    struct git_range out;
    struct err err = ERR_INIT;

    assert_ok(read_range(&out, f, repo->dir, NULL, range, &err), err);
    return out;
}

static void refused(struct fixture *f, const char *path, const char *project, const char *range, int code, const char *words)
{
    struct git_range out;
    struct err err = ERR_INIT;

    assert_int_equal(read_range(&out, f, path, project, range, &err), code);
    assert_contains(err.msg, words);
}

/* Three commits that are imported, and then work of two people on a branch while the main line goes on. Ends on the branch "work". */
static void make_history(struct git_fixture *repo, struct fixture *f, const char *name)
{
    git_fixture_init(repo, f->dir, name);
    git_fixture_put(repo, "src/a.c", "1\n2\n3\n");
    git_fixture_commit(repo, "begin", DAY);
    repo->author = "Bob";
    git_fixture_put(repo, "src/a.c", "1\n2\n3\n4\n");
    git_fixture_commit(repo, "EHR-12: fix a line", 30 * DAY);
    repo->author = "Ann";
    git_fixture_put(repo, "lib/b.c", "int x;\n");
    git_fixture_commit(repo, "more", DAY);
    import_all(f, repo);
    git_fixture_put(repo, "src/a.c", "1\n2\n3\n4\n5\n"); /* new on the main line, and not in the range */
    git_fixture_commit(repo, "main goes on", DAY);
    git_fixture_do(repo, "checkout", "-q", "-b", "work", NULL);
    repo->author = "Bob";
    git_fixture_put(repo, "src/a.c", "1\n2\n5\n");
    git_fixture_commit(repo, "less of it, for ann@example.org", DAY);
    git_fixture_do(repo, "mv", "lib/b.c", "lib/c.c", NULL);
    git_fixture_put(repo, "lib/c.c", "int x;\nint y = x->z;\n");
    git_fixture_commit(repo, "EHR-13 moved", DAY);
}

static void assert_same(const struct change *a, const struct change *b)
{
    assert_string_equal(a->commit, b->commit);
    assert_string_equal(a->author, b->author);
    assert_string_equal(a->message.str, b->message.str);
    assert_string_equal(a->kind, b->kind);
    assert_string_equal(a->tickets, b->tickets);
    assert_string_equal(a->files.str, b->files.str);
    assert_string_equal(a->added.str, b->added.str);
    assert_string_equal(a->removed.str, b->removed.str);
    assert_int_equal(a->author_date, b->author_date);
    for (size_t m = 0; m < N_METRICS; m++)
        assert_near(a->metric[m], b->metric[m], 1e-12);
}

static void a_range_has_the_rows_that_an_import_would_give(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_range before, after;

    make_history(&repo, f, "same");
    before = good(f, &repo, "main..work");
    assert_string_equal(before.project, "same");
    assert_int_equal(before.n_commits, 2);
    assert_int_equal(before.n_new, 3);
    assert_int_equal(before.n_stored, 0);
    assert_int_equal(before.changes.n, 2);
    assert_contains(before.changes.row[0].message.str, "[EMAIL]");
    assert_contains(before.changes.row[0].author, "[PERSON:");
    assert_string_equal(before.changes.row[1].files.str, "lib/b.c|lib/c.c");
    import_all(f, &repo);
    after = good(f, &repo, "main..work");
    assert_int_equal(after.n_stored, 2);
    assert_int_equal(after.n_new, 0);
    assert_int_equal(after.changes.n, 2);
    for (size_t i = 0; i < 2; i++)
        assert_same(&before.changes.row[i], &after.changes.row[i]);
    git_range_release(&before);
    git_range_release(&after);
}

static void a_range_leaves_nothing_behind(void **state)
{
    static const char rows[] = "SELECT (SELECT count(*) FROM versions) + (SELECT count(*) FROM imports) + (SELECT count(*) FROM scores)";
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_range range;
    char *temporary = temp_dir_new(), *kept = getenv("TMPDIR") != NULL ? strdup(getenv("TMPDIR")) : NULL;
    int64_t n;

    make_history(&repo, f, "clean");
    n = fixture_count(f->store, rows);
    setenv("TMPDIR", temporary, 1);
    range = good(f, &repo, "main..work");
    if (kept != NULL)
        setenv("TMPDIR", kept, 1);
    else
        unsetenv("TMPDIR");
    assert_int_equal(dir_count(temporary), 0);
    assert_int_equal(fixture_count(f->store, rows), n);
    fixture_verify(f->store);
    git_range_release(&range);
    temp_dir_free(temporary);
    free(kept);
}

static void merges_are_counted_and_are_no_changes(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_range range;

    make_history(&repo, f, "merged");
    git_fixture_do(&repo, "checkout", "-q", "main", NULL);
    git_fixture_do(&repo, "merge", "-q", "--no-ff", "-m", "merge", "work", NULL);
    range = good(f, &repo, "main~1..main");
    assert_int_equal(range.n_commits, 3);
    assert_int_equal(range.n_merges, 1);
    assert_int_equal(range.changes.n, 2);
    git_range_release(&range);
}

static void an_empty_range_has_no_changes(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_range range;

    make_history(&repo, f, "empty");
    range = good(f, &repo, "work..work");
    assert_int_equal(range.n_commits, 0);
    assert_int_equal(range.changes.n, 0);
    git_range_release(&range);
}

static void what_is_no_range_is_refused(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;

    make_history(&repo, f, "bad");
    refused(f, repo.dir, NULL, "main", ERR_USAGE, "a range is A..B");
    refused(f, repo.dir, NULL, "--all..", ERR_USAGE, "a range is A..B");
    refused(f, repo.dir, NULL, "", ERR_USAGE, "a range is A..B");
    refused(f, repo.dir, NULL, "main..nobody", ERR_REFUSED, "'main..nobody' is no range");
    refused(f, "no/such", NULL, "a..b", ERR_NOTFOUND, "no/such");
}

static void a_history_that_was_not_imported_is_refused(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo, other;

    make_history(&repo, f, "known");
    git_fixture_init(&other, f->dir, "other");
    git_fixture_put(&other, "a", "1\n");
    git_fixture_commit(&other, "one", DAY);
    git_fixture_put(&other, "a", "2\n");
    git_fixture_commit(&other, "two", DAY);
    refused(f, other.dir, NULL, "main~1..main", ERR_NOTFOUND, "was not imported from a repository");
    refused(f, other.dir, "known", "main~1..main", ERR_REFUSED, "does not have the history that was imported as project 'known'");
}

/* A pipeline has a clone of its own, under another name. */
static void another_clone_will_do(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_range range;
    struct err err = ERR_INIT;
    char path[1024];

    make_history(&repo, f, "origin");
    snprintf(path, sizeof path, "%s/workspace", f->dir);
    git_fixture_do(&repo, "clone", "-q", repo.dir, path, NULL);
    assert_ok(read_range(&range, f, path, "origin", "origin/main..origin/work", &err), err);
    assert_int_equal(range.changes.n, 2);
    git_range_release(&range);
    snprintf(path, sizeof path, "file://%s", repo.dir);
    git_fixture_do(&repo, "clone", "-q", "--depth", "2", path, path_in(f->dir, "shallow"), NULL);
    refused(f, path_in(f->dir, "shallow"), "origin", "HEAD~1..HEAD", ERR_REFUSED, "a shallow clone");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_range_has_the_rows_that_an_import_would_give, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_range_leaves_nothing_behind, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(merges_are_counted_and_are_no_changes, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(an_empty_range_has_no_changes, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_range_is_refused, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_history_that_was_not_imported_is_refused, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(another_clone_will_do, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests(tests, setup, NULL);
}

/*
 * test_git_odd.c - repositories that are out of the ordinary: merges, strange names, what is missing, what is hostile.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/git/git_import.h"
#include "tests/support/fixture_store.h"
#include "tests/support/git_fixture.h"

enum { DAY = 86400 };

static int setup(void **state)
{
    (void)state;
    return digest_setup(NULL);
}

static int run(struct fixture *f, const char *path, const char *branch, struct git_import_report *report, struct err *err)
{
    struct git_import_options options = { .path = path, .project = "odd", .branch = branch, .n_threads = 1 };

    return git_import_run(report, f->store, &options, err);
}

static struct git_import_report good(struct fixture *f, const char *path)
{
    struct git_import_report report;
    struct err err = ERR_INIT;

    assert_ok(run(f, path, NULL, &report, &err), err);
    assert_int_equal(report.total.rejected, 0);
    return report;
}

/* Nothing at all is left of it. */
static void refused(struct fixture *f, const char *path, int code, const char *words)
{
    struct git_import_report report;
    struct err err = ERR_INIT;

    assert_int_equal(run(f, path, NULL, &report, &err), code);
    assert_contains(err.msg, words);
    if (code == ERR_REFUSED)
        assert_string_equal(report.total.refused, err.msg);
    assert_int_equal(fixture_count(f->store, "SELECT (SELECT count(*) FROM imports) + (SELECT count(*) FROM versions) + (SELECT count(*) FROM repositories)"), 0);
}

static double number(struct fixture *f, const char *column, const char *commit)
{
    struct db_stmt *stmt = NULL;
    struct err err = ERR_INIT;
    char sql[200];
    double value;

    snprintf(sql, sizeof sql, "SELECT c.%s FROM current_versions v JOIN changes c ON c.version_id = v.version_id WHERE v.id = ?", column);
    assert_ok(db_prepare(f->store->db, &stmt, sql, &err), err);
    assert_ok(db_bind(stmt, &err, "t", commit), err);
    assert_int_equal(db_step(stmt, &err), 1);
    value = db_double(stmt, 0);
    db_finalize(stmt);
    return value;
}

static void assert_text(struct fixture *f, const char *column, const char *table, const char *commit, const char *want)
{
    char sql[300], *text = NULL;
    struct err err = ERR_INIT;

    snprintf(sql, sizeof sql, "SELECT c.%s FROM current_versions v JOIN %s c ON c.version_id = v.version_id WHERE c.\"commit\" = ?", column, table);
    assert_ok(db_get_text(f->store->db, &text, &err, sql, "t", commit), err);
    assert_string_equal(text, want);
    mem_free(text);
}

/*
 *   base -- left (Ann, day 1) -- merge (day 4) -- after (day 5)
 *      \--- right (Bob, day 2) -/
 *      \--- third (Cyd, day 3) / octopus
 */
static void merges_have_no_change_of_their_own_and_count_nowhere(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    char merge[65], *id;

    git_fixture_init(&repo, f->dir, "merges");
    git_fixture_put(&repo, "a.c", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    git_fixture_commit(&repo, "base", DAY);
    git_fixture_do(&repo, "branch", "right", NULL);
    git_fixture_do(&repo, "branch", "third", NULL);
    git_fixture_put(&repo, "a.c", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    git_fixture_commit(&repo, "left", DAY);
    git_fixture_do(&repo, "checkout", "-q", "right", NULL);
    repo.author = "Bob";
    git_fixture_put(&repo, "a.c", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n");
    git_fixture_commit(&repo, "right", DAY);
    git_fixture_do(&repo, "checkout", "-q", "third", NULL);
    repo.author = "Cyd";
    git_fixture_put(&repo, "b.c", "x\n");
    git_fixture_commit(&repo, "third", DAY);
    git_fixture_do(&repo, "checkout", "-q", "main", NULL);
    repo.author = "Ann";
    git_fixture_do(&repo, "merge", "-q", "--no-edit", "-m", "octopus", "right", "third", NULL);
    repo.time += DAY;
    id = git_fixture_run(&repo, "rev-parse", "HEAD", NULL);
    snprintf(merge, sizeof merge, "%s", id);
    free(id);
    git_fixture_put(&repo, "a.c", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
    git_fixture_commit(&repo, "after", DAY);
    report = good(f, repo.dir);
    assert_int_equal(report.n_commits, 6);
    assert_int_equal(report.n_merges, 1);
    assert_near(number(f, "nf", merge), 0, 0);
    assert_near(number(f, "la", merge), 0, 0);
    assert_text(f, "extra", "changes", merge, "{\"merge\":\"1\"}");
    /* the merged file has 12 lines, which no commit that is not a merge made; it was changed three times, last three days ago by Bob */
    assert_near(number(f, "lt", repo.commit), 12, 0);
    assert_near(number(f, "nuc", repo.commit), 3, 0);
    assert_near(number(f, "ndev", repo.commit), 2, 0);
    assert_near(number(f, "age", repo.commit), 3, 1e-9);
    assert_near(number(f, "exp", repo.commit), 2, 0); /* base and left, not the merge */
}

static void foreign_bytes_become_text(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;

    git_fixture_init(&repo, f->dir, "bytes");
    git_fixture_put(&repo, "caf\xe9.txt", "x\n");
    git_fixture_put(&repo, "new\nline.c", "int a;\n");
    git_fixture_put(&repo, "pipe|tab\t.c", "int b;\n");
    git_fixture_put(&repo, "q\"uote\\.c", "char *s = \"caf\xe9\";\n");
    git_fixture_put(&repo, ":100644 x", "x\n");
    git_fixture_commit(&repo, "caf\xe9 \"quoted\", with a comma\n\x1b[31mred", DAY);
    good(f, repo.dir);
    assert_text(f, "message", "changes", repo.commit, "caf\xc3\xa9 \"quoted\", with a comma\n [31mred");
    assert_text(f, "files", "code", repo.commit, ":100644 x|caf\xc3\xa9.txt|new\\012line.c|pipe\\174tab\\011.c|q\"uote\\134.c");
    assert_text(f, "added", "code", repo.commit, "int a ; int b ; char * s = \" caf\xc3\xa9 \" ;");
    assert_near(number(f, "la", repo.commit), 5, 0);
}

static void binary_files_links_and_submodules_have_no_words(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo, inner;
    char path[600];

    git_fixture_init(&inner, f->dir, "inner");
    git_fixture_put(&inner, "x.c", "int inner;\n");
    git_fixture_commit(&inner, "inner", DAY);
    git_fixture_init(&repo, f->dir, "kinds");
    git_fixture_put_bytes(&repo, "data.c", "\0\1\2\n", 4);
    git_fixture_put(&repo, "link.c", "int was_file;\n");
    git_fixture_do(&repo, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../inner", "sub.c", NULL);
    git_fixture_commit(&repo, "all kinds", DAY);
    snprintf(path, sizeof path, "%s/link.c", repo.dir);
    unlink(path);
    assert_int_equal(symlink("somewhere", path), 0);
    git_fixture_put(&repo, "z.c", "int z;\n");
    git_fixture_commit(&repo, "a link", DAY);
    good(f, repo.dir);
    assert_text(f, "added", "code", repo.commit, "somewhere int z ;");
    assert_text(f, "removed", "code", repo.commit, "int was_file ;");
    assert_text(f, "files", "code", repo.commit, "link.c|z.c");
    assert_near(number(f, "nf", repo.commit), 2, 0);
}

static void a_bare_copy_is_the_same_repository(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    char path[600];

    git_fixture_init(&repo, f->dir, "whole");
    git_fixture_put(&repo, "a.c", "1\n");
    git_fixture_commit(&repo, "first", DAY);
    good(f, repo.dir);
    git_fixture_do(&repo, "clone", "-q", "--bare", ".", "../bare.git", NULL);
    snprintf(path, sizeof path, "%s/whole/../bare.git", f->dir); /* a path with .. is only a path */
    report = good(f, path);
    assert_int_equal(report.changes.unchanged, 1);
    assert_int_equal(report.changes.inserted, 0);
}

static void a_branch_takes_the_place_of_head(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    struct git_import_report report;
    struct err err = ERR_INIT;

    git_fixture_init(&repo, f->dir, "branches");
    git_fixture_commit(&repo, "first", DAY);
    git_fixture_do(&repo, "checkout", "-q", "-b", "dev", NULL);
    git_fixture_commit(&repo, "second", DAY);
    git_fixture_do(&repo, "checkout", "-q", "main", NULL);
    assert_ok(run(f, repo.dir, "dev", &report, &err), err);
    assert_int_equal(report.n_commits, 2);
    assert_int_equal(run(f, repo.dir, "--all", &report, &err), ERR_NOTFOUND);
    assert_contains(err.msg, "has no branch or commit '--all'");
}

static void what_is_no_whole_repository_is_refused(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    char path[600], url[700];

    refused(f, path_in(f->dir, "nowhere"), ERR_NOTFOUND, "nowhere");
    put_file(path_in(f->dir, "file"), "x");
    refused(f, path_in(f->dir, "file"), ERR_REFUSED, "is no git repository");
    mkdir(path_in(f->dir, "folder"), 0755);
    refused(f, path_in(f->dir, "folder"), ERR_REFUSED, "not a git repository");
    git_fixture_init(&repo, f->dir, "deep");
    refused(f, repo.dir, ERR_REFUSED, "has no commit at its HEAD");
    git_fixture_commit(&repo, "first", DAY);
    git_fixture_commit(&repo, "second", DAY);
    snprintf(url, sizeof url, "file://%s", repo.dir);
    git_fixture_do(&repo, "clone", "-q", "--depth", "1", url, "../shallow", NULL);
    snprintf(path, sizeof path, "%s/shallow", f->dir);
    refused(f, path, ERR_REFUSED, "is a shallow clone");
}

/* The last of the commits is good; the first one's file is gone. */
static void a_repository_that_lacks_objects_is_refused_whole(void **state)
{
    static const char *const lost[] = { "HEAD~2:a.c", "HEAD~2^{tree}", "HEAD~1" };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof lost / sizeof lost[0]; i++) {
        struct git_fixture repo;
        char name[16], path[700], *id;

        snprintf(name, sizeof name, "lacking%zu", i);
        git_fixture_init(&repo, f->dir, name);
        git_fixture_put(&repo, "a.c", "1\n");
        git_fixture_commit(&repo, "first", DAY);
        git_fixture_put(&repo, "a.c", "2\n");
        git_fixture_commit(&repo, "second", DAY);
        git_fixture_put(&repo, "b.c", "3\n");
        git_fixture_commit(&repo, "third", DAY);
        id = git_fixture_run(&repo, "rev-parse", lost[i], NULL);
        snprintf(path, sizeof path, "%s/.git/objects/%.2s/%s", repo.dir, id, id + 2);
        assert_int_equal(unlink(path), 0);
        free(id);
        refused(f, repo.dir, ERR_REFUSED, "the repository lacks objects");
    }
}

static void a_partial_clone_fetches_nothing(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    char path[600], url[700];

    git_fixture_init(&repo, f->dir, "full");
    git_fixture_put(&repo, "a.c", "1\n");
    git_fixture_commit(&repo, "first", DAY);
    git_fixture_put(&repo, "a.c", "2\n");
    git_fixture_commit(&repo, "second", DAY);
    git_fixture_do(&repo, "config", "uploadpack.allowFilter", "true", NULL);
    snprintf(url, sizeof url, "file://%s", repo.dir);
    git_fixture_do(&repo, "clone", "-q", "--no-checkout", "--filter=blob:none", url, "../partial", NULL);
    snprintf(path, sizeof path, "%s/partial", f->dir);
    refused(f, path, ERR_REFUSED, "the repository lacks objects");
}

static void nothing_that_a_repository_names_is_run(void **state)
{
    static const char *const keys[] = { "core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command", "core.pager", "gpg.program" };
    struct fixture *f = *state;
    struct git_fixture repo;
    char script[1200], marker[600];

    git_fixture_init(&repo, f->dir, "hostile");
    git_fixture_put(&repo, "a.c", "int one;\n");
    git_fixture_put(&repo, ".gitattributes", "*.c diff=evil\n");
    git_fixture_commit(&repo, "first", DAY);
    snprintf(marker, sizeof marker, "%s/ran", f->dir);
    snprintf(script, sizeof script, "#!/bin/sh\necho ran >>'%s'\n", marker);
    put_file(path_in(f->dir, "evil"), script);
    chmod(path_in(f->dir, "evil"), 0755);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        git_fixture_do(&repo, "config", keys[i], path_in(f->dir, "evil"), NULL);
    git_fixture_do(&repo, "config", "log.showSignature", "true", NULL);
    put_file(path_in(repo.dir, ".git/info/attributes"), "*.c diff=evil\n");
    good(f, repo.dir);
    assert_text(f, "added", "code", repo.commit, "int one ;");
    assert_int_equal(access(marker, F_OK), -1);
}

/* Neither who wrote a commit nor what it says of a patient can be read back from the store's file. */
static void persons_stay_out_of_the_store(void **state)
{
    struct fixture *f = *state;
    struct git_fixture repo;
    char *bytes;
    size_t len;

    git_fixture_init(&repo, f->dir, "people");
    repo.author = "Wilhelmina";
    git_fixture_put(&repo, "wilhelmina.private/a.c", "int a; /* mail jane.roe@example.net */\n");
    git_fixture_commit(&repo, "for jane.roe@example.net", DAY);
    good(f, repo.dir);
    fixture_close(f);
    bytes = get_file(f->path, &len);
    assert_null(memmem(bytes, len, "ilhelmina@", 10));
    assert_null(memmem(bytes, len, "jane.roe@example.net", 20));
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(merges_have_no_change_of_their_own_and_count_nowhere, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(foreign_bytes_become_text, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(binary_files_links_and_submodules_have_no_words, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_bare_copy_is_the_same_repository, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_branch_takes_the_place_of_head, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_whole_repository_is_refused, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_repository_that_lacks_objects_is_refused_whole, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(a_partial_clone_fetches_nothing, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(nothing_that_a_repository_names_is_run, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(persons_stay_out_of_the_store, fixture_setup, fixture_teardown),
    };

    return cmocka_run_group_tests_name("git_odd", tests, setup, NULL);
}

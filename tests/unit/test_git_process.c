#include "datasets/git/git_process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "tests/support/git_fixture.h"
#include "tests/support/support.h"

static char *directory_of(const struct git_fixture *repo)
{
    char *dir = NULL;

    assert_int_equal(git_directory(&dir, repo->dir, NULL), 0);
    return dir;
}

static void what_git_prints_comes_whole_and_its_status_is_checked(void **state)
{
    static const char *const log[] = { "log", "--format=%an %ae %at %s", NULL };
    struct git_fixture repo;
    struct err err = ERR_INIT;
    struct strbuf out;
    char *dir;

    git_fixture_init(&repo, *state, "plain");
    git_fixture_commit(&repo, "first", 10);
    git_fixture_commit(&repo, "second", 10);
    dir = directory_of(&repo);
    strbuf_init(&out);
    assert_int_equal(git_capture(&out, dir, log, NULL, 1 << 20, &err), 0);
    assert_string_equal(out.data, "Ann ann@example.org 1600000010 second\nAnn ann@example.org 1600000000 first\n");
    assert_int_equal(git_capture(&out, dir, log, NULL, 20, &err), ERR_REFUSED);
    assert_contains(err.msg, "git log prints more than 20 bytes");
    strbuf_release(&out);
    mem_free(dir);
}

static void a_bare_repository_is_its_own_git_directory(void **state)
{
    static const char *const count[] = { "rev-list", "--count", "HEAD", NULL };
    struct git_fixture repo, bare;
    struct strbuf out;
    char *dir = NULL;

    git_fixture_init(&repo, *state, "origin");
    git_fixture_commit(&repo, "first", 10);
    git_fixture_do(&repo, "clone", "-q", "--bare", ".", "../bare.git", NULL);
    bare = repo;
    snprintf(bare.dir, sizeof bare.dir, "%s/bare.git", (const char *)*state);
    dir = directory_of(&bare);
    strbuf_init(&out);
    assert_int_equal(git_capture(&out, dir, count, NULL, 100, NULL), 0);
    assert_string_equal(out.data, "1\n");
    strbuf_release(&out);
    mem_free(dir);
}

static void what_is_no_repository_is_refused_in_gits_words(void **state)
{
    static const char *const log[] = { "log", NULL };
    struct err err = ERR_INIT;
    struct strbuf out;
    char *dir = NULL;

    strbuf_init(&out);
    assert_int_equal(git_directory(&dir, path_in(*state, "nowhere"), &err), ERR_NOTFOUND);
    assert_contains(err.msg, "nowhere");
    put_file(path_in(*state, "file"), "x");
    assert_int_equal(git_directory(&dir, path_in(*state, "file"), &err), ERR_REFUSED);
    assert_contains(err.msg, "is no git repository");
    assert_int_equal(git_directory(&dir, *state, &err), 0);
    assert_int_equal(git_capture(&out, dir, log, NULL, 100, &err), ERR_REFUSED);
    assert_contains(err.msg, "git log failed (exit status 128): not a git repository");
    strbuf_release(&out);
    mem_free(dir);
}

static void a_folder_inside_a_repository_is_not_taken_for_it(void **state)
{
    static const char *const log[] = { "log", NULL };
    struct git_fixture repo;
    struct strbuf out;
    char *dir = NULL;

    git_fixture_init(&repo, *state, "outer");
    git_fixture_put(&repo, "inner/file", "x\n");
    git_fixture_commit(&repo, "first", 10);
    strbuf_init(&out);
    assert_int_equal(git_directory(&dir, path_in(repo.dir, "inner"), NULL), 0);
    assert_int_equal(git_capture(&out, dir, log, NULL, 100, NULL), ERR_REFUSED);
    strbuf_release(&out);
    mem_free(dir);
}

static void git_that_goes_on_is_killed_at_an_early_close(void **state)
{
    static const char *const all[] = { "cat-file", "--batch", "--batch-all-objects", "--buffer", NULL };
    struct git_process *process = NULL;
    struct git_fixture repo;
    const char *data;
    size_t len, size = 8 << 20;
    char *dir, *big = malloc(size);

    assert_non_null(big);
    memset(big, 'a', size);
    git_fixture_init(&repo, *state, "big");
    git_fixture_put_bytes(&repo, "big", big, size);
    git_fixture_commit(&repo, "eight mebibytes, more than a pipe holds", 10);
    dir = directory_of(&repo);
    assert_int_equal(git_process_open(&process, dir, all, NULL, NULL), 0);
    assert_int_equal(git_process_read(process, &data, &len, NULL), 1);
    assert_true(len > 0);
    assert_int_equal(git_process_status(process), -1);
    git_process_close(process); /* must not hang */
    free(big);
    mem_free(dir);
}

static void records_end_at_their_delimiter_also_across_reads(void **state)
{
    static const char *const show[] = { "cat-file", "blob", "HEAD:lines", NULL };
    struct git_process *process = NULL;
    struct git_fixture repo;
    const char *data;
    size_t len, n = 0, size = 700000;
    char *dir, *text = malloc(size + 16);

    assert_non_null(text);
    memset(text, 'x', size);
    memcpy(text, "a\n\n", 3);
    memcpy(text + size, "\nlast", 6);
    git_fixture_init(&repo, *state, "lines");
    git_fixture_put(&repo, "lines", text);
    git_fixture_commit(&repo, "lines", 10);
    dir = directory_of(&repo);
    assert_int_equal(git_process_open(&process, dir, show, NULL, NULL), 0);
    while (git_process_record(process, '\n', &data, &len, NULL) == 1) {
        static const size_t want[] = { 1, 0, 699997, 4 };

        assert_true(n < 4);
        assert_int_equal(len, want[n]);
        assert_int_equal(strlen(data), len);
        n++;
    }
    assert_int_equal(n, 4);
    assert_int_equal(git_process_finish(process, NULL), 0);
    assert_int_equal(git_process_status(process), 0);
    git_process_close(process);
    free(text);
    mem_free(dir);
}

static void standard_input_is_what_was_given(void **state)
{
    static const char *const check[] = { "cat-file", "--batch-check=%(objecttype)", NULL };
    struct git_fixture repo;
    struct strbuf in, out;
    char *dir;

    git_fixture_init(&repo, *state, "input");
    git_fixture_put(&repo, "f", "x\n");
    git_fixture_commit(&repo, "first", 10);
    dir = directory_of(&repo);
    strbuf_init(&in);
    strbuf_init(&out);
    for (int i = 0; i < 20000; i++)
        strbuf_adds(&in, "HEAD\nHEAD:f\n");
    assert_int_equal(git_capture(&out, dir, check, &in, 1 << 20, NULL), 0);
    assert_int_equal(out.len, 20000 * strlen("commit\nblob\n"));
    assert_memory_equal(out.data, "commit\nblob\ncommit\n", 19);
    strbuf_release(&in);
    strbuf_release(&out);
    mem_free(dir);
}

/* Each would leave a file behind if git started it. */
static void nothing_in_a_hostile_repository_is_run(void **state)
{
    static const char *const log[] = { "log", "-p", "-1", NULL };
    static const char *const blame[] = { "blame", "HEAD", "--", "f.txt", NULL };
    static const char *const show[] = { "show", "--stat", "HEAD", NULL };
    static const char *const *const commands[] = { log, blame, show };
    static const char *const keys[] = { "core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command", "core.pager", "pager.log",
                                        "gpg.program", "filter.evil.clean", "filter.evil.smudge", "core.sshCommand", "core.editor",
                                        "core.askPass", "core.alternateRefsCommand" };
    struct git_fixture repo;
    struct strbuf out;
    char *dir, script[1024], marker[600];

    git_fixture_init(&repo, *state, "hostile");
    git_fixture_put(&repo, "f.txt", "one\n");
    git_fixture_commit(&repo, "first", 10);
    git_fixture_put(&repo, "f.txt", "two\n");
    git_fixture_put(&repo, ".gitattributes", "*.txt diff=evil filter=evil\n");
    git_fixture_commit(&repo, "second", 10);
    snprintf(marker, sizeof marker, "%s/ran", (const char *)*state);
    snprintf(script, sizeof script, "#!/bin/sh\necho ran >>'%s'\ncat \"$1\"\n", marker);
    put_file(path_in(*state, "evil"), script);
    chmod(path_in(*state, "evil"), 0755);
    put_file(path_in(repo.dir, ".git/hooks/post-index-change"), script);
    chmod(path_in(repo.dir, ".git/hooks/post-index-change"), 0755);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        git_fixture_do(&repo, "config", keys[i], path_in(*state, "evil"), NULL);
    git_fixture_do(&repo, "config", "log.showSignature", "true", NULL);
    put_file(path_in(repo.dir, ".git/info/attributes"), "*.txt diff=evil filter=evil\n");
    unlink(marker); /* git's own commands above may have run it */
    dir = directory_of(&repo);
    strbuf_init(&out);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        assert_int_equal(git_capture(&out, dir, commands[i], NULL, 1 << 20, NULL), 0);
    assert_contains(out.data, "+two");
    assert_int_equal(access(marker, F_OK), -1);
    strbuf_release(&out);
    mem_free(dir);
}

static void names_are_taken_through_the_committed_mailmap(void **state)
{
    static const char *const log[] = { "log", "-1", "--format=%aN <%aE>", NULL };
    struct git_fixture repo;
    struct strbuf out;
    char *dir;

    git_fixture_init(&repo, *state, "mailmap");
    git_fixture_put(&repo, ".mailmap", "Ann Example <ann@work.example> <ann@example.org>\n");
    git_fixture_commit(&repo, "first", 10);
    dir = directory_of(&repo);
    strbuf_init(&out);
    assert_int_equal(git_capture(&out, dir, log, NULL, 1000, NULL), 0);
    assert_string_equal(out.data, "Ann Example <ann@work.example>\n");
    strbuf_release(&out);
    mem_free(dir);
}

static void missing_objects_are_a_failure_not_a_short_answer(void **state)
{
    static const char *const log[] = { "log", "--numstat", "--format=%H", NULL };
    struct git_fixture repo;
    struct err err = ERR_INIT;
    struct strbuf out;
    char *dir, *id, path[600];

    git_fixture_init(&repo, *state, "missing");
    git_fixture_put(&repo, "f", "one\n");
    git_fixture_commit(&repo, "first", 10);
    git_fixture_put(&repo, "f", "two\n");
    git_fixture_commit(&repo, "second", 10);
    id = git_fixture_run(&repo, "rev-parse", "HEAD~1:f", NULL);
    snprintf(path, sizeof path, "%s/.git/objects/%.2s/%s", repo.dir, id, id + 2);
    assert_int_equal(unlink(path), 0);
    dir = directory_of(&repo);
    strbuf_init(&out);
    assert_int_equal(git_capture(&out, dir, log, NULL, 1000, &err), ERR_REFUSED);
    assert_contains(err.msg, "git log failed (exit status 128)");
    assert_contains(err.msg, id);
    strbuf_release(&out);
    free(id);
    mem_free(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_git_prints_comes_whole_and_its_status_is_checked, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_bare_repository_is_its_own_git_directory, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_repository_is_refused_in_gits_words, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(a_folder_inside_a_repository_is_not_taken_for_it, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(git_that_goes_on_is_killed_at_an_early_close, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(records_end_at_their_delimiter_also_across_reads, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(standard_input_is_what_was_given, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(nothing_in_a_hostile_repository_is_run, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(names_are_taken_through_the_committed_mailmap, temp_dir_setup, temp_dir_teardown),
        cmocka_unit_test_setup_teardown(missing_objects_are_a_failure_not_a_short_answer, temp_dir_setup, temp_dir_teardown),
    };

    return cmocka_run_group_tests_name("git_process", tests, NULL, NULL);
}

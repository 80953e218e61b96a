#include "tests/support/git_fixture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/support.h"

enum { ARGUMENTS_MAX = 32 };

static void set_identity(const struct git_fixture *repo)
{
    char email[128], date[64];
    size_t n = 0;

    for (; repo->author[n] != '\0' && n < 60; n++)
        email[n] = repo->author[n] == ' ' ? '.' : (char)(repo->author[n] | 0x20);
    snprintf(email + n, sizeof email - n, "@example.org");
    snprintf(date, sizeof date, "%lld +0000", (long long)repo->time);
    setenv("GIT_AUTHOR_NAME", repo->author, 1);
    setenv("GIT_COMMITTER_NAME", repo->author, 1);
    setenv("GIT_AUTHOR_EMAIL", email, 1);
    setenv("GIT_COMMITTER_EMAIL", email, 1);
    setenv("GIT_AUTHOR_DATE", date, 1);
    setenv("GIT_COMMITTER_DATE", date, 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    setenv("LC_ALL", "C", 1);
}

static _Noreturn void become_git(const struct git_fixture *repo, char **argv, int out)
{
    static const char *const unwanted[] = { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY" };

    for (size_t i = 0; i < sizeof unwanted / sizeof unwanted[0]; i++)
        unsetenv(unwanted[i]);
    set_identity(repo);
    if (dup2(out, 1) < 0 || chdir(repo->dir) < 0)
        _exit(126);
    execvp("git", argv);
    _exit(127);
}

static char *run(struct git_fixture *repo, const char *first, va_list more)
{
    char *argv[ARGUMENTS_MAX] = { strdup("git"), strdup(first) };
    FILE *out = tmpfile();
    size_t n = 2, len;
    const char *arg;
    char *text;
    int status;
    pid_t pid;

    assert_non_null(out);
    while ((arg = va_arg(more, const char *)) != NULL && n < ARGUMENTS_MAX - 1)
        argv[n++] = strdup(arg);
    assert_null(arg);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        become_git(repo, argv, fileno(out));
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail_msg("git %s in '%s' ended with status %d", first, repo->dir, status);
    for (size_t i = 0; i < n; i++)
        free(argv[i]);
    fseek(out, 0, SEEK_END);
    len = (size_t)ftell(out);
    rewind(out);
    text = malloc(len + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, len, out), len);
    text[len] = '\0';
    if (len > 0 && text[len - 1] == '\n')
        text[len - 1] = '\0';
    fclose(out);
    return text;
}

char *git_fixture_run(struct git_fixture *repo, const char *first, ...)
{
    va_list more;
    char *text;

    va_start(more, first);
    text = run(repo, first, more);
    va_end(more);
    return text;
}

void git_fixture_do(struct git_fixture *repo, const char *first, ...)
{
    va_list more;

    va_start(more, first);
    free(run(repo, first, more));
    va_end(more);
}

void git_fixture_init(struct git_fixture *repo, const char *dir, const char *name)
{
    *repo = (struct git_fixture){ .author = "Ann", .time = GIT_FIXTURE_START };
    snprintf(repo->dir, sizeof repo->dir, "%s/%s", dir, name);
    if (mkdir(repo->dir, 0755) < 0 && errno != EEXIST)
        fail_msg("cannot make '%s'", repo->dir);
    git_fixture_do(repo, "init", "-q", "-b", "main", NULL);
}

void git_fixture_put(struct git_fixture *repo, const char *path, const char *text)
{
    git_fixture_put_bytes(repo, path, text, strlen(text));
}

void git_fixture_put_bytes(struct git_fixture *repo, const char *path, const void *data, size_t len)
{
    char whole[1024];

    snprintf(whole, sizeof whole, "%s/%s", repo->dir, path);
    for (char *at = whole + strlen(repo->dir) + 1; (at = strchr(at, '/')) != NULL; at++) {
        *at = '\0';
        if (mkdir(whole, 0755) < 0 && errno != EEXIST)
            fail_msg("cannot make '%s'", whole);
        *at = '/';
    }
    put_bytes(whole, data, len);
}

const char *git_fixture_commit(struct git_fixture *repo, const char *message, int64_t then)
{
    char *id;

    git_fixture_do(repo, "add", "-A", NULL);
    git_fixture_do(repo, "commit", "-q", "--allow-empty", "--allow-empty-message", "--no-verify", "--cleanup=verbatim", "-m", message, NULL);
    id = git_fixture_run(repo, "rev-parse", "HEAD", NULL);
    snprintf(repo->commit, sizeof repo->commit, "%s", id);
    free(id);
    repo->time += then;
    return repo->commit;
}

/*
 * git_process_open: make_arguments, make_environment -> spawn. Then git_process_read or _record until 0 -> git_process_finish -> git_process_close.
 */
#include "datasets/git/git_process.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/base/mem.h"

enum {
    BUFFER_SIZE = 256 << 10, /* bytes read at once                           */
    WORDS_MAX = 600,         /* bytes of standard error that are kept        */
    ARGUMENTS_MAX = 128
};

struct git_process {
    pid_t pid;                  /* 0: waited for                             */
    int out, errors;            /* our ends; -1: at its end                  */
    int status;                 /* exit status; -1                           */
    char command[32];           /* for messages                              */
    char words[WORDS_MAX + 1];  /* the beginning of its standard error       */
    size_t n_words;
    struct strbuf record;       /* of git_process_record, where it is in two reads */
    const char *rest;           /* of the buffer, not yet given as records   */
    size_t n_rest;
    char buffer[BUFFER_SIZE + 1];
};

/* What a repository's configuration may say and we do not follow: it could start a program, or change what git prints. */
static const char *const settings[] = {
    "safe.directory=*",          "core.fsmonitor=false",     "core.hooksPath=/dev/null", "core.pager=cat",
    "core.quotePath=off",        "core.attributesFile=",     "core.sshCommand=false",    "core.gitProxy=",
    "credential.helper=",        "gpg.program=false",        "log.showSignature=false",  "log.showRoot=true",
    "log.follow=false",          "log.decorate=false",       "log.diffMerges=separate",  "log.mailmap=true",
    "mailmap.file=",             "mailmap.blob=HEAD:.mailmap", "diff.external=",         "diff.orderFile=/dev/null",
    "diff.renameLimit=0",        "diff.algorithm=myers",     "diff.noprefix=false",      "diff.mnemonicPrefix=false",
    "diff.suppressBlankEmpty=false", "diff.indentHeuristic=true", "diff.ignoreSubmodules=none", "diff.submodule=short",
    "diff.interHunkContext=0",   "diff.context=3",           "diff.relative=false",      "diff.wsErrorHighlight=none",
    "diff.colorMoved=no",        "color.ui=false",           "column.ui=never",          "i18n.logOutputEncoding=UTF-8",
    "blame.ignoreRevsFile=",     "protocol.allow=never", "submodule.recurse=false",
    "tag.sort=refname",          "versionsort.suffix=",      "core.commitGraph=true",    "gc.auto=0",
    "maintenance.auto=false",    "core.abbrev=40",
};
enum { N_SETTINGS = sizeof settings / sizeof settings[0] };

/* Commands that show differences, which attributes in the repository could hand to a program. */
static const char *const shows_diff[] = { "log", "show", "diff", "diff-tree", "blame", "whatchanged", "format-patch" };

static const char *const environment[] = {
    "LC_ALL=C", "LANGUAGE=", "TZ=UTC", "HOME=/nonexistent", "XDG_CONFIG_HOME=/nonexistent",
    "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_ATTR_NOSYSTEM=1",
    "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=false", "GIT_PAGER=cat", "PAGER=cat", "GIT_EDITOR=false",
    "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "GIT_REPLACE_REF_BASE=" GIT_STAND_IN_REFS, "GIT_IMPLICIT_WORK_TREE=0",
    "GIT_INDEX_FILE=/nonexistent/index",
};
enum { N_ENVIRONMENT = sizeof environment / sizeof environment[0] };

int git_directory(char **out, const char *path, struct err *err)
{
    struct stat about;
    struct strbuf inner;
    char *real;
    int rc;

    if (stat(path, &about) < 0)
        return err_set(err, errno == ENOENT || errno == ENOTDIR ? ERR_NOTFOUND : ERR_IO, "cannot open '%s': %s", path, strerror(errno));
    if (!S_ISDIR(about.st_mode))
        return err_set(err, ERR_REFUSED, "'%s' is no git repository: not a folder", path);
    strbuf_init(&inner);
    strbuf_addf(&inner, "%s/.git", path);
    rc = strbuf_check(&inner, err);
    if (rc < 0)
        goto done;
    real = realpath(stat(inner.data, &about) == 0 ? inner.data : path, NULL);
    if (real == NULL) {
        rc = err_set(err, ERR_IO, "cannot open '%s': %s", path, strerror(errno));
        goto done;
    }
    *out = mem_strdup(real);
    free(real);
    rc = *out == NULL ? err_nomem(err) : 0;
done:
    strbuf_release(&inner);
    return rc;
}

/* --- starting --------------------------------------------------------------------------------------------------- */

/* posix_spawn takes arrays of char *, and does not write to them. */
static char *unchanged(const char *text)
{
    union {
        const char *in;
        char *out;
    } same = { .in = text };

    return same.out;
}

static bool command_shows_diff(const char *command)
{
    for (size_t i = 0; i < sizeof shows_diff / sizeof shows_diff[0]; i++)
        if (strcmp(command, shows_diff[i]) == 0)
            return true;
    return false;
}

/* argv: [ARGUMENTS_MAX + 2 * N_SETTINGS + 8]. */
static int make_arguments(char **argv, const char *git_dir_option, const char *const *arg, struct err *err)
{
    size_t n = 0, n_own = 0;

    argv[n++] = unchanged("git");
    argv[n++] = unchanged(git_dir_option);
    argv[n++] = unchanged("--no-pager");
    argv[n++] = unchanged("--literal-pathspecs");
    for (size_t i = 0; i < N_SETTINGS; i++) {
        argv[n++] = unchanged("-c");
        argv[n++] = unchanged(settings[i]);
    }
    argv[n++] = unchanged(arg[0]);
    if (command_shows_diff(arg[0])) {
        argv[n++] = unchanged("--no-ext-diff");
        argv[n++] = unchanged("--no-textconv");
    }
    for (size_t i = 1; arg[i] != NULL; i++) {
        if (n_own++ == ARGUMENTS_MAX)
            return err_set(err, ERR_USAGE, "more than %d arguments for git %s", ARGUMENTS_MAX, arg[0]);
        argv[n++] = unchanged(arg[i]);
    }
    argv[n] = NULL;
    return 0;
}

static void make_environment(char **envp, struct strbuf *path)
{
    const char *given = getenv("PATH");
    size_t n = 0;

    strbuf_addf(path, "PATH=%s", given != NULL ? given : "/usr/local/bin:/usr/bin:/bin");
    envp[n++] = path->data;
    for (size_t i = 0; i < N_ENVIRONMENT; i++)
        envp[n++] = unchanged(environment[i]);
    envp[n] = NULL;
}

/* A file without a name that holds the input: nothing can block on it and nobody gets SIGPIPE. */
static int input_file(int *out, const struct strbuf *input, struct err *err)
{
    size_t done = 0;
    int fd = input == NULL ? open("/dev/null", O_RDONLY | O_CLOEXEC) : memfd_create("git-input", MFD_CLOEXEC);

    if (fd < 0)
        return err_set(err, ERR_IO, "cannot make an input for git: %s", strerror(errno));
    while (input != NULL && done < input->len) {
        ssize_t n = write(fd, input->data + done, input->len - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            err_set(err, ERR_IO, "cannot make an input for git: %s", strerror(errno));
            close(fd);
            return ERR_IO;
        }
        done += (size_t)n;
    }
    if (input != NULL)
        lseek(fd, 0, SEEK_SET);
    *out = fd;
    return 0;
}

static int spawn_with(pid_t *pid, int in, int out, int errors, char *const *argv, char *const *envp)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    int failure;

    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigemptyset(&none);
    sigfillset(&all);
    failure = posix_spawn_file_actions_adddup2(&actions, in, 0);
    if (failure == 0)
        failure = posix_spawn_file_actions_adddup2(&actions, out, 1);
    if (failure == 0)
        failure = posix_spawn_file_actions_adddup2(&actions, errors, 2);
    if (failure == 0)
        failure = posix_spawn_file_actions_addchdir_np(&actions, "/");
    if (failure == 0)
        failure = posix_spawnattr_setsigmask(&attributes, &none);
    if (failure == 0)
        failure = posix_spawnattr_setsigdefault(&attributes, &all);
    if (failure == 0)
        failure = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (failure == 0)
        failure = posix_spawnp(pid, "git", &actions, &attributes, argv, envp);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static int spawn(struct git_process *process, const struct strbuf *input, char *const *argv, char *const *envp, struct err *err)
{
    int out[2] = { -1, -1 }, errors[2] = { -1, -1 }, in = -1;
    int failure, rc = input_file(&in, input, err);

    if (rc < 0)
        return rc;
    if (pipe2(out, O_CLOEXEC) < 0 || pipe2(errors, O_CLOEXEC) < 0) {
        rc = err_set(err, ERR_IO, "cannot start git: %s", strerror(errno));
        goto done;
    }
    fcntl(out[0], F_SETPIPE_SZ, BUFFER_SIZE); /* fewer turns where it is allowed */
    failure = spawn_with(&process->pid, in, out[1], errors[1], argv, envp);
    if (failure != 0) {
        process->pid = 0;
        rc = err_set(err, ERR_IO, "cannot run 'git': %s%s", strerror(failure), failure == ENOENT ? "; install it" : "");
        goto done;
    }
    process->out = out[0];
    process->errors = errors[0];
    out[0] = errors[0] = -1;
done:
    close_fd(&in);
    close_fd(&out[0]);
    close_fd(&out[1]);
    close_fd(&errors[0]);
    close_fd(&errors[1]);
    return rc;
}

bool git_project_name(char *out, size_t size, const char *git_dir, const char *given)
{
    const char *name = given;
    size_t len;

    if (given == NULL) {
        const char *slash = strrchr(git_dir, '/');

        len = strlen(git_dir);
        if (slash != NULL && strcmp(slash, "/.git") == 0)
            len = (size_t)(slash - git_dir);
        else if (len > 4 && strcmp(git_dir + len - 4, ".git") == 0)
            len -= 4;
        for (name = git_dir + len; name > git_dir && name[-1] != '/';)
            name--;
        len -= (size_t)(name - git_dir);
    } else {
        len = strlen(given);
    }
    if (len == 0 || len >= size)
        return false;
    memcpy(out, name, len);
    out[len] = '\0';
    return true;
}

int git_process_open(struct git_process **out, const char *git_dir, const char *const *arg, const struct strbuf *input, struct err *err)
{
    char *argv[ARGUMENTS_MAX + 2 * N_SETTINGS + 8], *envp[N_ENVIRONMENT + 2];
    struct git_process *process;
    struct strbuf option, path;
    int rc;

    assert(arg[0] != NULL);

    strbuf_init(&option);
    strbuf_init(&path);
    process = mem_alloc(sizeof *process);
    if (process == NULL)
        return err_nomem(err);
    process->pid = 0;
    process->out = process->errors = process->status = -1;
    process->n_words = process->n_rest = 0;
    process->rest = process->buffer;
    strbuf_init(&process->record);
    strncpy(process->command, arg[0], sizeof process->command - 1);
    process->command[sizeof process->command - 1] = '\0';
    strbuf_addf(&option, "--git-dir=%s", git_dir);
    make_environment(envp, &path);
    rc = strbuf_check(&option, err);
    if (rc == 0)
        rc = strbuf_check(&path, err);
    if (rc == 0)
        rc = make_arguments(argv, option.data, arg, err);
    if (rc == 0)
        rc = spawn(process, input, argv, envp, err);
    if (rc == 0) {
        *out = process;
        process = NULL;
    }
    git_process_close(process);
    strbuf_release(&option);
    strbuf_release(&path);
    return rc;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

/* Of what git says only the beginning is kept; the rest is read, so that git never waits for us. */
static void read_words(struct git_process *process)
{
    char more[4096];
    ssize_t n = read(process->errors, more, sizeof more);
    size_t keep;

    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (n <= 0) {
        close_fd(&process->errors);
        return;
    }
    keep = WORDS_MAX - process->n_words;
    if (keep > (size_t)n)
        keep = (size_t)n;
    memcpy(process->words + process->n_words, more, keep);
    process->n_words += keep;
}

/* Waits until there is something on one of the two. */
static int wait_for_bytes(struct git_process *process, bool *ready, struct err *err)
{
    struct pollfd fd[2] = { { process->out, POLLIN, 0 }, { process->errors, POLLIN, 0 } }; /* negative ones are ignored */

    *ready = false;
    if (poll(fd, 2, -1) < 0)
        return errno == EINTR ? 0 : err_set(err, ERR_IO, "cannot read from git %s: %s", process->command, strerror(errno));
    if (fd[1].revents != 0)
        read_words(process);
    *ready = fd[0].revents != 0;
    return 0;
}

int git_process_read(struct git_process *process, const char **data, size_t *len, struct err *err)
{
    while (process->out >= 0) {
        bool ready;
        ssize_t n;
        int rc = wait_for_bytes(process, &ready, err);

        if (rc < 0)
            return rc;
        if (!ready)
            continue;
        n = read(process->out, process->buffer, BUFFER_SIZE);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_IO, "cannot read from git %s: %s", process->command, strerror(errno));
        if (n == 0) {
            close_fd(&process->out);
            break;
        }
        process->buffer[n] = '\0';
        *data = process->buffer;
        *len = (size_t)n;
        return 1;
    }
    return 0;
}

static void keep_record(struct strbuf *record, const char *data, size_t len)
{
    size_t room = record->len < GIT_RECORD_MAX ? GIT_RECORD_MAX - record->len : 0;

    strbuf_add(record, data, len < room ? len : room);
}

int git_process_record(struct git_process *process, char delimiter, const char **data, size_t *len, struct err *err)
{
    bool begun = false;

    strbuf_clear(&process->record);
    for (;;) {
        char *end;
        int rc;

        if (process->n_rest == 0) {
            rc = git_process_read(process, &process->rest, &process->n_rest, err);
            if (rc < 0)
                return rc;
            if (rc == 0)
                break;
        }
        end = memchr(process->rest, delimiter, process->n_rest);
        if (end != NULL) {
            size_t n = (size_t)(end - process->rest);
            const char *start = process->rest;

            *end = '\0';
            process->rest += n + 1;
            process->n_rest -= n + 1;
            if (!begun) {
                *data = start;
                *len = n;
                return 1;
            }
            keep_record(&process->record, start, n);
            break;
        }
        keep_record(&process->record, process->rest, process->n_rest);
        process->n_rest = 0;
        begun = true;
    }
    if (strbuf_check(&process->record, err) < 0)
        return ERR_NOMEM;
    *data = process->record.data;
    *len = process->record.len;
    return begun ? 1 : 0;
}

/* --- the end ---------------------------------------------------------------------------------------------------- */

static int wait_for_exit(pid_t pid)
{
    int status = 0;
    pid_t waited;

    do
        waited = waitpid(pid, &status, 0);
    while (waited < 0 && errno == EINTR);
    return waited < 0 ? -1 : status;
}

/* "fatal: not a git repository: 'x'\n" -> "not a git repository: 'x'"; of several lines one. */
static const char *own_words(struct git_process *process)
{
    char *words = process->words;

    words[process->n_words] = '\0';
    while (process->n_words > 0 && words[process->n_words - 1] == '\n')
        words[--process->n_words] = '\0';
    for (char *at = words; (at = strchr(at, '\n')) != NULL; at++)
        *at = ' ';
    if (strncmp(words, "fatal: ", 7) == 0 || strncmp(words, "error: ", 7) == 0)
        words += 7;
    return words;
}

int git_process_finish(struct git_process *process, struct err *err)
{
    const char *words;
    bool ready;
    int status, rc;

    assert(process->pid != 0);

    for (const char *data; (rc = git_process_read(process, &data, &(size_t){ 0 }, err)) == 1;)
        ;
    while (rc == 0 && process->errors >= 0)
        rc = wait_for_bytes(process, &ready, err);
    if (rc < 0)
        return rc;
    status = wait_for_exit(process->pid);
    process->pid = 0;
    if (status == -1)
        return err_set(err, ERR_IO, "cannot wait for git %s: %s", process->command, strerror(errno));
    if (WIFSIGNALED(status))
        return err_set(err, ERR_IO, "git %s was ended by signal %d (%s)", process->command, WTERMSIG(status), strsignal(WTERMSIG(status)));
    process->status = WEXITSTATUS(status);
    if (process->status == 0)
        return 0;
    words = own_words(process);
    return err_set(err, ERR_REFUSED, "git %s failed (exit status %d)%s%s", process->command, process->status, words[0] != '\0' ? ": " : "", words);
}

int git_process_status(const struct git_process *process)
{
    return process->status;
}

void git_process_close(struct git_process *process)
{
    if (process == NULL)
        return;
    close_fd(&process->out);
    close_fd(&process->errors);
    if (process->pid != 0) {
        kill(process->pid, SIGKILL);
        wait_for_exit(process->pid);
    }
    strbuf_release(&process->record);
    mem_free(process);
}

int git_capture(struct strbuf *out, const char *git_dir, const char *const *arg, const struct strbuf *input, size_t max_bytes, struct err *err)
{
    struct git_process *process = NULL;
    size_t start = out->len;
    const char *data;
    size_t len;
    int rc = git_process_open(&process, git_dir, arg, input, err);

    if (rc < 0)
        return rc;
    while ((rc = git_process_read(process, &data, &len, err)) == 1) {
        if (out->len - start + len > max_bytes) {
            rc = err_set(err, ERR_REFUSED, "git %s prints more than %zu bytes", arg[0], max_bytes);
            goto done;
        }
        strbuf_add(out, data, len);
    }
    if (rc == 0)
        rc = git_process_finish(process, err);
    if (rc == 0)
        rc = strbuf_check(out, err);
done:
    git_process_close(process);
    return rc;
}

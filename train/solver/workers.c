/*
 * workers_run: start_workers (fork; each child stays in serve) -> hand_out and collect until no job is left -> stop_workers.
 */
#include "train/solver/workers.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNDER_SANITIZER 1
#endif

enum { WORKERS_MAX = 256 };

/* What stands before the bytes of a result, or of the words of a failure. */
struct reply {
    uint64_t job;
    int64_t code; /* 0 or an enum err_code */
    uint64_t len;
};

struct worker {
    pid_t pid; /* 0: waited for */
    int fd;    /* our end; -1: closed */
    bool busy;
    size_t job; /* while busy */
    struct reply reply;
    char *data; /* [reply.len] once the reply is in */
    size_t got; /* bytes of reply and data so far */
};

struct crew {
    const struct workers *order;
    struct worker worker[WORKERS_MAX];
    size_t n_workers; /* started */
    size_t n_handed, n_taken;
};

/* --- in the child ----------------------------------------------------------------------------------------------- */

static void reset_signals(void)
{
    sigset_t none;

    for (int sig = 1; sig < NSIG; sig++)
        signal(sig, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

#ifndef UNDER_SANITIZER
/* Size of our address space, by proc(5): the first number of statm, in pages. 0: not known. */
static size_t address_space_bytes(void)
{
    char text[64];
    ssize_t n;
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return 0;
    n = read(fd, text, sizeof text - 1);
    close(fd);
    if (n <= 0)
        return 0;
    text[n] = '\0';
    return (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

static void limit_memory(size_t more)
{
    size_t now = address_space_bytes();
    struct rlimit limit;

    if (more == 0 || now == 0 || more > SIZE_MAX - now || getrlimit(RLIMIT_AS, &limit) < 0)
        return;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > now + more)
        limit.rlim_cur = now + more;
    setrlimit(RLIMIT_AS, &limit);
}
#else
/* The sanitizers' shadow is terabytes of address space. */
static void limit_memory(size_t more)
{
    (void)more;
}
#endif

static bool read_whole(int fd, void *data, size_t len)
{
    char *at = data;

    while (len > 0) {
        ssize_t n = read(fd, at, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

static void write_whole(int fd, const void *data, size_t len)
{
    const char *at = data;

    while (len > 0) {
        ssize_t n = write(fd, at, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            _exit(1); /* the parent is gone */
        at += n;
        len -= (size_t)n;
    }
}

static void do_job(const struct workers *order, int fd, size_t job)
{
    struct err err = ERR_INIT;
    struct strbuf result;
    struct reply reply = { .job = job };
    int rc;

    strbuf_init(&result);
    rc = order->job(order->ctx, job, &result, &err);
    if (rc >= 0)
        rc = strbuf_check(&result, &err);
    reply.code = rc < 0 ? rc : 0;
    reply.len = rc < 0 ? strlen(err.msg) : result.len;
    write_whole(fd, &reply, sizeof reply);
    write_whole(fd, rc < 0 ? err.msg : result.data, reply.len);
    strbuf_release(&result);
}

static _Noreturn void serve(const struct workers *order, int fd, pid_t parent)
{
    const struct rlimit no_core = { 0, 0 };
    uint64_t job;

    reset_signals();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before prctl */
        _exit(1);
    setrlimit(RLIMIT_CORE, &no_core);
    limit_memory(order->memory_bytes);
    while (read_whole(fd, &job, sizeof job))
        do_job(order, fd, (size_t)job);
    _exit(0); /* not exit: the handlers and buffers are the parent's */
}

/* --- in the parent ---------------------------------------------------------------------------------------------- */

/* Signals are blocked around the fork, so that no handler of the parent's ever runs in the child. */
static pid_t fork_worker(struct crew *crew, int ours, int theirs)
{
    pid_t parent = getpid(), pid;
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid = fork();
    if (pid == 0) {
        close(ours);
        for (size_t i = 0; i < crew->n_workers; i++)
            close(crew->worker[i].fd);
        serve(crew->order, theirs, parent);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return pid;
}

static bool start_worker(struct crew *crew)
{
    struct worker *worker = &crew->worker[crew->n_workers];
    int end[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, end) < 0)
        return false;
    pid = fork_worker(crew, end[0], end[1]);
    close(end[1]);
    if (pid < 0) {
        int failure = errno;

        close(end[0]);
        errno = failure;
        return false;
    }
    *worker = (struct worker){ .pid = pid, .fd = end[0] };
    crew->n_workers++;
    return true;
}

/* One is enough: those that cannot be started are done without. */
static int start_workers(struct crew *crew, struct err *err)
{
    size_t n = (size_t)(crew->order->n_workers > 0 ? crew->order->n_workers : parallel_cores());

    if (n > WORKERS_MAX)
        n = WORKERS_MAX;
    if (n > crew->order->n_jobs)
        n = crew->order->n_jobs;
    while (crew->n_workers < n && start_worker(crew))
        ;
    if (crew->n_workers == 0)
        return err_set(err, ERR_IO, "cannot start a worker process: %s", strerror(errno));
    return 0;
}

/* Waits for the child and says how it ended. */
static int lost_worker(struct crew *crew, struct worker *worker, struct err *err)
{
    const char *name = crew->order->name;
    int status = 0, sig;
    pid_t pid;

    do
        pid = waitpid(worker->pid, &status, 0);
    while (pid < 0 && errno == EINTR);
    worker->pid = 0;
    if (pid < 0 || WIFEXITED(status))
        return err_set(err, ERR_IO, "%s %zu: the worker ended before its result (exit status %d)", name, worker->job,
                       pid < 0 ? -1 : WEXITSTATUS(status));
    sig = WTERMSIG(status);
    if (sig == SIGINT || sig == SIGTERM || sig == SIGHUP)
        return err_set(err, ERR_INTERRUPTED, "%s %zu: interrupted by signal %d (%s)", name, worker->job, sig,
                       strsignal(sig));
    return err_set(err, ERR_IO, "%s %zu: the worker was killed by signal %d (%s)%s", name, worker->job, sig,
                   strsignal(sig), sig == SIGKILL || sig == SIGSEGV || sig == SIGABRT ? "; out of memory?" : "");
}

/* Gives an idle worker the next job, if one is left. */
static int hand_out(struct crew *crew, struct worker *worker, struct err *err)
{
    const struct workers *order = crew->order;
    uint64_t job = crew->n_handed;
    ssize_t n;

    assert(!worker->busy);

    if (crew->n_handed == order->n_jobs)
        return 0;
    if (order->order != NULL)
        job = order->order[crew->n_handed];
    worker->busy = true;
    worker->job = (size_t)job;
    worker->got = 0;
    crew->n_handed++;
    do
        n = send(worker->fd, &job, sizeof job, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof job ? 0 : lost_worker(crew, worker, err);
}

/* Once the fixed part of a reply is in: it must fit the job and the limit before memory is taken for the rest. */
static int check_reply(struct crew *crew, struct worker *worker, struct err *err)
{
    const struct reply *reply = &worker->reply;
    size_t max = reply->code == 0 ? crew->order->result_bytes_max : ERR_MSG_MAX - 1;

    if (reply->job != worker->job || reply->code > 0 || reply->code < ERR_INTERRUPTED || reply->len > max)
        return err_set(err, ERR_IO, "%s %zu: the worker's result is malformed or too long", crew->order->name,
                       worker->job);
    worker->data = mem_alloc(reply->len + 1);
    if (worker->data == NULL)
        return err_nomem(err);
    worker->data[reply->len] = '\0';
    return 0;
}

/* A reply is whole: pass it on and hand out the next job, which runs while this one's result is taken. */
static int finish_job(struct crew *crew, struct worker *worker, struct err *err)
{
    const struct workers *order = crew->order;
    size_t job = worker->job;
    struct reply reply = worker->reply;
    char *data = worker->data;
    int rc;

    worker->busy = false;
    worker->data = NULL;
    if (reply.code < 0) {
        rc = err_set(err, (enum err_code)reply.code, "%s %zu: %s", order->name, job, data);
    } else {
        rc = hand_out(crew, worker, err);
        if (rc == 0) {
            rc = order->take(order->ctx, job, data, (size_t)reply.len, err);
            if (rc < 0)
                err_prefix(err, "%s %zu", order->name, job);
        }
    }
    mem_free(data);
    crew->n_taken++;
    return rc < 0 ? rc : 0;
}

/* Reads what has come from one worker. */
static int collect(struct crew *crew, struct worker *worker, struct err *err)
{
    const size_t head = sizeof worker->reply;
    size_t want = worker->got < head ? head - worker->got : head + (size_t)worker->reply.len - worker->got;
    char *to = worker->got < head ? (char *)&worker->reply + worker->got : worker->data + (worker->got - head);
    ssize_t n = read(worker->fd, to, want);
    int rc = 0;

    if (n < 0 && errno == EINTR)
        return 0;
    if (n <= 0)
        return lost_worker(crew, worker, err);
    worker->got += (size_t)n;
    if (worker->got == head)
        rc = check_reply(crew, worker, err);
    if (rc == 0 && worker->got >= head && worker->got == head + worker->reply.len)
        rc = finish_job(crew, worker, err);
    return rc;
}

static int collect_ready(struct crew *crew, struct err *err)
{
    struct pollfd ready[WORKERS_MAX];
    int rc = 0;

    for (size_t i = 0; i < crew->n_workers; i++)
        ready[i] = (struct pollfd){ .fd = crew->worker[i].busy ? crew->worker[i].fd : -1, .events = POLLIN };
    if (poll(ready, (nfds_t)crew->n_workers, -1) < 0)
        return errno == EINTR ? 0 : err_set(err, ERR_IO, "cannot wait for the workers: %s", strerror(errno));
    for (size_t i = 0; rc == 0 && i < crew->n_workers; i++) {
        if (ready[i].revents != 0)
            rc = collect(crew, &crew->worker[i], err);
    }
    return rc;
}

/* Idle children leave at the end of file; after a failure none is waited out. */
static void stop_workers(struct crew *crew, bool kill_them)
{
    for (size_t i = 0; i < crew->n_workers; i++) {
        close(crew->worker[i].fd);
        mem_free(crew->worker[i].data);
        if (kill_them && crew->worker[i].pid > 0)
            kill(crew->worker[i].pid, SIGKILL);
    }
    for (size_t i = 0; i < crew->n_workers; i++) {
        while (crew->worker[i].pid > 0 && waitpid(crew->worker[i].pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
}

int workers_run(const struct workers *workers, struct err *err)
{
    struct crew crew = { .order = workers };
    int rc;

    assert(workers->name != NULL && workers->job != NULL && workers->take != NULL);

    if (workers->n_jobs == 0)
        return 0;
    rc = start_workers(&crew, err);
    for (size_t i = 0; rc == 0 && i < crew.n_workers; i++)
        rc = hand_out(&crew, &crew.worker[i], err);
    while (rc == 0 && crew.n_taken < workers->n_jobs)
        rc = collect_ready(&crew, err);
    stop_workers(&crew, rc < 0);
    return rc;
}

#include "train/solver/workers.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "datasets/base/mem.h"
#include "tests/support/support.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#endif

enum { JOBS_MAX = 64 };

/* What a test's job and take see. */
struct notes {
    size_t victim; /* the job at which something happens */
    int signal;
    size_t result_bytes;
    size_t taken[JOBS_MAX]; /* jobs in the order in which they were taken */
    size_t n_taken;
    bool right; /* all results so far were what they should be */
    int pipe[2];
};

static int put_job_number(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    (void)ctx;
    (void)err;
    strbuf_addf(result, "result of %zu", job);
    return 0;
}

static int note_taken(void *ctx, size_t job, const char *data, size_t len, struct err *err)
{
    struct notes *notes = ctx;

    (void)data;
    (void)len;
    (void)err;
    assert_true(notes->n_taken < JOBS_MAX);
    notes->taken[notes->n_taken++] = job;
    return 0;
}

static int check_job_number(void *ctx, size_t job, const char *data, size_t len, struct err *err)
{
    struct notes *notes = ctx;
    char expected[64];

    snprintf(expected, sizeof expected, "result of %zu", job);
    if (len != strlen(expected) || strcmp(data, expected) != 0)
        notes->right = false;
    return note_taken(ctx, job, data, len, err);
}

static struct workers order_of(struct notes *notes, size_t n_jobs, worker_job job, worker_take take)
{
    return (struct workers){
        .name = "job", .n_workers = 2, .n_jobs = n_jobs, .result_bytes_max = 100, .job = job, .take = take, .ctx = notes
    };
}

static void assert_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void each_job_is_done_once_by_any_number_of_workers(void **state)
{
    (void)state;
    for (int n_workers = 0; n_workers <= 7; n_workers++) {
        struct notes notes = { .right = true };
        struct workers workers = order_of(&notes, 23, put_job_number, check_job_number);
        bool seen[23] = { false };

        workers.n_workers = n_workers;
        assert_int_equal(workers_run(&workers, NULL), 0);
        assert_true(notes.right);
        assert_int_equal(notes.n_taken, 23);
        for (size_t i = 0; i < 23; i++) {
            assert_false(seen[notes.taken[i]]);
            seen[notes.taken[i]] = true;
        }
        assert_no_children();
    }
}

static void jobs_are_handed_out_in_the_order_asked_for(void **state)
{
    static const uint32_t order[] = { 40, 3, 17, 0 };
    struct notes notes = { .right = true };
    struct workers workers = order_of(&notes, 4, put_job_number, check_job_number);

    (void)state;
    workers.n_workers = 1;
    workers.order = order;
    assert_int_equal(workers_run(&workers, NULL), 0);
    assert_true(notes.right);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(notes.taken[i], order[i]);
}

static void no_jobs_are_done_at_once(void **state)
{
    struct notes notes = { 0 };
    struct workers workers = order_of(&notes, 0, put_job_number, check_job_number);

    (void)state;
    assert_int_equal(workers_run(&workers, NULL), 0);
    assert_int_equal(notes.n_taken, 0);
}

static int put_many_bytes(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    const struct notes *notes = ctx;

    (void)err;
    for (size_t i = 0; i < notes->result_bytes; i++)
        strbuf_addc(result, (char)(i * 31 + job));
    return 0;
}

static int check_many_bytes(void *ctx, size_t job, const char *data, size_t len, struct err *err)
{
    struct notes *notes = ctx;

    if (len != notes->result_bytes)
        notes->right = false;
    for (size_t i = 0; i < len; i++) {
        if (data[i] != (char)(i * 31 + job))
            notes->right = false;
    }
    return note_taken(ctx, job, data, len, err);
}

static void results_of_any_length_arrive_whole(void **state)
{
    static const size_t lengths[] = { 0, 1, 65536, 3000001 };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct notes notes = { .right = true, .result_bytes = lengths[i] };
        struct workers workers = order_of(&notes, 4, put_many_bytes, check_many_bytes);

        workers.result_bytes_max = lengths[i];
        assert_int_equal(workers_run(&workers, NULL), 0);
        assert_true(notes.right);
        assert_int_equal(notes.n_taken, 4);
    }
}

static void a_result_that_is_too_long_is_an_error(void **state)
{
    struct notes notes = { .right = true, .result_bytes = 101 };
    struct workers workers = order_of(&notes, 4, put_many_bytes, check_many_bytes);
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(workers_run(&workers, &err), ERR_IO);
    assert_contains(err.msg, "malformed or too long");
    assert_int_equal(notes.n_taken, 0);
    assert_no_children();
}

static int fail_in_child(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    const struct notes *notes = ctx;

    if (job == notes->victim)
        return err_set(err, ERR_REFUSED, "no such luck");
    return put_job_number(ctx, job, result, err);
}

static void a_job_that_fails_gives_its_code_and_words(void **state)
{
    struct notes notes = { .victim = 5 };
    struct workers workers = order_of(&notes, 23, fail_in_child, note_taken);
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(workers_run(&workers, &err), ERR_REFUSED);
    assert_string_equal(err.msg, "job 5: no such luck");
    assert_int_equal(err.code, ERR_REFUSED);
    assert_no_children();
}

static int fail_to_take(void *ctx, size_t job, const char *data, size_t len, struct err *err)
{
    const struct notes *notes = ctx;

    if (job == notes->victim)
        return err_set(err, ERR_NODATA, "not wanted");
    return note_taken(ctx, job, data, len, err);
}

static void a_result_that_is_not_taken_ends_the_run(void **state)
{
    struct notes notes = { .victim = 5 };
    struct workers workers = order_of(&notes, 23, put_job_number, fail_to_take);
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(workers_run(&workers, &err), ERR_NODATA);
    assert_string_equal(err.msg, "job 5: not wanted");
    assert_no_children();
}

static int die_in_child(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    const struct notes *notes = ctx;

    if (job == notes->victim)
        raise(notes->signal);
    return put_job_number(ctx, job, result, err);
}

static void a_child_that_is_killed_is_an_error_that_names_its_job(void **state)
{
    static const int signals[] = { SIGKILL, SIGSEGV, SIGABRT, SIGFPE };

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct notes notes = { .victim = 11, .signal = signals[i] };
        struct workers workers = order_of(&notes, 23, die_in_child, note_taken);
        struct err err = ERR_INIT;

        assert_int_equal(workers_run(&workers, &err), ERR_IO);
        assert_contains(err.msg, "job 11: the worker was killed by signal");
        assert_contains(err.msg, strsignal(signals[i]));
        assert_no_children();
    }
}

static void a_child_that_was_asked_to_stop_is_an_interruption(void **state)
{
    struct notes notes = { .victim = 0, .signal = SIGINT };
    struct workers workers = order_of(&notes, 3, die_in_child, note_taken);
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(workers_run(&workers, &err), ERR_INTERRUPTED);
    assert_contains(err.msg, "job 0: interrupted");
    assert_no_children();
}

static int leave_in_child(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    const struct notes *notes = ctx;

    if (job == notes->victim)
        _exit(7);
    return put_job_number(ctx, job, result, err);
}

static void a_child_that_ends_before_its_result_is_an_error(void **state)
{
    struct notes notes = { .victim = 2 };
    struct workers workers = order_of(&notes, 3, leave_in_child, note_taken);
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(workers_run(&workers, &err), ERR_IO);
    assert_contains(err.msg, "job 2: the worker ended before its result (exit status 7)");
    assert_no_children();
}

/* The child's end: the socket that was opened last. */
static int socket_of_child(void)
{
    struct stat st;

    for (int fd = 255; fd > 2; fd--) {
        if (fstat(fd, &st) == 0 && S_ISSOCK(st.st_mode))
            return fd;
    }
    return -1;
}

static int write_part_of_a_reply(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    const struct notes *notes = ctx;
    uint64_t reply[4] = { job, 0, 50, 0 }; /* number, code, length of what follows; then 8 bytes of the 50 */

    (void)result;
    (void)err;
    if (write(socket_of_child(), reply, notes->result_bytes) < 0)
        _exit(1);
    _exit(0);
}

static void a_child_that_returns_short_is_an_error(void **state)
{
    static const size_t lengths[] = { 1, 8, 23, 24, 25, 32 };

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        struct notes notes = { .result_bytes = lengths[i] };
        struct workers workers = order_of(&notes, 1, write_part_of_a_reply, note_taken);
        struct err err = ERR_INIT;

        assert_int_equal(workers_run(&workers, &err), ERR_IO);
        assert_contains(err.msg, "job 0: the worker ended before its result");
        assert_int_equal(notes.n_taken, 0);
        assert_no_children();
    }
}

static int write_nonsense(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    const struct notes *notes = ctx;
    uint64_t reply[3] = { job, 0, 0 };

    (void)result;
    (void)err;
    reply[notes->victim] = notes->victim == 0 ? 1 : notes->victim == 1 ? 5 : UINT64_MAX; /* job 1? code 5? endless? */
    if (write(socket_of_child(), reply, sizeof reply) < 0)
        _exit(1);
    pause();
    return 0;
}

static void a_malformed_reply_is_an_error(void **state)
{
    (void)state;
    for (size_t field = 0; field < 3; field++) {
        struct notes notes = { .victim = field };
        struct workers workers = order_of(&notes, 1, write_nonsense, note_taken);
        struct err err = ERR_INIT;

        assert_int_equal(workers_run(&workers, &err), ERR_IO);
        assert_contains(err.msg, "malformed");
        assert_int_equal(notes.n_taken, 0);
        assert_no_children();
    }
}

static int scribble(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    ((struct notes *)(uintptr_t)ctx)->victim = 99;
    return put_job_number(ctx, job, result, err);
}

static void what_a_child_writes_is_not_seen_by_the_parent(void **state)
{
    struct notes notes = { .victim = 1 };
    struct workers workers = order_of(&notes, 3, scribble, note_taken);

    (void)state;
    assert_int_equal(workers_run(&workers, NULL), 0);
    assert_int_equal(notes.victim, 1);
}

static void ignore_signal(int sig)
{
    (void)sig;
}

static int report_signals(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    struct sigaction action;
    struct rlimit core;
    sigset_t blocked;

    (void)ctx;
    (void)job;
    (void)err;
    sigaction(SIGTERM, NULL, &action);
    strbuf_adds(result, action.sa_handler == SIG_DFL ? "default " : "inherited ");
    sigaction(SIGPIPE, NULL, &action);
    strbuf_adds(result, action.sa_handler == SIG_DFL ? "default " : "inherited ");
    sigprocmask(SIG_SETMASK, NULL, &blocked);
    strbuf_adds(result, sigismember(&blocked, SIGUSR1) ? "blocked " : "open ");
    getrlimit(RLIMIT_CORE, &core);
    strbuf_adds(result, core.rlim_cur == 0 ? "no core" : "core");
    return 0;
}

static int check_signals(void *ctx, size_t job, const char *data, size_t len, struct err *err)
{
    struct notes *notes = ctx;

    notes->right = strcmp(data, "default default open no core") == 0;
    return note_taken(ctx, job, data, len, err);
}

static void a_child_has_default_signals_and_leaves_no_core(void **state)
{
    struct sigaction action = { .sa_handler = ignore_signal }, term, pipe_before, now;
    struct notes notes = { 0 };
    struct workers workers = order_of(&notes, 1, report_signals, check_signals);
    sigset_t usr1, before, after;

    (void)state;
    sigaction(SIGTERM, &action, &term);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, &pipe_before);
    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    sigprocmask(SIG_BLOCK, &usr1, &before);
    assert_int_equal(workers_run(&workers, NULL), 0);
    sigprocmask(SIG_SETMASK, &before, &after);
    sigaction(SIGTERM, &term, &now);
    sigaction(SIGPIPE, &pipe_before, NULL);
    assert_true(notes.right);
    assert_true(now.sa_handler == ignore_signal); /* the parent's own are as they were */
    assert_true(sigismember(&after, SIGUSR1) == 1);
    assert_true(sigismember(&after, SIGUSR2) == 0);
}

static int take_a_gibibyte(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    void *memory = mem_alloc((size_t)1 << 30);

    if (memory == NULL)
        return err_nomem(err);
    mem_free(memory);
    return put_job_number(ctx, job, result, err);
}

static void memory_beyond_the_limit_is_refused_to_a_child_alone(void **state)
{
    struct notes notes = { .right = true };
    struct workers workers = order_of(&notes, 1, take_a_gibibyte, check_job_number);
    struct err err = ERR_INIT;
    void *memory;

    (void)state;
#ifdef UNDER_SANITIZER
    skip_because("the limit is off under sanitizers");
#endif
    assert_int_equal(workers_run(&workers, &err), 0); /* 0: no limit */
    workers.memory_bytes = (size_t)64 << 20;
    assert_int_equal(workers_run(&workers, &err), ERR_NOMEM);
    assert_string_equal(err.msg, "job 0: out of memory");
    memory = mem_alloc((size_t)1 << 30);
    assert_non_null(memory);
    mem_free(memory);
}

/* Says that it is there, then waits for ever; it holds an end of the pipe as long as it lives. */
static int hold_pipe(const void *ctx, size_t job, struct strbuf *result, struct err *err)
{
    const struct notes *notes = ctx;

    (void)job;
    (void)result;
    (void)err;
    if (write(notes->pipe[1], "x", 1) < 0)
        _exit(1);
    for (;;)
        pause();
}

static void children_die_with_their_parent(void **state)
{
    struct notes notes = { 0 };
    struct workers workers = order_of(&notes, 2, hold_pipe, note_taken);
    char byte;
    pid_t parent;

    (void)state;
    assert_int_equal(pipe(notes.pipe), 0);
    parent = fork();
    if (parent == 0) {
        workers_run(&workers, NULL);
        _exit(0);
    }
    assert_true(parent > 0);
    close(notes.pipe[1]);
    assert_int_equal(read(notes.pipe[0], &byte, 1), 1); /* both children run */
    assert_int_equal(read(notes.pipe[0], &byte, 1), 1);
    assert_int_equal(kill(parent, SIGKILL), 0);
    assert_int_equal(waitpid(parent, NULL, 0), parent);
    assert_int_equal(read(notes.pipe[0], &byte, 1), 0); /* end of file: nobody holds the other end any more */
    close(notes.pipe[0]);
}

static void each_failed_allocation_is_out_of_memory(void **state)
{
    long n = 0;
    int rc = ERR_NOMEM;

    (void)state;
    for (; rc != 0; n++) {
        struct notes notes = { .right = true };
        struct workers workers = order_of(&notes, 3, put_job_number, check_job_number);

        assert_true(n < 100);
        mem_fail_after(n);
        rc = workers_run(&workers, NULL);
        mem_fail_after(-1);
        assert_true(rc == 0 || rc == ERR_NOMEM);
        assert_true(notes.right);
        assert_no_children();
    }
    assert_true(n > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_job_is_done_once_by_any_number_of_workers),
        cmocka_unit_test(jobs_are_handed_out_in_the_order_asked_for),
        cmocka_unit_test(no_jobs_are_done_at_once),
        cmocka_unit_test(results_of_any_length_arrive_whole),
        cmocka_unit_test(a_result_that_is_too_long_is_an_error),
        cmocka_unit_test(a_job_that_fails_gives_its_code_and_words),
        cmocka_unit_test(a_result_that_is_not_taken_ends_the_run),
        cmocka_unit_test(a_child_that_is_killed_is_an_error_that_names_its_job),
        cmocka_unit_test(a_child_that_was_asked_to_stop_is_an_interruption),
        cmocka_unit_test(a_child_that_ends_before_its_result_is_an_error),
        cmocka_unit_test(a_child_that_returns_short_is_an_error),
        cmocka_unit_test(a_malformed_reply_is_an_error),
        cmocka_unit_test(what_a_child_writes_is_not_seen_by_the_parent),
        cmocka_unit_test(a_child_has_default_signals_and_leaves_no_core),
        cmocka_unit_test(memory_beyond_the_limit_is_refused_to_a_child_alone),
        cmocka_unit_test(children_die_with_their_parent),
        cmocka_unit_test(each_failed_allocation_is_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Jobs are claimed in the order of their index from one counter. A worker that meets a failure stops the claiming; every
 * job of a smaller index was claimed before and is finished, so the first failure by index is always the same one.
 */
#include "datasets/base/parallel.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

enum { THREADS_MAX = 256 };

struct work {
    parallel_job job;
    void *ctx;
    size_t n_jobs;
    atomic_size_t next;
    atomic_bool stop;

    pthread_mutex_t lock; /* guards what follows */
    size_t failed_job;
    int failed_code;    /* 0: none yet */
    struct err *failed; /* the caller's */
};

static void record_failure(struct work *work, size_t i, int code, const struct err *err)
{
    atomic_store(&work->stop, true);
    pthread_mutex_lock(&work->lock);
    if (work->failed_code == 0 || i < work->failed_job) {
        work->failed_job = i;
        work->failed_code = code;
        if (work->failed != NULL)
            *work->failed = *err;
    }
    pthread_mutex_unlock(&work->lock);
}

static void *work_until_done(void *arg)
{
    struct work *work = arg;
    struct err err = ERR_INIT;

    while (!atomic_load(&work->stop)) {
        size_t i = atomic_fetch_add(&work->next, 1);
        int code;

        if (i >= work->n_jobs)
            break;
        code = work->job(work->ctx, i, &err);
        if (code < 0)
            record_failure(work, i, code, &err);
    }
    return NULL;
}

/* A thread that cannot be started is no failure: the others do its share. */
static void run_threads(struct work *work, size_t n_threads)
{
    pthread_t threads[THREADS_MAX];
    size_t n_started = 0;

    while (n_started + 1 < n_threads && pthread_create(&threads[n_started], NULL, work_until_done, work) == 0)
        n_started++;
    work_until_done(work);
    for (size_t i = 0; i < n_started; i++)
        pthread_join(threads[i], NULL);
}

int parallel_run(int n_threads, size_t n_jobs, parallel_job job, void *ctx, struct err *err)
{
    struct work work = { .job = job, .ctx = ctx, .n_jobs = n_jobs, .failed = err };
    size_t n = n_threads < 1 ? 1 : (size_t)n_threads;

    assert(job != NULL);

    if (n > THREADS_MAX)
        n = THREADS_MAX;
    if (n > n_jobs)
        n = n_jobs;
    pthread_mutex_init(&work.lock, NULL);
    run_threads(&work, n);
    pthread_mutex_destroy(&work.lock);
    return work.failed_code;
}

int parallel_cores(void)
{
    cpu_set_t set;
    long online;

    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return CPU_COUNT(&set);
    online = sysconf(_SC_NPROCESSORS_ONLN); /* more processors than a cpu_set_t can name */
    return online < 1 ? 1 : (int)online;
}

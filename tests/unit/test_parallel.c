#include "datasets/base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/support.h"

enum { N = 5000 };

struct counts {
    atomic_int calls[N];
    size_t fail_from; /* this job and those after it fail */
};

static int count_call(void *ctx, size_t i, struct err *err)
{
    struct counts *counts = ctx;

    atomic_fetch_add(&counts->calls[i], 1);
    if (i >= counts->fail_from)
        return err_set(err, ERR_NODATA, "job %zu", i);
    return 0;
}

static void every_job_runs_once_whatever_the_threads(void **state)
{
    static const int threads[] = { -1, 0, 1, 2, 3, 16, 1000 };
    static struct counts counts;

    (void)state;
    for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
        memset(&counts, 0, sizeof counts);
        counts.fail_from = N;
        assert_int_equal(parallel_run(threads[t], N, count_call, &counts, NULL), 0);
        for (size_t i = 0; i < N; i++)
            assert_int_equal(atomic_load(&counts.calls[i]), 1);
    }
}

static void no_jobs_are_done_at_once(void **state)
{
    struct err err = ERR_INIT;

    (void)state;
    assert_int_equal(parallel_run(4, 0, count_call, NULL, &err), 0);
    assert_int_equal(err.code, 0);
}

static void the_first_failure_by_index_wins(void **state)
{
    static struct counts counts;

    (void)state;
    for (int threads = 1; threads <= 8; threads++) {
        struct err err = ERR_INIT;

        memset(&counts, 0, sizeof counts);
        counts.fail_from = 1234;
        assert_int_equal(parallel_run(threads, N, count_call, &counts, &err), ERR_NODATA);
        assert_int_equal(err.code, ERR_NODATA);
        assert_string_equal(err.msg, "job 1234");
        for (size_t i = 0; i < 1234; i++)
            assert_int_equal(atomic_load(&counts.calls[i]), 1);
        assert_int_equal(atomic_load(&counts.calls[N - 1]), 0);
    }
}

/* The later job fails at once, the earlier one a little after it. */
static int late_then_early(void *ctx, size_t i, struct err *err)
{
    atomic_int *late_failed = ctx;

    if (i == 1) {
        atomic_store(late_failed, 1);
        return err_set(err, ERR_IO, "late");
    }
    for (int spins = 0; spins < 1000 && !atomic_load(late_failed); spins++)
        usleep(1000);
    usleep(2000);
    return err_set(err, ERR_NODATA, "early");
}

static void an_earlier_job_that_fails_later_still_wins(void **state)
{
    struct err err = ERR_INIT;
    atomic_int late_failed = 0;

    (void)state;
    assert_int_equal(parallel_run(2, 2, late_then_early, &late_failed, &err), ERR_NODATA);
    assert_string_equal(err.msg, "early");
}

static void a_failure_needs_no_place_for_words(void **state)
{
    static struct counts counts;

    (void)state;
    memset(&counts, 0, sizeof counts);
    assert_int_equal(parallel_run(3, N, count_call, &counts, NULL), ERR_NODATA);
}

static int must_be_caller(void *ctx, size_t i, struct err *err)
{
    (void)i;
    return pthread_equal(*(pthread_t *)ctx, pthread_self()) ? 0 : err_set(err, ERR_IO, "another thread");
}

static void one_thread_is_the_callers(void **state)
{
    pthread_t self = pthread_self();

    (void)state;
    assert_int_equal(parallel_run(1, 100, must_be_caller, &self, NULL), 0);
    assert_int_equal(parallel_run(8, 1, must_be_caller, &self, NULL), 0);
}

static void there_is_at_least_one_core(void **state)
{
    (void)state;
    assert_true(parallel_cores() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_runs_once_whatever_the_threads),
        cmocka_unit_test(no_jobs_are_done_at_once),
        cmocka_unit_test(the_first_failure_by_index_wins),
        cmocka_unit_test(an_earlier_job_that_fails_later_still_wins),
        cmocka_unit_test(a_failure_needs_no_place_for_words),
        cmocka_unit_test(one_thread_is_the_callers),
        cmocka_unit_test(there_is_at_least_one_core),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * parallel.h - the same work on several cores.
 *
 * Calls job(ctx, i) for i in [0, n_jobs), each once, on up to n_threads threads (the caller's among them), in any order;
 * returns when all are done. A job must write only to places of its own index, so that the result never depends on the
 * number of threads. The first failure by index wins and is returned with its error; remaining jobs may be left out.
 * Do not fork while it runs.
 */
#ifndef PRODROME_BASE_PARALLEL_H
#define PRODROME_BASE_PARALLEL_H

#include <stddef.h>

#include "datasets/base/err.h"

typedef int (*parallel_job)(void *ctx, size_t i, struct err *err);

int parallel_run(int n_threads, size_t n_jobs, parallel_job job, void *ctx, struct err *err);
int parallel_cores(void); /* processors this process may use, at least 1 */

#endif

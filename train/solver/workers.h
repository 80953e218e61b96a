/*
 * workers.h - jobs done in processes of their own.
 *
 * For code that may crash or that shares its random numbers with everything else in the process (LIBLINEAR). The children
 * are copies of the caller: they see all that it had in memory, share it until they write, and nothing that they
 * write is seen by it. The result of a job comes back as bytes over a socket of the child's own.
 *
 *     parent                     child 0    child 1
 *       |---- job 7 ---------------->|          |
 *       |---- job 2 --------------------------->|      longest first, if the caller orders them so
 *       |<--- job, code, length, bytes -----|          |
 *       |---- job 5 ---------------->|          |
 *       |---- end of file: exit ---->|--------->|
 *
 * A child has default signal handling, no core dump (it would hold what the tickets say), an address space that may grow by
 * memory_bytes beyond what it inherited (not under sanitizers), and dies with its parent. A child that crashes, is killed
 * or ends before its result is an error that names the job: never a missing or a wrong result.
 */
#ifndef PRODROME_WORKERS_H
#define PRODROME_WORKERS_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"
#include "datasets/base/strbuf.h"

/* Runs in a child: does the job and appends its result. No SQLite, no threads, nothing printed. */
typedef int (*worker_job)(const void *ctx, size_t job, struct strbuf *result, struct err *err);

/* Runs in the parent, in the order in which jobs end: takes the result of one. `data` dies on return. */
typedef int (*worker_take)(void *ctx, size_t job, const char *data, size_t len, struct err *err);

struct workers {
    const char     *name;             /*          what a job is called in messages: "class" gives "class 3: ..."  */
    int             n_workers;        /*          children at a time; 0: one a core                               */
    size_t          n_jobs;
    const uint32_t *order;            /* [n_jobs] numbers of the jobs in the order of handing out; NULL: 0, 1, 2  */
    size_t          result_bytes_max; /*          a longer result is an error                                     */
    size_t          memory_bytes;     /*          address space beyond what is inherited; 0: no limit             */
    worker_job      job;
    worker_take     take;
    void           *ctx;              /*          for job and take                                                */
};

/* Returns when all jobs are taken, or at the first failure (then the children are killed). All children are gone and waited
 * for in either case. A job's or take's own failure comes back with its code and "NAME N: " before its words; a lost
 * child gives ERR_IO, or ERR_INTERRUPTED where SIGINT, SIGTERM or SIGHUP ended it. */
int workers_run(const struct workers *workers, struct err *err);

#endif

/*
 * nightly.h - all of it, once a night, safe to kill and to run again.
 *
 * Stages, each complete or done again under the run's key: import, snapshot, train, score, similar, cluster, queue, monitor, report, metrics. The key is the day (UTC), the snapshot,
 * the configuration, the seed and the engine's version: a repeated run of the same night changes nothing; new data makes a new run. The failure of one
 * source, project or report never loses the results of another.
 */
#ifndef PRODROME_NIGHTLY_H
#define PRODROME_NIGHTLY_H

#include "datasets/config/config.h"
#include "datasets/store/store.h"

struct nightly_options {
    const struct config *config;
    uint64_t             seed;
    int                  n_threads;
    struct log          *log;
};

struct nightly {
    int64_t run_id;
    bool    repeated;             /* the run was complete already: nothing was done         */
    int     exit_status;          /* the first of 2 7 6 1 8 4 3 5 that applies, else 0     */
    size_t  imported, failed_sources;
    size_t  trained, rejected, unchanged, no_data;
    size_t  scored, flagged, waiting;
    size_t  drifting;             /* models in use that drift                               */
    size_t  reports;
    char    reports_dir[4096];    /* DIR/RUN                                                */
};

/* The store must be open as a job. ERR_* only for what stops the whole run; other failures are in exit_status and said to the log. */
int nightly_run(struct nightly *out, struct store *store, const struct nightly_options *options, struct err *err);

#endif

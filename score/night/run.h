/*
 * run.h - one night or one job, stage by stage.
 *
 * A run has a key: the same key is the same run. A stage that is complete under the run's key is not done again, so that a killed run is taken
 * up where it stopped and a repeated one changes nothing.
 */
#ifndef PRODROME_RUN_H
#define PRODROME_RUN_H

#include "datasets/store/store.h"

struct run_state {
    int64_t run_id;
    int64_t started_at;
    bool    resumed;      /* it existed and was not complete  */
    bool    completed;    /* it existed and was complete      */
    int     exit_status;  /* of a completed one               */
};

int run_begin(struct run_state *out, struct store *store, const char *key, struct err *err);
int run_complete(struct store *store, int64_t run_id, bool failed, int exit_status, struct err *err);

/* 1: to be done (now marked running), 0: complete already. */
int run_stage_begin(struct store *store, int64_t run_id, const char *stage, struct err *err);
int run_stage_end(struct store *store, int64_t run_id, const char *stage, const char *status, const char *detail, struct err *err);
/* Detail of a complete stage, yours; ERR_NOTFOUND. */
int run_stage_detail(char **out, struct store *store, int64_t run_id, const char *stage, struct err *err);

/* The newest complete run of a key that begins with `prefix`; ERR_NOTFOUND. */
int run_newest(int64_t *run_id, struct store *store, const char *prefix, struct err *err);

#endif

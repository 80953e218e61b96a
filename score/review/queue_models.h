/*
 * queue_models.h - model versions that wait for an approval, as items of the queue.
 *
 * Of each task and project the newest version, where it is validated, waits for a person (approval.h). One that a newer version has overtaken before
 * anybody decided, or that is no longer at that stage, expires.
 */
#ifndef PRODROME_QUEUE_MODELS_H
#define PRODROME_QUEUE_MODELS_H

#include "datasets/store/store.h"

struct queue_models {
    size_t waiting; /* versions that wait           */
    size_t fresh;   /* of them not flagged before   */
    size_t expired;
};

/* Inside the caller's transaction, as of a run. */
int queue_models(struct queue_models *out, struct store *store, int64_t run_id, struct err *err);

#endif

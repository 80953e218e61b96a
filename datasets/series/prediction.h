/*
 * prediction.h - what another team's model said, read back from the store.
 *
 * Rows lie in batches, a model's version and month each (schema.c, prediction_rows), so that a log can age out of the store by rule of retention.
 * A batch has a version for each import that brought rows or labels; of rows with the same key the newest version's counts. Text is
 * de-identified and lives until release.
 */
#ifndef PRODROME_PREDICTION_H
#define PRODROME_PREDICTION_H

#include "datasets/base/arena.h"
#include "datasets/store/store.h"

struct prediction {
    int64_t     time;
    int64_t     label_known_at; /* of the import that brought the label; TIME_NONE: no label          */
    double      score;
    const char *version;        /* of the model                                                       */
    const char *label;          /* what came true; "" not known                                       */
    const char *subgroup;       /* ""                                                                 */
    const char *inputs;         /* JSON {column: value}; "" none, or purged                           */
};

struct prediction_log {
    struct arena       arena;
    struct prediction *row; /* [n] by time; ties in an order of their own, always the same */
    size_t             n, cap;
};

/* Rows with from <= time <= to of a model; of one version of it, or of all (NULL). A model that the store does not have has none. */
int  predictions_load(struct prediction_log *out, struct store *store, const char *model, const char *version, int64_t from, int64_t to, struct err *err);
void predictions_release(struct prediction_log *log);

/* content_hash of a version of a batch: over model, version and its rows in order. */
int  prediction_version_hash(uint8_t out[DIGEST_SIZE], struct store *store, int64_t version_id, struct err *err);

#endif

/*
 * score_writer.h - scores into the store, in short transactions.
 *
 * The one place that writes scores and feature rows. Each score is whole by itself, so a killed stage leaves those it made.
 */
#ifndef PRODROME_SCORE_WRITER_H
#define PRODROME_SCORE_WRITER_H

#include "datasets/store/store.h"

struct score_row {
    int64_t         model_id;      /* 0: none made it                              */
    const char     *item;          /* "ticket:PROJECT/ID"                         */
    int64_t         version_id;
    double          probability, logit;
    const char     *label;         /* "" for a risk                               */
    const char     *detail;        /* JSON                                        */
    const uint32_t *col;           /* [n] the sparse feature row, or NULL         */
    const float    *val;
    size_t          n;
    bool            approved;
};

struct score_writer {
    struct store   *store;
    int64_t         run_id;
    struct db_stmt *score, *feature, *find;
    double          began;         /* monotonic, of the open transaction          */
};

int  score_writer_open(struct score_writer *w, struct store *store, int64_t run_id, struct err *err);
/* *score_id is that of the new score. */
int  score_writer_put(struct score_writer *w, int64_t *score_id, const struct score_row *row, struct err *err);
/* Score of this run for the item by the model: 1 and *score_id, or 0. */
int  score_writer_find(struct score_writer *w, int64_t *score_id, const char *item, int64_t model_id, struct err *err);
int  score_writer_flush(struct score_writer *w, struct err *err);
void score_writer_close(struct score_writer *w); /* rolls back what was not flushed */

/* Feature rows as stored: n little-endian column numbers, then n values. */
int  feature_row_read(uint32_t **col, float **val, size_t *n, struct store *store, int64_t score_id, struct err *err);

/* Where the bits of a score are the same: engine version and processor family. Static. */
const char *score_build(void);

#endif

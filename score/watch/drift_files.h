/*
 * drift_files.h - two CSV files compared, column by column.
 *
 * Each column that both have by the same name, in the order of the reference. Numbers where every value of both is a finite number, but for
 * columns of nothing but 0 and 1; else categories. Empty values and "nan" are missing and left out. Dates, and words of which more than
 * half occur once in the reference (identifiers, free text), are not compared: drift_column.unfit says why. Rows that are not CSV are skipped.
 */
#ifndef PRODROME_DRIFT_FILES_H
#define PRODROME_DRIFT_FILES_H

#include "datasets/base/arena.h"
#include "train/statistics/drift.h"

struct drift_files {
    struct arena         arena;     /* the names             */
    struct drift_column *column;    /* [n] judged together   */
    size_t               n, n_drift;
    uint64_t             skipped;   /* rows that were bad    */
};

/* ERR_REFUSED: not CSV, or no column in common. ERR_NOTFOUND, ERR_IO, ERR_NOMEM. */
int  drift_files(struct drift_files *out, const char *reference, const char *current, struct err *err);
void drift_files_release(struct drift_files *files);

#endif

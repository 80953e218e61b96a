/*
 * series.h - measurements over time, read back from the store.
 *
 * A series is a metric of a system. Each import that brought new or corrected points is a version of it and holds those alone; the series is the
 * union over its versions of completed imports, the newer winning at the same time and position. Times may have gaps and occur several times:
 * `position` counts the points of one second in the order of their file.
 *
 *     version 1   10:00 -> 5   10:05 -> 6
 *     version 2                10:05 -> 7   10:10 -> 8      the series: 5, 7, 8
 *
 * A value counts as known from its own time on, a corrected one from the import that brought it (known_at of its version).
 */
#ifndef PRODROME_SERIES_H
#define PRODROME_SERIES_H

#include "datasets/store/store.h"

struct series_point {
    int64_t time;
    int64_t position; /* among points of that second, from 0 */
    double  value;    /* finite */
};

struct series {
    struct series_point *point; /* [n] by time, then position */
    size_t               n, cap;
};

/* Points with from <= time <= to. A series that the store does not have has none. A store opened for reading does. */
int  series_load(struct series *out, struct store *store, const char *system, const char *metric, int64_t from, int64_t to, struct err *err);
void series_release(struct series *series);

/* content_hash of a version of a series: over system, metric and its points in order. */
int  series_version_hash(uint8_t out[DIGEST_SIZE], struct store *store, int64_t version_id, struct err *err);
void series_hash(uint8_t out[DIGEST_SIZE], const char *system, const char *metric, const struct series_point *point, size_t n);

#endif

/*
 * zone.h - a time zone: what a wall clock showed, as a time.
 *
 * By name from the machine's zone database ("Europe/Berlin"), or a fixed offset ("+01:00"), or UTC. The rules of summer time are looked
 * up once, when the zone is made; afterwards it is a plain table that any thread may read.
 */
#ifndef PRODROME_TRACKER_ZONE_H
#define PRODROME_TRACKER_ZONE_H

#include <stdint.h>

#include "datasets/base/err.h"

enum { ZONE_SHIFTS_MAX = 640, ZONE_NAME_MAX = 64 };

struct zone_shift {
    int64_t at;   /* UTC seconds; the first one is the beginning of time */
    int32_t east; /* of Greenwich from then on, seconds                  */
};

struct zone {
    char              name[ZONE_NAME_MAX];
    struct zone_shift shift[ZONE_SHIFTS_MAX]; /* [n], ascending; n 0: UTC; dates of 1970 to 2100 */
    size_t            n;
};

/* ERR_USAGE where the machine knows no such zone. Sets the process's TZ for a moment: call it while no other thread uses local time or the
 * environment. */
int zone_find(struct zone *out, const char *name, struct err *err);

/* `local` is the wall clock read as if it were UTC. The hour that an autumn night has twice is taken for its first, one that a spring
 * night leaves out for the time it would have been. */
int64_t zone_to_utc(const struct zone *zone, int64_t local);

#endif

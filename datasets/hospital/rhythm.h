/*
 * rhythm.h - when things happen: the days and hours of a hospital.
 *
 * A rhythm turns a share of all events (0 to 1) into a time of the two years, so that Mondays are full, nights are thin,
 * and holidays are quiet. Arrivals draw an exact number of events from it, one after the other, without keeping them.
 */
#ifndef PRODROME_HOSPITAL_RHYTHM_H
#define PRODROME_HOSPITAL_RHYTHM_H

#include <stdint.h>

#include "datasets/base/rng.h"
#include "datasets/hospital/hospital.h"

struct rhythm_profile {
    double weekday[7];       /* Monday first                                     */
    double hour[24];         /* of Monday to Friday                              */
    double weekend_hour[24];
    double growth;           /* of the daily number over the two years, 0: none  */
    double unrest;           /* deviation of a day's number from its mean        */
};

extern const struct rhythm_profile rhythm_of_tickets, rhythm_of_changes, rhythm_of_releases;

struct rhythm {
    int64_t start;                     /* first second, at midnight                    */
    double  day_end[HOSPITAL_DAYS];    /* share of all events up to the end of the day */
    double  hour_end[2][24];           /* of a day's; [1] Saturdays and Sundays        */
};

void rhythm_init(struct rhythm *rhythm, const struct rhythm_profile *profile, int64_t start, uint64_t seed);

/* The time of a share in [0, 1). Larger shares give no earlier times. */
int64_t rhythm_time(const struct rhythm *rhythm, double share);

struct arrivals {
    struct rng rng;
    double     share; /* of the newest arrival, 0 before the first */
};

/* The next of `remaining` events (>= 1; may be an estimate) that are spread over the rest of the rhythm. When remaining
 * counts down from n to 1, the n times are n independent draws in order. */
int64_t arrivals_next(struct arrivals *arrivals, const struct rhythm *rhythm, double remaining);

/* 0 Monday to 6 Sunday; seconds since midnight; day number since 1970. Times are those of the hospital's clock. */
int     time_weekday(int64_t time);
int     time_second(int64_t time);
int64_t time_day(int64_t time);

#endif

/*
 * releases.h - the releases of each system, and what comes of them.
 *
 * When a system releases is fixed from the start; the next two releases are known at any time, so a change can name the one it
 * will go out with. A release is bad when one of its changes breaks it: each faulty change does so with a chance that grows
 * when it is committed close before a release, and with a release on a Friday, a weekend or late at night.
 */
#ifndef PRODROME_HOSPITAL_RELEASES_H
#define PRODROME_HOSPITAL_RELEASES_H

#include <stdbool.h>

#include "datasets/base/err.h"
#include "datasets/hospital/agenda.h"
#include "datasets/hospital/rhythm.h"

struct simulation;

struct release {
    char       name[RELEASE_NAME_MAX]; /* "ehr-8.14"; "" where there is none any more                     */
    int64_t    planned;
    int64_t    deployed;               /* TIME_NONE: upcoming at `end`                                    */
    double     survival;               /* chance that none of its changes breaks it: product of 1 - p q   */
    int64_t    exposed_s;              /* a fault committed so long before it, or later, can break it     */
    bool       hurried;                /* Friday, weekend or night                                        */
    enum fate  fate;                   /* decided as soon as a change breaks it                           */
};

struct release_line {
    unsigned       n, begun;           /* releases in the two years, those handed out */
    struct release next, after;
};

/* The last release of the portal, twelve days old at `end`: not reviewed yet, so that nobody has said what came of it. What happened around it happened without it: it is
 * told at the end, of changes that waited for a release, and draws nothing. */
struct recent_release {
    struct release release;            /* name "" where no change waited */
    unsigned       n_changes;
};

struct releases {
    struct recent_release recent;
    struct rhythm       rhythm;
    struct rng          rng;
    struct release_line line[N_SYSTEMS];
    char                last[N_SYSTEMS][RELEASE_NAME_MAX]; /* that was deployed; "" where none was */
    unsigned            n_deployed, n_broken; /* so far; broken: decided, perhaps not deployed yet */
};

void    releases_init(struct simulation *sim);
int64_t releases_due(const struct simulation *sim);             /* INT64_MAX where no more are deployed */
int     releases_next(struct simulation *sim, struct err *err); /* deploys the one that is due          */
int     releases_finish(struct simulation *sim, struct err *err); /* writes the upcoming ones           */

/* The release that a change of that time goes out with; NULL where none is in sight. */
struct release *release_of(struct simulation *sim, enum system_id system, int64_t time);

/* The name that a change's row says it goes out with: of its release, else of the recent one where it waited for that; "". */
const char *release_name_of(struct simulation *sim, enum system_id system, const struct release *release, int64_t time);

/* Chance that a faulty change of that time breaks the release. */
double release_fragility(const struct simulation *sim, const struct release *release, int64_t time);

/* One of its changes breaks it. */
void release_break(struct simulation *sim, struct release *release, enum fate fate);

/* A ticket of the agenda was filed that tells what a release has led to: writes the outcome. `where`: the component. */
int releases_judge(struct simulation *sim, const struct pending *pending, uint64_t ticket, const char *where, struct err *err);

#endif

/*
 * incident_times.h - how long an incident went unnoticed, and how long until it was over.
 *
 *     started -------- detected ------------------ resolved
 *        '-- to detect --'                            |
 *        '-------------- to restore ------------------'      from `started`; where that is not known, from `detected`
 *
 * Times are seconds since 1970, TIME_NONE where not known; so is a length, also where the order of its times is impossible.
 */
#ifndef PRODROME_INCIDENT_TIMES_H
#define PRODROME_INCIDENT_TIMES_H

#include "datasets/base/clock.h"

int64_t incident_detect_s(int64_t started, int64_t detected);
int64_t incident_restore_s(int64_t started, int64_t detected, int64_t resolved);

#endif

/*
 * shift.h - whether a measurement runs otherwise after a moment than it did before: a stated rule, no model.
 *
 * The points are brought to hours (the median of each); where they are rarer than one in 90 minutes, to days. What is usual is the median of the same hour of the
 * day before the moment; of days, of all of them. z is the distance from it over 1.4826 times the median distance before (the spread of usual days). A run is three hours, or days, one
 * behind the other and on the same side; it is as strong as the weakest of its |z|. A shift is a run after the moment that is as strong as SHIFT_LEAST and SHIFT_TIMES times as
 * strong as the strongest run before it: what happens every week is none.
 *
 *     moment                          usual 120, spread 4                before: strongest run 2.1
 *        |  141 139 150 148 ...       z 5.2 4.8 7.5 7.0                  after: 5.2, so from its first hour on "higher than before"
 *
 * It takes SHIFT_DAYS days before the moment, half of their hours measured (of days: twice as many), and one run after it. Suspicion is all that this is: a person says whether it was
 * harm. SHIFT_LEAST and SHIFT_TIMES are chosen on series without a release, for few false ones (docs/benchmarks.md).
 */
#ifndef PRODROME_SHIFT_H
#define PRODROME_SHIFT_H

#include "datasets/series/series.h"

enum { SHIFT_DAYS = 7, SHIFT_BEFORE_DAYS = 28, SHIFT_RUN = 3 };

#define SHIFT_LEAST 4.0
#define SHIFT_TIMES 1.5

struct shift {
    bool        enough;        /* false: too little before or after; nothing else is told */
    bool        found, higher; /* else lower                                            */
    int64_t     from;          /* when the strongest run after the moment begins        */
    int64_t     step;          /* 3600 or 86400 seconds                                 */
    double      usual, value;  /* medians of its hours: as before, and as measured      */
    double      before, after; /* strengths of the strongest runs                       */
};

/* Points of [moment - SHIFT_BEFORE_DAYS days, until], by time (series_load). ERR_NOMEM. */
int shift_find(struct shift *out, const struct series *series, int64_t moment, int64_t until, struct err *err);

#endif

/*
 * tickets_by_day.h - what a scoring of tickets by day does beside the scores, as the night has it.
 *
 * New tickets are put into the clusters that there are; the past tickets and postmortems most like each open one are looked up, with the bar from which a duplicate is
 * suspected (similar_night.h). Both are kept for the run, so that its report and its table say what a night's would.
 */
#ifndef PRODROME_TICKETS_BY_DAY_H
#define PRODROME_TICKETS_BY_DAY_H

#include "score/scoring.h"

struct tickets_by_day {
    size_t assigned, near_none;  /* new tickets put into clusters, and left out */
    size_t compared, suspected;  /* tickets; of them with a suspected duplicate */
};

/* only: of this project; NULL: of all. Adds to *out. */
int tickets_by_day_place(struct tickets_by_day *out, const struct scoring *s, const char *only, uint64_t seed, struct err *err);
int tickets_by_day_compare(struct tickets_by_day *out, const struct scoring *s, const char *only, struct err *err);

#endif

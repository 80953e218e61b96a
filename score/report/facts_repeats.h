/*
 * facts_repeats.h - how many of the incidents had been there before.
 *
 * Of each project's tickets filed in the FACTS_REPEATS_DAYS before its newest one, and in as many days before those. A ticket is a repeat where one of these
 * holds, counted under the first:
 *   duplicate  the tracker says of which ticket it is a duplicate
 *   reopened   the tracker says that it was opened again
 *   suspected  a night found it above the project's similarity bar to a ticket that had been resolved before it was filed; only tickets that were open in a
 *              night are looked at
 * What is noticed late is missing from the newest days: their rate is a lower bound.
 *
 *   repeats[{project, from, to, days, now{tickets, duplicate, reopened, suspected, rate}, before{...}}]     rate null without tickets
 */
#ifndef PRODROME_FACTS_REPEATS_H
#define PRODROME_FACTS_REPEATS_H

#include "score/report/facts.h"

enum { FACTS_REPEATS_DAYS = 90 };

int facts_repeats(json_t **out, const struct facts *f, struct err *err);

#endif

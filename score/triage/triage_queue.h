/*
 * triage_queue.h - in which order open incidents are taken up.
 *
 *   1. clinical impact: care-blocking, operational, not known, minor. What was reported counts where [impact] maps it, else what the severity model says;
 *      what nobody mapped does not sink below what is known to be minor.
 *   2. the model's chance that it keeps care from being given, in tenths, the greatest first: finer than that it is no difference. Unknown counts as 0.
 *   3. how much of the age that the policy ([age]) allows at its impact is used up, the most first; undated ones last.
 *   4. the identifier, so that the order is always the same.
 */
#ifndef PRODROME_TRIAGE_QUEUE_H
#define PRODROME_TRIAGE_QUEUE_H

#include <stddef.h>

struct triage_case {
    const char *item;        /* ticket:PROJECT/ID                                            */
    int         impact;      /* as impact_rank: 1 care-blocking, 2 operational, 3 minor, 0 not known */
    double      chance;      /* of care-blocking, 0 to 1; NaN: no model says                 */
    double      age_days;    /* NaN: undated                                                 */
    double      policy_days; /* that an incident of its impact may be open, above 0          */
    size_t      from;        /* the caller's own                                             */
};

void triage_queue_order(struct triage_case *cases, size_t n);

#endif

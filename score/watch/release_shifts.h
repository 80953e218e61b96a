/*
 * release_shifts.h - metrics that run otherwise since a release of their system, as suspected outcomes of it.
 *
 * For each release that was deployed in the last score_window_days each series of its system is compared with the weeks before (shift.h), from the deployment until link_window_days after
 * it or the next release of that system. A shift is a row of the table `links` from the series' record to the release's: state 'suspected', by nobody (the engine), the rule
 * in words ("shift: ..."). What is found no more gets a row 'refuted' by the engine; what a person confirmed or refuted stays. A second run writes nothing. A suspicion is
 * never a label: confirmed by a person in the queue (suspected_outcomes.h) it is the release's outcome.
 */
#ifndef PRODROME_RELEASE_SHIFTS_H
#define PRODROME_RELEASE_SHIFTS_H

#include "datasets/base/log.h"
#include "datasets/config/config.h"
#include "datasets/store/store.h"

/* In a transaction of its own. Says what is new, where something is (log may be NULL). */
int release_shifts_run(struct store *store, const struct config *config, struct log *log, struct err *err);

#endif

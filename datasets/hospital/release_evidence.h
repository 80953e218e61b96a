/*
 * release_evidence.h - what the made-up hospital has in hand about its releases: evidence.csv.
 *
 * Of each upcoming release, and of those of the last RELEASE_EVIDENCE_DAYS days: the first upcoming one is complete, of the others something is missing or says "not yet", told by the
 * release's name alone. A release that is out has results of checks after it, one failed where it went wrong. Nothing is drawn at random, so that the rest of the estate stays as it is.
 */
#ifndef PRODROME_HOSPITAL_RELEASE_EVIDENCE_H
#define PRODROME_HOSPITAL_RELEASE_EVIDENCE_H

#include "datasets/hospital/simulation.h"

enum { RELEASE_EVIDENCE_DAYS = 60 };

/* Rows of one release; nothing of an older one. */
int release_evidence_write(struct simulation *sim, enum system_id system, const struct release *release, struct err *err);

#endif

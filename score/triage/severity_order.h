/*
 * severity_order.h - which of two reported severities is the worse one.
 *
 * Severities stay verbatim; what they mean clinically is said by [impact] in the configuration alone. Where it maps both, the impacts are
 * compared; within one impact, or where one is not mapped, the words usual in trackers have a rank (severity_rank.h).
 */
#ifndef PRODROME_SEVERITY_ORDER_H
#define PRODROME_SEVERITY_ORDER_H

#include "datasets/config/config.h"
#include "datasets/rows/severity_rank.h"

/* 1 care-blocking, 2 operational, 3 minor, 0 none. */
int impact_rank(const char *impact);

/* 1: a is worse than b; -1: b is; 0: the same or not comparable. */
int severity_compare(const struct config *config, const char *a, const char *b);
/* The impact that the word itself speaks for, to be looked at by a person before it is written into [impact]; "": none. */
const char *severity_proposed_impact(const char *verbatim);
bool severity_same(const char *a, const char *b); /* case and blanks at the ends do not matter */

#endif

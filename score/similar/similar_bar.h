/*
 * similar_bar.h - from which similarity on the newest night suspects a duplicate.
 *
 * The night chooses a bar for each project on its resolved tickets (similar_night.h) and leaves it with its stage; by day it is only read.
 */
#ifndef PRODROME_SIMILAR_BAR_H
#define PRODROME_SIMILAR_BAR_H

#include "datasets/store/store.h"

/* threshold: above 1 where no similarity says so, or no night has looked; precision: share of the past pairs that reach it which were marked. ERR_STORE and the like. */
int similar_bar_of_night(double *threshold, double *precision, struct store *store, const char *project, struct err *err);

#endif

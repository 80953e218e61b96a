/*
 * similar_bar.h - from which similarity on the newest night suspects a duplicate.
 *
 * The night chooses a bar for each project on its resolved tickets (similar_night.h) and leaves it with its stage; by day it is only read.
 */
#ifndef PRODROME_SIMILAR_BAR_H
#define PRODROME_SIMILAR_BAR_H

#include "datasets/store/store.h"
#include "train/duplicate/duplicate_bar.h"

/* Its threshold is INFINITY, and it has no probability, where no night has looked at the project. ERR_STORE and the like. */
int similar_bar_of_night(struct duplicate_bar *out, struct store *store, const char *project, struct err *err);

#endif

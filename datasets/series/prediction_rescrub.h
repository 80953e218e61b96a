/*
 * prediction_rescrub.h - newer rules of de-identification for the rows of a batch (prediction.h).
 *
 * Label, subgroup and inputs of every version that older rules cleaned pass the rules of today, in place; times, keys, scores and numbers that are no
 * identifier stay. Such a version says 'rescrub' (schema.c). What was purged has nothing left to clean.
 */
#ifndef PRODROME_PREDICTION_RESCRUB_H
#define PRODROME_PREDICTION_RESCRUB_H

#include "datasets/store/store.h"

/* In short transactions of its own; killed half-way, the next import goes on. */
int prediction_rescrub(struct store *store, int64_t record_id, int64_t rules_version, int64_t now, struct err *err);

#endif

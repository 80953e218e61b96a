/*
 * readiness_pairs.h - whether there are marks enough to learn the order of duplicates from; see readiness.h.
 *
 * Rows are tickets that are known as duplicates of an earlier one (duplicates.h), each once; labelled are those that are marked so at any time, also where it is not known when.
 */
#ifndef PRODROME_READINESS_PAIRS_H
#define PRODROME_READINESS_PAIRS_H

#include "datasets/rows/rows.h"
#include "train/duplicate/duplicates.h"
#include "train/rows/readiness.h"

/* all: the marks of `tickets`; known: those of them whose time is known. The verdict is by [readiness duplicates]. */
void readiness_of_pairs(struct readiness *out, const struct ticket_table *tickets, const struct duplicates *all, const struct duplicates *known, const struct config *config,
                        const char *project);

#endif

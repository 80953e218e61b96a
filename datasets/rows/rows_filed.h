/*
 * rows_filed.h - what was filed first, where the tracker does not say it.
 *
 * Most trackers export a ticket as it stands. The first version that we have of it is what was filed, if it was seen soon enough: imported
 * within FILED_SEEN_S of its creation, while it was open (by the built-in words: a word that only the configuration knows counts for nothing here)
 * and not resolved. That is also what the night sees when it scores a new ticket, so training and scoring see the same. A ticket that was first
 * seen later, or closed, has no filed value: what it shows may be what people found out. Inside of rows.
 */
#ifndef PRODROME_ROWS_FILED_H
#define PRODROME_ROWS_FILED_H

#include "datasets/rows/rows.h"

/* A nightly export and the import of it, with half a day to be late. */
enum { FILED_SEEN_S = 36 * 3600 };

/* Fills the empty component_filed, team_filed, severity_filed and priority_filed of `row` [n]. */
int rows_fill_filed(struct ticket *row, size_t n, struct arena *arena, struct store *store, struct err *err);
/* The same where each row is the first version that there is, seen at `seen_at`. */
void rows_fill_filed_now(struct ticket *row, size_t n, int64_t seen_at);

#endif

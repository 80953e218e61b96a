/*
 * risk_rows.h - which changes a risk model learns from.
 *
 * Of the changes with a label (buggy 1 or 0) all but
 *
 *     those of upcoming releases         they are what is scored, and have not had the chance to fail
 *     young clean ones                   a clean change has had the time to fail where it is as old as the maturity, counted back from the project's newest
 *                                        labelled change (an old export must not look mature because it was imported late); where no harm has a time,
 *                                        nothing is known about maturity, and all stay. What did harm stays, whenever that became known.
 */
#ifndef PRODROME_RISK_ROWS_H
#define PRODROME_RISK_ROWS_H

#include "datasets/rows/rows.h"

struct risk_rows {
    int32_t *label;        /* [changes.n] 1, 0, or -1: not learned from     */
    size_t   n_upcoming;   /* labelled, left out for their release          */
    size_t   n_young;      /* labelled, left out for their age              */
    int64_t  mature_until; /* newer clean changes are young; TIME_NONE: none is */
};

/* `changes` are those of one project that the snapshot has, all or the labelled ones alone. */
int  risk_rows_choose(struct risk_rows *out, struct store *store, const struct snapshot *snapshot, const char *project, const struct change_table *changes,
                      int64_t maturity_days, struct err *err);
void risk_rows_release(struct risk_rows *rows);

#endif

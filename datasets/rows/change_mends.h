/*
 * change_mends.h - which later commits mended or took back a change, and when.
 *
 *     a fix that blame leads from to the change (labels of provenance szz; the newest of a pair counts, one that was taken back does not)
 *     a revert (outcomes of the change: rollback; the commit that its evidence names)
 *     an incident that names the change (its label is linked): nobody knows by which commit
 */
#ifndef PRODROME_CHANGE_MENDS_H
#define PRODROME_CHANGE_MENDS_H

#include "datasets/base/intern.h"
#include "datasets/rows/rows.h"

struct change_mend { uint32_t change, by; int64_t time; }; /* row of the changes; number in `by` */

struct change_mends {
    struct intern       by;    /* commits; others where the commit is not known */
    struct change_mend *mend;  /* [n] by change                                  */
    size_t              n, cap;
};

/* Of one project's changes. */
int    change_mends_read(struct change_mends *out, const struct change_table *changes, struct store *store, const struct snapshot *snapshot, const char *project,
                         struct err *err);
void   change_mends_release(struct change_mends *m);
/* The first mend of a change, or of one after it; m->n. */
size_t change_mends_first(const struct change_mends *m, uint32_t change);
/* mended: [n_members]. Whether all that is known to have mended the member goes out with it: the release mends its own mistake. False where nothing did. */
int    change_mends_within(bool *mended, const struct release *r, const struct change_table *changes, struct store *store, const struct snapshot *snapshot, struct err *err);

#endif

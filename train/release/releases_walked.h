/*
 * releases_walked.h - how well each past release was told by those before it alone.
 *
 * A project has dozens of releases, and a fifth of them tells of no ranking. Here every release after the first RELEASE_PLATT_MIN is predicted, each by what
 * the releases before it taught (with labels known: whose outcome was known when it was deployed), so that nearly all of them judge. Intervals are
 * 95 %, of 1,000 draws of releases with replacement.
 */
#ifndef PRODROME_RELEASES_WALKED_H
#define PRODROME_RELEASES_WALKED_H

#include <stdint.h>

#include "datasets/base/err.h"
#include "train/validation/gate_table.h"

struct releases_walked {
    struct gate_row *row;      /* [n] in the order of deployment; one release each                    */
    double          *lines;    /* [n] changed                                                         */
    double          *share;    /* [n] of harm among those that taught when it was predicted           */
    const char     **system;   /* [n] of each, borrowed from the table of releases                    */
    size_t           n, harms;
    int64_t          from;     /* when the first of them was deployed                                 */
    double           roc_auc, roc_auc_low, roc_auc_high;       /* .5 where all went one way           */
    double           size_roc_auc, size_low, size_high;        /* lines alone, the more the worse     */
    double           brier, brier_low, brier_high, share_brier; /* share_brier: of saying the share   */
};

int  releases_walked_measure(struct releases_walked *w, uint64_t seed, struct err *err);
void releases_walked_release(struct releases_walked *w);

#endif

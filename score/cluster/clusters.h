/*
 * clusters.h - the tickets of a project grouped, night after night.
 *
 * How many: the root of half the tickets (CLUSTERS_MAX at most), never fewer than there were; below CLUSTERS_TICKETS_MIN tickets none. The first time from
 * seeds; then every grouping goes on from the one before: a new ticket joins what it is nearest to, clusters move with their members, and where
 * there should be more, new ones begin where tickets fit worst. So most clusters stay what they were, and are the same by cluster_identity.h. One that
 * loses its match ends; a new one gets a new number.
 *
 * Between groupings new tickets are put into the clusters that there are, by a linear model for each (train/cluster/cluster_model.h): nothing else moves.
 * One that fits none well is in none; a marked duplicate goes where its earlier ticket is. All are grouped anew, for the first of these reasons:
 *
 *     first     there is no grouping yet                    edit    a person merged or split clusters
 *     model     what new tickets are put in by is not there days    the grouping is rebuild_days old
 *     seed      another seed was given                      share   more than rebuild_percent of so many tickets came since
 *     rules     identifiers are removed by newer rules      strange of those that came since at least STRANGE_MIN, and a tenth, are near none
 *
 * A cluster keeps its name while half the words of it are among its strongest terms, and always where a person gave it (cluster_edits: the newest
 * rename; pin, unpin). One that a person merged into another goes on as that.
 *
 * Nothing is done where the tickets, the seed and the edits are those of the newest grouping. A grouping is seen when its row in cluster_runs is
 * there, written last; what a killed one left is dropped by the next.
 */
#ifndef PRODROME_CLUSTERS_H
#define PRODROME_CLUSTERS_H

#include <stdbool.h>

#include "datasets/store/snapshot.h"

enum { CLUSTERS_TICKETS_MIN = 50, CLUSTERS_MAX = 400, CLUSTERS_TYPICAL = 5, CLUSTERS_STRANGE_MIN = 10 };

enum clusters_status { CLUSTERS_GROUPED, CLUSTERS_UNCHANGED, CLUSTERS_NONE, CLUSTERS_ASSIGNED };

struct clusters_update {
    enum clusters_status status;
    size_t               tickets, clusters, fresh /* new clusters */, ended, moved /* tickets whose cluster is another, or the first */;
    size_t               assigned, near_none; /* new tickets put into clusters, and left out, where nothing was grouped anew */
    const char          *why;                 /* all were grouped anew: static; else ""    */
    char                 reason[ERR_MSG_MAX]; /* why there are none; else "" */
};

struct clusters_options {
    int64_t  run_id;
    uint64_t seed;
    int      n_threads;
    int64_t  rebuild_days;    /* 0: every time that something is new       */
    double   rebuild_percent;
    bool     assign_only;     /* put new tickets in, and group nothing anew: where that would be due nothing is done */
};

int clusters_update(struct clusters_update *out, struct store *store, const struct snapshot *snapshot, const char *project,
                    const struct clusters_options *options, struct err *err);

/* Clusters for so many tickets; 0 for too few. */
size_t clusters_for(size_t n_tickets);

#endif

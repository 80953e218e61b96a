/*
 * clusters.h - the tickets of a project grouped, night after night.
 *
 * How many: the root of half the tickets (CLUSTERS_MAX at most), never fewer than there were; below CLUSTERS_TICKETS_MIN tickets none. The first time from
 * seeds; then every grouping goes on from the one before: a new ticket joins what it is nearest to, clusters move with their members, and where
 * there should be more, new ones begin where tickets fit worst. So most clusters stay what they were, and are the same by cluster_identity.h. One that
 * loses its match ends; a new one gets a new number.
 *
 * Joining the nearest is a linear model for each cluster: the cosine with a centre is linear in the ticket's row, and the greatest wins. There is no
 * cheaper way between groupings: centres lie along the axes of their own night and are not kept, so each night with another ticket groups anew.
 *
 * A cluster keeps its name while half the words of it are among its strongest terms, and always where a person gave it (cluster_edits: the newest
 * rename; pin, unpin). One that a person merged into another goes on as that.
 *
 * Nothing is done where the tickets, the seed and the edits are those of the newest grouping. A grouping is seen when its row in cluster_runs is
 * there, written last; what a killed one left is dropped by the next.
 */
#ifndef PRODROME_CLUSTERS_H
#define PRODROME_CLUSTERS_H

#include "datasets/snapshot.h"

enum { CLUSTERS_TICKETS_MIN = 50, CLUSTERS_MAX = 400, CLUSTERS_TYPICAL = 5 };

enum clusters_status { CLUSTERS_GROUPED, CLUSTERS_UNCHANGED, CLUSTERS_NONE };

struct clusters_update {
    enum clusters_status status;
    size_t               tickets, clusters, fresh /* new clusters */, ended, moved /* tickets whose cluster is another, or the first */;
    char                 reason[ERR_MSG_MAX]; /* why there are none; else "" */
};

struct clusters_options {
    int64_t  run_id;
    uint64_t seed;
    int      n_threads;
};

int clusters_update(struct clusters_update *out, struct store *store, const struct snapshot *snapshot, const char *project,
                    const struct clusters_options *options, struct err *err);

/* Clusters for so many tickets; 0 for too few. */
size_t clusters_for(size_t n_tickets);

#endif

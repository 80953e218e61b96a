/*
 * clusters_write.h - what clusters.c and clusters_write.c share while a project is grouped.
 */
#ifndef PRODROME_CLUSTERS_WRITE_H
#define PRODROME_CLUSTERS_WRITE_H

#include "datasets/rows/rows.h"
#include "score/cluster/clusters.h"
#include "train/cluster/cluster_model.h"
#include "train/cluster/cluster_names.h"

struct membership {
    int64_t record_id, cluster_id /* 0: in none */, merged_into /* 0: its cluster lives */;
};

struct living {
    int64_t     cluster_id;      /* 0: a person split it off, and it has no number yet */
    const char *name;
    bool        named_by_person; /* or pinned: the name stays      */
    bool        pinned;          /* its members stay               */
    const char *split_by;        /* of one without a number: who   */
};

struct grouping {
    struct store                  *store;
    const char                    *project;
    const struct clusters_options *options;
    struct arena                   arena;
    struct ticket_table            tickets;
    uint8_t                        digest[DIGEST_SIZE];
    int64_t                        last_run;      /* newest run that grouped or put tickets in; 0: none    */
    int64_t                        grouped_run;   /* that grouped all, whose clusters are those of last_run */
    int64_t                        grouped_at;
    size_t                         grouped_tickets; /* that there were                                     */
    int64_t                        last_edit;     /* that last_run followed                                */
    int64_t                        edit_id;       /* newest edit                                           */
    struct membership             *membership;    /* [n_memberships] by record                             */
    size_t                         n_memberships, membership_cap;
    struct living                 *living;        /* [n_living] clusters of that grouping by number, then those split off since */
    size_t                         n_living, living_cap, n_numbered;
    uint32_t                      *before;        /* [tickets.n] living cluster, KMEANS_NONE for none      */
    struct clustering              clustering;
    struct cluster_names           names;
    uint32_t                      *old_of;        /* [clustering.groups.k] living cluster or KMEANS_NONE   */
};

/* Where the record was; NULL for a new one. */
const struct membership *grouping_membership(const struct grouping *g, int64_t record_id);

/* What a grouping that was killed has left: rows of runs after the newest complete grouping of the project. */
int clusters_drop_unfinished(struct grouping *g, struct err *err);
/* New clusters, then the members that moved, in short transactions; then states, names and the row that makes it complete, in one. */
int clusters_write(struct clusters_update *out, struct grouping *g, struct err *err);
int clusters_write_none(struct grouping *g, const char *reason, struct err *err);

/* Where a ticket goes that no run has put anywhere yet. */
struct cluster_newcomer {
    uint32_t row;
    uint32_t living;     /* KMEANS_NONE: near none, or without any term                          */
    double   similarity; /* to the nearest cluster; NaN: without any term, or put beside the ticket whose duplicate it is */
    double   margin;     /* NaN likewise                                                        */
};

/* The members; then the states of last_run with their new sizes, and the row that makes it complete. */
int clusters_write_assigned(struct clusters_update *out, struct grouping *g, const struct cluster_newcomer *newcomer, size_t n, struct err *err);

#endif

/*
 * cluster_edit.h - what a person does with clusters, and how the grouping follows.
 *
 *     rename NAME        the name stays, whatever the words become
 *     merge  OTHER       its members go to OTHER, which lives on; its own number is not used again
 *     split  TICKET...   these members begin a cluster of their own
 *     pin, unpin         what is pinned keeps name and members: the grouping moves none of them, and only new tickets may join
 *
 * What a merge or a split has made is pinned, so that no later night undoes it; `unpin` lets it go. Rename, pin and unpin are seen at once. A merge
 * and a split are followed by the next grouping (clusters_update), which the caller runs right after; they need the job's lock, so that no
 * grouping is under way. Clusters are advice: no ticket changes. Each edit is a row of cluster_edits and an audit row "cluster.edit".
 */
#ifndef PRODROME_CLUSTER_EDIT_H
#define PRODROME_CLUSTER_EDIT_H

#include "score/cluster/clusters_write.h"
#include "score/review/people.h"

enum cluster_action { CLUSTER_RENAME, CLUSTER_MERGE, CLUSTER_SPLIT, CLUSTER_PIN, CLUSTER_UNPIN, N_CLUSTER_ACTIONS };

extern const char *const cluster_action_name[N_CLUSTER_ACTIONS]; /* "rename", ... */

enum { CLUSTER_NAME_MAX = 100 /* bytes */, CLUSTER_SPLIT_MAX = 10000 /* tickets */ };

struct cluster_edit {
    enum cluster_action  action;
    int64_t              cluster_id;
    const char          *name;      /* rename                                        */
    int64_t              other;     /* merge: into which                             */
    const char *const   *ticket;    /* split: [n_tickets] ids, with or without "PROJECT/" */
    size_t               n_tickets;
    const struct person *person;    /* who has signed in; may decide on tickets      */
};

/* Identifiers in a name are replaced. ERR_USAGE: no such living cluster, another project's, not its members, all of them, ...
 * *project: of the cluster, yours. On failure nothing has changed. */
int cluster_edit(char **project, struct store *store, const struct cluster_edit *edit, struct err *err);

/* Sets why there is no such living cluster, and where it went on: ERR_USAGE. */
int cluster_no_more(struct store *store, int64_t cluster_id, struct err *err);

/* ---- for the grouping --------------------------------------------------------------------------------------------- */

/* Names, pins and merges as the newest edits have them. */
int cluster_edits_apply(struct store *store, const char *project, struct err *err);
/* Clusters split off since the grouping's last run: appended to g->living without a number, their tickets put there in g->before. */
int cluster_edits_split(struct grouping *g, struct err *err);
/* Of one that was split off and has its number now: pinned by who split it. Inside the caller's transaction. */
int cluster_edits_pin_split(struct store *store, int64_t cluster_id, const char *by, struct err *err);

#endif

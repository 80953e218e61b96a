/*
 * cluster_bursts.h - clusters that tickets come into faster than they use to: each a suspected major incident.
 *
 * The test is that of train/statistics/burst.h over the filing times of a project's tickets, by cluster, in the last 6 hours, day and 3 days before its newest
 * ticket; its false alarms are shared among the project's clusters and the three spans.
 */
#ifndef PRODROME_CLUSTER_BURSTS_H
#define PRODROME_CLUSTER_BURSTS_H

#include "score/cluster/cluster_list.h"
#include "train/statistics/burst.h"

/* Of one grouping of the list; burst.group is the place of the cluster in list->row. Undated tickets count for nothing. */
int cluster_bursts_find(struct bursts *out, struct store *store, const struct cluster_list *list, const struct cluster_grouping *grouping,
                        struct err *err);
/* The same as it would have been at that time: of the tickets filed until then, in the clusters of the grouping. */
int cluster_bursts_until(struct bursts *out, struct store *store, const struct cluster_list *list, const struct cluster_grouping *grouping,
                         int64_t until, struct err *err);

/* The cluster's members filed in the span, newest first, at most `most`: as cluster_newest() gives them. */
int cluster_bursts_members(json_t **out, struct store *store, const struct cluster_list *list, const struct cluster_grouping *grouping,
                           const struct burst *burst, size_t most, struct err *err);

#endif

/*
 * clusters_assign.h - new tickets put into the clusters that there are, where nothing has to be grouped anew.
 */
#ifndef PRODROME_CLUSTERS_ASSIGN_H
#define PRODROME_CLUSTERS_ASSIGN_H

#include "score/cluster/clusters_write.h"

/* Whether the newest grouping is as old as clusters_options.rebuild_days. Half a day early counts: nights do not begin on the second. */
bool clusters_are_old(const struct grouping *g);
/* Whether more came than clusters_options.rebuild_percent of what was grouped: n_tickets there are now. */
bool clusters_are_outgrown(const struct grouping *g, size_t n_tickets);

/* The tickets that no run has put anywhere, put in by the stored model; written where *why then is "". Else nothing is written, and *why is the
 * reason to group all anew (clusters.h; static). Called after load_before: how it was is known. */
int clusters_assign(struct clusters_update *out, const char **why, struct grouping *g, struct err *err);

#endif

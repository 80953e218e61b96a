/*
 * facts_clusters.h - clusters in the triage document.
 *
 * clusters[{project, run_id, tickets, count, reason, list[...]}], of the newest groupings up to the run; in `list` the clusters that open tickets are
 * in and those with tickets of the last week, at most FACTS_CLUSTERS_MAX:
 *   cluster_id, name, confirmed, pinned, size, joined, last_7_days, weeks[], terms[[term, weight]], since, open (tickets of the document),
 *   typical[{item, id, title, created, status}]
 * and in each ticket: cluster {cluster_id, name, similarity, margin} (ticket_place_json), or null; near_no_cluster: it was looked at, and fits none.
 */
#ifndef PRODROME_FACTS_CLUSTERS_H
#define PRODROME_FACTS_CLUSTERS_H

#include "score/report/facts.h"

enum { FACTS_CLUSTERS_MAX = 20, FACTS_CLUSTERS_TYPICAL = 3 };

/* Puts them into a triage document with its projects and tickets. */
int facts_add_clusters(json_t *doc, const struct facts *f, int64_t run_id, struct err *err);

#endif

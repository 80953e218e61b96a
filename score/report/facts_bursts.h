/*
 * facts_bursts.h - suspected major incidents in the triage document.
 *
 * bursts[{project, cluster_id, name, from, to, tickets, of (all of the project in that time), expected, p, bound,
 *   members[{item, id, title, created, status}]}], of the newest groupings up to the run, the least likely by chance first; at most
 * FACTS_BURST_MEMBERS members each, newest first. bound: what p was held against (cluster_bursts.h).
 */
#ifndef PRODROME_FACTS_BURSTS_H
#define PRODROME_FACTS_BURSTS_H

#include "score/report/facts.h"

enum { FACTS_BURST_MEMBERS = 10 };

int facts_add_bursts(json_t *doc, const struct facts *f, int64_t run_id, struct err *err);

#endif

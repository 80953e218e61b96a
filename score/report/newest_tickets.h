/*
 * newest_tickets.h - SQL for reports that count back from the newest ticket of each project.
 *
 *     "WITH " NEWEST_TICKETS " SELECT r.project, w.at, ..." OF_NEWEST_TICKETS " AND t.created > w.at - ?2"
 *
 * ?1 is store_now: a ticket that claims to be of the future is no newest one.
 */
#ifndef PRODROME_NEWEST_TICKETS_H
#define PRODROME_NEWEST_TICKETS_H

#include "datasets/store/store.h"

/* newest: project, at. A project of which all tickets are of the future is not in it. */
#define NEWEST_TICKETS                                                                                              \
    "newest AS (SELECT r.project, max(t.created) AS at FROM records r JOIN versions v ON v.record_id = r.record_id" \
    "             JOIN tickets t ON t.version_id = v.version_id WHERE r.kind = 'ticket' AND t.created <= ?1 GROUP BY r.project)"

/* The tickets of those projects in all their versions: w newest, r records, v versions, t tickets. */
#define OF_NEWEST_TICKETS                                                                                   \
    "   FROM newest w JOIN records r ON r.project = w.project JOIN versions v ON v.record_id = r.record_id" \
    "   JOIN tickets t ON t.version_id = v.version_id WHERE r.kind = 'ticket'"

#endif

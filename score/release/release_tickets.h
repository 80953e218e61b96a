/*
 * release_tickets.h - incidents that followed changes and releases, and how long it took to restore.
 *
 * A ticket belongs to a change that it names as its cause (`caused_by_change`), and to a release that it names (`release`). Time to restore is from `started`,
 * else `detected`, else `created`, to `restored`; without `restored` it is not known. Which workflow fails after a release: tickets that name a workflow and a release of
 * the system, or are of the system and were created in the RELEASE_TICKET_DAYS after one was deployed; each ticket counts once, and a request does not.
 */
#ifndef PRODROME_RELEASE_TICKETS_H
#define PRODROME_RELEASE_TICKETS_H

#include "score/release/release_gathered.h"

enum { RELEASE_TICKET_DAYS = 14, RELEASE_WORKFLOWS = 10 };

struct release_ticket {
    const char *project, *id, *title, *system, *workflow, *release, *change;
    int64_t     created;
    double      restore_hours;        /* NaN: not known */
    bool        incident;             /* incident.h: no request, nor one where nothing was found wrong */
};

struct release_tickets {
    struct arena           arena;
    struct release_ticket *row;       /* [n] that name a change, a release or a workflow, by project and id */
    size_t                 n, cap;
};

/* Those created by `as_of`; what was restored later was not restored by then. */
int  release_tickets_load(struct release_tickets *out, struct store *store, const struct snapshot *snapshot, int64_t as_of, struct err *err);
void release_tickets_release(struct release_tickets *tickets);

/* [{item, title, restore_hours|null}], at most `most`, and *n of all; *median: hours to restore, NaN where none is known. Of the change (commit) or release (name) of a
 * project; the other is NULL. */
json_t *release_tickets_of(size_t *n, double *median, const struct release_tickets *tickets, const char *project, const char *commit, const char *release, size_t most);

/* workflows{window_days, releases, incidents, list[{workflow, incidents, median_restore_hours|null}]}: after releases before this one, of its system. */
json_t *release_workflows_json(const struct gathered *g, const struct release_tickets *tickets);

#endif

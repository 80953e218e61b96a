/*
 * service_ties.h - which services and integrations pull others down with them.
 *
 * A system depends on others (depends_on of the estate). Of the incidents of one of those, how many were followed within TIE_HOURS by an incident of the
 * system? Incidents are tickets that tell of harm (incident.h), of the system they name, at `started`, else `created`; undated ones say nothing. The share is
 * shrunk over all pairs by empirical Bayes, as in dependency_rates.h: Beta(m q, m (1 - q)), q the share of all pairs. `by_chance` is what a system with so many
 * incidents would have had in such a window anyway: 1 - exp(-rate x window), its rate over the time from the first incident of the store to the last.
 */
#ifndef PRODROME_SERVICE_TIES_H
#define PRODROME_SERVICE_TIES_H

#include "datasets/rows/rows.h"

enum { TIE_HOURS = 24, TIE_LISTED = 5 };

struct tie_example { const char *service_project, *service_id, *system_project, *system_id; int64_t at; };

struct service_tie {
    const char *system, *service;  /* the system depends on the service                    */
    int64_t     version_id;        /* of the system's row of the estate                    */
    uint32_t    incidents, tied;   /* of the service; followed by one of the system        */
    double      share, low, high;  /* shrunken; 95 %                                       */
    double      by_chance;
    struct tie_example example[TIE_LISTED]; /* [n_examples] the newest first               */
    size_t      n_examples;
};

struct service_ties {
    struct service_tie *tie;   /* [n] by system, then service                              */
    size_t              n;
    double              all;   /* share over all pairs; 0 where there were no incidents    */
    double              strength;
    struct ticket_table tickets; /* what the texts are borrowed from                       */
    struct system_table systems;
};

/* Only incidents from before `before` count; TIME_NONE: all. */
int  service_ties_load(struct service_ties *out, struct store *store, const struct snapshot *snapshot, int64_t before, struct err *err);
void service_ties_release(struct service_ties *ties);

#endif

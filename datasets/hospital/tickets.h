/*
 * tickets.h - the stream of tickets: what is due next, and what it is.
 *
 * Tickets come by the rhythm of the hospital or from the agenda. Their number over the two years is exact: one put on the agenda
 * takes the place of one that would have come by itself.
 */
#ifndef PRODROME_HOSPITAL_TICKETS_H
#define PRODROME_HOSPITAL_TICKETS_H

#include "datasets/hospital/rhythm.h"
#include "datasets/hospital/ticket.h"

struct simulation;

enum { TICKETS_RECENT = 8 };

/* A ticket that a change may be for. */
struct recent_ticket {
    uint64_t          number;
    enum component_id component;
    bool              failure;  /* corrective */
};

struct tickets {
    struct rhythm        rhythm;
    struct arrivals      arrivals;
    struct rng           facts, words, patients;
    int64_t              next;                  /* time of the next that comes by itself              */
    uint64_t             left;                  /* neither written nor on the agenda                  */
    uint64_t             number;                /* of the next ticket                                 */
    struct recent_ticket recent[N_SYSTEMS][TICKETS_RECENT];
    unsigned             n_recent[N_SYSTEMS];   /* ever                                               */
    struct ticket_text   text;
};

void    tickets_init(struct simulation *sim);
void    tickets_close(struct simulation *sim);
int64_t tickets_due(const struct simulation *sim); /* INT64_MAX where no more come */
int     tickets_next(struct simulation *sim, struct err *err);

/* Puts a ticket on the agenda. false where it would fall after `end`, or there is no room. */
bool tickets_cause(struct simulation *sim, const struct pending *pending);

/* A recurrent failure of a system, FAMILY_NONE where it has none at that time. */
unsigned tickets_failure_of(const struct simulation *sim, enum system_id system, int64_t time, struct rng *rng);

/* One of the newest tickets of a system; NULL where there is none. */
const struct recent_ticket *tickets_recent(const struct simulation *sim, enum system_id system, struct rng *rng);

#endif

/*
 * facts_tickets.h - which tickets a triage report is about, and what the model of routes says of each.
 *
 * Listed are the open tickets of the snapshot, of the last score_window_days of their project, and what else the run scored (a ticket that was closed
 * since). A project without a model of routes is listed like any other: its tickets have no suggestion, and the project says why.
 *
 *   projects[{project, model or null, no_model ("" or why none scored), abstention{}, without_model, open, labels[{label, n}], tickets[]}]
 *   ticket: as in facts.h as far as the scores of `route` and `severity` and the ticket itself say it; `description` too, for those that read it
 *     (facts_tickets_done takes it out). Without a score of route: suggestion "", probability and threshold null, person_should_look true,
 *     no_model why.
 *
 * Projects by name; tickets by clinical impact (care-blocking, operational, not mapped, minor), then the newest first.
 */
#ifndef PRODROME_FACTS_TICKETS_H
#define PRODROME_FACTS_TICKETS_H

#include "score/report/facts.h"

struct facts_tickets {
    json_t *projects;   /* yours                                        */
    int64_t through;    /* newest created; TIME_NONE where none is dated */
    bool    unapproved; /* a model that scored is not approved          */
};

int  facts_tickets(struct facts_tickets *out, const struct facts *f, int64_t run_id, struct err *err);
void facts_tickets_done(json_t *projects);

#endif

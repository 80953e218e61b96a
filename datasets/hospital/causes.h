/*
 * causes.h - why things fail: the names of the causes, how each shows before it is known, how it reads when it is found.
 *
 * What a reporter notices of a cause is a hint and no more: a ticket may carry the hint of another cause, or none. Texts are
 * templates (phrases.h).
 */
#ifndef PRODROME_HOSPITAL_CAUSES_H
#define PRODROME_HOSPITAL_CAUSES_H

struct rng;

enum cause {
    CAUSE_DEFECT, CAUSE_CONFIGURATION, CAUSE_CAPACITY, CAUSE_INTERFACE, CAUSE_ACCESS, CAUSE_DATA, CAUSE_MIGRATION, CAUSE_HARDWARE,
    CAUSE_VENDOR, CAUSE_LIBRARY, CAUSE_CREDENTIAL, CAUSE_ERROR, CAUSE_TRAINING, CAUSE_REQUEST,
    N_CAUSES,                         /* also: not decided, not known        */
    N_FAILURE_CAUSES = CAUSE_REQUEST  /* those before it make something fail */
};

extern const char *const cause_name[N_CAUSES];

enum cause  cause_draw(struct rng *rng);                /* of a failure, by how often it is at fault */
const char *cause_hint(enum cause cause, struct rng *rng);    /* a sentence of who sees it; of a failure cause */
const char *cause_finding(enum cause cause, struct rng *rng); /* a sentence of who has found it; likewise      */

/* Of a postmortem: what set it off, why that could do harm, and what is done so that it does not come back. */
const char *cause_trigger(enum cause cause, struct rng *rng);
const char *cause_root(enum cause cause, struct rng *rng);
const char *cause_action(enum cause cause, struct rng *rng);

#endif

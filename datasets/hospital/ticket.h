/*
 * ticket.h - one ticket of the made-up hospital: what is true of it, how it was filed, how it ended, what its text says.
 *
 * Made in this order: its truth (tickets.c), ticket_misfile, ticket_live, ticket_record_cause, ticket_tell, ticket_write.
 */
#ifndef PRODROME_HOSPITAL_TICKET_H
#define PRODROME_HOSPITAL_TICKET_H

#include "datasets/hospital/agenda.h"
#include "datasets/hospital/families.h"
#include "datasets/hospital/phrases.h"
#include "datasets/hospital/table.h"

enum { TICKET_FIRST = 100001, TICKET_ID_MAX = 32 };

struct ticket {
    /* the truth */
    uint64_t             number;         /* the id is "LGH-" and this                                    */
    int64_t              created;
    const struct family *family;         /* NULL: nothing that comes back                                */
    enum component_id    component;
    enum system_id       seen_as;
    int                  severity;       /* 0 worst                                                      */
    enum maintenance     maintenance;
    enum cause           cause;
    const char          *library;        /* that failed, as people write it; NULL: none                */
    uint32_t             episode;
    uint64_t             duplicate_of, parent; /* numbers, 0: none                                       */
    bool                 vague;          /* neither title nor message will say what happened             */
    char                 commit[COMMIT_HEX + 1];
    char                 release[RELEASE_NAME_MAX];

    /* as filed */
    enum component_id    component_filed;
    int                  severity_filed;

    /* how it went; TIME_NONE where that is not known at `end` */
    int64_t              started, detected, restored, resolved, updated;
    bool                 open, untriaged; /* untriaged: nobody has looked, so only the filed values stand */
    bool                 reopened, escalated;
    enum cause           cause_recorded; /* as the desk has written it down; N_CAUSES: it has not        */
};

struct ticket_text {
    struct strbuf title, description, resolution, scratch;
    struct scene  scene;
    bool          hinted;                               /* the description hints at the true cause     */
    uint64_t      planted_title, planted_description; /* bit i: the identifier of slot i stands there */
};

void ticket_misfile(struct ticket *ticket, struct rng *rng);
void ticket_live(struct ticket *ticket, struct rng *rng, int64_t end);

/* What the desk writes down as the cause when it closes the ticket: in six of ten cases something, in one of eleven of these the wrong
 * thing; of what is analysed afterwards always the true cause. */
void ticket_record_cause(struct ticket *ticket, struct rng *rng, bool analysed);

void ticket_text_init(struct ticket_text *text);
void ticket_text_release(struct ticket_text *text);

/* Fills title, description and resolution. `words` and `patients` are separate streams, so that what is told does not depend on
 * whether a patient is named. */
void ticket_tell(struct ticket_text *text, const struct ticket *ticket, struct rng *words, struct rng *patients);

/* 0, or ERR_NOMEM where memory was out while it was told. */
int ticket_text_check(const struct ticket_text *text, struct err *err);

extern const char ticket_header[]; /* of tickets.csv */

int ticket_write(struct table *table, const struct ticket *ticket, const struct ticket_text *text, struct rng *rng, uint64_t seed,
                 struct err *err);

void ticket_id(char out[TICKET_ID_MAX], uint64_t number); /* "LGH-100001" */

#endif

/*
 * approval.h - people move model versions through their stages, and sign for it.
 *
 *     action    from                        to           role (people.h)      beside it
 *     approve   validated                   approved     clinical, engineering
 *     reject    candidate, validated, approved  rejected  clinical, engineering
 *     promote   approved                    production   engineering, release-manager   the version that was in production is retired
 *     rollback  (the version before)        production   engineering, release-manager   the one in production is retired
 *     retire    production                  retired      engineering, release-manager
 *
 * Each is one transaction: signatures, stages, audit rows, and the decision on the version's review item where it has one. Every stage that a person gives is
 * signed, with subject model:NAME and the content
 *
 *     BLAKE2b-256( NAME || models.hash || validation_records.hash )       each by digest_field
 *
 * which is also the content of its review item. The parts are hashed anew first, and compared with models.hash and with what the audit trail vouches for:
 * ERR_INTEGRITY for an altered model or record, and nothing changes. Nobody approves, rejects, promotes or rolls back to what they had trained.
 */
#ifndef PRODROME_APPROVAL_H
#define PRODROME_APPROVAL_H

#include "score/review/decisions.h"
#include "train/registry.h"

enum approval_action { APPROVAL_APPROVE, APPROVAL_REJECT, APPROVAL_PROMOTE, APPROVAL_ROLLBACK, APPROVAL_RETIRE, N_APPROVAL_ACTIONS };

extern const char *const approval_action_name[N_APPROVAL_ACTIONS]; /* "approve", ... */

struct approval_request {
    enum approval_action action;
    const char          *model;      /* TASK:PROJECT@N; without @N the newest, for rollback and retire the one in production */
    const struct person *person;     /* signed in */
    const char          *reason;     /* raw; needed for all but approve and promote */
};

struct approval_made {
    char    model[768], stage[16];   /* what the signed version is now                      */
    char    retired[768];            /* the version that had to go for it; ""               */
    int64_t signature_id;
};

/* ERR_NOTFOUND: no such model. ERR_USAGE: not allowed, and why. ERR_INTEGRITY: altered. */
int approval_make(struct approval_made *out, struct store *store, const struct approval_request *request, struct err *err);

/* What a signature of the version signs, from the store as it stands; nothing is compared. */
int approval_content(uint8_t out[DIGEST_SIZE], struct store *store, const struct model_version *version, struct err *err);

#endif

/*
 * decisions.h - people decide about what was flagged.
 *
 * Which decision is possible in which state is standing.h's table; who may decide on what is people.h's. Besides:
 *
 *  - Every decision but claim, unclaim and approve needs a reason. It is de-identified before it is stored.
 *  - Every decision but claim and unclaim is signed (signature.h): subject the item, content the row's content_hash.
 *  - Nobody decides on, nor claims, what they asked for (review_items.requested_by); a change that one of their identities wrote or approved; a release with
 *    such a change, be it one that was scored with it or one that names it; a model that they had trained.
 *  - Only the newest row of an item can be decided on: what an older one says is out of date.
 *
 * What a decision teaches (labels.h), known from the time of the decision on:
 *
 *     approve a ticket's suggestion             the suggested class is the ticket's label, human
 *     reject it with the right class            that class is, human
 *     reject it without                         nothing: what is not so does not say what is
 *     request-changes, need-information, defer  nothing: the question is open
 *     anything about a change or release        nothing: a review is no harm, and what was held back does not show whether it would have failed; whether it
 *                                               did is an outcome, and those are imported
 *     approve a suspected outcome               the incident comes from the release: its link is confirmed, and 'incident' is the release's outcome, human
 *     reject it                                 it does not: its link is refuted, and is never suspected again
 *     anything about a model, drift, ...        nothing
 *
 * A label that was followed by a reopening stays what a person said at that time; the next decision appends a newer one.
 */
#ifndef PRODROME_DECISIONS_H
#define PRODROME_DECISIONS_H

#include "datasets/base/strbuf.h"
#include "score/review/people.h"
#include "score/review/standing.h"

enum { CLAIM_S = 8 * 3600, CLAIM_MAX_S = 7 * 86400, DEFER_MAX_S = 366 * 86400, REASON_BYTES_MAX = 4000 };

struct decision_request {
    const char          *item;       /* number or name                                                     */
    enum decision        decision;   /* not DECISION_EXPIRE                                                */
    const struct person *person;     /* signed in                                                          */
    const char          *reason;     /* raw; NULL: none                                                    */
    int64_t              until;      /* of claim and defer; TIME_NONE: CLAIM_S for a claim; a deferral needs one */
    const char          *label;      /* reject, of a ticket: the right class; NULL: none                   */
};

struct decision_made {
    int64_t         decision_id, item_id, signature_id; /* signature_id 0: not signed */
    enum item_state state;
    int64_t         until;           /* TIME_NONE: none                */
    char            item[700];
    char            label[256];      /* what was learned; "": nothing  */
};

/* In one transaction. ERR_NOTFOUND: no such item. ERR_USAGE: not allowed, and why. A model is approved and rejected by approval.h. */
int decision_make(struct decision_made *out, struct store *store, const struct decision_request *request, struct err *err);

/* The parts, for approval.h, inside the caller's transaction. ERR_USAGE where the person may not decide so now. */
int decision_allowed(struct store *store, const struct standing *standing, enum decision decision, const struct person *person, struct err *err);
struct decision_new {
    int64_t           item_id;
    enum decision     decision;
    const char       *user, *role;
    int64_t           at, until;     /* at: of the signature, where there is one; until: TIME_NONE: none */
    const char       *reason;        /* clean                                                            */
    int64_t           signature_id;  /* 0: none                                                          */
};

int decision_append(int64_t *decision_id, struct store *store, const struct decision_new *decision, struct err *err);

/* The engine's, inside the caller's transaction: nobody decided, and there is nothing left to decide on. */
int decision_expire(struct store *store, int64_t item_id, const char *reason, struct err *err);

/* A reason made fit to be stored. ERR_USAGE where it is blank and one is needed, too long, or no text. The rules are the store's. */
int reason_clean(struct strbuf *out, const struct store *store, const char *reason, bool needed, struct err *err);

#endif

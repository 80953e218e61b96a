/*
 * standing.h - where a review item stands, by what people decided.
 *
 * A review item is a row of review_items: an item with one content. The same item with other content is a new row with no decisions, and what was signed
 * on the rows before is stale. Where a row stands follows from its decisions, oldest to newest:
 *
 *     state              claim    approve   reject    request-changes  need-information  defer    reopen   unclaim
 *     waiting            claimed  approved  rejected  changes req.     information n.    deferred    -        -
 *     claimed by me      claimed  approved  rejected  changes req.     information n.    deferred    -     as before
 *     claimed by other      -        -         -         -                -                 -        -        -
 *     changes requested  claimed  approved  rejected  changes req.     information n.    deferred waiting     -
 *     information needed claimed  approved  rejected  changes req.     information n.    deferred waiting     -
 *     deferred           claimed  approved  rejected  changes req.     information n.    deferred waiting     -
 *     approved              -        -         -         -                -                 -     waiting     -
 *     rejected              -        -         -         -                -                 -     waiting     -
 *     expired               -        -         -         -                -                 -        -        -
 *
 * Of several rows of an item the one whose content was flagged last counts. A claim ends at its time or with any other decision, and the item is then as it was before; a deferral ends at its time, and the item waits again. What was
 * approved before a reopening counts no more. 'expired' is the engine's: there is nothing left to decide on.
 */
#ifndef PRODROME_STANDING_H
#define PRODROME_STANDING_H

#include "datasets/audit/signature.h"

/* SQL: the row of the item `i.item` that counts, of those in review_items: the one whose content was flagged last. That is the newest, unless an older content
 * came back after it. */
#define STANDING_NEWEST                                                                                                                              \
    "(SELECT j.item_id FROM review_items j WHERE j.item = i.item ORDER BY max(coalesce(j.run_id, 0),"                                                \
    " coalesce((SELECT max(w.run_id) FROM review_renewals w WHERE w.item_id = j.item_id), 0)) DESC, j.item_id DESC LIMIT 1)"

enum decision {
    DECISION_CLAIM, DECISION_UNCLAIM, DECISION_APPROVE, DECISION_REJECT, DECISION_REQUEST_CHANGES, DECISION_NEED_INFORMATION,
    DECISION_DEFER, DECISION_REOPEN, DECISION_EXPIRE, N_DECISIONS
};

extern const char *const decision_name[N_DECISIONS];    /* "claim", ..., as on the command line and in the store      */
extern const char *const decision_meaning[N_DECISIONS]; /* "approved", ...: what its signature says; NULL: not signed */
bool decision_find(enum decision *out, const char *name); /* false: no such decision */

enum item_state {
    ITEM_WAITING, ITEM_CLAIMED, ITEM_CHANGES_REQUESTED, ITEM_INFORMATION_NEEDED, ITEM_DEFERRED, ITEM_APPROVED, ITEM_REJECTED, ITEM_EXPIRED,
    N_ITEM_STATES
};

extern const char *const item_state_name[N_ITEM_STATES]; /* "waiting", "claimed", "changes requested", ... */
bool item_state_find(enum item_state *out, const char *name); /* false: no such state; '-' stands for a blank too */
bool item_state_decided(enum item_state state);          /* approved, rejected or expired */

/* Whether the table above has an entry. `mine`: the claim, where there is one, is of who asks. */
bool item_state_allows(enum item_state state, bool mine, enum decision decision);

/* One decision that was made. */
struct decision_row {
    int64_t                 decision_id, at, until; /* until: TIME_NONE where none            */
    enum decision           decision;
    const char             *user, *role, *reason;
    const struct signature *signature;              /* of struct standing; NULL: not signed   */
};

struct standing {
    struct arena                arena;
    int64_t                     item_id;      /* 0: never flagged with this content; then only `item`, `signatures` and `stale` say something */
    const char                 *item, *kind, *project, *requested_by;
    int64_t                     score_id;     /* that flagged it; 0: none                                       */
    uint8_t                     content[DIGEST_SIZE];
    bool                        newest;       /* the row of the item that counts                                */
    enum item_state             state;
    const char                 *holder;       /* who claimed it; "" where nobody                                */
    int64_t                     until;        /* end of the claim or deferral; TIME_NONE                        */
    struct signature_list       signatures;   /* of the item, whatever their content                            */
    struct decision_row        *decision;     /* [n_decisions] on this row, oldest first                        */
    size_t                      n_decisions;
    const struct decision_row **approval;     /* [n_approvals] of this content since the last reopening; their signatures are checked */
    size_t                      n_approvals;
    const struct decision_row  *rejection;    /* NULL: not rejected                                             */
    const struct signature    **stale;        /* [n_stale] approvals and rejections of another content, oldest first */
    size_t                      n_stale;
};

/* Where the row (item, content) stands at the store's time, or with content NULL the newest row of the item. Needs no keys. ERR_INTEGRITY for a decision whose
 * signature is missing, wrong, or about something else. */
int  standing_load(struct standing *out, struct store *store, const char *item, const uint8_t *content, struct err *err);
/* The same for a row by its number or its item's name: ERR_NOTFOUND where there is none. */
int  standing_find(struct standing *out, struct store *store, const char *number_or_item, struct err *err);
void standing_release(struct standing *standing);

/* The state alone, for lists: signatures are not looked at. `holder` (may be NULL) becomes who claimed it or "". */
int  standing_state(enum item_state *out, int64_t *until, char *holder, size_t holder_size, struct store *store, int64_t item_id, struct err *err);

#endif

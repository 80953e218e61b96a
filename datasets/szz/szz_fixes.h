/*
 * szz_fixes.h - which changes of a project mend an incident.
 *
 * A change that names a ticket (its `tickets`, which import takes from the message) is a fix where that ticket is an incident (link/incident.h) and was
 * filed before the change was made. A name means a ticket of the tracker's project where one is given, else of the change's own project,
 * else the only ticket in the store that is called so.
 *
 * Where no change of the project is a fix by its ticket, and only if asked to, changes whose message says that they fix something (`fix` = 1) are taken: weaker,
 * for a message calls much a fix (what is cosmetic by git_message.h is left out), and without a ticket nothing tells when the fault was there already.
 */
#ifndef PRODROME_SZZ_FIXES_H
#define PRODROME_SZZ_FIXES_H

#include "datasets/base/intern.h"
#include "datasets/store/snapshot.h"

struct szz_fix {
    int64_t     record_id;      /* of the change                                                */
    const char *commit;
    int64_t     time;           /* author's; TIME_NONE                                          */
    const char *evidence;       /* "ticket:PROJECT/ID", the last filed of several; or "message" */
    int64_t     before;         /* when that was filed; TIME_NONE: not known, or by message     */
};

struct szz_fixes {
    struct arena    arena;
    struct szz_fix *fix;        /* [n] oldest change first     */
    size_t          n;
    struct intern   commits;    /* of all changes of the project */
    size_t          n_changes;
    size_t          n_naming;        /* changes that name a ticket                                      */
    size_t          n_unknown;       /* of them, none of their tickets is in the store (or one too many) */
    size_t          n_no_incident;   /* of them, those known are no incidents                           */
    size_t          n_too_early;     /* of them, made before the incident was filed                     */
    bool            by_message;      /* taken by what messages say                                      */
};

/* `tracker`: a project of tickets, or NULL. */
int  szz_fixes_choose(struct szz_fixes *out, struct store *store, const struct snapshot *snapshot, const char *project, const char *tracker, bool by_message,
                      struct err *err);
void szz_fixes_release(struct szz_fixes *fixes);

#endif

/*
 * agenda.h - tickets that are already certain to come.
 *
 * What a bad change, a breaking release or an earlier incident will cause, by the time it is due. Of fixed size: when it
 * is full, what is to be added is refused and simply does not happen.
 */
#ifndef PRODROME_HOSPITAL_AGENDA_H
#define PRODROME_HOSPITAL_AGENDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/hospital/causes.h"
#include "datasets/hospital/systems.h"

enum { AGENDA_MAX = 16384, COMMIT_HEX = 40, RELEASE_NAME_MAX = 40 };

enum fate { FATE_NONE, FATE_INCIDENT, FATE_HOTFIX, FATE_ROLLBACK };

struct pending {
    int64_t        due;
    uint64_t       order;                     /* breaks ties: first added, first out                           */
    uint64_t       origin;                    /* number of the ticket that it repeats; 0: none                 */
    uint64_t       parent;                    /* number of the major incident that it belongs to; 0: none      */
    unsigned       family;                    /* or FAMILY_NONE                                                */
    uint32_t       episode;                   /* what all reports of one incident share                        */
    enum system_id system;
    enum cause     cause;                     /* N_CAUSES: not decided yet                                     */
    const char    *library;                   /* that failed, as people write it; NULL: none                   */
    unsigned       followers;                 /* tickets that it draws after it within hours                   */
    enum fate      fate;                      /* what it makes of `release`                                    */
    char           commit[COMMIT_HEX + 1];    /* that caused it; "" none                                       */
    char           release[RELEASE_NAME_MAX]; /* that brought it; "" none                                      */
};

struct agenda {
    struct pending heap[AGENDA_MAX]; /* [n] binary heap, earliest first */
    size_t         n;
    uint64_t       added;
};

bool                  agenda_add(struct agenda *agenda, const struct pending *pending); /* false: full; order is set */
const struct pending *agenda_first(const struct agenda *agenda);                        /* NULL where empty          */
void                  agenda_take(struct agenda *agenda, struct pending *out);          /* the first; not empty      */

#endif

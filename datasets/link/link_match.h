/*
 * link_match.h - which incident goes back to which change or release: the rule itself, over rows at hand.
 *
 * Ids first: they are what people wrote down. Each incident is linked to
 *
 *     change       every change that it names as its cause (caused_by_change), by its id or an abbreviation of at least 7 characters
 *     release      every release that it names (release)
 *     postmortem   every release that a postmortem names together with it
 *
 * and only where none of these gives a link
 *
 *     window       the release of its system that was deployed last before the incident began (started, else created), if that was
 *                  not more than window_days before
 *
 * A name means a record of the ticket's own project; where that has none, the only one in the store that is called so (of releases: the only
 * one of the ticket's system, before that). A name that several could bear links nothing. That a change names a ticket (its `tickets`, its
 * message) makes no link: such a change mends, it did not break. A ticket that a postmortem tells of is an incident whatever its type.
 *
 * What comes out depends on the rows alone: not on their order, not on earlier links, not on the clock.
 */
#ifndef PRODROME_LINK_MATCH_H
#define PRODROME_LINK_MATCH_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

enum { LINK_ABBREVIATED_MIN = 7, LINK_WINDOW_DAYS = 7 }; /* characters; days, unless the configuration says otherwise */

/* Each begins as rows_scan.h fills it. Text is borrowed and never NULL; times are TIME_NONE where not known. */
struct link_ticket {
    int64_t     record_id, version_id;
    int64_t     created, started;
    const char *project, *id, *system, *type, *severity, *resolution, *caused_by_change, *release;
};

struct link_change {
    int64_t     record_id, version_id;
    const char *project, *commit;
};

struct link_release {
    int64_t     record_id, version_id;
    int64_t     deployed;
    const char *project, *name, *system, *status;
};

struct link_postmortem {
    int64_t     record_id, version_id;
    const char *tickets, *releases;   /* joined by '|' */
};

struct link_input {
    const struct link_ticket     *ticket;
    const struct link_change     *change;
    const struct link_release    *release;
    const struct link_postmortem *postmortem;
    size_t  n_tickets, n_changes, n_releases, n_postmortems;
    int64_t window_days;
};

enum link_rule { LINK_BY_CHANGE, LINK_BY_RELEASE, LINK_BY_POSTMORTEM, LINK_BY_WINDOW, N_LINK_RULES };

extern const char *const link_rule_name[N_LINK_RULES]; /* "change", "release", "postmortem", "window"; links.rule is "NAME: WORDS" */

/* The rule in words, the window's with its days. */
void link_rule_words(char *out, size_t size, enum link_rule rule, int64_t window_days);

enum link_reason { /* what was not linked */
    LINK_NO_INCIDENT,       /* tickets that are no incident                                    */
    LINK_UNKNOWN_CHANGE,    /* names of changes that the store has not                         */
    LINK_AMBIGUOUS_CHANGE,  /* names of changes that several bear                              */
    LINK_UNKNOWN_RELEASE,
    LINK_AMBIGUOUS_RELEASE,
    LINK_UNKNOWN_TICKET,    /* names of tickets in postmortems that the store has not          */
    LINK_AMBIGUOUS_TICKET,
    LINK_NO_SYSTEM,         /* incidents without a link by id, and without system or time      */
    LINK_NO_RELEASE,        /* ... and no release of their system in the window                */
    N_LINK_REASONS
};

extern const char *const link_reason_text[N_LINK_REASONS];

struct link_found {
    int64_t        ticket_record_id, target_record_id;
    enum link_rule rule;
};

struct link_match {
    struct link_found *link;            /* [n] by ticket, then target; each pair once, by the first rule that found it */
    size_t             n;
    size_t             n_incidents, n_untyped;  /* of them without a type */
    size_t             n_linked;                /* incidents with a link  */
    size_t             by_rule[N_LINK_RULES];
    size_t             left_out[N_LINK_REASONS];
};

int  link_match(struct link_match *out, const struct link_input *in, struct err *err);
void link_match_release(struct link_match *match);

#endif

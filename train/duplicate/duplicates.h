/*
 * duplicates.h - which tickets were marked as the same as another.
 *
 * A link goes from the ticket that carries `duplicate_of` to the one it names (of the same project; a ticket that is not there, or itself,
 * is no link). Linked tickets are one group, transitively. Rows are those of the ticket table, in time order.
 */
#ifndef PRODROME_DUPLICATES_H
#define PRODROME_DUPLICATES_H

#include "datasets/rows/rows.h"

struct duplicate_link {
    int64_t  known_at; /* when the mark is known to be there: `resolved` of the marked ticket; TIME_NONE: not known */
    uint32_t from, to;
};

struct duplicates {
    size_t                 n;         /* tickets                                                                     */
    struct duplicate_link *link;      /* [n_links] by known_at (those not known last), then from                     */
    size_t                 n_links;
    uint32_t              *group;     /* [n] first row of the group: its own where it is alone                       */
    size_t                *start;     /* [n + 1] the group that begins at row g is member[start[g]] .. member[start[g + 1] - 1] */
    uint32_t              *member;    /* [n] rows ascending inside a group                                           */
    uint32_t              *later;     /* [n_later] rows that are the later end of a link, ascending, each once       */
    size_t                 n_later;
};

int  duplicates_make(struct duplicates *out, const struct ticket_table *tickets, struct err *err);
void duplicates_release(struct duplicates *d);

/* What was known of the first n_rows tickets before `time`: the same rows, only links between those that were known by then. */
int  duplicates_known(struct duplicates *out, const struct duplicates *d, size_t n_rows, int64_t time, struct err *err);

/* The members of a row's group that come before it, ascending; borrowed. */
size_t duplicates_earlier(const uint32_t **member, const struct duplicates *d, uint32_t row);
/* All members, the row among them. */
size_t duplicates_members(const uint32_t **member, const struct duplicates *d, uint32_t row);

#endif

/*
 * ticket_mentions.h - what the text of a ticket names: versions, and other tickets.
 *
 * Versions: numbers of three parts and more ("8.4.1", "15.6.0.26") and builds ("build 1234"). Tickets: what may be an id and stands in the
 * text as a word ("KAFKA-123"); one of digits alone (two to nine) only after '#' or a word like bug, issue, ticket, incident ("bug #4711"),
 * or it would be any number. Whether there is such a ticket is for others to say. Both are in the text as filed.
 */
#ifndef PRODROME_TICKET_MENTIONS_H
#define PRODROME_TICKET_MENTIONS_H

#include "datasets/rows/rows.h"

struct ticket_mentions {
    uint64_t    *version;   /* [n_versions] hashes of their lower-case forms, ascending, each once */
    size_t       n_versions;
    struct text *ticket;    /* [n_tickets] by where they stand; borrowed from the text             */
    size_t       n_tickets;
};

int  ticket_mentions_make(struct ticket_mentions *out, const struct text *title, const struct text *description, struct err *err);
void ticket_mentions_release(struct ticket_mentions *m);

/* Cosine of the two sets of versions, 0 where one is empty; *common: how many they share. */
double mentions_versions(size_t *common, const struct ticket_mentions *a, const struct ticket_mentions *b);

#endif

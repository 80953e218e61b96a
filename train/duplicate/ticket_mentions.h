/*
 * ticket_mentions.h - what the text of a ticket names: versions, and other tickets.
 *
 * Versions: numbers of three parts and more ("8.4.1", "15.6.0.26") and builds ("build 1234"). Tickets: an id of the same project that stands in the
 * text as a word ("KAFKA-123"); one of digits alone (two to nine) only after '#' or a word like bug, issue, ticket, incident ("bug #4711"),
 * or it would be any number. Both are in the text as filed.
 */
#ifndef PRODROME_TICKET_MENTIONS_H
#define PRODROME_TICKET_MENTIONS_H

#include "datasets/base/intern.h"
#include "datasets/rows/rows.h"

struct mention_lists {
    size_t   *start; /* [n + 1] ticket i has id[start[i]] .. id[start[i + 1] - 1] */
    uint32_t *id;    /* ascending inside a ticket, each once                      */
    size_t    cap;
};

struct ticket_mentions {
    size_t               n;
    struct mention_lists version;     /* ids: numbers of version_name                                        */
    struct mention_lists ticket;      /* ids: rows of the table                                              */
    struct intern        version_name; /* lower case, by first arrival                                       */
    float               *version_idf; /* [version_name.n] ln((1 + N) / (1 + df)) + 1 over the training tickets; 0: in fewer than two */
};

int  ticket_mentions_make(struct ticket_mentions *out, const struct ticket_table *tickets, size_t n_train, struct err *err);
void ticket_mentions_release(struct ticket_mentions *m);

/* What two lists share. */
bool   mentions_share(const struct mention_lists *lists, size_t a, size_t b);
bool   mentions_has(const struct mention_lists *lists, size_t a, uint32_t id);
/* Cosine of the two tickets' versions weighted by idf, 0 where one has none; *common (may be NULL): sum of idf of those shared. */
double mentions_version_cosine(const struct ticket_mentions *m, size_t a, size_t b, double *common);

#endif

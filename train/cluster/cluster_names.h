/*
 * cluster_names.h - what a cluster is about, in words as people wrote them.
 *
 * A term tells a cluster from the others where its members have it and others have not:
 *
 *     weight = p ln(p / q)        p: share of the members with the term, q: share of the other tickets (one counted more than there is)
 *
 * (what the term adds to the divergence of the two, Kullback, Leibler 1951). Terms are stems; shown is the form that occurs most often in titles (of a ticket
 * without one, in its description), a capital at the beginning of a text not counted; terms that no title has name nothing. Of an identifier and its parts one is shown. The
 * words are those of tickets: de-identified, otherwise hostile.
 */
#ifndef PRODROME_CLUSTER_NAMES_H
#define PRODROME_CLUSTER_NAMES_H

#include "datasets/base/arena.h"
#include "train/cluster/clustering.h"

enum { CLUSTER_TERMS = 10, CLUSTER_NAME_WORDS = 3 };

struct cluster_term {
    const char *text;
    double      weight;
    double      share;   /* of the members that have it */
};

struct cluster_names {
    struct arena         arena;
    size_t               k;
    struct cluster_term *term;    /* [k * CLUSTER_TERMS] strongest first; text NULL past the last   */
    const char         **name;    /* [k] up to three of them, "print, toner, tray"; each is another */
};

/* tickets: those that were grouped. ERR_NOMEM. */
int  cluster_names_make(struct cluster_names *out, const struct clustering *c, const struct ticket_table *tickets, struct err *err);
void cluster_names_release(struct cluster_names *names);

#endif

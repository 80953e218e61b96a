/*
 * postmortem_search.h - which postmortems are most like a ticket, asked for many tickets of one night.
 *
 * The postmortems stand behind the tickets that the search was made of (similar_init with n_known of them), so their words weigh what they weigh among the
 * tickets, and what a ticket is like among the tickets does not depend on them. A similarity below POSTMORTEM_EVIDENCE says nothing: on the made-up
 * estate 86 % of the nearest postmortems at or above it were of the same kind of incident, and of 150 bug reports of a development tool none was so like one of 471
 * public postmortems of outages, with which they have nothing to do.
 */
#ifndef PRODROME_POSTMORTEM_SEARCH_H
#define PRODROME_POSTMORTEM_SEARCH_H

#include "score/similar/similar.h"

#define POSTMORTEM_EVIDENCE 0.2

struct postmortem_search {
    const struct similar *similar; /* borrowed                  */
    struct search_index   index;   /* of the postmortems alone  */
    float                *score;   /* [index.n_rows]            */
};

int  postmortem_search_init(struct postmortem_search *out, const struct similar *similar, struct err *err);
void postmortem_search_release(struct postmortem_search *search);

/* The k most like ticket `query` at POSTMORTEM_EVIDENCE or above, most similar first; found: [k], its row as in the table of tickets. Returns how many. One thread at a time. */
size_t postmortem_search_find(struct similar_found *found, size_t k, struct postmortem_search *search, uint32_t query);

#endif

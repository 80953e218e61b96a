/*
 * similar_postmortems.h - postmortems put before the tickets that a ticket is compared with, and what is shown of those that are found.
 *
 * A postmortem is compared like a ticket: the words of its title (x 3) and of its whole text. It is no feature of a model: what a person
 * is shown is what is known today, also of an incident that is long past.
 */
#ifndef PRODROME_SIMILAR_POSTMORTEMS_H
#define PRODROME_SIMILAR_POSTMORTEMS_H

#include <jansson.h>

#include "datasets/base/strbuf.h"
#include "datasets/rows/postmortem_rows.h"
#include "score/similar/similar.h"

enum { SIMILAR_POSTMORTEMS = 3 }; /* of which so many are shown */

/* The current ones that are known by the store's now, to be read once and released. */
int similar_postmortems_load(struct postmortem_table *out, struct store *store, const struct snapshot *snapshot, struct err *err);

/* Puts them before the rows of the table, in their order. Their text is borrowed. */
int similar_postmortems_put(struct ticket_table *tickets, const struct postmortem_table *postmortems, struct err *err);

/* Puts them behind the rows of the table instead, for postmortem_search.h. */
int similar_postmortems_put_behind(struct ticket_table *tickets, const struct postmortem_table *postmortems, struct err *err);

/* How many of those found are shown: one that is far less like it than the first has only words in common that all texts have. The share is a judgement
 * on the made-up estate, where each incident has one postmortem. */
#define SIMILAR_POSTMORTEMS_SHARE 0.25
size_t similar_postmortems_keep(const struct similar_found *found, size_t n);

/* found[i].row is a row of `postmortems`, as it is after the above. `ticket`: id of what was asked for, "" for a text. */
json_t *similar_postmortems_json(const struct similar_found *found, size_t n, const struct postmortem_table *postmortems, const char *ticket);
void    similar_postmortems_text(struct strbuf *out, const struct similar_found *found, size_t n, const struct postmortem_table *postmortems, const char *ticket);

#endif

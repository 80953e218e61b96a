/*
 * facts_new.h - the tickets of the last day, by what they are about.
 *
 *   new[{project, from, to, tickets, groups[{cluster_id, name, tickets, open, usual, list[{item, id, title, created, similarity, margin, near_no_cluster}]}]}]
 *     (the last three as the ticket's place says it, cluster_list.h)
 *     (facts_new_mark adds `open` and `look`: how many of them are open tickets of the document, and a person should look at; and to those in `list`:
 *     suggestion, probability, person_should_look, impact, damage (the kind), suspected_duplicate_of)
 *     filed in the 24 hours before the project's newest ticket; groups: by cluster, most tickets first, cluster_id null for those in none
 *     usual: tickets a day of the cluster in the seven weeks before the last (null: in none, or undated); list: the FACTS_NEW_LISTED newest
 */
#ifndef PRODROME_FACTS_NEW_H
#define PRODROME_FACTS_NEW_H

#include "score/report/facts.h"

enum { FACTS_NEW_LISTED = 5 };

int facts_new(json_t **out, const struct facts *f, int64_t run_id, struct err *err);

/* What the document says of these tickets, said beside them. projects: of the document, with all that was added to its tickets. */
int facts_new_mark(json_t *fresh, const json_t *projects, struct err *err);

#endif

/*
 * facts_listed.h - as much of a triage document as a morning's report carries.
 *
 * The document of facts_triage() says everything of every open ticket: the table for the service desk is made of that. A report of it lists the first
 * FACTS_LISTED_LOOK tickets of a project that a person should look at and the first FACTS_LISTED_SURE others, in the document's order, each with its first
 * reasons; 'prodrome explain' has the rest.
 *
 * Adds to each project `needs_person` and `sure` (how many tickets of either there are), `suspected` (duplicates among them) and `listed`, and cuts
 *   tickets                              as above
 *   similar, postmortems, cause_evidence the first FACTS_LISTED_SIMILAR, with as many terms
 *   why, of a ticket and its suggestions the FACTS_LISTED_WORDS largest contributions; the others are added to `rest`, so that the sum stays exact
 *   severity[].disagreements             the first FACTS_LISTED_LOOK, `classes` the three most probable; `differ` says how many there are
 */
#ifndef PRODROME_FACTS_LISTED_H
#define PRODROME_FACTS_LISTED_H

#include <jansson.h>

enum { FACTS_LISTED_LOOK = 200, FACTS_LISTED_SURE = 100, FACTS_LISTED_SIMILAR = 3, FACTS_LISTED_WORDS = 6, FACTS_LISTED_CLASSES = 3 };

void facts_listed(json_t *doc);

#endif

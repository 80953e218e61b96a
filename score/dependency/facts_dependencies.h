/*
 * facts_dependencies.h - the dependencies that a release changes, and how they behaved when they were changed before.
 *
 * For the release report; null where no dependencies of the release were read. Of a release that is out only what was known before it counts.
 *
 * dependencies: system, release, before|null (release read before; null: none, then everything is added and nothing is judged), at,
 *   counts{added,removed,upgraded,downgraded,changed}, learned_from|null{updates,broke,releases,failed_releases,projects,model,version|null,approved,method,base_rate},
 *   reason ("" or why nothing is judged), omitted (of the judged, beyond the FACTS_DEPENDENCIES_LISTED riskiest), list[DEPENDENCY], removed[{name,ecosystem,file,from}]
 *   DEPENDENCY: item ("dependency:SYSTEM/NAME"), name, ecosystem, file, scope, direct (1, 0, -1 not known), change (added|upgraded|...), step (major|minor|...),
 *     from, to, probability|null, low, high (95 %), rate, times_base (probability over base_rate), summary (one sentence), why{bias,score,contributions[{column,
 *     family,value}],families{}} (the exact logit), levels[{level,updates,broke,rate,adds}], evidence[{kind: release|update, project, id, from, to, broke, at|null}]
 *   Riskiest first; of the same chance by name. One dependency in several files is listed once, with the first file; `files` says in how many.
 */
#ifndef PRODROME_FACTS_DEPENDENCIES_H
#define PRODROME_FACTS_DEPENDENCIES_H

#include "score/dependency/dependency_book.h"
#include "score/report/facts.h"

enum { FACTS_DEPENDENCIES_LISTED = 20, FACTS_DEPENDENCIES_EVIDENCE = 5 };

int facts_dependencies(json_t **out, const struct facts *f, const char *project, const char *release, struct err *err);

/* One DEPENDENCY, of a change of a release; `book` NULL: nothing is judged. `seen`: what the version of the book saw of it (yours; empty where none judged); may be
 * NULL. */
int dependency_facts(json_t **out, struct dependency_row *seen, struct dependency_book *book, const struct dependency_changes *changes, const struct dependency_change *row,
                     struct err *err);

#endif

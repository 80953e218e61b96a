/*
 * facts_closing.h - closed tickets whose note tells nobody what was wrong or done.
 *
 * Looked at are the tickets of each project resolved in its last score_window_days, back from the newest one resolved; duplicates are left out. The note is
 * the extra column that trackers have for it ("close notes", "resolution notes", ...), else the resolution, unless that only ever holds a few codes.
 *
 *   closing[{project, from, to, recorded, closed, listed, teams[{team, closed, listed}], list[{item, id, title, team, resolved, note, reason}]}]
 *     recorded: false where nothing of these tickets is a note: then nothing is listed
 *     teams: those with a listed one, most first; list: FACTS_CLOSING_MAX at most, newest first
 *     reason: "empty", "says nothing" (close_note.h), or "the same words on N tickets of M components", at least FACTS_CLOSING_SAME and
 *     FACTS_CLOSING_COMPONENTS
 */
#ifndef PRODROME_FACTS_CLOSING_H
#define PRODROME_FACTS_CLOSING_H

#include "score/report/facts.h"

enum { FACTS_CLOSING_MAX = 200, FACTS_CLOSING_SAME = 5, FACTS_CLOSING_COMPONENTS = 3 };

int facts_closing(json_t **out, const struct facts *f, struct err *err);

#endif

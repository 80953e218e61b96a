/*
 * close_note.h - whether a note written when a ticket was closed says anything.
 *
 * A word tells something where it is a run of letters (two or more) that is neither a word of grammar or politeness (features/text/stop_words.h) nor one that
 * every closed ticket could carry ("fixed", "done", "working", "production"). Numbers, ticket ids and what de-identification put in brackets tell
 * nothing by themselves. A note with fewer than CLOSE_NOTE_WORDS different ones says nothing. English: of another language only the shortness is seen, and what the site names.
 */
#ifndef PRODROME_CLOSE_NOTE_H
#define PRODROME_CLOSE_NOTE_H

#include <stddef.h>

#include <jansson.h>

#include "datasets/base/strbuf.h"

enum { CLOSE_NOTE_WORDS = 2 };

/* Different words that tell something, CLOSE_NOTE_WORDS at most. phrases: what tells nothing at this site ([closing] phrase), joined by '|', "" or NULL for none: whole words, in
 * either case, of which none counts where they stand together. */
size_t close_note_words(const char *note, const char *phrases);

/* The note among the further columns of a ticket (tickets.extra, an object): that of a column named close notes, resolution notes, solution or the like. Borrowed; NULL: none. */
const char *close_note_of(json_t *extra);

/* Appends the note as it is compared: its words in lower case, one blank between them, without what is in brackets and without numbers. */
void close_note_key(struct strbuf *out, const char *note);

#endif

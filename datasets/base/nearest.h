/*
 * nearest.h - "did you mean": the known word that a mistyped one is close to.
 *
 * By edit distance (Damerau's: a letter missing, added, changed, or two swapped), where letters that differ in case
 * alone cost nothing. A word is close where at most a third of its letters, and at least one, would have to change.
 * Of equally close words the first wins, so the hint never depends on anything but the list.
 */
#ifndef PRODROME_NEAREST_H
#define PRODROME_NEAREST_H

#include <stddef.h>

enum { NEAREST_WORD_MAX = 64 }; /* longer words are close to nothing */

/* One of known[n], borrowed, or NULL where none is close. */
const char *nearest_word(const char *word, const char *const *known, size_t n);

/* "; did you mean 'WORD'?" of the nearest into `buf`, or the empty string. Returns `buf`. */
enum { NEAREST_HINT_MAX = NEAREST_WORD_MAX * 2 + 32 };
const char *nearest_hint(char buf[NEAREST_HINT_MAX], const char *word, const char *const *known, size_t n);

#endif

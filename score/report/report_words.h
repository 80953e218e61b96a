/*
 * report_words.h - the words that carried a suggestion, as a person reads them.
 *
 * Contributions are exact, and those of character n-grams ("letters: sual$") are often the largest: pieces of the words that stand beside them. For a
 * reader words come first, then other columns; pieces of words only where nothing else is there, and what was filed once, not its leading part beside it. All of them, in the order of their size, are in
 * 'prodrome explain'.
 */
#ifndef PRODROME_REPORT_WORDS_H
#define PRODROME_REPORT_WORDS_H

#include <jansson.h>

#include "score/report/html.h"

enum { REPORT_WORDS_MAX = 8, REPORT_WORD_CHARS = 32 };

/* The first n (REPORT_WORDS_MAX at most) for a reader, borrowed. Returns how many. */
size_t report_words_pick(const json_t *out[REPORT_WORDS_MAX], const json_t *contributions, size_t n);
/* "+dose, +pump, -vpn" of these. */
void   report_add_words(struct strbuf *out, const json_t *contributions, size_t n);

#endif

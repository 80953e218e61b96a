/*
 * stop_words.h - English words that every ticket may have, whatever it is about.
 *
 * Those of grammar (the Snowball project's list, with what an apostrophe leaves of them) and of politeness. No word that names a thing: "system",
 * "bill" and "call" stay.
 */
#ifndef PRODROME_STOP_WORDS_H
#define PRODROME_STOP_WORDS_H

#include <stddef.h>

extern const char *const stop_word[]; /* [n_stop_words] lower case */
extern const size_t      n_stop_words;

#endif

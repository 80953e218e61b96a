/*
 * config_words.h - comparing the words that people and trackers write in several ways.
 *
 * Case, blanks, '_', '-' and apostrophes do not matter: "In Progress" is "IN_PROGRESS", "Won't Fix" is "WONTFIX".
 */
#ifndef PRODROME_CONFIG_WORDS_H
#define PRODROME_CONFIG_WORDS_H

#include <stdbool.h>

bool word_same(const char *text, const char *word);

#endif

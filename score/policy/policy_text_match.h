/*
 * policy_text_match.h - how the patterns of a policy meet words and paths.
 */
#ifndef PRODROME_POLICY_TEXT_MATCH_H
#define PRODROME_POLICY_TEXT_MATCH_H

#include <stdbool.h>

#include "features/text/fold.h"

/* Appends the words of a text, case-folded, with one blank before, between and behind them: " access control list ". Whatever is neither letter nor digit parts
 * words, '_' and '-' too. Of a text without words one blank. ERR_NOMEM. */
int words_fold(struct strbuf *out, struct fold *fold, const char *text, size_t len, struct err *err);

/* Whether the words stand one behind the other in the text; both as words_fold makes them. Nothing has no words. */
bool words_contain(const char *text, const char *words);

/* '*' anything but '/', '**' anything, '?' one byte but '/'; the case of ASCII letters does not matter. O(length of one x length of the other), and never true or
 * false for want of memory: ERR_NOMEM. Returns 1 or 0. */
int glob_match(const char *glob, const char *text, size_t len, struct err *err);

/* A glob with a '/' against the whole path, one without against each folder and file name of it. Returns 1 or 0, or ERR_NOMEM. */
int path_match(const char *glob, const char *path, size_t len, struct err *err);

#endif

/*
 * text_cut.h - a UTF-8 text shortened between characters.
 */
#ifndef PRODROME_BASE_TEXT_CUT_H
#define PRODROME_BASE_TEXT_CUT_H

#include <stddef.h>

/* How many bytes of a text of len bytes to show: at most max, and no character cut; 0 where the first one is longer than that. Bytes that are no UTF-8 may be cut anywhere. */
size_t text_cut(const char *text, size_t len, size_t max);

#endif

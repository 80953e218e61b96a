/*
 * escape_sequence.h - what a terminal obeys inside a text: colours, titles, movements of the cursor (ECMA-48, 5.4 and 5.6).
 */
#ifndef PRODROME_BASE_ESCAPE_SEQUENCE_H
#define PRODROME_BASE_ESCAPE_SEQUENCE_H

#include <stddef.h>

/* Bytes of the sequence that begins at text (len > 0): a control sequence (ESC [ or U+009B, parameters, one final byte), or a control string (ESC ] P X ^ _ until
 * BEL or ESC \ on the same line). 1 for an escape that begins neither, so that no text is taken with it; 0 where none begins here. */
size_t escape_sequence(const char *text, size_t len);

#endif

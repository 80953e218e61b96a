/*
 * html_characters.h - which characters of a hostile text are shown, and how they are escaped.
 *
 * Appends to a strbuf of the caller's; a failed allocation sets its `failed`.
 */
#ifndef PRODROME_HTML_CHARACTERS_H
#define PRODROME_HTML_CHARACTERS_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/strbuf.h"

/* Appends `text` as valid UTF-8 in which nothing hides, and not escaped for anything. Control bytes (C0 but tab and
 * newline, DEL, C1) are left out, and what a terminal would obey with them (escape_sequence.h); CR, CR LF and U+2028/9 become newline; invalid UTF-8 and noncharacters become
 * U+FFFD, one for each maximal part; bidirectional controls and other invisible characters become "[U+202E]" and so
 * on, except joiners and variation selectors after characters that need them (Arabic and Indic letters, emoji);
 * beyond four combining marks in a row the rest are left out. */
void html_visible(struct strbuf *out, const char *text, size_t len);
/* The same with & < > " ' as entities: for element text and quoted attribute values. */
void html_escape(struct strbuf *out, const char *text, size_t len);
/* Decodes one code point; returns the bytes it took (len > 0). What is not UTF-8 gives HTML_NOT_A_CHARACTER. */
#define HTML_NOT_A_CHARACTER UINT32_C(0x110000)
size_t html_decode(uint32_t *code_point, const char *text, size_t len);

#endif

/*
 * roff.h - manual pages: plain text made into man(7) source.
 *
 * Nothing in a text can become a request: backslashes, dots and quotes at the start of a line, and hyphens are escaped, and what is no
 * ASCII is written as \[uXXXX]. So that what is copied from a page works, each hyphen of a literal word, and each that begins a word or
 * stands beside a digit or a hyphen, is a minus (\-); between two letters of prose it stays a hyphen.
 */
#ifndef PRODROME_CLI_ROFF_H
#define PRODROME_CLI_ROFF_H

#include "datasets/base/strbuf.h"

/* A line of literal words ("prodrome --store FILE"), without fonts and line end. */
void roff_literal(struct strbuf *out, const char *text);

/* Prose: 'quoted' words are set in bold, lines are broken after sentences and at 78 columns, "\n\n" begins a paragraph, "\n" a line. */
void roff_prose(struct strbuf *out, const char *text);

/* "prodrome import KIND FILE... [OPTION...]": lower-case words in bold, words in capitals in italics, brackets, bars and dots as they are; a line may be broken behind a bar. */
void roff_synopsis(struct strbuf *out, const char *text);

#endif

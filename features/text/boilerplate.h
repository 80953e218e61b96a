/*
 * boilerplate.h - lines that say nothing about a ticket: those of forms, and stack frames.
 *
 * A line is of a form where many texts have it: the same line but for blanks around it, the case of ASCII letters and what its numbers are. Only texts
 * of several lines are counted, so that a short complaint that many people make stays what it is.
 */
#ifndef PRODROME_BOILERPLATE_H
#define PRODROME_BOILERPLATE_H

#include <stdbool.h>

#include "datasets/base/strbuf.h"
#include "datasets/rows/rows.h"

enum { BOILERPLATE_TEXTS_MIN = 15 }; /* that must have the line; on Xamarin's older rows 10 to 30 made no difference */

struct boilerplate {
    uint64_t *line; /* [n] hashes of the lines, a power of 2 slots, 0: empty */
    size_t    n;
};

/* text: [n]. The same for any n_threads. */
int  boilerplate_find(struct boilerplate *out, const struct text *text, size_t n, int n_threads, struct err *err);
void boilerplate_release(struct boilerplate *b);

/* Of hashes that were kept: line [n], none 0. */
int boilerplate_of(struct boilerplate *out, const uint64_t *line, size_t n, struct err *err);

/* Appends the text without such lines. */
void boilerplate_strip(struct strbuf *out, const struct boilerplate *b, const struct text *text);

/* "at System.String.Format (...)", "#3 0x00f1", "3 libfoo 0x00f1 ...", "File "x.py", line 3". */
bool is_stack_frame(const char *line, size_t len);

#endif

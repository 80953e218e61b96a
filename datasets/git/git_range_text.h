/*
 * git_range_text.h - what git prints about a range, read.
 *
 *     git rev-parse --revs-only A..B      "TIP\n^EXCLUDED\n": each end a line, what is excluded behind a '^'
 *     git rev-list --parents A..B         "COMMIT PARENT PARENT...\n": a second parent makes it a merge
 *
 * Anything else is no such line: a repository is foreign input. Lines that are none are left out of ends, and refuse a list.
 */
#ifndef PRODROME_GIT_RANGE_TEXT_H
#define PRODROME_GIT_RANGE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "datasets/base/strbuf.h"

enum { GIT_RANGE_ID_MAX = 64 };

/* "A..B", a side that is missing being HEAD; and no option. */
bool git_range_is_expression(const char *range);

/* Appends the ids that the range ends with, one a line. */
void git_range_tips(struct strbuf *out, const char *ends);
/* The first that it ends with, or excludes; "" where there is none. */
void git_range_first(char out[GIT_RANGE_ID_MAX + 1], const char *ends, bool excluded);

/* Whether the line is one of a list; *id_len: how much of it is the commit's id. */
bool git_range_commit(const char *line, size_t len, size_t *id_len, bool *is_merge);

#endif

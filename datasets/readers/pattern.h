/*
 * pattern.h - regular expressions from the user's configuration (PCRE2).
 *
 * Perl's syntax over UTF-8; bytes that are no UTF-8 match nothing and do no harm. Case matters unless the pattern says "(?i)". What comes
 * from a configuration may be written badly and be run over hostile text, so a search has a number of steps, relative to the
 * text's length, after which it gives up with an error instead of never ending: "(a+)+$" over many 'a' is such a pattern. The count does not depend
 * on the machine, and neither does whether a search gives up.
 *
 * One pattern may be used by several threads at once.
 */
#ifndef PRODROME_PATTERN_H
#define PRODROME_PATTERN_H

#include <stddef.h>

#include "datasets/base/err.h"

enum { PATTERN_BYTES_MAX = 4096, PATTERN_GROUPS_MAX = 16 };

struct pattern;

/* Bytes of the text that a group took; start is SIZE_MAX where it took no part. */
struct pattern_group {
    size_t start, end;
};

/* ERR_USAGE, with where: "byte 4 of the pattern: missing closing parenthesis". Also where it is empty, over PATTERN_BYTES_MAX bytes, or has
 * more than PATTERN_GROUPS_MAX - 1 groups. ERR_NOMEM. */
int  pattern_new(struct pattern **out, const char *regex, struct err *err);
void pattern_free(struct pattern *pattern); /* NULL does nothing */

/* Groups in parentheses, without the whole match. */
size_t pattern_groups(const struct pattern *pattern);

/* The first match that is not empty, at or after `from`: group[0] is the whole of it. Only the first n groups are told. 1: found; 0: none;
 * ERR_REFUSED: it gave up; ERR_NOMEM. */
int pattern_find(struct pattern_group *group, size_t n, const struct pattern *pattern, const char *text, size_t len, size_t from,
                 struct err *err);

#endif

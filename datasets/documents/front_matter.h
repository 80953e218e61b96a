/*
 * front_matter.h - the YAML between "---" lines at the beginning of a document (libyaml).
 *
 *     ---
 *     id: PM-7
 *     tickets: [INC-1, INC-2]
 *     ---
 *
 * A pure function over bytes from outside. Anchors and aliases are refused (nothing expands), so are more than FRONT_MATTER_MAX bytes,
 * nesting below FRONT_MATTER_DEPTH and a key that comes twice. Values are texts; a list is its members joined by '|'; a mapping inside, or a
 * list in a list, is left out, and its key says so.
 */
#ifndef PRODROME_FRONT_MATTER_H
#define PRODROME_FRONT_MATTER_H

#include <stdbool.h>

#include "datasets/base/arena.h"
#include "datasets/base/err.h"

enum { FRONT_MATTER_MAX = 64 << 10, FRONT_MATTER_DEPTH = 8, FRONT_MATTER_KEYS = 256 };

struct front_matter_key {
    const char   *name;   /* lower case, '-' and blanks as '_': "root_cause" */
    const char   *value;  /* "" where it has none                            */
    bool          is_list;
    bool          is_nested; /* it had something inside that was left out    */
    unsigned long line;   /* of the document, from 1                         */
};

struct front_matter {
    struct arena            arena;
    struct front_matter_key key[FRONT_MATTER_KEYS]; /* [n] in their order               */
    size_t                  n;
    size_t                  body;      /* byte of the document at which the rest begins */
    unsigned long           body_line; /* its line, from 1                              */
};

/* A document without front matter has n 0 and body 0 (behind a byte order mark). ERR_REFUSED: "FILE:LINE:COLUMN: ...". */
int  front_matter_read(struct front_matter *out, const char *file, const char *data, size_t len, struct err *err);
void front_matter_release(struct front_matter *matter);

/* NULL where it has none of the names (joined by '|', the first that it has). */
const struct front_matter_key *front_matter_find(const struct front_matter *matter, const char *names);

#endif

/*
 * profile.h - what the export of a tracker looks like, as tables: one profile for each (profiles.c).
 *
 * A profile says by which header it is recognised, which of its columns feeds which field of a ticket, which code words stand for which
 * display words, and what is derived where the export has no column for it. Fields that it does not name take the column of their own name,
 * as in `generic`; all other columns are extra fields.
 */
#ifndef PRODROME_TRACKER_PROFILE_H
#define PRODROME_TRACKER_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "datasets/base/strbuf.h"

/* A word as stored in the tracker, and as it shows it. Lists end with a NULL. */
struct profile_word {
    const char *code, *shown;
};

struct profile_field {
    const char                *field;   /* of the contract                                                  */
    const char                *columns; /* names joined by '|', the best first; element names and labels    */
    const struct profile_word *words;   /* NULL: verbatim                                                   */
};

enum derive_how {
    DERIVE_CONSTANT, /* `from` itself                                                                             */
    DERIVE_KEY,      /* the part of a key before its last '-': "EHR-12" -> "EHR"                                  */
    DERIVE_URL,      /* the repository of an issue's address: ".../group/ehr/-/issues/5" -> "ehr"                 */
    DERIVE_COPY,     /* another column, where the first has no value in a row                                     */
    DERIVE_PAIR,     /* two columns as "A / B"                                                                    */
    DERIVE_NUMBER,   /* the kind that a number begins with: "INC0010001" -> "Incident"                            */
    DERIVE_LABEL     /* the value of a label with one of the prefixes `also`: "severity::2", "area/billing"       */
};

/* Where none of the field's columns has a value in a row. */
struct profile_derived {
    const char     *field;
    enum derive_how how;
    const char     *from; /* columns, as in profile_field                       */
    const char     *also; /* DERIVE_PAIR: the other columns; DERIVE_LABEL: prefixes */
};

enum { PROFILE_SIGNATURES_MAX = 4 };

struct profile {
    const char                   *name, *title;                       /* "jira", "a Jira export" */
    const char                   *signature[PROFILE_SIGNATURES_MAX]; /* each: columns joined by '|' that a header has, all of them; NULL */
    const struct profile_field   *field;                              /* ends with a NULL field  */
    const struct profile_derived *derived;                            /* ends with a NULL field; in the order in which they are tried */
    bool                          utc;                                /* its dates are in UTC, whatever the user says */
};

/* NULL past the last; the first is `generic`, which has no tables. */
const struct profile *profile_at(size_t i);
const struct profile *profile_find(const char *name); /* NULL where there is none of that name */

/* The profile whose signature is in the header, `generic` where none is. Case does not matter. */
const struct profile *profile_recognise(const char *const *column, size_t n);

/* The column of a list joined by '|' that a header has, the first of the list; SIZE_MAX. */
size_t profile_column(const char *names, const char *const *column, size_t n);

const struct profile_field *profile_field_find(const struct profile *profile, const char *field); /* or NULL */

/* What a code word shows, else NULL. */
const char *profile_shown(const struct profile_word *words, const char *text, size_t len);

/* Appends what is derived of a value (of two for DERIVE_PAIR; `b` may be empty), nothing where nothing follows from it. */
void profile_derive(struct strbuf *out, const struct profile_derived *derived, const char *a, size_t a_len, const char *b, size_t b_len);

#endif

/*
 * import_kinds.h - what each kind of file holds, as tables, and the few things a table cannot say.
 *
 * Inside of import. A row becomes one import_value for each field of its kind, in the order of the kind's table; the
 * functions here look at those. They never see raw text of a TEXT, WORD or PERSON field: that is de-identified
 * before.
 */
#ifndef PRODROME_IMPORT_KINDS_H
#define PRODROME_IMPORT_KINDS_H

#include "datasets/base/strbuf.h"
#include "datasets/import/import.h"

enum value_type { VALUE_NONE, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT };

struct import_value {
    enum value_type type;
    bool            in_scratch; /* text: `start` is an offset into the scratch it was made in, until that is done */
    union {
        int64_t integer;
        double  real;
        struct {
            union {
                const char *str; /* not NUL-terminated */
                size_t      start;
            };
            size_t len;
        };
    };
};

/* Places of the fields of telemetry. */
enum { POINT_TIME, POINT_VALUE, POINT_SYSTEM, POINT_METRIC };

/* Places of the fields of predictions. */
enum { PREDICTION_TIME, PREDICTION_MODEL, PREDICTION_VERSION, PREDICTION_SCORE, PREDICTION_LABEL, PREDICTION_SUBGROUP, N_PREDICTION_FIELDS };

/* When a row's facts became known (README.md, Architecture: Time). */
struct import_known {
    int64_t     at, label_at; /* TIME_NONE: not known */
    const char *basis, *label_basis;
};

/* The second file of changes: by commit, project as that of the change. */
const struct import_kind *import_kind_code(void);

/* What a header must have beside the required fields: all of `all`, one of `any` (names joined by '|', "" for none). */
const char *import_kind_header_all(const struct import_kind *kind);
const char *import_kind_header_any(const struct import_kind *kind);

size_t import_kind_field(const struct import_kind *kind, const char *name); /* index, SIZE_MAX where it has none */

/* The field that is records.project: "project", for what belongs to a system "system"; SIZE_MAX: no field of the file. */
size_t import_kind_project(const struct import_kind *kind);
/* A field that is no part of what tells rows apart: the release in which a dependency was seen, the label that a prediction got later. Left out of raw_hash. */
size_t import_kind_seen_in(const struct import_kind *kind);

/* What must hold between the fields of a row, and what one field says of another that is empty. NULL, or what is
 * wrong (static text) with *field (SIZE_MAX: the row). */
const char *import_kind_check(const struct import_kind *kind, struct import_value *value, size_t *field);

/* Appends the identity inside the project. `id` is the scratch in which values that were made (in_scratch) lie. */
void import_kind_identity(const struct import_kind *kind, const struct import_value *value, struct strbuf *id);

void import_kind_known(const struct import_kind *kind, const struct import_value *value, int64_t now,
                       struct import_known *known);

/* Whether a column outside the contract holds a person, by its name ("reporter", "opened_by", "Caller ID", ...). */
bool import_column_is_person(const char *name);

#endif

/*
 * import_values.h - one row of a file made into typed, de-identified values.
 *
 * The part of import that takes time and needs neither file nor store, so that rows can be made ready on several
 * cores. Inside of import.
 */
#ifndef PRODROME_IMPORT_VALUES_H
#define PRODROME_IMPORT_VALUES_H

#include "datasets/import/import_columns.h"
#include "datasets/import/import_kinds.h"
#include "datasets/tracker/dates.h"

enum { IMPORT_ID_MAX = 512 };

/* What all rows of a file share. */
struct import_context {
    const struct import_kind    *kind;
    const struct import_columns *columns;
    const struct export_rows     *source;  /* for names of columns                   */
    const char                  *project; /* of the options, or NULL                */
    size_t                       project_field; /* SIZE_MAX: the kind has none      */
    size_t                       seen_in_field; /* import_kind_seen_in              */
    const uint8_t               *key;     /* [DIGEST_KEY_SIZE] pseudonym.key        */
    const struct phi_rules      *rules;   /* of the store, may be NULL              */
    int64_t                      now;
    const struct tracker_dates  *dates;   /* NULL: times are as the contract writes them */
    bool                         for_table; /* import_table.h: rows of another project than `project` are marked, not refused, and none of their text is made;
                                               nothing is hashed */
};

struct import_row {
    uint64_t             line, number; /* as csv_row                                                      */
    const char          *reason;       /* NULL: good; else static text, and nothing below counts          */
    const char          *column;       /* name of the bad column, "" for the whole row; dies with the reader */
    bool                 other;        /* good, but of another project: of its values only id, times and numbers count */
    struct import_value *value;        /* [kind->n_fields + 1]; the last one is `extra`, JSON              */
    struct import_value  id;           /* identity inside the project                                     */
    struct import_known  known;
    uint8_t              raw_hash[DIGEST_SIZE];     /* keyed, over the raw values by name                 */
    uint8_t              content_hash[DIGEST_SIZE]; /* over the values as stored, without the project     */
};

/* Where text that was made is kept, for some rows; one thread at a time. */
struct import_scratch {
    struct strbuf    out;
    struct strbuf    context, clean; /* of one extra column       */
    struct phi_spans spans;
    uint64_t         counts[PHI_N_TYPES]; /* redactions in good rows */
    struct strbuf    message; /* what is hashed, one row at a time */
};

void import_scratch_init(struct import_scratch *scratch);
void import_scratch_clear(struct import_scratch *scratch);
void import_scratch_release(struct import_scratch *scratch);

/* Fills what `row` has beside line and number. `cell` holds a field for each column. A bad value makes the row a
 * reject, no failure; ERR_NOMEM is one. Text lies in the cells and in scratch->out, where it still moves: see
 * import_row_settle. */
int  import_row_prepare(struct import_row *row, const struct csv_field *cell, const struct import_context *context,
                        struct import_scratch *scratch, struct err *err);

/* Of a log's further columns: in which of them a number is no identifier, by the column's name ("age" and not "MRN"). ERR_NOMEM. */
int import_extras_probe(struct import_columns *columns, const struct import_context *context, struct err *err);

/* After the last row of a scratch: text stays where it is from now on. */
void import_row_settle(struct import_row *row, const struct import_kind *kind, const struct import_scratch *scratch);

#endif

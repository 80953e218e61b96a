/*
 * import_columns.h - which column of a file feeds which field.
 *
 * Made once from a file's header. A field takes the column that --map gives it, else the one that the profile knows for
 * it, else the one of its own name (as written, else in any case); columns that feed no field are extra. Inside of import.
 */
#ifndef PRODROME_IMPORT_COLUMNS_H
#define PRODROME_IMPORT_COLUMNS_H

#include "datasets/import/import.h"
#include "datasets/tracker/export_rows.h"

#define COLUMN_NONE SIZE_MAX

struct import_extra {
    size_t      column;
    const char *name;   /* borrowed from the source */
    bool        person; /* replaced whole           */
    bool        signed_by; /* "DATE;PERSON;text" of Jira, several joined by '|': the person is replaced */
    bool        plain;  /* numbers in it are kept as they are: import_extras_probe */
};

struct import_columns {
    size_t               n;        /* columns of the file                               */
    size_t              *of_field; /* [kind->n_fields] column, or COLUMN_NONE           */
    size_t               named_extra; /* the extra column that --map gives a name (import_kind_named_extra), or COLUMN_NONE */
    const struct profile_word **words; /* [kind->n_fields] what the profile shows for the field's codes, or NULL */
    struct import_extra *extra;    /* [n_extras] by name, so that moved columns change nothing */
    size_t               n_extras;
};

/* Whether --map names fields of the kind, each once: ERR_USAGE with the nearest. */
int import_columns_check_map(const struct import_options *options, struct err *err);

/* ERR_REFUSED where a needed column is missing ("FILE:1: no column 'id'; ..."), ERR_USAGE where --map names one that
 * is not there. `file` is for messages; `kind` is that of options or its code file, which --map does not concern. */
int  import_columns_init(struct import_columns *columns, const struct export_rows *source, const char *file,
                         const struct import_kind *kind, const struct import_options *options, struct err *err);
/* Leaves no extra columns but those of which a table of rows.h has something ("damage"). */
void import_columns_spare_extras(struct import_columns *columns);
void import_columns_release(struct import_columns *columns);

#endif

/*
 * csv_row.h - one row of a CSV file, as it is handed out.
 */
#ifndef PRODROME_CSV_ROW_H
#define PRODROME_CSV_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CSV_FIELD_MAX = 16 << 20, CSV_COLUMNS_MAX = 4096 };

struct csv_field {
    const char *str; /* NUL-terminated; dies when the next row is asked for */
    size_t      len;
};

struct csv_row {
    const struct csv_field *field;   /* [n_fields]                                                   */
    size_t                  n_fields; /* the header's width unless bad                                */
    uint64_t                line;    /* of the file, from 1, where the row begins                    */
    uint64_t                number;  /* data row, from 1                                             */
    bool                    bad;     /* not to be used; column and reason say why                    */
    size_t                  bad_column; /* from 0, n_fields where the whole row is meant             */
    const char             *reason;  /* static text: "invalid UTF-8", "row too short: ..." ...       */
};

#endif

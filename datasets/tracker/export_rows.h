/*
 * export_rows.h - the rows of a file under the names of its columns, whatever form the file has.
 *
 * Between the readers (csv_reader, issues_json) and import. For tickets it knows the trackers' exports: tells by the header whose one it is,
 * joins the values of a column that comes several times with '|', and adds a column for each field that the profile derives from others
 * (named as the field's own column, where the file has it, else as the field). For every other kind of file it hands through what csv_reader gives.
 */
#ifndef PRODROME_TRACKER_EXPORT_ROWS_H
#define PRODROME_TRACKER_EXPORT_ROWS_H

#include <stdbool.h>

#include "datasets/base/strbuf.h"
#include "datasets/readers/csv_reader.h"
#include "datasets/tracker/profile.h"

struct export_rows_options {
    bool                 tracker; /* tickets: profiles, JSON, repeated columns                     */
    const struct profile *profile; /* NULL: tell it by the header                                  */
    const char          *project; /* given by the user: none is derived; or NULL                   */
};

struct export_rows;

/* `text` is what stands in the file, or NULL: `path` is read ("-" is standard input). Errors as csv_reader_open and issues_json_open. */
int  export_rows_open(struct export_rows **out, const char *path, const struct strbuf *text, const struct export_rows_options *options, struct err *err);
void export_rows_close(struct export_rows *source);

const struct profile *export_rows_profile(const struct export_rows *source); /* never NULL */
bool        export_rows_again(const struct export_rows *source);             /* it can be opened a second time */
size_t      export_rows_n_columns(const struct export_rows *source);         /* at most CSV_COLUMNS_MAX + some */
const char *export_rows_column(const struct export_rows *source, size_t column);
size_t      export_rows_find(const struct export_rows *source, const char *name); /* as csv_reader_find */

/* The column of a field by the profile (derived or its own), SIZE_MAX where the profile says nothing or the file has none. */
size_t export_rows_of_field(const struct export_rows *source, const char *field);

/* No column of the file, or one whose values are also those of a derived one: no extra field. */
bool export_rows_is_spare(const struct export_rows *source, size_t column);

/* Where a column comes a second time (columns of the file, from 1); false: once. */
bool export_rows_repeats(const struct export_rows *source, size_t column, size_t *first, size_t *second);

/* The file's own reader, where it can be read in parts and a row is just what it gives; else NULL. */
struct csv_reader *export_rows_parts(struct export_rows *source);
void     export_rows_spare_digest(struct export_rows *source); /* it is not asked for */

int      export_rows_next(struct export_rows *source, struct csv_row *row, struct err *err); /* as csv_reader_next */
uint64_t export_rows_bytes(const struct export_rows *source);
void     export_rows_digest(const struct export_rows *source, uint8_t out[32]);

#endif

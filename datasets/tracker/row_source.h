/*
 * row_source.h - the rows of a file under the names of its columns, whatever form the file has.
 *
 * Between the readers (csv_reader, issues_json) and import. For tickets it knows the trackers' exports: tells by the header whose one it is,
 * joins the values of a column that comes several times with '|', and adds a column for each field that the profile derives from others
 * (its name is the field's). For every other kind of file it hands through what csv_reader gives.
 */
#ifndef PRODROME_TRACKER_ROW_SOURCE_H
#define PRODROME_TRACKER_ROW_SOURCE_H

#include <stdbool.h>

#include "datasets/base/strbuf.h"
#include "datasets/csv_reader.h"
#include "datasets/tracker/profile.h"

struct row_source_options {
    bool                 tracker; /* tickets: profiles, JSON, repeated columns                     */
    const struct profile *profile; /* NULL: tell it by the header                                  */
    const char          *project; /* given by the user: none is derived; or NULL                   */
};

struct row_source;

/* `text` is what stands in the file, or NULL: `path` is read ("-" is standard input). Errors as csv_reader_open and issues_json_open. */
int  row_source_open(struct row_source **out, const char *path, const struct strbuf *text, const struct row_source_options *options, struct err *err);
void row_source_close(struct row_source *source);

const struct profile *row_source_profile(const struct row_source *source); /* never NULL */
bool        row_source_again(const struct row_source *source);             /* it can be opened a second time */
size_t      row_source_n_columns(const struct row_source *source);         /* at most CSV_COLUMNS_MAX + some */
const char *row_source_column(const struct row_source *source, size_t column);
size_t      row_source_find(const struct row_source *source, const char *name); /* as csv_reader_find */

/* The column of a field by the profile (derived or its own), SIZE_MAX where the profile says nothing or the file has none. */
size_t row_source_of_field(const struct row_source *source, const char *field);

/* No column of the file, or one whose values are also those of a derived one: no extra field. */
bool row_source_is_spare(const struct row_source *source, size_t column);

/* Where a column comes a second time (columns of the file, from 1); false: once. */
bool row_source_repeats(const struct row_source *source, size_t column, size_t *first, size_t *second);

int      row_source_next(struct row_source *source, struct csv_row *row, struct err *err); /* as csv_reader_next */
uint64_t row_source_bytes(const struct row_source *source);
void     row_source_digest(const struct row_source *source, uint8_t out[32]);

#endif

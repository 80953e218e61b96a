/*
 * import_dates.h - how the dates of one file are to be read.
 *
 * A contract's file says ISO 8601 or Unix seconds. A tracker's export writes dates as its administrator set it up: which of day and month
 * comes first is told by the dates of the whole file before its first row is read, and never guessed. Inside of import.
 */
#ifndef PRODROME_IMPORT_DATES_H
#define PRODROME_IMPORT_DATES_H

#include "datasets/import/import_columns.h"
#include "datasets/tracker/dates.h"

struct import_dates {
    bool                 used;         /* else as the contract writes them                        */
    struct tracker_dates dates;
    bool                 order_told;   /* the order follows from the file's dates                 */
    bool                 zone_assumed; /* a value names no zone, and neither did the user: UTC    */
};

/* Profile, time zone and order of the options: ERR_USAGE where one is unknown or has no place. */
int import_dates_check(const struct import_options *options, struct err *err);

/* The rows of a file by the options' profile. */
int import_source_open(struct export_rows **out, const char *path, const struct import_kind *kind, const struct import_options *options, struct err *err);

/* Used for trackers' exports, and where the options name a zone or an order. Reads the file a second time where it can be (a pipe cannot: then
 * ambiguous dates are rejects). ERR_REFUSED where its dates contradict each other, or where nothing settles their order:
 * "FILE:LINE: column 'Created': ...". */
int import_dates_settle(struct import_dates *out, const struct export_rows *source, const struct import_columns *columns, const char *path,
                        const struct import_kind *kind, const struct import_options *options, struct err *err);

#endif

/*
 * csv_feed.h - bytes of a CSV file in, rows out.
 *
 * Inside of csv_reader and csv_part; the one module that knows libcsv. Bytes come in runs of any length that follow each other; rows wait until they
 * are taken. Knows what libcsv does not: line numbers (of the row's first line), NUL bytes, invalid UTF-8, rows of the wrong width, fields and
 * rows that are too large, a quote that is never closed. After a failure the feed can only be freed.
 */
#ifndef PRODROME_CSV_FEED_H
#define PRODROME_CSV_FEED_H

#include "datasets/base/err.h"
#include "datasets/readers/csv_row.h"

struct csv_feed;

/* A width of 0: the first row is the header, which says it, and is handed out as number 0. ERR_NOMEM. */
int  csv_feed_new(struct csv_feed **out, char delimiter, size_t width, struct err *err);
void csv_feed_free(struct csv_feed *feed);
/* As it was made with a width, which it has by now; its buffers stay. */
void csv_feed_restart(struct csv_feed *feed);

/* The next bytes, when no row waits. ERR_NOMEM. */
int  csv_feed_bytes(struct csv_feed *feed, const char *data, size_t len, struct err *err);
/* The same line by line, until a row waits: *data and *len are then what was not fed. */
int  csv_feed_to_row(struct csv_feed *feed, const char **data, size_t *len, struct err *err);
/* No more bytes come: the last row may lack its line end. When no row waits. ERR_NOMEM. */
int  csv_feed_end(struct csv_feed *feed, struct err *err);
/* The next row, which dies with the next bytes; false: none waits. A wrong one has `bad` set. */
bool csv_feed_take(struct csv_feed *feed, struct csv_row *row);

size_t   csv_feed_width(const struct csv_feed *feed);
uint64_t csv_feed_lines(const struct csv_feed *feed);           /* that ended so far                                            */
bool     csv_feed_in_row(const struct csv_feed *feed);          /* a row has begun and not ended                                */
bool     csv_feed_has_row(const struct csv_feed *feed);         /* one waits                                                    */
bool     csv_feed_at_first_row(const struct csv_feed *feed);    /* the header was taken, and no byte behind its line end was fed */
uint64_t csv_feed_open_quote_line(const struct csv_feed *feed); /* after the end: where a quote opens that is never closed; 0: none */

#endif

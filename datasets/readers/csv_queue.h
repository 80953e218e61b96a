/*
 * csv_queue.h - rows that were parsed and not yet handed out.
 *
 * Inside of csv_feed and csv_plain. Fields lie in one text, each with its NUL; a row is a run of fields.
 *
 *     text   a\0b\0\0...      field  { 0, 1 } { 2, 1 } { 4, 0 } ...      row  { first 0, n 3 } ...
 */
#ifndef PRODROME_CSV_QUEUE_H
#define PRODROME_CSV_QUEUE_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

struct queued_field {
    size_t start, len; /* in text */
};

struct queued_row {
    size_t      first, n;   /* in field                                          */
    uint64_t    line;       /* where it begins                                   */
    size_t      bad_column; /* as csv_row                                        */
    const char *reason;     /* NULL: a good row                                  */
};

struct csv_queue {
    char                *text; /* [text_len]                                     */
    size_t               text_len, text_cap;
    struct queued_field *field; /* [n_fields]                                    */
    size_t               n_fields, cap_fields;
    struct queued_row   *row;   /* [n_rows]; those before `next` were handed out */
    size_t               n_rows, cap_rows, next;
};

void csv_queue_release(struct csv_queue *queue);

/* ERR_NOMEM: nothing has changed. */
int  csv_queue_add_field(struct csv_queue *queue, const char *data, size_t len);
int  csv_queue_add_row(struct csv_queue *queue, const struct queued_row *row);
/* Room for a row of n_fields fields of `len` bytes in all, their NULs counted, so that they can be put there without asking. */
int  csv_queue_reserve(struct csv_queue *queue, size_t n_fields, size_t len);
/* All rows were handed out: their fields go, and those from `from` on, of a row that has begun, move to the front. */
void csv_queue_recycle(struct csv_queue *queue, size_t from);

#endif

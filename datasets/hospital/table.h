/*
 * table.h - rows of one CSV file, written as they come (RFC 4180: CRLF, quotes where needed).
 *
 * Fields are added from left to right; a row with too many or too few is a fault of the program and asserted. Adding
 * never fails: what went wrong is reported by table_end_row.
 */
#ifndef PRODROME_HOSPITAL_TABLE_H
#define PRODROME_HOSPITAL_TABLE_H

#include <stdint.h>

#include "datasets/base/outfile.h"
#include "datasets/base/strbuf.h"

struct table {
    struct outfile *file;
    struct strbuf   row;       /* the row so far          */
    size_t          column;    /* fields in it            */
    size_t          n_columns;
    uint64_t        n_rows;    /* finished, without header */
};

void table_init(struct table *table);
int  table_open(struct table *table, const char *path, const char *header, struct err *err); /* header: names joined by ',' */
void table_add(struct table *table, const char *text, size_t len);
void table_adds(struct table *table, const char *text);
void table_add_u64(struct table *table, uint64_t value);
void table_add_real(struct table *table, double value, int decimals); /* |value| below 2^53 / 10^decimals */
void table_add_time(struct table *table, int64_t time);               /* ISO 8601; TIME_NONE: empty           */
int  table_end_row(struct table *table, struct err *err);
int  table_commit(struct table *table, struct err *err);
void table_close(struct table *table);                                /* without commit the old file stays    */

#endif

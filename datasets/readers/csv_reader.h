/*
 * csv_reader.h - RFC 4180 rows from a hostile file (libcsv).
 *
 * Streams a file of any size in bounded memory. Knows what libcsv does not: line numbers (of the row's first line), a byte order
 * mark, the delimiter (';' or tab where the header says so), NUL bytes, invalid UTF-8, rows of the wrong width, fields over
 * 16 MiB, a quote that is never closed. A wrong row is handed out with `bad` set, so that the caller can count it as a reject;
 * a file that is no CSV at all is ERR_REFUSED.
 */
#ifndef PRODROME_CSV_READER_H
#define PRODROME_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

enum { CSV_FIELD_MAX = 16 << 20, CSV_COLUMNS_MAX = 4096 };

struct csv_field {
    const char *str; /* NUL-terminated; dies at the next csv_reader_next */
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

struct csv_reader;

/* Reads the header. ERR_NOTFOUND, ERR_IO, ERR_REFUSED ("FILE:1: ..." for an empty file, a binary file, a header with an
 * empty or doubled name unless allow_duplicates). `path` "-" is standard input. */
int  csv_reader_open(struct csv_reader **out, const char *path, bool allow_duplicates, struct err *err);
/* The same from memory; `data` must outlive the reader, `name` is used in messages. */
int  csv_reader_open_memory(struct csv_reader **out, const char *name, const void *data, size_t len, bool allow_duplicates, struct err *err);
/* The same from what is left of an open file or pipe, of which `head` was already read. The descriptor is copied; `head` is too. */
struct strbuf;
int  csv_reader_open_rest(struct csv_reader **out, const char *name, int fd, const struct strbuf *head, bool allow_duplicates, struct err *err);
void csv_reader_close(struct csv_reader *reader);

size_t      csv_reader_n_columns(const struct csv_reader *reader);
const char *csv_reader_column(const struct csv_reader *reader, size_t column); /* header text, trimmed */
/* The column of that name, else the only one that differs from it in case alone, else SIZE_MAX. */
size_t      csv_reader_find(const struct csv_reader *reader, const char *name);
char        csv_reader_delimiter(const struct csv_reader *reader);

/* 1: a row, 0: end, negative: ERR_IO, ERR_NOMEM, or ERR_REFUSED (a quote never closed: the message has the line where it opened).
 * What was handed out before stays true. */
int      csv_reader_next(struct csv_reader *reader, struct csv_row *row, struct err *err);
uint64_t csv_reader_bytes(const struct csv_reader *reader);  /* read so far    */
uint64_t csv_reader_size(const struct csv_reader *reader);   /* 0: not known   */
/* Rows in parts, for several threads. A part is a reader of its own, made once, filled with the next rows of `whole` by csv_reader_cut (one thread at a
 * time, and `whole` is read no other way) and read by csv_reader_next, whose lines and numbers count from the part's first.
 * Parts come by csv_cut. Where one fails, or ends inside of a row after all, it and what comes after it mean nothing: the file must be read in one. */
bool     csv_reader_can_cut(const struct csv_reader *whole);                /* a regular file of which only the header was read */
int      csv_reader_part_new(struct csv_reader **out, const struct csv_reader *whole, struct err *err);
/* 1: at most max_rows rows, 0: the end; ERR_IO, ERR_NOMEM; ERR_REFUSED: no row ends soon enough. */
int      csv_reader_cut(struct csv_reader *part, struct csv_reader *whole, size_t max_rows, struct err *err);
size_t   csv_reader_part_bytes(const struct csv_reader *part);
bool     csv_reader_part_is_whole(const struct csv_reader *part);           /* after its last row: it ends where a row ends   */
uint64_t csv_reader_lines(const struct csv_reader *reader);                 /* read so far; of a part those in it             */

/* The digest is not asked for. */
void     csv_reader_spare_digest(struct csv_reader *reader);
/* BLAKE2b of all bytes read, valid after the end. */
void     csv_reader_digest(const struct csv_reader *reader, uint8_t out[32]);

#endif

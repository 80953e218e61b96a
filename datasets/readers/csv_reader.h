/*
 * csv_reader.h - RFC 4180 rows from a hostile file.
 *
 * Streams a file of any size in bounded memory. Knows what libcsv does not: line numbers (of the row's first line), a byte order
 * mark, the delimiter (';' or tab where the header says so), NUL bytes, invalid UTF-8, rows of the wrong width, fields over
 * 16 MiB, a quote that is never closed. A wrong row is handed out with `bad` set, so that the caller can count it as a reject;
 * a file that is no CSV at all is ERR_REFUSED.
 */
#ifndef PRODROME_CSV_READER_H
#define PRODROME_CSV_READER_H

#include "datasets/base/err.h"
#include "datasets/readers/csv_row.h"

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
uint64_t csv_reader_lines(const struct csv_reader *reader);  /* read so far    */

/* The digest is not asked for. */
void     csv_reader_spare_digest(struct csv_reader *reader);
/* BLAKE2b of all bytes read, valid after the end. */
void     csv_reader_digest(const struct csv_reader *reader, uint8_t out[32]);

/* For csv_part alone. */
bool csv_reader_can_cut(const struct csv_reader *reader); /* a regular file of which only the header was parsed */
/* What was read and not parsed, which is the caller's to parse now; borrowed until bytes are put back. */
void csv_reader_take_rest(struct csv_reader *reader, const char **data, size_t *len);
/* The next bytes of the file, when there is no rest; fewer than `len` only at its end. ERR_IO. */
int  csv_reader_read(struct csv_reader *reader, char *to, size_t len, size_t *n_read, struct err *err);
/* They are the rest, when there is none. ERR_NOMEM. */
int  csv_reader_put_back(struct csv_reader *reader, const char *data, size_t len, struct err *err);

#endif

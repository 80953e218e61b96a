/*
 * csv_part.h - rows of a CSV file in parts, for several threads.
 *
 * A part is made once, filled with the next rows of a file by csv_part_cut (one thread at a time, and the file is read in no other way) and read by
 * csv_part_next, on any thread. Where the rows end is told by csv_cut, from the quotes alone. Where one part fails, or ends
 * inside of a row after all, it and what comes after it mean nothing: the file must be read in one.
 */
#ifndef PRODROME_CSV_PART_H
#define PRODROME_CSV_PART_H

#include "datasets/base/err.h"
#include "datasets/readers/csv_row.h"

struct csv_part;
struct csv_reader;

/* Of a file that csv_reader_can_cut. ERR_NOMEM. */
int  csv_part_new(struct csv_part **out, const struct csv_reader *whole, struct err *err);
void csv_part_free(struct csv_part *part);

/* 1: at most max_rows rows, 0: the end; ERR_IO, ERR_NOMEM; ERR_REFUSED: no row ends soon enough. */
int    csv_part_cut(struct csv_part *part, struct csv_reader *whole, size_t max_rows, struct err *err);
size_t csv_part_bytes(const struct csv_part *part);

/* 1: a row, whose line and number count from the part's first; 0: end; ERR_NOMEM; ERR_REFUSED: a quote that is never closed. */
int      csv_part_next(struct csv_part *part, struct csv_row *row, struct err *err);
bool     csv_part_is_whole(const struct csv_part *part);  /* after its last row: it ends where a row ends */
uint64_t csv_part_lines(const struct csv_part *part);     /* read so far                                  */

#endif

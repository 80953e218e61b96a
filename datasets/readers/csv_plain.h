/*
 * csv_plain.h - rows that have nothing odd, copied without libcsv.
 *
 * Inside of csv_feed. Plain is a row that lies whole in the bytes at hand, has the header's width and valid UTF-8, and quotes, blanks and line ends
 * where RFC 4180 has them: most rows of most files. libcsv, which goes byte by byte, is asked about all others, and gives the same
 * fields for these.
 */
#ifndef PRODROME_CSV_PLAIN_H
#define PRODROME_CSV_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/readers/csv_queue.h"

struct csv_plain {
    char   delimiter;
    size_t width;           /* fields of a row                                         */
    bool   ends_field[256]; /* bytes at which an unquoted field ends, or is none that is plain */
};

void csv_plain_init(struct csv_plain *plain, char delimiter);

/* The row that begins at `data`, line `*line`, without NUL up to `end`: into the queue, and `*line` moves on. Returns its bytes; 0 where it is not
 * plain (nothing has changed); ERR_NOMEM. */
ptrdiff_t csv_plain_take(const struct csv_plain *plain, struct csv_queue *queue, const char *data, const char *end, uint64_t *line);

#endif

/*
 * csv_cut.h - where a piece of a CSV file can be cut into rows, by its quotes alone.
 *
 * So that several threads can parse parts of a file. Quotes that do not pair can mislead it: who parses a part that was cut here looks whether it ends
 * between two rows (csv_part_is_whole).
 */
#ifndef PRODROME_CSV_CUT_H
#define PRODROME_CSV_CUT_H

#include <stddef.h>

/* `data` begins where a row begins. Bytes of the first rows of it that end in it with LF, at most `max_rows`; 0: none ends. */
size_t csv_cut(const char *data, size_t len, size_t max_rows);

#endif

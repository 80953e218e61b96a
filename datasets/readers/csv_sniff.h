/*
 * csv_sniff.h - what the bytes of a file look like before they are parsed.
 *
 * Inside of csv_reader, csv_feed and csv_plain.
 */
#ifndef PRODROME_CSV_SNIFF_H
#define PRODROME_CSV_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "datasets/base/err.h"

/* ERR_REFUSED where the first bytes of the file `name` are those of another format, or binary, or none at all:
 * "NAME:1: not a CSV file: looks like gzip data; decompress it first (gzip -d)". */
int csv_sniff_format(const char *name, const char *data, size_t len, struct err *err);

/* ',' ';' or tab: what occurs most often outside quotes in the first line that is not blank; ',' where none does. */
char csv_sniff_delimiter(const char *data, size_t len);

/* Whether the bytes are well-formed UTF-8; ASCII at some 8 GB/s. */
bool csv_sniff_utf8(const char *text, size_t len);

#endif

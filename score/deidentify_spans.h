/*
 * deidentify_spans.h - where the identifiers of many texts are, as a table.
 *
 *     id,text                 id,start,end,type
 *     7,"call 555-010-4477"   7,5,17,PHONE
 *
 * Offsets are bytes of the UTF-8 text, the end exclusive; in the order of the rows, then of their starts, not overlapping.
 */
#ifndef PRODROME_DEIDENTIFY_SPANS_H
#define PRODROME_DEIDENTIFY_SPANS_H

#include "datasets/phi/deidentify.h"

struct deidentify_spans {
    uint64_t rows, spans, touched;   /* read; found; rows with one at least */
    uint64_t counts[PHI_N_TYPES];
};

/* Reads a CSV file with the columns id and text ("-": standard input) and writes the other ("-": standard output), whole or not
 * at all. ERR_REFUSED with "FILE:LINE: reason" at the first bad row; other errors as csv_reader_open and deidentify_find. */
int deidentify_spans_write(struct deidentify_spans *out, const char *path, const char *spans_path, const struct phi_rules *rules, struct err *err);

#endif

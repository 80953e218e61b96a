/*
 * csv_out.h - rows of CSV (RFC 4180).
 *
 * Fields are quoted where they need it (comma, quote, line break, blank at an end, ';' or tab) and quotes are
 * doubled, so that a reader gets back the bytes that were given; only NUL is left out. Lines end in LF, which `cut`
 * and `awk` read too; CSV_OUT_CRLF makes it the standard's CR LF.
 *
 * CSV_OUT_NEUTRAL is for files that people open in a spreadsheet: a field that begins with = + - @ TAB or CR (or the
 * full-width form of the first four) gets an apostrophe before it, and so does one of them after a ';', tab or line
 * break inside the field, where a spreadsheet of another locale begins a new cell; control characters other than tab
 * and line breaks are left out. Numbers written by the number functions are never touched.
 */
#ifndef PRODROME_CSV_OUT_H
#define PRODROME_CSV_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/strbuf.h"

enum { CSV_OUT_NEUTRAL = 1, CSV_OUT_CRLF = 2 };

struct csv_out {
    struct strbuf *out;      /* borrowed; its `failed` tells of a failed allocation */
    unsigned       flags;
    size_t         n_fields; /* written in this row                                 */
};

struct csv_out csv_out_make(struct strbuf *out, unsigned flags);

void csv_out_text(struct csv_out *csv, const char *text);                /* NULL: an empty field                  */
void csv_out_textn(struct csv_out *csv, const char *text, size_t len);
void csv_out_int(struct csv_out *csv, int64_t value);
void csv_out_double(struct csv_out *csv, double value);                  /* %.17g; NaN: empty; "inf", "-inf"      */
void csv_out_number(struct csv_out *csv, double value, int decimals);    /* fixed, for people; NaN: empty         */
void csv_out_row_end(struct csv_out *csv);                               /* a row of one empty field is written "" */
/* A row of texts in one call: the header. */
void csv_out_row(struct csv_out *csv, const char *const *text, size_t n);

#endif

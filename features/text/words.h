/*
 * words.h - the block of words: one column for each value that a word field had in training.
 *
 * A value with parts ("iOS / Tools") has its leading parts as columns too ("iOS"), so that a rare or new leaf still says
 * where it hangs.
 */
#ifndef PRODROME_WORDS_H
#define PRODROME_WORDS_H

#include "features/feature_set.h"
#include "features/row_buffer.h"

struct words {
    struct intern word; /* column c: one byte, the place of its field in the spec, then the value */
    uint32_t     *df;   /* [word.n] training rows with it                                         */
};

/* field: [n_fields] indices of word fields. Columns by first arrival in the training rows. */
int  words_fit(struct words *out, const struct block_spec *spec, const struct samples *s, const size_t *field, size_t n_fields,
               const uint32_t *rows, size_t n_rows, struct err *err);
void words_release(struct words *words);
int  words_row(struct row_buffer *row, const struct words *words, const struct block_spec *spec, uint32_t first_col, const struct samples *s,
               const size_t *field, size_t n_fields, size_t sample, struct err *err);
/* The field of a column, and its value: borrowed, not NUL-terminated. */
const char *words_value(const struct words *words, const struct block_spec *spec, uint32_t col, const char **value, size_t *len);
void words_text(const struct words *words, const struct block_spec *spec, uint32_t col, struct strbuf *out); /* "component_filed = iOS" */

#endif

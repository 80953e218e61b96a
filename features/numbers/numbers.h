/*
 * numbers.h - the blocks made of numbers: linear, products, bins, hinges (feature_set.h says what each is).
 *
 * x = ln(1 + max(v, 0)) of a count, ln v of a ratio; a value that is not finite, or a ratio that is not positive, is missing. A number that does not vary in training (deviation up to
 * DEVIATION_MIN), or is always missing, has z = 0 and neither bins nor hinges that tell anything.
 */
#ifndef PRODROME_NUMBERS_H
#define PRODROME_NUMBERS_H

#include "features/feature_set.h"
#include "features/numbers/number_columns.h"
#include "features/row_buffer.h"

enum { NUMBERS_MAX = 256 }; /* of a block */

#define NUMBER_CLIP 5.0 /* clips z and hinges: one wild value must not decide a score */
#define DEVIATION_MIN 1e-9
#define LOG_MAX 1000.0 /* beyond ln of every double, either way */

struct numbers {
    enum block_kind kind;
    uint32_t        n;         /* numbers: all of the samples, or those that the spec names       */
    uint8_t        *scale;     /* [n] enum number_scale                                           */
    double         *mean;      /* [n] of x over the training rows that have it                    */
    double         *deviation; /* [n] of x, population                                            */
    uint32_t       *start;     /* [n + 1] bins, hinges: number i has edge[start[i]] .. edge[start[i + 1] - 1] */
    double         *edge;      /* strictly ascending inside a number, in x                        */
    double         *centre;    /* [start[n]] hinges: mean of the hinge over the training rows     */
    uint32_t       *first_col; /* [n + 1] of each number's columns (products: unused)             */
    uint32_t       *df;        /* [n_cols] bins: training rows in the bin; else NULL              */
};

uint32_t numbers_n_cols(const struct numbers *numbers);

/* On the first n_rows rows of the columns. field: where the n numbers stand among those of the samples; NULL: the first n. */
int  numbers_fit(struct numbers *out, const struct block_spec *spec, const struct number_columns *columns, const size_t *field, size_t n,
                 size_t n_rows, struct err *err);
void numbers_release(struct numbers *numbers);
int  numbers_row(struct row_buffer *row, const struct numbers *numbers, const struct block_spec *spec, uint32_t first_col,
                 const double *value, const size_t *field, struct err *err);

/* The number, or for a product the two numbers, that a column is made of: in [0, n). */
void numbers_of_column(const struct numbers *numbers, uint32_t col, size_t number[2]);
/* "ln la", "ln la x ln nf", "la in (12, 30]", "la above 12" */
void numbers_text(const struct numbers *numbers, uint32_t col, const char *const *name, struct strbuf *out);

#endif

/*
 * field_terms.h - the words of each field of a record, counted in one vocabulary: what similarity is made of.
 *
 * A column is a token that at least MIN_DF of the training rows have in any of the fields; columns by first arrival there (field by
 * field inside a row). The vocabulary and its document frequencies come from the training rows alone; counts are of all rows.
 * Weightings of the counts become rows of features:
 *
 *     tf-idf   tf(t) = 1 + ln( sum over fields of weight x count ),  idf(t) = ln( (1 + N) / (1 + df) ) + 1,  unit length
 *              (as feature_set.h)
 */
#ifndef PRODROME_FIELD_TERMS_H
#define PRODROME_FIELD_TERMS_H

#include "features/csr.h"
#include "features/text/tokens.h"

enum { FIELD_TERMS_MAX = 4, FIELD_TERMS_MIN_DF = 2 };

struct field_terms {
    const struct tokens *tokens;                  /* borrowed                                        */
    size_t               n_fields;
    size_t               n_docs;                  /* training rows                                   */
    uint32_t             n_cols;
    uint32_t            *word;                    /* [n_cols] token of the column                    */
    uint32_t            *col;                     /* [tokens->word.n] column of the token, UINT32_MAX: none */
    uint32_t            *df;                      /* [n_cols] training rows with it in any field     */
    struct csr           count[FIELD_TERMS_MAX];  /* [n_fields] of all rows                          */
    double               mean_length[FIELD_TERMS_MAX]; /* counted tokens of a training row           */
};

/* field: [n_fields] of the tokens, none of grams. The first n_train rows are the training rows. ERR_NODATA where no word is in two of them. */
int  field_terms_make(struct field_terms *out, const struct tokens *tokens, const size_t *field, size_t n_fields, size_t n_train, struct err *err);
void field_terms_release(struct field_terms *terms);

double      field_terms_idf(const struct field_terms *terms, uint32_t col);
const char *field_terms_text(const struct field_terms *terms, uint32_t col); /* the word's stem; borrowed from the tokens */
double      field_terms_length(const struct field_terms *terms, size_t field, size_t row); /* sum of its counts */

/* weight: [n_fields] 0 leaves a field out, else at least 1. A row without a word is empty. `out` is initialised here. */
int field_terms_rows(struct csr *out, const struct field_terms *terms, const double *weight, struct err *err);

#endif

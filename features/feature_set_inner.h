/*
 * feature_set_inner.h - the inside of a feature set, for feature_set*.c and their tests.
 */
#ifndef PRODROME_FEATURE_SET_INNER_H
#define PRODROME_FEATURE_SET_INNER_H

#include "features/feature_set.h"
#include "features/numbers/numbers.h"
#include "features/text/terms.h"
#include "features/text/words.h"

struct block {
    struct block_spec spec;      /* names in the set's arena                  */
    size_t            n_fields;
    uint32_t          first_col, n_cols;
    struct terms      terms;     /* of the three the one that spec.kind names */
    struct numbers    numbers;
    struct words      words;
};

struct feature_set {
    struct arena  arena;
    struct block *block;       /* [n_blocks]                                */
    size_t        n_blocks;
    const char  **number_name; /* [n_numbers] of the samples it was fitted on */
    size_t        n_numbers;
    uint32_t      n_cols;
};

int  feature_set_new(struct feature_set **out, size_t n_blocks, size_t n_numbers, struct err *err);
/* Gives the fitted blocks their columns, one behind the other. ERR_NODATA where there is none, ERR_REFUSED above INT32_MAX. */
int  feature_set_lay_out(struct feature_set *set, struct err *err);
/* Where the samples have the fields of a block: texts, words or numbers by its kind. ERR_USAGE where they have not. */
int  feature_set_find_fields(size_t field[BLOCK_FIELDS_MAX], const struct block *block, const struct samples *s, struct err *err);
bool feature_set_is_numeric(const struct block *block);
/* How many numbers a numeric block takes of samples that have n. */
size_t feature_set_block_numbers(const struct block *block, size_t n);
/* What is behind the checksum: the body of feature_set_load. */
int  feature_set_parse(struct feature_set **out, const void *data, size_t len, struct err *err);

#endif

/*
 * feature_set.h - from samples to sparse rows, fitted on the training cut and then locked.
 *
 * A recipe lists blocks; fitting learns each block's vocabulary, idf, means, deviations and quantiles from the given training rows
 * alone; afterwards nothing changes. Blocks stand side by side, each multiplied by its weight. Every column has a name
 * and a family. Terms: log tf x idf as
 *
 *     tf(t, d)  = 1 + ln( sum over fields of field weight x count )       (Manning, Raghavan, Schuetze 2008, section 6.4.1)
 *     idf(t)    = ln( (1 + N) / (1 + df(t)) ) + 1                          (scikit-learn's smoothed form)
 *     block row = weight x unit length ( tf x idf )
 *
 * Numbers: x = ln(1 + max(v, 0)), of a ratio ln v (a missing value counts as the training mean: 0 after standardising),
 * z = (x - mean) / deviation clipped to +-5.
 */
#ifndef PRODROME_FEATURE_SET_H
#define PRODROME_FEATURE_SET_H

#include "datasets/base/strbuf.h"
#include "features/csr.h"
#include "features/numbers/number_columns.h"
#include "features/samples.h"
#include "features/text/tokens.h"

enum block_kind {
    BLOCK_TERMS,    /* 1..ngram_max-grams of tokens (never across fields), tf-idf, unit length                    */
    BLOCK_LINEAR,   /* z of each number                                                                           */
    BLOCK_PRODUCTS, /* z_i z_j of all pairs i <= j                                                                */
    BLOCK_BINS,     /* one-hot of n_bins quantile bins of each number, an edge belonging to the bin below it (equal edges merged, an edge at the
                     * maximum left out); missing: no bin                                                       */
    BLOCK_HINGES,   /* max(x - q, 0) / deviation, centred on its training mean, clipped to +-5, at the n_bins - 1 inner quantiles q */
    BLOCK_WORDS     /* one-hot of the words seen in training (all word fields named in `field`), and of the leading parts of those
                     * with " / ": "iOS / Tools" also has "iOS"                                                */
};

enum {
    BLOCK_FIELDS_MAX = 4,
    BLOCK_MIN_DF = 2,     /* where min_df is 0                       */
    BLOCK_BINS_MAX = 1000
};

#define BLOCK_WEIGHT_MIN 1e-6 /* weights within these keep every value a finite float */
#define BLOCK_WEIGHT_MAX 1e6

struct block_spec {
    const char     *name;                     /* "words", "metrics", ... ; prefix of column names; no ':'           */
    enum block_kind kind;
    double          weight;                   /* of the whole block                                                 */
    const char     *field[BLOCK_FIELDS_MAX];  /* names of text, word or number fields, NULL-terminated where fewer; numbers without: all */
    double          field_weight[BLOCK_FIELDS_MAX]; /* terms: multiplies counts; at least 1, so that tf is positive */
    int             ngram_max;                /* terms: 1 or 2                                                      */
    uint32_t        min_df;                   /* terms, words: training samples that must have it; default 2        */
    uint32_t        max_terms;                /* terms: keep the most frequent (by total count, then first arrival); 0: all */
    int             n_bins;                   /* bins, hinges                                                       */
    uint32_t        n_numbers;                /* numbers without names in field: the first so many; 0: all          */
};

struct feature_set;

/* rows: [n_rows] indices of samples to learn from. The specs are copied; they are the program's, so wrong ones are asserted. tokens may be NULL
 * where no block is of terms. ERR_NODATA where no column results, ERR_USAGE where the samples lack a field. */
int  feature_set_fit(struct feature_set **out, const struct block_spec *spec, size_t n_specs, const struct samples *s,
                     const struct tokens *tokens, const uint32_t *rows, size_t n_rows, int n_threads, struct err *err);
/* The same with the columns of the same rows made before (NULL: here). */
int  feature_set_fit_columns(struct feature_set **out, const struct block_spec *spec, size_t n_specs, const struct samples *s,
                             const struct tokens *tokens, const struct number_columns *columns, const uint32_t *rows, size_t n_rows, int n_threads,
                             struct err *err);
void feature_set_free(struct feature_set *set);

uint32_t feature_set_n_cols(const struct feature_set *set);
/* One csr row for each of rows[] (rows NULL: the first n_rows samples). `out` is initialised here. Same bits for any n_threads,
 * and for a sample alone or among others. ERR_USAGE where the samples lack a field or have other numbers; more numbers, behind those of the set, do no
 * harm: a newer program may know more. */
int      feature_set_rows(struct csr *out, const struct feature_set *set, const struct samples *s, const struct tokens *tokens,
                          const uint32_t *rows, size_t n_rows, int n_threads, struct err *err);

/* Likewise, with the columns of blocks from first_block on alone; they keep their places. */
int      feature_set_rows_from(struct csr *out, const struct feature_set *set, size_t first_block, const struct samples *s, const struct tokens *tokens,
                               const uint32_t *rows, size_t n_rows, int n_threads, struct err *err);

/* The same rows, none of them kept: each piece of them is handed on as soon as it is made, in any order and from several threads at once; x dies on return,
 * its row 0 is row `first` of feature_set_rows. A failure of `take` ends it and is returned. */
typedef int (*feature_rows_take)(void *ctx, size_t first, const struct csr *x, struct err *err);
int      feature_set_each(const struct feature_set *set, const struct samples *s, const struct tokens *tokens, const uint32_t *rows, size_t n_rows, int n_threads,
                          feature_rows_take take, void *ctx, struct err *err);

/* The values of a fit on fewer rows, in place and without making them anew, and back. x: rows that this set made of its training samples, in their order from
 * the first on. Their values become those that df and idf of the first n_first of them give; a column that fewer than min_df of those have is 0
 * everywhere (which csr.h forbids: such rows are for solvers, not to be appended). Within rounding the same as a fit on them, except that which terms max_terms
 * leaves is still chosen from all training rows. Sets of terms and words only (asserted). uncut puts back what was, to the last bit or the one before it. Same bits
 * for any n_threads. On failure nothing has changed. x and set must outlive what is kept to go back. */
struct feature_recut;
int  feature_set_recut(struct feature_recut **out, const struct feature_set *set, struct csr *x, size_t n_first, int n_threads, struct err *err);
int  feature_set_uncut(struct feature_recut *recut, int n_threads, struct err *err);
void feature_recut_free(struct feature_recut *recut);

/* Exact name, e.g. "words: null pointer", "metrics: ln la", "metrics: la in (12, 30]", "metrics: ln la x ln nf". */
void        feature_set_column_name(const struct feature_set *set, uint32_t col, struct strbuf *out);
/* What a person would call the group: "words", "code", "paths", "size", "spread", "history", "experience", "files", "purpose", "as filed". A product
 * belongs to its first number's family here; explanations that split it halve it (feature_set_column_families gives both). */
const char *feature_set_column_family(const struct feature_set *set, uint32_t col);
void        feature_set_column_families(const struct feature_set *set, uint32_t col, const char *family[2]);
/* The field and the value that a column of words stands for, *value borrowed with its length, not NUL-terminated; NULL for any other column. */
const char *feature_set_column_word(const struct feature_set *set, uint32_t col, const char **value, size_t *len);
/* The first column of the first block of words; n_cols where there is none. */
uint32_t    feature_set_words_from(const struct feature_set *set);
/* Training samples that had the column (terms, words, bins), else 0. */
uint32_t    feature_set_column_df(const struct feature_set *set, uint32_t col);
size_t      feature_set_n_blocks(const struct feature_set *set);
const struct block_spec *feature_set_block(const struct feature_set *set, size_t block, uint32_t *first_col, uint32_t *n_cols);

/* The locked state in a portable binary form with a checksum, and back (ERR_INTEGRITY for anything altered or cut). */
int  feature_set_save(const struct feature_set *set, struct strbuf *out, struct err *err);
int  feature_set_load(struct feature_set **out, const void *data, size_t len, struct err *err);

#endif

/*
 * search_index.h - which earlier rows are most like a row: exact, over sparse rows.
 *
 * An inverted index: for each column the rows that have it, ascending, with their values; 8 bytes a posting. A query adds up
 * value x value over its columns for every row before a limit, so a row in time order is compared with what came before it
 * and nothing else. Nothing is left out or estimated: the score of a row is the dot product of the two (the cosine where rows have
 * unit length), summed in float in the order of the columns, the same bits for any number of threads.
 *
 *     row 0 { 0, 2, 0 }       column 0: (1, 1)             query { 1, 0, 2 } before row 2:
 *     row 1 { 1, 0, 5 }  ->   column 1: (0, 2)       ->    score = { 0, 11 }
 *                             column 2: (1, 5)
 */
#ifndef PRODROME_SEARCH_INDEX_H
#define PRODROME_SEARCH_INDEX_H

#include <stdbool.h>

#include "features/csr.h"

struct posting {
    uint32_t row;
    float    value;
};

/* A column that many rows have: a bit for each row, and the values of those that have it, 16 rows to a word. */
struct packed_column {
    uint32_t  col;
    uint16_t *has;   /* [(n_rows + 15) / 16] bit b of word w: row 16 w + b */
    float    *value; /* of those rows, ascending                           */
};

struct search_index {
    size_t                n_rows;
    uint32_t              n_cols;
    size_t               *start;   /* [n_cols + 1] column c is posting[start[c]] .. posting[start[c + 1] - 1] */
    struct posting       *posting; /* rows ascending inside a column                                         */
    struct packed_column *packed;  /* [n_packed] columns ascending; these have no postings                    */
    size_t                n_packed;
};

/* Of all rows (at most 2^32 - 1); the matrix is not needed afterwards. */
int  search_index_make(struct search_index *out, const struct csr *rows, struct err *err);
void search_index_release(struct search_index *index);

/* Packs the columns that at least one of 16 rows has, about half as large then, and where search_index_packs several times as fast to add up. The same
 * scores to the last bit. ERR_NOMEM: the index is as it was. */
int  search_index_pack(struct search_index *index, struct err *err);
bool search_index_packs(void); /* whether this processor adds packed columns faster (AVX-512) */

/* score[i] for each row i < n_before (at most n_rows), 0 where nothing is shared. col, value: [n] the query, columns ascending; those
 * that the index does not have are passed over. */
void search_index_scores(float *score, const struct search_index *index, const uint32_t *col, const float *value, size_t n, size_t n_before);

/* A row that was found. */
struct search_hit {
    uint32_t row;
    float    score;
};

/* The k best of score[0 .. n) that are above `floor`, best first, equal scores by ascending row; hit: [k]. Returns how many. */
size_t search_top(struct search_hit *hit, size_t k, const float *score, size_t n, float floor);

/* The same of scores that are made for those rows alone that may be among the k best: exact(ctx, row) is at most bound[row]. */
size_t search_top_bounded(struct search_hit *hit, size_t k, const float *bound, size_t n, float floor, float (*exact)(const void *ctx, uint32_t row),
                          const void *ctx);

/* One column that two rows share, and what it gives to their dot product. */
struct search_share {
    uint32_t col;
    float    product;
};

/* The `k` shared columns that give most (equal ones by column) of rows a and b; share: [k]. Returns how many; *total is the sum over all. */
size_t search_shares(struct search_share *share, size_t k, double *total, const struct csr *rows_a, size_t a, const struct csr *rows_b, size_t b);

#endif

/*
 * number_pieces.h - blocks of numbers as what they are to a linear model: one function a number, linear in pieces, and products.
 *
 *     weights . columns  =  sum over numbers i of  f_i(u_i)  +  z' S z         u_i = (x_i - mean_i) / deviation_i,  z_i = u_i clipped to +-5
 *     f_i(u)             =  level + slope u   inside a piece of number i      (its linear column, its bin, its hinges and where they are clipped)
 *
 * A row of a few dozen numbers takes as many look-ups and one small product of matrices, where its columns (feature_set.h) are several hundred: a
 * solver that needs X w and X'r alone (newton_solver.h) never builds them. Both are the same functions up to rounding.
 *
 * Rows lie in blocks of NUMBER_BLOCK_ROWS, number by number; rows beyond the last count as missing everything.
 */
#ifndef PRODROME_NUMBER_PIECES_H
#define PRODROME_NUMBER_PIECES_H

#include "features/feature_set.h"
#include "features/numbers/number_columns.h"

enum { NUMBER_BLOCK_ROWS = 256, NUMBER_PIECES_MAX = 255 /* of one number */ };

struct piece_term { uint32_t col; float level, slope; };

struct number_pieces {
    size_t             n;             /* numbers                                                                   */
    size_t             n_products;    /* the first so many of them have products                                   */
    uint32_t           n_cols;        /* of all the blocks, side by side as feature_set.h has them                 */
    size_t             n_blocks;
    uint32_t          *block_start;   /* [n_blocks + 1] columns                                                    */
    uint32_t           first_product; /* z_i z_j, i <= j, from here on; n_cols: there are none                     */
    double             product_weight; /* of their block                                                           */
    uint32_t          *start;         /* [n + 1] number i has pieces start[i] .. start[i + 1] - 1; the last: missing */
    double            *end;           /* [start[n]] x up to here; INFINITY in the last two of a number             */
    uint32_t          *term_start;    /* [start[n] + 1]                                                            */
    struct piece_term *term;          /* columns that are not zero in the piece                                    */
    size_t             n_rows;
    float             *u;             /* [blocks * n * NUMBER_BLOCK_ROWS] u[(block * n + i) * NUMBER_BLOCK_ROWS + row]; 0: missing */
    uint8_t           *piece;         /* likewise, from start[i]                                                   */
};

/* spec: numeric blocks, each over the first so many numbers of the samples, at most one of products; the first block over the most. Fitted on the first n_fit rows of the columns as
 * feature_set_fit would; the first n_rows become rows. */
int  number_pieces_make(struct number_pieces *out, const struct block_spec *spec, size_t n_specs, const struct number_columns *columns, size_t n_fit,
                        size_t n_rows, int n_threads, struct err *err);
void number_pieces_release(struct number_pieces *pieces);

#endif

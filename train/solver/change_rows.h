/*
 * change_rows.h - the rows that a model of changes learns from, as the solver sees them (newton_solver.h): numbers in pieces, terms in sparse rows.
 *
 *     columns of the numeric blocks | columns of the blocks of terms | the constant column
 *
 * Every member of a design (recipes_changes.h) sees the same rows through a view of its own, which multiplies each block by a weight; a view without
 * terms has none of their columns.
 *
 * Terms are counted once, in rows made by a feature set that was fitted on all rows. What a fit on the first n_fit of them would make of the
 * same rows follows from the counts: a term that fewer than min_df of these rows have is none, idf is that of these rows, and the row has unit
 * length again. (Only where max_terms leaves terms out may the few at the limit be others.)
 */
#ifndef PRODROME_CHANGE_ROWS_H
#define PRODROME_CHANGE_ROWS_H

#include "features/numbers/number_pieces.h"
#include "train/solver/newton_solver.h"

struct change_rows {
    struct number_pieces numbers;
    size_t               n_blocks;     /* numeric ones first                                           */
    uint32_t             first_term;   /* column of the set: the first behind the numbers              */
    uint32_t             n_terms;      /* columns                                                      */
    uint32_t            *term_block;   /* [blocks of terms + 1] columns, from first_term on; owned     */
    const struct csr    *terms;        /* borrowed; NULL: none                                         */
    const float         *value;        /* [nonzeros] of terms                                          */
    float               *own_value;    /* owned, NULL: those of terms                                  */
};

/* set: fitted on n_set rows; terms: its rows from the first block of terms on (feature_set_rows_from), NULL where it has none. Columns, terms: the same
 * rows in the same order; n_fit of them fit, n_rows of them become rows. */
int  change_rows_make(struct change_rows *out, const struct feature_set *set, const struct number_columns *columns, const struct csr *terms, size_t n_set,
                      size_t n_fit, size_t n_rows, int n_threads, struct err *err);
void change_rows_release(struct change_rows *rows);

struct change_line { float level, slope; };

/* Of one thread. */
struct change_view {
    const struct change_rows *rows;
    size_t  n_rows;        /* that learn: the n_fit of the rows     */
    size_t  n_cols;        /* the constant column among them        */
    double  bias;          /* value of the constant column          */
    bool    has_terms, has_products;
    float  *scale;         /* [n_cols - 1] of each column           */
    bool   *used;          /* [numbers] has a column of its own     */
    struct change_line *line;      /* [pieces] of weights           */
    double *level_sum, *slope_sum; /* [pieces] of rows              */
    float  *square;        /* [n * n] S of number_pieces.h          */
    double *gram;          /* [n * n]                               */
    float  *z, *zs;        /* [n * NUMBER_BLOCK_ROWS]               */
    float  *w;             /* [n_terms]                             */
};

/* weight: [n_blocks]; only the first n_numbers numbers have columns (beside products, which have no others); only_col: the only column that counts,
 * UINT32_MAX: all. */
int  change_view_make(struct change_view *out, const struct change_rows *rows, size_t n_rows, const double *weight, size_t n_numbers, uint32_t only_col,
                      double bias, struct err *err);
void change_view_release(struct change_view *view);
/* The two products of a newton_problem; ctx: the view. */
void change_view_margins(double *m, void *ctx, const double *w);
void change_view_transposed(double *g, void *ctx, const double *r);
/* Margins of rows [begin, end). */
void change_view_margins_of(double *m, struct change_view *view, const double *w, size_t begin, size_t end);

#endif

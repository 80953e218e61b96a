/*
 * feature_set_recut: count_df -> make_factors (of each column) -> the rows in pieces, each block of terms to unit length again. What is needed to go back is
 * kept: the factors, the length of each block of a row, and the values that became 0.
 */
#include <assert.h>
#include <math.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/feature_set_inner.h"

enum { PIECE_ROWS = 512 };

struct feature_recut {
    const struct feature_set *set;
    struct csr *x;
    float *factor;    /* [n_cols] new idf over old, 0: too rare among the first rows              */
    float *scale;     /* [n_rows * n_blocks] of a row's terms behind factor                       */
    float **left_out; /* [n_pieces] values of columns with factor 0, in order; owned one by one   */
    size_t n_pieces;
};

static void make_factors(float *factor, const uint32_t *df, const struct block *block, size_t n_first)
{
    for (uint32_t i = 0; i < block->n_cols; i++) {
        if (df[i] < block->spec.min_df)
            factor[i] = 0;
        else if (block->spec.kind == BLOCK_TERMS)
            factor[i] = terms_idf((uint32_t)n_first, df[i]) / block->terms.idf[i];
        else
            factor[i] = 1;
    }
}

/* Where block b of a row ends that begins at i. */
static size_t end_of_block(const struct feature_recut *r, size_t b, size_t i, size_t row_end)
{
    const struct block *block = &r->set->block[b];

    while (i < row_end && r->x->col[i] - block->first_col < block->n_cols)
        i++;
    return i;
}

/* A row's part in one block, [i, end). Values that become 0 go to *left_out, which moves on. */
static void weigh(struct feature_recut *r, size_t row, size_t b, size_t i, size_t end, float **left_out)
{
    const struct block *block = &r->set->block[b];
    float *val = r->x->val, scale = 1;
    double sum = 0;

    for (size_t k = i; k < end; k++) {
        float factor = r->factor[r->x->col[k]];

        if (factor == 0)
            *(*left_out)++ = val[k];
        val[k] *= factor;
        sum += (double)val[k] * (double)val[k];
    }
    if (block->spec.kind == BLOCK_TERMS && sum > 0)
        scale = (float)(block->spec.weight / sqrt(sum));
    for (size_t k = i; k < end; k++)
        val[k] *= scale;
    r->scale[row * r->set->n_blocks + b] = scale;
}

static void weigh_back(struct feature_recut *r, size_t row, size_t b, size_t i, size_t end, float **left_out)
{
    double scale = (double)r->scale[row * r->set->n_blocks + b];

    for (size_t k = i; k < end; k++) {
        float factor = r->factor[r->x->col[k]];

        r->x->val[k] = factor == 0 ? *(*left_out)++ : (float)((double)r->x->val[k] / ((double)factor * scale));
    }
}

static void each_block(struct feature_recut *r, size_t piece, void (*weigh_block)(struct feature_recut *, size_t, size_t, size_t, size_t, float **))
{
    size_t end_row = (piece + 1) * PIECE_ROWS < r->x->n_rows ? (piece + 1) * PIECE_ROWS : r->x->n_rows;
    float *left_out = r->left_out[piece];

    for (size_t row = piece * PIECE_ROWS; row < end_row; row++) {
        size_t i = r->x->row_start[row];

        for (size_t b = 0; b < r->set->n_blocks; b++) {
            size_t end = end_of_block(r, b, i, r->x->row_start[row + 1]);

            weigh_block(r, row, b, i, end, &left_out);
            i = end;
        }
    }
}

/* Room for what a piece leaves out; nothing is changed yet. */
static int count_left_out(void *ctx, size_t piece, struct err *err)
{
    struct feature_recut *r = ctx;
    size_t end_row = (piece + 1) * PIECE_ROWS < r->x->n_rows ? (piece + 1) * PIECE_ROWS : r->x->n_rows, n = 0;

    for (size_t i = r->x->row_start[piece * PIECE_ROWS]; i < r->x->row_start[end_row]; i++)
        n += r->factor[r->x->col[i]] == 0;
    r->left_out[piece] = mem_alloc(n * sizeof *r->left_out[piece]);
    return r->left_out[piece] == NULL ? err_nomem(err) : 0;
}

static int recut_piece(void *ctx, size_t piece, struct err *err)
{
    (void)err;
    each_block(ctx, piece, weigh);
    return 0;
}

static int uncut_piece(void *ctx, size_t piece, struct err *err)
{
    (void)err;
    each_block(ctx, piece, weigh_back);
    return 0;
}

int feature_set_recut(struct feature_recut **out, const struct feature_set *set, struct csr *x, size_t n_first, int n_threads, struct err *err)
{
    struct feature_recut *r = mem_calloc(1, sizeof *r);
    uint32_t *df = mem_calloc(set->n_cols, sizeof *df);
    int rc = 0;

    assert(x->n_cols == set->n_cols && n_first <= x->n_rows);
    if (r == NULL || df == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    *r = (struct feature_recut){ .set = set, .x = x, .n_pieces = (x->n_rows + PIECE_ROWS - 1) / PIECE_ROWS };
    r->factor = mem_calloc(set->n_cols, sizeof *r->factor);
    r->scale = mem_calloc(x->n_rows * set->n_blocks, sizeof *r->scale);
    r->left_out = mem_calloc(r->n_pieces, sizeof(float *));
    if (r->factor == NULL || r->scale == NULL || r->left_out == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    for (size_t i = 0; i < x->row_start[n_first]; i++)
        df[x->col[i]]++;
    for (size_t b = 0; b < set->n_blocks; b++) {
        const struct block *block = &set->block[b];

        assert(!feature_set_is_numeric(block));
        make_factors(r->factor + block->first_col, df + block->first_col, block, n_first);
    }
    rc = parallel_run(n_threads, r->n_pieces, count_left_out, r, err);
    if (rc == 0)
        rc = parallel_run(n_threads, r->n_pieces, recut_piece, r, err);
    if (rc < 0)
        goto done;
    *out = r; /* ownership passes to the caller */
    r = NULL;
done:
    mem_free(df);
    feature_recut_free(r);
    return rc;
}

int feature_set_uncut(struct feature_recut *recut, int n_threads, struct err *err)
{
    return parallel_run(n_threads, recut->n_pieces, uncut_piece, recut, err);
}

void feature_recut_free(struct feature_recut *recut)
{
    if (recut == NULL)
        return;
    for (size_t p = 0; p < recut->n_pieces && recut->left_out != NULL; p++)
        mem_free(recut->left_out[p]);
    mem_free(recut->left_out);
    mem_free(recut->factor);
    mem_free(recut->scale);
    mem_free(recut);
}

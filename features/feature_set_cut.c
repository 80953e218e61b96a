/*
 * feature_set_recut: count_df -> make_factors (of each column) -> the rows in pieces, each block of terms to unit length again.
 */
#include <assert.h>
#include <math.h>

#include "datasets/base/mem.h"
#include "datasets/base/parallel.h"
#include "features/feature_set_inner.h"

enum { PIECE_ROWS = 512 };

struct recut {
    const struct feature_set *set;
    const struct csr *x;
    float *factor; /* [n_cols] new idf over old, 0: too rare among the first rows */
    float *val;    /* [nnz]                                                      */
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

/* A row's part in one block, [i, end). */
static void weigh_terms(const struct recut *r, const struct block *block, size_t i, size_t end)
{
    double sum = 0, scale;

    for (size_t k = i; k < end; k++) {
        float value = r->x->val[k] * r->factor[r->x->col[k]];

        r->val[k] = value;
        sum += (double)value * (double)value;
    }
    scale = sum > 0 ? block->spec.weight / sqrt(sum) : 0;
    for (size_t k = i; k < end; k++)
        r->val[k] = (float)((double)r->val[k] * scale);
}

static void weigh_words(const struct recut *r, size_t i, size_t end)
{
    for (size_t k = i; k < end; k++)
        r->val[k] = r->x->val[k] * r->factor[r->x->col[k]];
}

static int recut_piece(void *ctx, size_t piece, struct err *err)
{
    const struct recut *r = ctx;
    size_t end_row = (piece + 1) * PIECE_ROWS < r->x->n_rows ? (piece + 1) * PIECE_ROWS : r->x->n_rows;

    (void)err;
    for (size_t row = piece * PIECE_ROWS; row < end_row; row++) {
        size_t i = r->x->row_start[row];

        for (size_t b = 0; b < r->set->n_blocks; b++) {
            const struct block *block = &r->set->block[b];
            size_t end = i;

            while (end < r->x->row_start[row + 1] && r->x->col[end] - block->first_col < block->n_cols)
                end++;
            if (block->spec.kind == BLOCK_TERMS)
                weigh_terms(r, block, i, end);
            else
                weigh_words(r, i, end);
            i = end;
        }
    }
    return 0;
}

int feature_set_recut(float **val, const struct feature_set *set, const struct csr *x, size_t n_first, int n_threads, struct err *err)
{
    struct recut r = { .set = set, .x = x };
    uint32_t *df = mem_calloc(set->n_cols, sizeof *df);
    int rc = 0;

    assert(x->n_cols == set->n_cols && n_first <= x->n_rows);
    r.factor = mem_calloc(set->n_cols, sizeof *r.factor);
    r.val = mem_alloc(x->row_start[x->n_rows] * sizeof *r.val);
    if (df == NULL || r.factor == NULL || r.val == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    for (size_t i = 0; i < x->row_start[n_first]; i++)
        df[x->col[i]]++;
    for (size_t b = 0; b < set->n_blocks; b++) {
        const struct block *block = &set->block[b];

        assert(!feature_set_is_numeric(block));
        make_factors(r.factor + block->first_col, df + block->first_col, block, n_first);
    }
    rc = parallel_run(n_threads, (x->n_rows + PIECE_ROWS - 1) / PIECE_ROWS, recut_piece, &r, err);
    if (rc < 0)
        goto done;
    *val = r.val; /* ownership passes to the caller */
    r.val = NULL;
done:
    mem_free(df);
    mem_free(r.factor);
    mem_free(r.val);
    return rc;
}

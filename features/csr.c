#include "features/csr.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/base/mem.h"

int csr_init(struct csr *m, uint32_t n_cols, struct err *err)
{
    struct csr fresh = { .n_cols = n_cols };

    fresh.row_start = mem_calloc(1, sizeof *fresh.row_start);
    if (fresh.row_start == NULL)
        return err_nomem(err);
    *m = fresh;
    return 0;
}

void csr_release(struct csr *m)
{
    mem_free(m->row_start);
    mem_free(m->col);
    mem_free(m->val);
    *m = (struct csr){ 0 };
}

/* Columns and values share one capacity: it moves when both have room. */
static int grow_nnz(struct csr *m, size_t need, struct err *err)
{
    size_t col_cap = m->cap_nnz, val_cap = m->cap_nnz;

    if (need <= m->cap_nnz)
        return 0;
    if (mem_grow(&m->col, &col_cap, need, sizeof *m->col, err) < 0 ||
        mem_grow(&m->val, &val_cap, need, sizeof *m->val, err) < 0)
        return ERR_NOMEM;
    assert(col_cap == val_cap);
    m->cap_nnz = col_cap;
    return 0;
}

int csr_reserve(struct csr *m, size_t n_rows, size_t nnz, struct err *err)
{
    size_t n_starts = m->cap_rows + 1;

    if (n_rows > SIZE_MAX - 1 - m->n_rows || nnz > SIZE_MAX - m->row_start[m->n_rows])
        return err_nomem(err);
    if (mem_grow(&m->row_start, &n_starts, m->n_rows + n_rows + 1, sizeof *m->row_start, err) < 0)
        return ERR_NOMEM;
    m->cap_rows = n_starts - 1;
    return grow_nnz(m, m->row_start[m->n_rows] + nnz, err);
}

int csr_append(struct csr *m, const uint32_t *col, const float *val, size_t n, struct err *err)
{
    size_t at;

    if (csr_reserve(m, 1, n, err) < 0)
        return ERR_NOMEM;
    at = m->row_start[m->n_rows];
    for (size_t i = 0; i < n; i++) {
        assert(col[i] < m->n_cols);
        assert(i == 0 || col[i] > col[i - 1]);
        assert(isfinite(val[i]));
        if (val[i] == 0)
            continue;
        m->col[at] = col[i];
        m->val[at++] = val[i];
    }
    m->n_rows++;
    m->row_start[m->n_rows] = at;
    return 0;
}

int csr_append_all(struct csr *m, const struct csr *other, struct err *err)
{
    size_t base = m->row_start[m->n_rows];
    size_t nnz = other->row_start[other->n_rows];

    assert(m->n_cols == other->n_cols);

    if (csr_reserve(m, other->n_rows, nnz, err) < 0)
        return ERR_NOMEM;
    if (nnz > 0) {
        memcpy(m->col + base, other->col, nnz * sizeof *m->col);
        memcpy(m->val + base, other->val, nnz * sizeof *m->val);
    }
    for (size_t row = 0; row < other->n_rows; row++)
        m->row_start[m->n_rows + row + 1] = base + other->row_start[row + 1];
    m->n_rows += other->n_rows;
    return 0;
}

int csr_transpose(struct csr *out, const struct csr *m, struct err *err)
{
    size_t nnz = m->row_start[m->n_rows];
    struct csr t;

    assert(m->n_rows <= UINT32_MAX);

    if (csr_init(&t, (uint32_t)m->n_rows, err) < 0)
        return ERR_NOMEM;
    if (csr_reserve(&t, (size_t)m->n_cols + 1, nnz, err) < 0) {
        csr_release(&t);
        return ERR_NOMEM;
    }
    /* row_start[col + 2] counts, then row_start[col + 1] is where the next value of the column goes */
    memset(t.row_start, 0, ((size_t)m->n_cols + 2) * sizeof *t.row_start);
    for (size_t k = 0; k < nnz; k++)
        t.row_start[m->col[k] + 2]++;
    for (size_t col = 2; col < (size_t)m->n_cols + 2; col++)
        t.row_start[col] += t.row_start[col - 1];
    for (size_t row = 0; row < m->n_rows; row++) {
        for (size_t k = m->row_start[row]; k < m->row_start[row + 1]; k++) {
            size_t at = t.row_start[m->col[k] + 1]++;

            t.col[at] = (uint32_t)row;
            t.val[at] = m->val[k];
        }
    }
    t.n_rows = m->n_cols;
    *out = t;
    return 0;
}

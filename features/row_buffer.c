#include "features/row_buffer.h"

#include <assert.h>

#include "datasets/base/mem.h"

int row_buffer_reserve(struct row_buffer *row, size_t extra, struct err *err)
{
    size_t col_cap = row->cap, val_cap = row->cap;

    if (extra <= row->cap - row->n)
        return 0;
    if (mem_grow(&row->col, &col_cap, row->n + extra, sizeof *row->col, err) < 0 ||
        mem_grow(&row->val, &val_cap, row->n + extra, sizeof *row->val, err) < 0)
        return ERR_NOMEM;
    assert(col_cap == val_cap);
    row->cap = col_cap;
    return 0;
}

void row_buffer_add(struct row_buffer *row, uint32_t col, double val)
{
    float value = (float)val;

    assert(row->n < row->cap);

    if (value == 0)
        return;
    row->col[row->n] = col;
    row->val[row->n++] = value;
}

void row_buffer_release(struct row_buffer *row)
{
    mem_free(row->col);
    mem_free(row->val);
    *row = (struct row_buffer){ 0 };
}

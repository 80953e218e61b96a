#include "features/dense_row.h"

#include <assert.h>

#include "datasets/base/mem.h"

int dense_row_init(struct dense_row *d, uint32_t n_cols, struct err *err)
{
    float *value = mem_calloc(n_cols > 0 ? n_cols : 1, sizeof *value);

    if (value == NULL)
        return err_nomem(err);
    *d = (struct dense_row){ n_cols, value };
    return 0;
}

void dense_row_release(struct dense_row *d)
{
    mem_free(d->value);
    *d = (struct dense_row){ 0 };
}

void dense_row_spread(struct dense_row *d, const struct csr *rows, size_t row)
{
    assert(rows->n_cols <= d->n_cols);

    for (size_t i = rows->row_start[row]; i < rows->row_start[row + 1]; i++)
        d->value[rows->col[i]] = rows->val[i];
}

void dense_row_clear(struct dense_row *d, const struct csr *rows, size_t row)
{
    for (size_t i = rows->row_start[row]; i < rows->row_start[row + 1]; i++)
        d->value[rows->col[i]] = 0;
}

/* A column that only one has adds a zero, which changes nothing. */
double dense_row_dot(const struct dense_row *d, const struct csr *rows, size_t row)
{
    double total = 0;

    assert(rows->n_cols <= d->n_cols);

    for (size_t i = rows->row_start[row]; i < rows->row_start[row + 1]; i++)
        total += (double)(d->value[rows->col[i]] * rows->val[i]);
    return total;
}

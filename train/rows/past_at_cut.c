#include "train/rows/past_at_cut.h"

#include "datasets/base/mem.h"
#include "features/change/change_past.h"

int past_at_cut(struct samples *out, const struct examples *e, const uint32_t *rows, size_t n, int64_t until, struct err *err)
{
    struct change_table t = { .n = e->changes.n, .has_code = e->changes.has_code };
    bool *counts;
    int rc;

    *out = e->samples;
    if (e->task->kind != TASK_OF_RISK || !t.has_code)
        return 0;
    t.row = (struct change *)(void *)mem_memdup(e->changes.row, t.n * sizeof(*t.row));
    counts = mem_calloc(t.n, sizeof(*counts));
    rc = t.row == NULL || counts == NULL ? err_nomem(err) : 0;
    for (size_t i = 0; rc == 0 && i < n; i++)
        counts[rows[i]] = true;
    if (rc == 0)
        rc = change_past_rates(&t, &e->files, counts, until, err);
    if (rc == 0)
        rc = samples_of_other_past(out, &e->samples, &t, err);
    mem_free(t.row);
    mem_free(counts);
    return rc;
}

void past_at_cut_release(struct samples *samples, const struct examples *e)
{
    if (samples->number != e->samples.number)
        mem_free(samples->number);
}

int past_at_cut_show(struct number_columns *columns, const struct examples *e, const uint32_t *rows, size_t n_train, size_t n_end, bool cut, struct err *err)
{
    struct samples seen = e->samples;
    size_t n = columns->n;
    int rc = cut ? past_at_cut(&seen, e, rows, n_train, INT64_MAX, err) : 0;

    for (size_t i = n - (N_CHANGE_PAST - CHANGE_FILE_HARM); rc == 0 && e->changes.has_code && i < n; i++)
        for (size_t r = n_train; r < n_end; r++)
            columns->x[i * columns->n_rows + r] = number_scaled((enum number_scale)columns->scale[i], seen.number[rows[r] * n + i]);
    past_at_cut_release(&seen, e);
    return rc;
}

/*
 * monitor_columns.c - see monitor_inner.h.
 */
#include "score/watch/monitor_inner.h"

#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "datasets/base/intern.h"
#include "datasets/base/mem.h"
#include "train/validation/validation.h"

struct drift_column *monitor_column(struct monitored *out, const char *name)
{
    assert(out->n < MONITOR_COLUMNS_MAX);
    out->column[out->n] = (struct drift_column){ .name = name };
    return &out->column[out->n++];
}

int monitor_numbers(struct monitored *out, const void *ctx, const size_t n_rows[MONITOR_SIDES], const char *name, monitor_number of, int which, struct err *err)
{
    struct drift_column *column = monitor_column(out, name);
    double *v[MONITOR_SIDES];
    size_t n[MONITOR_SIDES] = { 0, 0 };
    int rc = 0;

    for (int i = 0; i < MONITOR_SIDES; i++) {
        v[i] = mem_calloc(n_rows[i], sizeof(double));
        if (v[i] == NULL)
            rc = err_nomem(err);
        for (size_t row = 0; rc == 0 && row < n_rows[i]; row++) {
            v[i][n[i]] = of(ctx, i, row, which);
            n[i] += isfinite(v[i][n[i]]) != 0;
        }
    }
    if (rc == 0)
        rc = drift_numeric(column, v[0], n[0], v[1], n[1], err);
    mem_free(v[0]);
    mem_free(v[1]);
    return rc;
}

int monitor_words(struct monitored *out, const void *ctx, const size_t n_rows[MONITOR_SIDES], const char *name, monitor_word of, int which, struct err *err)
{
    struct drift_column *column = monitor_column(out, name);
    uint64_t *count[MONITOR_SIDES] = { mem_calloc(n_rows[0] + n_rows[1], sizeof(uint64_t)), mem_calloc(n_rows[0] + n_rows[1], sizeof(uint64_t)) };
    struct intern all;
    int rc = count[0] == NULL || count[1] == NULL ? err_nomem(err) : 0;

    intern_init(&all);
    for (int i = 0; rc == 0 && i < MONITOR_SIDES; i++)
        for (size_t row = 0; rc == 0 && row < n_rows[i]; row++) {
            const char *word = of(ctx, i, row, which);
            uint32_t id = word[0] == '\0' ? INTERN_NONE : intern_add(&all, word, strlen(word));

            if (id != INTERN_NONE)
                count[i][id]++;
            else if (word[0] != '\0')
                rc = err_nomem(err);
        }
    if (rc == 0)
        rc = drift_categorical(column, count[0], count[1], all.n, err);
    intern_release(&all);
    mem_free(count[0]);
    mem_free(count[1]);
    return rc;
}

void monitor_drop_empty(struct monitored *out)
{
    if (out->n > 0 && out->column[out->n - 1].n_ref == 0 && out->column[out->n - 1].n_cur == 0)
        out->n--;
}

int monitor_bins(uint64_t *count, double *edge, size_t *n, struct store *store, const struct model_version *version, struct err *err)
{
    char *text = NULL;
    json_t *doc, *bins;
    int rc = validation_read(&text, store, version, err);

    *n = 0;
    if (rc < 0)
        return rc == ERR_NOTFOUND ? 0 : rc;
    doc = json_loads(text, 0, NULL);
    mem_free(text);
    bins = json_object_get(json_object_get(doc, "calibration"), "bins");
    for (size_t i = 0; i < json_array_size(bins) && i < MONITOR_BINS_MAX; i++) {
        const json_t *bin = json_array_get(bins, i);

        edge[i] = json_number_value(json_object_get(bin, "to"));
        count[i] = (uint64_t)json_integer_value(json_object_get(bin, "n"));
        (*n)++;
    }
    json_decref(doc);
    return 0;
}

size_t monitor_bin_of(const double *edge, size_t n, double p)
{
    size_t bin = 0;

    while (bin + 1 < n && p >= edge[bin])
        bin++;
    return bin;
}

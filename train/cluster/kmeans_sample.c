/*
 * kmeans_sample.c - clusters of many rows begun on some of them: see kmeans.h.
 */
#include <string.h>

#include "datasets/base/mem.h"
#include "train/cluster/kmeans.h"

static size_t row_of_sample(size_t i, size_t n_rows)
{
    return i * (n_rows / KMEANS_SAMPLE_ROWS) + i * (n_rows % KMEANS_SAMPLE_ROWS) / KMEANS_SAMPLE_ROWS;
}

/* Clusters of the sample: begin [rows->n_rows], KMEANS_NONE for the other rows. */
static int begin_on_sample(uint32_t *begin, size_t *n_begin, const struct dense *rows,
                           const struct kmeans_options *options, struct err *err)
{
    struct dense sample = { 0 };
    struct kmeans found = { 0 };
    size_t n_cols = rows->n_cols;
    int rc = dense_init(&sample, KMEANS_SAMPLE_ROWS, n_cols, err);

    for (size_t i = 0; rc == 0 && i < KMEANS_SAMPLE_ROWS; i++)
        memcpy(sample.a + i * n_cols, rows->a + row_of_sample(i, rows->n_rows) * n_cols, n_cols * sizeof *rows->a);
    if (rc == 0)
        rc = kmeans_run(&found, &sample, options, err);
    for (size_t i = 0; i < rows->n_rows; i++)
        begin[i] = KMEANS_NONE;
    for (size_t i = 0; rc == 0 && i < KMEANS_SAMPLE_ROWS; i++)
        begin[row_of_sample(i, rows->n_rows)] = found.cluster[i];
    *n_begin = found.k;
    kmeans_release(&found);
    dense_release(&sample);
    return rc;
}

int kmeans_run_from_sample(struct kmeans *out, const struct dense *rows, const struct kmeans_options *options, struct err *err)
{
    struct kmeans_options all = *options;
    uint32_t *begin = mem_alloc(rows->n_rows * sizeof *begin);
    int rc = begin == NULL ? err_nomem(err) : begin_on_sample(begin, &all.n_begin, rows, options, err);

    all.begin = begin;
    all.stay = 0;
    if (rc == 0)
        rc = kmeans_run(out, rows, &all, err);
    mem_free(begin);
    return rc;
}

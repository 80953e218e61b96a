/*
 * fuzz_cluster_model.c - a model of clusters from anywhere. The input is read as it is, and once more with its length and digest made right, so that what
 * stands behind them is reached too. Whatever is in it, tickets are placed inside of it.
 */
#include <stdlib.h>
#include <string.h>

#include "datasets/base/digest.h"
#include "train/cluster/cluster_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LENGTH_AT = 12, HEAD = 20 };

static void read_and_place(const uint8_t *data, size_t size)
{
    struct ticket row[2] = { { .title = { "printer jam", 11 }, .description = { "the label printer\nof unit3", 26 } }, { .title = { "", 0 }, .description = { "", 0 } } };
    struct ticket_table tickets = { .row = row, .n = 2 };
    struct cluster_place place[2];
    struct cluster_model m;

    if (cluster_model_load(&m, data, size, NULL) < 0)
        return;
    if (cluster_model_place(place, &m, &tickets, 1, NULL) == 0)
        for (size_t i = 0; i < 2; i++)
            if (place[i].cluster != KMEANS_NONE && place[i].cluster >= m.centre.n_rows)
                abort();
    cluster_model_release(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *copy;

    if (digest_setup(NULL) < 0)
        abort();
    read_and_place(data, size);
    if (size < HEAD + DIGEST_SIZE)
        return 0;
    copy = malloc(size);
    if (copy == NULL)
        abort();
    memcpy(copy, data, size);
    for (size_t i = 0; i < 8; i++)
        copy[LENGTH_AT + i] = (uint8_t)((size - HEAD - DIGEST_SIZE) >> 8 * i & 0xff);
    digest_of(copy, size - DIGEST_SIZE, copy + size - DIGEST_SIZE);
    read_and_place(copy, size);
    free(copy);
    return 0;
}

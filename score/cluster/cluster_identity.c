#include "score/cluster/cluster_identity.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "datasets/base/mem.h"

struct pair {
    double jaccard;
    uint32_t before, now;
};

static int by_likeness(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->jaccard != y->jaccard)
        return x->jaccard < y->jaccard ? 1 : -1;
    if (x->before != y->before)
        return x->before > y->before ? 1 : -1;
    return (x->now > y->now) - (x->now < y->now);
}

struct overlaps {
    uint32_t *both;                   /* [n_before * n_now] */
    uint32_t *before_size, *now_size; /* of rows that were in a cluster before */
};

static void count_overlaps(struct overlaps *o, const uint32_t *before, const uint32_t *now, size_t n_now, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (before[i] == CLUSTER_IDENTITY_NONE)
            continue;
        o->before_size[before[i]]++;
        if (now[i] == CLUSTER_IDENTITY_NONE)
            continue;
        o->now_size[now[i]]++;
        o->both[before[i] * n_now + now[i]]++;
    }
}

static size_t list_pairs(struct pair *pair, const struct overlaps *o, size_t n_before, size_t n_now)
{
    size_t n_pairs = 0;

    for (size_t a = 0; a < n_before; a++) {
        for (size_t b = 0; b < n_now; b++) {
            uint32_t both = o->both[a * n_now + b];
            double jaccard = both > 0 ? (double)both / (double)(o->before_size[a] + o->now_size[b] - both) : 0;

            if (jaccard >= CLUSTER_IDENTITY_MIN)
                pair[n_pairs++] = (struct pair){ jaccard, (uint32_t)a, (uint32_t)b };
        }
    }
    qsort(pair, n_pairs, sizeof *pair, by_likeness);
    return n_pairs;
}

/* A cluster can be in at most 1 / .3 pairs of its own side, so n_before * 4 is room enough. */
enum { PAIRS_OF_ONE_MAX = 4 };

int cluster_identity(uint32_t *old_of, const uint32_t *before, size_t n_before, const uint32_t *now, size_t n_now,
                     size_t n, struct err *err)
{
    struct overlaps o = {
        .both = mem_calloc(n_before * n_now, sizeof *o.both),
        .before_size = mem_calloc(n_before, sizeof *o.before_size),
        .now_size = mem_calloc(n_now, sizeof *o.now_size),
    };
    struct pair *pair = mem_alloc(n_before * PAIRS_OF_ONE_MAX * sizeof *pair);
    bool *taken = mem_calloc(n_before, sizeof *taken);
    size_t n_pairs;
    int rc = 0;

    if (o.both == NULL || o.before_size == NULL || o.now_size == NULL || pair == NULL || taken == NULL) {
        rc = err_nomem(err);
        goto done;
    }
    count_overlaps(&o, before, now, n_now, n);
    n_pairs = list_pairs(pair, &o, n_before, n_now);
    assert(n_pairs <= n_before * PAIRS_OF_ONE_MAX);
    for (size_t b = 0; b < n_now; b++)
        old_of[b] = CLUSTER_IDENTITY_NONE;
    for (size_t p = 0; p < n_pairs; p++) {
        if (taken[pair[p].before] || old_of[pair[p].now] != CLUSTER_IDENTITY_NONE)
            continue;
        taken[pair[p].before] = true;
        old_of[pair[p].now] = pair[p].before;
    }
done:
    mem_free(o.both);
    mem_free(o.before_size);
    mem_free(o.now_size);
    mem_free(pair);
    mem_free(taken);
    return rc;
}

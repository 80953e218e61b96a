/*
 * run_cache.h - what runs of bytes became, so that it is worked out once.
 *
 * A run of up to 16 bytes is its own key inside the slot (with its length, the first and last 8 bytes say all of it): a
 * look-up touches one cache line. Longer runs, a few in a hundred, go through an intern table.
 */
#ifndef PRODROME_RUN_CACHE_H
#define PRODROME_RUN_CACHE_H

#include <stdbool.h>

#include "datasets/base/err.h"
#include "datasets/base/intern.h"
#include "features/text/id_list.h"

struct run_slot {
    uint64_t first, last; /* bytes                                              */
    uint16_t len;         /* of the run; 0: empty slot                          */
    uint16_t n;           /* ids                                                */
    uint32_t value;       /* the id where n is 1, else where they stand in ids  */
};

struct run_cache {
    struct run_slot *slot;       /* [n_slots], a power of 2                     */
    size_t           n, n_slots;
    struct intern    longer;
    struct run_slot *longer_run; /* [longer.n] len, n and value                 */
    size_t           longer_cap;
    struct id_list   ids;
};

void run_cache_init(struct run_cache *cache);
void run_cache_release(struct run_cache *cache);
/* The ids of a run (len > 0) that was put before; borrowed until the next put. NULL: not known. */
const uint32_t *run_cache_find(const struct run_cache *cache, const char *run, size_t len, size_t *n);
/* A run that is not in the cache yet, with n < 65536 ids. ERR_NOMEM. */
int run_cache_put(struct run_cache *cache, const char *run, size_t len, const uint32_t *id, size_t n, struct err *err);

#endif

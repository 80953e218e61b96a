#include "features/text/run_cache.h"

#include <assert.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { SHORT_MAX = 16, SLOTS_MIN = 1024 };

__extension__ typedef unsigned __int128 wide;

void run_cache_init(struct run_cache *cache)
{
    *cache = (struct run_cache){ 0 };
    intern_init(&cache->longer);
}

void run_cache_release(struct run_cache *cache)
{
    mem_free(cache->slot);
    intern_release(&cache->longer);
    mem_free(cache->longer_run);
    mem_free(cache->ids.id);
    run_cache_init(cache);
}

static uint64_t read_64(const char *bytes)
{
    uint64_t value;

    memcpy(&value, bytes, sizeof value);
    return value;
}

static uint64_t read_32(const char *bytes)
{
    uint32_t value;

    memcpy(&value, bytes, sizeof value);
    return value;
}

/* The first and the last 8 bytes, which overlap in short runs; of fewer than 8 as many as there are. */
static struct run_slot key_of(const char *run, size_t len)
{
    struct run_slot key = { .len = (uint16_t)len };

    if (len >= 8) {
        key.first = read_64(run);
        key.last = read_64(run + len - 8);
    } else if (len >= 4) {
        key.first = read_32(run) << 32 | read_32(run + len - 4);
    } else {
        key.first = (uint64_t)(unsigned char)run[0] << 16 | (uint64_t)(unsigned char)run[len / 2] << 8 |
                    (uint64_t)(unsigned char)run[len - 1];
    }
    return key;
}

/* One step of wyhash (Wang Yi, public domain) with its constants: both halves of a 128-bit product. */
static size_t hash_of(const struct run_slot *key)
{
    wide product = (wide)(key->first ^ 0xa0761d6478bd642fu ^ key->len) * (key->last ^ 0xe7037ed1a0b428dbu);

    return (size_t)((uint64_t)product ^ (uint64_t)(product >> 64));
}

static bool same_run(const struct run_slot *a, const struct run_slot *b)
{
    return a->first == b->first && a->last == b->last && a->len == b->len;
}

/* The slot with the key, or the empty one where it belongs. There is always an empty one. */
static struct run_slot *find_slot(const struct run_cache *cache, const struct run_slot *key, size_t hash)
{
    size_t mask = cache->n_slots - 1;
    size_t at = hash & mask;

    for (;;) {
        struct run_slot *slot = &cache->slot[at];

        if (slot->len == 0 || same_run(slot, key))
            return slot;
        at = (at + 1) & mask;
    }
}

const uint32_t *run_cache_find(const struct run_cache *cache, const char *run, size_t len, size_t *n)
{
    const struct run_slot *slot;

    assert(len > 0);

    if (len <= SHORT_MAX) {
        struct run_slot key = key_of(run, len);

        if (cache->n_slots == 0)
            return NULL;
        slot = find_slot(cache, &key, hash_of(&key));
        if (slot->len == 0)
            return NULL;
    } else {
        uint32_t id = intern_find(&cache->longer, run, len);

        if (id == INTERN_NONE)
            return NULL;
        slot = &cache->longer_run[id];
    }
    *n = slot->n;
    return slot->n <= 1 ? &slot->value : cache->ids.id + slot->value;
}

static int grow_slots(struct run_cache *cache, struct err *err)
{
    struct run_cache grown = { .n_slots = cache->n_slots == 0 ? SLOTS_MIN : cache->n_slots * 2 };

    grown.slot = mem_calloc(grown.n_slots, sizeof *grown.slot);
    if (grown.slot == NULL)
        return err_nomem(err);
    for (size_t i = 0; i < cache->n_slots; i++) {
        if (cache->slot[i].len > 0)
            *find_slot(&grown, &cache->slot[i], hash_of(&cache->slot[i])) = cache->slot[i];
    }
    mem_free(cache->slot);
    cache->slot = grown.slot;
    cache->n_slots = grown.n_slots;
    return 0;
}

static int put_longer(struct run_cache *cache, const char *run, size_t len, const struct run_slot *what,
                      struct err *err)
{
    uint32_t id;

    if (mem_grow(&cache->longer_run, &cache->longer_cap, cache->longer.n + 1, sizeof *cache->longer_run, err) < 0)
        return ERR_NOMEM;
    id = intern_add(&cache->longer, run, len);
    if (id == INTERN_NONE)
        return err_nomem(err);
    assert(id + 1 == cache->longer.n);
    cache->longer_run[id] = *what;
    return 0;
}

static int put_short(struct run_cache *cache, const struct run_slot *what, struct err *err)
{
    struct run_slot *slot;

    if (cache->n >= cache->n_slots / 2 && grow_slots(cache, err) < 0)
        return ERR_NOMEM;
    slot = find_slot(cache, what, hash_of(what));
    assert(slot->len == 0);
    *slot = *what;
    cache->n++;
    return 0;
}

int run_cache_put(struct run_cache *cache, const char *run, size_t len, const uint32_t *id, size_t n, struct err *err)
{
    struct run_slot what = { 0 };

    assert(len > 0);
    assert(n <= UINT16_MAX);

    if (len <= SHORT_MAX)
        what = key_of(run, len);
    if (cache->ids.n > UINT32_MAX - n)
        return err_nomem(err);
    what.n = (uint16_t)n;
    what.value = n == 1 ? id[0] : (uint32_t)cache->ids.n;
    if (n > 1 && id_list_add(&cache->ids, id, n, err) < 0)
        return ERR_NOMEM;
    return len <= SHORT_MAX ? put_short(cache, &what, err) : put_longer(cache, run, len, &what, err);
}

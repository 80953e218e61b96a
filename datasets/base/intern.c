#include "datasets/base/intern.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "datasets/base/mem.h"

enum { SLOTS_MIN = 64 };

__extension__ typedef unsigned __int128 wide;

/* Both halves of the 128-bit product: the mixing step of wyhash (Wang Yi, github.com/wangyi-fudan/wyhash, public domain). */
static uint64_t mix(uint64_t a, uint64_t b)
{
    wide product = (wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
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

/* Up to 7 bytes as one number; together with the length it says which bytes they were. */
static uint64_t read_short(const char *bytes, size_t len)
{
    if (len >= 4)
        return read_32(bytes) << 32 | read_32(bytes + len - 4);
    if (len == 0)
        return 0;
    return (uint64_t)(unsigned char)bytes[0] << 16 | (uint64_t)(unsigned char)bytes[len / 2] << 8 |
           (uint64_t)(unsigned char)bytes[len - 1];
}

/* Eight bytes a step, the last step overlapping the one before; the constants are wyhash's. Differs between byte orders,
 * which nobody sees: ids come from arrival. */
static uint32_t hash_bytes(const char *bytes, size_t len)
{
    const uint64_t k0 = 0xa0761d6478bd642fu, k1 = 0xe7037ed1a0b428dbu, k2 = 0x8ebc6af09c88c6e3u;
    uint64_t hash = k0 ^ len;
    uint64_t last;

    if (len < 8) {
        last = read_short(bytes, len);
    } else {
        last = read_64(bytes + len - 8);
        for (; len > 8; len -= 8, bytes += 8)
            hash = mix(hash ^ read_64(bytes), k1);
    }
    hash = mix(hash ^ last, k1);
    return (uint32_t)mix(hash ^ k2, k0);
}

void intern_init(struct intern *table)
{
    *table = (struct intern){ 0 };
    arena_init(&table->text);
}

void intern_release(struct intern *table)
{
    arena_release(&table->text);
    mem_free(table->str);
    mem_free(table->len);
    mem_free(table->slot);
    intern_init(table);
}

/* A slot repeats the hash of its string, so that a probe that misses touches no other memory. */
static uint64_t slot_entry(uint32_t hash, size_t id)
{
    return (uint64_t)hash << 32 | (id + 1);
}

/* The slot that holds the string, or the empty one where it belongs. There is always an empty one. */
static size_t find_slot(const struct intern *table, uint32_t hash, const char *str, size_t len)
{
    size_t mask = table->n_slots - 1;
    size_t at = hash & mask;

    for (;;) {
        uint64_t entry = table->slot[at];
        uint32_t id = (uint32_t)entry - 1;

        if (entry == 0)
            return at;
        if (entry >> 32 == hash && table->len[id] == len && memcmp(table->str[id], str, len) == 0)
            return at;
        at = (at + 1) & mask;
    }
}

static bool grow_slots(struct intern *table)
{
    size_t n_slots = table->n_slots == 0 ? SLOTS_MIN : table->n_slots * 2;
    uint64_t *slot = mem_calloc(n_slots, sizeof *slot);

    if (slot == NULL)
        return false;
    for (size_t old = 0; old < table->n_slots; old++) {
        size_t at = (size_t)(table->slot[old] >> 32) & (n_slots - 1);

        if (table->slot[old] == 0)
            continue;
        while (slot[at] != 0)
            at = (at + 1) & (n_slots - 1);
        slot[at] = table->slot[old];
    }
    mem_free(table->slot);
    table->slot = slot;
    table->n_slots = n_slots;
    return true;
}

/* Two arrays share one capacity: it moves when both have room. */
static bool grow_strings(struct intern *table)
{
    size_t str_cap = table->cap, len_cap = table->cap;

    if (table->n < table->cap)
        return true;
    if (mem_grow(&table->str, &str_cap, table->n + 1, sizeof *table->str, NULL) < 0 ||
        mem_grow(&table->len, &len_cap, table->n + 1, sizeof *table->len, NULL) < 0)
        return false;
    assert(str_cap == len_cap);
    table->cap = str_cap;
    return true;
}

static uint32_t append(struct intern *table, size_t slot, uint32_t hash, const char *str, size_t len)
{
    const char *copy;
    uint32_t id = (uint32_t)table->n;

    if (!grow_strings(table))
        return INTERN_NONE;
    copy = arena_memdup(&table->text, str, len);
    if (copy == NULL)
        return INTERN_NONE;
    table->str[id] = copy;
    table->len[id] = (uint32_t)len;
    table->slot[slot] = slot_entry(hash, id);
    table->n++;
    return id;
}

uint32_t intern_add(struct intern *table, const char *str, size_t len)
{
    uint32_t hash;
    size_t slot;

    if (len >= UINT32_MAX)
        return INTERN_NONE;
    hash = hash_bytes(str, len);
    if (table->n_slots > 0) {
        slot = find_slot(table, hash, str, len);
        if (table->slot[slot] != 0)
            return (uint32_t)table->slot[slot] - 1;
    }
    if (table->n >= UINT32_MAX - 1)
        return INTERN_NONE;
    if (table->n_slots == 0 || table->n >= table->n_slots / 2) {
        if (!grow_slots(table))
            return INTERN_NONE;
    }
    slot = find_slot(table, hash, str, len);
    return append(table, slot, hash, str, len);
}

uint32_t intern_find(const struct intern *table, const char *str, size_t len)
{
    size_t slot;

    if (table->n_slots == 0 || len >= UINT32_MAX)
        return INTERN_NONE;
    slot = find_slot(table, hash_bytes(str, len), str, len);
    return table->slot[slot] == 0 ? INTERN_NONE : (uint32_t)table->slot[slot] - 1;
}

#include "datasets/base/arena.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "datasets/base/mem.h"

/* Blocks grow with what was handed out, so that a small stage costs 4 KiB and a large one few calls of malloc. */
enum { BLOCK_MIN = 4 * 1024, BLOCK_MAX = 1024 * 1024 };

struct arena_block {
    struct arena_block *next; /* older, owned                  */
    size_t size;              /* bytes in data                 */
    _Alignas(max_align_t) unsigned char data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){ 0 };
}

void arena_release(struct arena *arena)
{
    struct arena_block *block = arena->head;

    while (block != NULL) {
        struct arena_block *next = block->next;

        mem_free(block);
        block = next;
    }
    arena_init(arena);
}

static struct arena_block *block_new(size_t size)
{
    struct arena_block *block;

    if (size > PTRDIFF_MAX - sizeof *block)
        return NULL;
    block = mem_alloc(sizeof *block + size);
    if (block == NULL)
        return NULL;
    block->next = NULL;
    block->size = size;
    return block;
}

static size_t block_size(const struct arena *arena)
{
    if (arena->total < BLOCK_MIN)
        return BLOCK_MIN;
    return arena->total > BLOCK_MAX ? BLOCK_MAX : arena->total;
}

/* A block of its own behind the newest, whose free room stays in use. */
static void *take_alone(struct arena *arena, size_t size)
{
    struct arena_block *block = block_new(size);

    if (block == NULL)
        return NULL;
    block->next = arena->head->next;
    arena->head->next = block;
    arena->total += size;
    return block->data;
}

static bool add_block(struct arena *arena, size_t size)
{
    size_t usual = block_size(arena);
    struct arena_block *block = block_new(size > usual ? size : usual);

    if (block == NULL)
        return false;
    block->next = arena->head;
    arena->head = block;
    arena->used = 0;
    return true;
}

static void *take(struct arena *arena, size_t size, size_t align)
{
    size_t start = (arena->used + align - 1) & ~(align - 1);
    void *result;

    if (arena->head == NULL || start > arena->head->size || size > arena->head->size - start) {
        if (arena->head != NULL && size > block_size(arena) / 4)
            return take_alone(arena, size);
        if (!add_block(arena, size))
            return NULL;
        start = 0;
    }
    result = arena->head->data + start;
    arena->used = start + size;
    arena->total += size;
    assert(arena->used <= arena->head->size);
    return result;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return take(arena, size == 0 ? 1 : size, _Alignof(max_align_t));
}

void *arena_calloc(struct arena *arena, size_t n, size_t size)
{
    void *result;

    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    result = arena_alloc(arena, n * size);
    if (result != NULL)
        memset(result, 0, n * size);
    return result;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_memdup(arena, text, strlen(text));
}

char *arena_memdup(struct arena *arena, const void *data, size_t size)
{
    char *copy;

    if (size == SIZE_MAX)
        return NULL;
    copy = take(arena, size + 1, 1);
    if (copy == NULL)
        return NULL;
    if (size > 0)
        memcpy(copy, data, size);
    copy[size] = '\0';
    return copy;
}

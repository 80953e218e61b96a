/*
 * arena.h - memory that lives as long as one stage.
 *
 * Allocations are never freed one by one; arena_release frees all. Alignment is that of max_align_t for arena_alloc and 1
 * for the string functions. Pointers stay valid (nothing moves) until release or reset.
 */
#ifndef PRODROME_BASE_ARENA_H
#define PRODROME_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *head;  /* newest block, owned          */
    size_t              used;  /* bytes used in it             */
    size_t              total; /* bytes handed out in all      */
};

void  arena_init(struct arena *arena);
void  arena_release(struct arena *arena);                   /* leaves it as after init           */
void *arena_alloc(struct arena *arena, size_t size);        /* NULL when memory is out; not zeroed */
void *arena_calloc(struct arena *arena, size_t n, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_memdup(struct arena *arena, const void *data, size_t size); /* adds a NUL            */

#endif

#include "datasets/base/mem.h"

#include <assert.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Allocations still to succeed before the planned failure; below 0: none is planned. */
static atomic_long countdown = -1;
static atomic_int failed = 0;

static bool must_fail(void)
{
    if (atomic_load_explicit(&countdown, memory_order_relaxed) < 0)
        return false;
    if (atomic_fetch_sub(&countdown, 1) != 0)
        return false;
    atomic_store(&failed, 1);
    return true;
}

/* Large tables are asked for in large pages: a two-hundredth of the page faults, and fewer misses where they are read in no order. It
 * is a wish: without, all is slower and right. */
static void *in_large_pages(void *ptr, size_t size)
{
    enum { LEAST = 8 * 1024 * 1024, PAGE = 4096 };
    uintptr_t begin = ((uintptr_t)ptr + PAGE - 1) / PAGE * PAGE;

    if (ptr != NULL && size >= LEAST)
        (void)madvise((void *)begin, ((uintptr_t)ptr + size - begin) / PAGE * PAGE, MADV_HUGEPAGE);
    return ptr;
}

void *mem_alloc(size_t size)
{
    if (must_fail())
        return NULL;
    return in_large_pages(malloc(size == 0 ? 1 : size), size);
}

void *mem_calloc(size_t n, size_t size)
{
    if (must_fail())
        return NULL;
    if (n == 0 || size == 0)
        return calloc(1, 1);
    if (n > SIZE_MAX / size)
        return NULL;
    return in_large_pages(calloc(n, size), n * size);
}

void *mem_calloc_aligned(size_t n, size_t size)
{
    enum { LINE = 64 };
    size_t bytes;
    void *ptr;

    if (must_fail() || (size > 0 && n > (SIZE_MAX - LINE) / size))
        return NULL;
    bytes = n == 0 || size == 0 ? LINE : (n * size + LINE - 1) / LINE * LINE;
    ptr = in_large_pages(aligned_alloc(LINE, bytes), bytes);
    if (ptr != NULL)
        memset(ptr, 0, bytes);
    return ptr;
}

void *mem_realloc(void *ptr, size_t size)
{
    if (must_fail())
        return NULL;
    return in_large_pages(realloc(ptr, size == 0 ? 1 : size), size);
}

void mem_free(void *ptr)
{
    free(ptr);
}

/* By samples of backtests: from half of this on there are more page faults than memory is worth, at twice of it half of the memory is kept. */
enum { LARGE = 2 << 20 };

void mem_setup(void)
{
    (void)mallopt(M_MMAP_THRESHOLD, LARGE);
    (void)mallopt(M_TRIM_THRESHOLD, 2 * LARGE);
}

void mem_trim(void)
{
    (void)malloc_trim(0);
}

char *mem_strdup(const char *text)
{
    return mem_memdup(text, strlen(text));
}

char *mem_memdup(const void *data, size_t size)
{
    char *copy;

    if (size == SIZE_MAX)
        return NULL;
    copy = mem_alloc(size + 1);
    if (copy == NULL)
        return NULL;
    if (size > 0)
        memcpy(copy, data, size);
    copy[size] = '\0';
    return copy;
}

int mem_grow(void *ptr, size_t *cap, size_t need, size_t size, struct err *err)
{
    enum { FIRST = 16 };
    size_t wanted = *cap > SIZE_MAX / 2 ? SIZE_MAX : *cap * 2;
    void *old, *grown;

    assert(size > 0);

    if (need <= *cap)
        return 0;
    if (wanted < FIRST)
        wanted = FIRST;
    if (wanted < need)
        wanted = need;
    if (wanted > SIZE_MAX / size)
        return err_nomem(err);

    memcpy(&old, ptr, sizeof old); /* ptr is some T **; a memcpy is the one access that suits every T */
    grown = mem_realloc(old, wanted * size);
    if (grown == NULL)
        return err_nomem(err);
    memcpy(ptr, &grown, sizeof grown);
    *cap = wanted;
    return 0;
}

void mem_fail_after(long n)
{
    atomic_store(&failed, 0);
    atomic_store(&countdown, n);
}

int mem_failed(void)
{
    return atomic_load(&failed);
}

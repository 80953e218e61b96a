/*
 * mem.h - allocation that a test can make fail.
 *
 * All memory of the engine that is not an arena's comes from here. Each function returns NULL when memory is out (or
 * when a test says so); the caller turns that into ERR_NOMEM. A size of 0 is treated as 1. Sizes are bytes.
 */
#ifndef PRODROME_BASE_MEM_H
#define PRODROME_BASE_MEM_H

#include <stddef.h>

#include "datasets/base/err.h"

void *mem_alloc(size_t size);
void *mem_calloc(size_t n, size_t size);                    /* overflow of n * size returns NULL */
void *mem_calloc_aligned(size_t n, size_t size);            /* same; begins a cache line         */
void *mem_realloc(void *ptr, size_t size);                  /* on failure ptr is still valid     */
void  mem_free(void *ptr);                                  /* mem_free(NULL) does nothing       */
char *mem_strdup(const char *text);
char *mem_memdup(const void *data, size_t size);            /* adds a NUL after the copy         */

/* Once, at the start of a program: pieces of 2 MiB and more are the system's again as soon as they are freed. glibc would keep such sizes from the first
 * one that was freed on, and with them the stage before stands beside the next one. */
void mem_setup(void);

/* Gives memory that is free back to the system, between stages of which the next one needs it in other pieces. */
void mem_trim(void);

/* Makes room for `need` elements of `size` bytes behind *ptr (a pointer to a pointer), at least doubling *cap. On failure
 * returns ERR_NOMEM and nothing has changed. */
int mem_grow(void *ptr, size_t *cap, size_t need, size_t size, struct err *err);

/* Tests only: let the next n allocations succeed, then fail one (n < 0: never fail). Counts in all threads. */
void mem_fail_after(long n);
/* Tests only: whether the planned failure has happened since mem_fail_after. */
int mem_failed(void);

#endif

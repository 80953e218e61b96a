/*
 * intern.h - each distinct byte string once, by a dense number.
 *
 * Ids count from 0 in order of first arrival, so they never depend on hash or pointer order. Strings are copied and
 * NUL-terminated; borrowed pointers live until release. At most 2^32 - 2 strings. Readers may share a table that
 * nobody adds to.
 */
#ifndef PRODROME_BASE_INTERN_H
#define PRODROME_BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/arena.h"

#define INTERN_NONE UINT32_MAX

struct intern {
    struct arena  text;    /* the bytes                                        */
    const char  **str;     /* [n] NUL-terminated, borrowed from text           */
    uint32_t     *len;     /* [n] bytes                                        */
    uint64_t     *slot;    /* [n_slots] hash << 32 | id + 1, 0 for empty; n_slots a power of 2 */
    size_t        n, cap, n_slots;
};

void     intern_init(struct intern *table);
void     intern_release(struct intern *table);
uint32_t intern_add(struct intern *table, const char *str, size_t len);       /* id; INTERN_NONE when memory is out */
uint32_t intern_find(const struct intern *table, const char *str, size_t len); /* id or INTERN_NONE */

#endif

/*
 * id_list.h - a growing list of token ids.
 */
#ifndef PRODROME_ID_LIST_H
#define PRODROME_ID_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

struct id_list {
    uint32_t *id; /* [n], owned: mem_free */
    size_t    n, cap;
};

/* Appends n ids. ERR_NOMEM. */
int id_list_add(struct id_list *list, const uint32_t *id, size_t n, struct err *err);

#endif

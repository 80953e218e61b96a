/*
 * row_buffer.h - rows under construction: what the blocks of a feature set append to.
 */
#ifndef PRODROME_ROW_BUFFER_H
#define PRODROME_ROW_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

struct row_buffer {
    uint32_t *col; /* [n] */
    float    *val;
    size_t    n, cap;
};

int  row_buffer_reserve(struct row_buffer *row, size_t extra, struct err *err); /* room for `extra` more; ERR_NOMEM */
void row_buffer_add(struct row_buffer *row, uint32_t col, double val);          /* after reserving; a 0 is left out */
void row_buffer_release(struct row_buffer *row);

#endif

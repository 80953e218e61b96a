/*
 * greatest.h - the greatest of many numbers, several at a time.
 */
#ifndef PRODROME_GREATEST_H
#define PRODROME_GREATEST_H

#include <stddef.h>

/* Where the first of the greatest of value[0 .. n) is; n at least 1, no NaN. */
size_t greatest_at(const float *value, size_t n);

#endif

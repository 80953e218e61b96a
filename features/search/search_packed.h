/*
 * search_packed.h - inside of search_index.h: columns that many rows have.
 *
 *     rows 0, 2, 3 have 5, 7, 9    ->    has = 0...01101, value = { 5, 7, 9 }
 *
 * A posting has 8 bytes and goes to its row by itself; here a value has 4 and 16 rows are added up at a time where the processor has AVX-512.
 */
#ifndef PRODROME_SEARCH_PACKED_H
#define PRODROME_SEARCH_PACKED_H

#include "features/search/search_index.h"

void search_packed_release(struct packed_column *column);

/* score[row] += factor * value for each row < n_before that has the column. */
void search_packed_add(float *score, const struct packed_column *column, float factor, size_t n_before);

#endif

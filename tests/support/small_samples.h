/*
 * small_samples.h - a few records as samples, for the tests of features/.
 *
 * Everything here fails the running test instead of returning an error. Strings are borrowed.
 */
#ifndef PRODROME_TESTS_SMALL_SAMPLES_H
#define PRODROME_TESTS_SMALL_SAMPLES_H

#include "datasets/base/arena.h"
#include "features/feature_set.h"

/* Texts "title" and "description": [n][2]. */
void samples_from_texts(struct samples *out, const char *const (*text)[2], size_t n);
/* One number for each sample, called "la". */
void samples_from_numbers(struct samples *out, const double *value, size_t n);
/* Texts "title", "description"; numbers "la", "ld", "age" (some missing); words "component_filed", "team_filed": the same for the same seed. */
void samples_at_random(struct samples *out, struct arena *arena, uint64_t seed, size_t n);

struct tokens tokens_of(const struct samples *s, int n_threads); /* all prose */

/* The blocks of samples_at_random: all kinds. */
extern const struct block_spec blocks_of_all_kinds[];
extern const size_t            n_blocks_of_all_kinds;

struct feature_set *fit_first(const struct block_spec *spec, size_t n_specs, const struct samples *s, const struct tokens *tokens, size_t n_rows);
struct csr          rows_of(const struct feature_set *set, const struct samples *s, const struct tokens *tokens, int n_threads);

uint32_t column_named(const struct feature_set *set, const char *name); /* UINT32_MAX: none */
double   value_at(const struct csr *x, size_t row, uint32_t col);
void     assert_same_rows(const struct csr *a, const struct csr *b);    /* to the bit */

#endif

/*
 * stem.h - English word stems (Snowball English, "Porter2").
 *
 * The only user of libstemmer. One stemmer serves one thread.
 */
#ifndef PRODROME_STEM_H
#define PRODROME_STEM_H

#include <stddef.h>

#include "datasets/base/err.h"

struct stemmer;

int  stemmer_new(struct stemmer **out, struct err *err);
void stemmer_free(struct stemmer *stemmer);
/* The stem of a lower-case word in UTF-8; borrowed until the next call. NULL when memory is out. */
const char *stemmer_stem(struct stemmer *stemmer, const char *word, size_t len, size_t *stem_len);

#endif

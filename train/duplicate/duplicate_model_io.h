/*
 * duplicate_model_io.h - the one part of a registered version of `duplicates`, and back, to the same bits.
 *
 *     duplicates   JSON {lists, weights: {FEATURE: value}, bar: {threshold, a, b, pairs, right, ...} (duplicate_bar.h)}
 */
#ifndef PRODROME_DUPLICATE_MODEL_IO_H
#define PRODROME_DUPLICATE_MODEL_IO_H

#include "train/duplicate/duplicate_model.h"
#include "train/registry.h"

#define DUPLICATE_MODEL_PART "duplicates"

int duplicate_model_save(struct strbuf *out, const struct duplicate_model *m, struct err *err);
/* ERR_INTEGRITY for what duplicate_model_save would not have written. */
int duplicate_model_read(struct duplicate_model *out, const struct model_part *part, size_t n, struct err *err);
/* Of a version of `duplicates`, verified. */
int duplicate_model_load(struct duplicate_model *out, struct store *store, const struct model_version *version, struct err *err);

#endif

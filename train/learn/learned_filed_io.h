/*
 * learned_filed_io.h - what is stored of a learned_filed beside its weights: an object in the class table of the model.
 */
#ifndef PRODROME_LEARNED_FILED_IO_H
#define PRODROME_LEARNED_FILED_IO_H

#include <jansson.h>

#include "train/learn/learned_filed.h"

/* n_classes: of the learned that it is in. NULL where memory is out. */
json_t *learned_filed_json(const struct learned_filed *f, size_t n_classes);
/* A new one, its weights not yet read, strings and offsets in the arena; doc NULL (there is none): *out NULL. ERR_INTEGRITY for anything else than what the other
 * gives. */
int     learned_filed_read(struct learned_filed **out, const json_t *doc, size_t n_classes, struct arena *arena, struct err *err);

#endif

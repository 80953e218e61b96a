/*
 * recipes.h - which blocks each task uses.
 *
 * A recipe is a constant table; what is chosen (C, calibration) is chosen in train/ on inner cuts.
 */
#ifndef PRODROME_RECIPES_H
#define PRODROME_RECIPES_H

#include "features/feature_set.h"

struct recipe {
    const char              *name;  /* recorded with the model: "words", "words+filed", "metrics", "metrics+words+code+paths" */
    const struct block_spec *block; /* [n_blocks] */
    size_t                   n_blocks;
};

/* Tickets by their text; with_filed adds a one-hot block of the as-filed values. */
const struct recipe *recipe_of_tickets(bool with_filed);
/* Changes: metrics alone, or beside message words, and code and path tokens where the table has them. */
const struct recipe *recipe_of_changes(bool has_messages, bool has_code);
/* The size-only baseline: ln(1 + la + ld) alone. */
const struct recipe *recipe_of_size(void);

#endif

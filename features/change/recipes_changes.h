/*
 * recipes_changes.h - what a change's risk is learned from.
 *
 * One union of blocks, and members that each use some of them with weights of their own. A committee is the mean of its members' margins; as every
 * member is linear in the same columns, so is the committee, and its explanation stays exact. Which members and which C is chosen in
 * train/learn/learn_changes.h on inner cuts.
 */
#ifndef PRODROME_RECIPES_CHANGES_H
#define PRODROME_RECIPES_CHANGES_H

#include "features/recipes.h"

enum { CHANGE_BLOCKS_MAX = 16, CHANGE_MEMBERS_MAX = 4, CHANGE_C_MAX = 4, CHANGE_COMMITTEES_MAX = 4 };

struct change_member {
    const char *name;                      /* "metrics", "metrics+words+code+paths+files", ...     */
    double      weight[CHANGE_BLOCKS_MAX]; /* multiplies the columns of each block; 0 leaves it out */
    size_t      n_numbers;                 /* the first so many numbers have columns               */
    double      c[CHANGE_C_MAX];           /* candidates of C, ascending, 0 past the last; none: C is that of the member before it, which this one adds to */
};

struct change_design {
    const struct recipe *recipe;           /* the union                                            */
    struct change_member member[CHANGE_MEMBERS_MAX]; /* simple first                               */
    size_t               n_members;
    struct { const char *name; unsigned members; } committee[CHANGE_COMMITTEES_MAX]; /* a bit a member; simple first */
    size_t               n_committees;
};

/* Metrics alone, or beside message words, and code and path tokens where the table has them. The first block is linear in all
 * numbers that it has, so that the column of METRIC_LA is first_col + METRIC_LA. */
const struct change_design *design_of_changes(bool has_messages, bool has_code);
/* The design that a recipe of changes is the union of. */
const struct change_design *design_of_recipe(const struct recipe *recipe);

#endif

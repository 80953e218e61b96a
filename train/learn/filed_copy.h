/*
 * filed_copy.h - what was filed, where the model cannot know better.
 *
 * A class of fewer than TASK_MIN_CLASS_ROWS training rows is not learned: whatever the model says of its tickets is wrong. Where the value that a
 * ticket was filed with names such a class, what was filed is kept as a suggestion, before those of the model that are no likelier: what the model says gets (1 - p). A value names a class by itself, or by
 * its leading part ("iOS" of "iOS / Tools"): whichever the training rows bear out more often. Values that mostly name another class than the
 * tickets get (another field's words) are never kept.
 *
 * Its probability is what such copies were worth: of the newest fifth of the training rows those whose value named a class that the older ones did not suffice
 * for, drawn to the share in which any copy was right:
 *
 *     p = (right + 4 share) / (n + 4)
 */
#ifndef PRODROME_FILED_COPY_H
#define PRODROME_FILED_COPY_H

#include "train/rows/examples.h"

struct filed_copy {
    bool     kept;     /* at all: where copying was right in most of the training rows */
    bool     leading;  /* the leading part of a value names the class                  */
    double   p;
    uint32_t n, right; /* copies that p was told from                                  */
};

/* rows: [n] training rows in time order, label: [e->n] as known for training. */
int  filed_copy_learn(struct filed_copy *out, const struct examples *e, const uint32_t *rows, size_t n, const int32_t *label, struct err *err);
/* Of a value, the length of the class that it names by itself or by its leading part. */
size_t filed_copy_length(const struct filed_copy *c, const char *value);
/* The class that a row's value names: its length and where it begins (in e->filed[row]); 0 where it has none. *class: its number in e->class_name, -1 where no
 * label has this name. */
size_t filed_copy_class(const char **name, int32_t *class, const struct filed_copy *c, const struct examples *e, uint32_t row);

#endif

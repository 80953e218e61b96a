/*
 * class_parents.h - classes that belong together help each other.
 *
 * A class has a parent where its name has a leading part ("iOS" of "iOS / Tools"), else where the tickets also have a team: that of most of its
 * rows. Severities belong together by their order (severity_rank.h): worse than ordinary, ordinary, milder, and what is only wished for. The parents are
 * learned as classes of their own, from all training rows, also those of classes too rare to be learned, and a class gets a share of its parent's
 * weights:
 *
 *     margin(k) = w_k x + share w_parent(k) x = (w_k + share w_parent(k)) x
 *
 * so what is stored is still one linear model over the same columns, and contributions add up. A class without a parent gets -share, the
 * margin of a parent that says no.
 */
#ifndef PRODROME_CLASS_PARENTS_H
#define PRODROME_CLASS_PARENTS_H

#include "train/learn/learn_inner.h"

struct class_parents {
    size_t    n;         /* parents; 0: there are none to learn from                              */
    uint32_t *at;        /* [n_rows] places in cut.train of rows whose parent is learned          */
    int32_t  *y;         /* [n_rows] their parents                                                */
    size_t    n_rows;
    int32_t  *of_class;  /* [cut.n_classes] parent of each class, -1: none                        */
};

/* Of a cut whose classes are filled. A parent needs TASK_MIN_CLASS_ROWS rows, and one of them must have two classes. */
int  class_parents_make(struct class_parents *out, const struct examples *e, const struct learn_cut *cut, const int32_t *label, struct err *err);
void class_parents_release(struct class_parents *p);

/* margin [n_rows * n_classes] += share x of the parent, of [n_rows * p->n]. */
void class_parents_add(double *margin, const double *of_parents, size_t n_rows, size_t n_classes, const struct class_parents *p, double share);
/* The same in the weights. */
void class_parents_fold(struct linear_model *m, const struct linear_model *of_parents, const struct class_parents *p, double share);

#endif

/*
 * logistic_solver.h - L2-regularised logistic regression of two classes whose rows may count for less than one.
 *
 *     min over w   1/2 w'w  +  sum over rows i of  C_i ln(1 + exp(-y_i w'x_i))          C_i = c x row_weight[i],  y_i = -1 or 1
 *
 * by dual coordinate descent (Yu, Huang and Lin 2011, "Dual coordinate descent methods for logistic regression and maximum entropy
 * models", algorithm 5 with the modified Newton steps of its section 3.2): LIBLINEAR's solver 7 solves the same problem, but has no
 * row weights in the version that we use. An epoch visits the rows in a seeded random order; it ends after the first epoch whose
 * largest gradient is below epsilon, or after LOGISTIC_EPOCHS_MAX.
 *
 * Thread-safe: no global state, no fork; the result depends on nothing but the problem.
 * Memory beside the model: 8 bytes a column, 28 bytes a row; a copy of what the scale keeps where it leaves out a third or more.
 */
#ifndef PRODROME_LOGISTIC_SOLVER_H
#define PRODROME_LOGISTIC_SOLVER_H

#include "datasets/base/err.h"
#include "features/csr.h"
#include "train/solver/linear_model.h"

enum { LOGISTIC_EPOCHS_MAX = 100 };

struct logistic_problem {
    const struct csr *x;
    const int32_t    *y;          /* [x->n_rows] 0 or 1                                                    */
    const float      *row_weight; /* [x->n_rows] finite, not negative; NULL: all 1. C_i below 1e-12 leaves row i out */
    const float      *scale;      /* [x->n_cols] multiplies the column's values, 0 leaves it out; NULL: all 1 */
    double            c;          /* cost of an error, > 0                                                 */
    double            epsilon;    /* stopping tolerance, > 0                                               */
    double            bias;       /* value of the constant column, whose weight is regularised too, > 0    */
    uint64_t          seed;       /* of the order of the rows                                              */
};

/* One output; the weights are those of the columns as they stand in x (the scale is multiplied in). n_epochs may be NULL. ERR_NODATA: fewer than two classes among rows of a weight above 0.
 * ERR_REFUSED: weights that are not finite. On failure nothing has changed. */
int logistic_solve(struct linear_model *out, unsigned *n_epochs, const struct logistic_problem *problem, struct err *err);

#endif

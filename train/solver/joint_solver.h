/*
 * joint_solver.h - a linear SVM for several classes, all classes in one pass over the rows.
 *
 * One L2-regularised L2-loss problem a class (that class, +1, against the rest, -1), as LIBLINEAR's solver 1 has it:
 *
 *     min over w   1/2 w'w  +  sum over rows i of  C_i max(0, 1 - y_i w'x_i)^2          C_i = c x row_weight[i]
 *
 * solved by dual coordinate descent (Hsieh, Chang, Lin, Keerthi, Sundararajan 2008, "A Dual Coordinate Descent Method for
 * Large-scale Linear SVM", algorithm 1 in random order, without shrinking). The classes stand beside each other in memory,
 * w[col][lane], so that what a row costs, fetching its columns' weights, is paid once for all classes. A class stops after the
 * first epoch in which its projected gradients lie within epsilon of each other (the rule of LIBLINEAR), and all stop after
 * JOINT_EPOCHS_MAX epochs.
 *
 * A lane never mixes with another and all see the rows in the same seeded order: the result depends neither on the number of
 * threads (each takes some of the classes) nor on what vectors the processor has. Arithmetic is in float: an epsilon below
 * about 1e-5 is not reached and costs JOINT_EPOCHS_MAX epochs. Thread-safe: no global state, no fork.
 *
 * Memory, beside the model: 4 bytes x classes (rounded up to fours) x (columns + rows), and 12 bytes a row.
 */
#ifndef PRODROME_JOINT_SOLVER_H
#define PRODROME_JOINT_SOLVER_H

#include "datasets/base/err.h"
#include "features/csr.h"
#include "train/solver/linear_model.h"

enum { JOINT_EPOCHS_MAX = 1000 }; /* LIBLINEAR's own limit */

struct joint_problem {
    const struct csr *x;
    const uint32_t   *rows;       /* [n_rows] rows of x; one may come several times                                */
    const int32_t    *y;          /* [n_rows] class of each, in [0, n_classes)                                     */
    const float      *row_weight; /* [n_rows] finite, not negative; NULL: all 1. C_i below 1e-30 leaves row i out   */
    size_t            n_rows;     /* at most UINT32_MAX                                                            */
    size_t            n_classes;  /* at least 1                                                                    */
    double            c;          /* cost of an error, > 0                                                         */
    double            epsilon;    /* stopping tolerance, > 0; LIBLINEAR's is .1                                    */
    double            bias;       /* value of the constant column, whose weight is regularised too; 0: no intercept */
    uint64_t          seed;       /* of the order of the rows                                                      */
    int               n_threads;  /* at most; does not change the result                                           */
};

/* x must keep csr.h's promises (linear_train checks them). A class without a row (of a weight above 0) has weights 0 and the
 * bias -1. n_epochs (may be NULL): epochs until the last class stopped. ERR_REFUSED: more weights than
 * LINEAR_MODEL_WEIGHTS_MAX, or weights that are not finite; ERR_NOMEM. On failure nothing has changed. */
int joint_solve(struct linear_model *out, unsigned *n_epochs, const struct joint_problem *problem, struct err *err);

#endif

/*
 * linear_solver.h - linear models, by LIBLINEAR (kept from everything that makes it crash) or by our own joint solver.
 *
 *     two classes, and every logistic regression    LIBLINEAR: one binary problem a class (one against the rest) over the same rows
 *                                                   in arrival order; each is trained in a forked child (one a core, classes shared
 *                                                   out), whose weights come back over a pipe; a child that dies is an error, never
 *                                                   a wrong model
 *     SVM of three and more classes, and            train/solver/joint_solver.h: the same problems, all classes in one pass over the rows,
 *     SOLVER_SVM_JOINT of two and more              in this process, thread-safe; one output a class
 *
 * Reproducible: srand(seed + class) before each LIBLINEAR problem, the joint solver shuffles by the seed; the result does not depend
 * on the number of workers. Every row is checked first. Weights are floats: what is used is what is stored.
 *
 * A recency weight is row_weight where the joint solver is used; elsewhere replication of rows (LIBLINEAR 2.3.0 has no instance
 * weights).
 */
#ifndef PRODROME_LINEAR_SOLVER_H
#define PRODROME_LINEAR_SOLVER_H

#include <stdbool.h>

#include "datasets/base/err.h"
#include "features/csr.h"
#include "train/solver/linear_model.h"

enum solver {
    SOLVER_LOGISTIC,       /* L2-regularised logistic regression, primal trust-region Newton (LIBLINEAR 0), no randomness */
    SOLVER_LOGISTIC_DUAL,  /* the same, dual coordinate descent (7): faster for many columns                             */
    SOLVER_SVM_DUAL,       /* L2-regularised L2-loss support vector classification, dual (1); above two classes: joint    */
    SOLVER_SVM_JOINT       /* the same problems by the joint solver, of two classes too: both have an output              */
};

struct solver_params {
    enum solver kind;
    double      c;        /* cost of an error; larger fits the training rows closer; > 0                     */
    double      epsilon;  /* stopping tolerance as LIBLINEAR defines it; > 0                                 */
    double      bias;     /* value of the constant column; 0: no intercept; not negative                     */
    uint64_t    seed;
    int         n_workers; /* children, or threads of the joint solver, at a time; 0: one a core             */
    bool        here;     /* no child: in the caller, beside other threads. SOLVER_LOGISTIC of two classes   */
    const float *row_weight; /* [n_rows] multiplies c for the row, finite, not negative; NULL: all 1. Joint solver only */
};

/* rows: [n_rows] rows of x to learn from, in this order (a row may come several times); y: [n_rows] class of each, in [0, n_classes).
 * n_classes 2 trains one problem (class 1 against 0), unless SOLVER_SVM_JOINT; model->n_outputs is then 1. A class without a row has
 * weights 0 and the bias -1 (SVM) or -ln(n_rows + 1), the base rate 1 / (n_rows + 2) (logistic). ERR_NODATA: fewer than two
 * classes present. ERR_REFUSED: more weights than LINEAR_MODEL_WEIGHTS_MAX, more than 2^31 - 1 rows, a row that breaks
 * csr.h's promises, or values so large that weights are not finite. ERR_USAGE: row_weight where LIBLINEAR would solve. */
int linear_train(struct linear_model *out, const struct csr *x, const uint32_t *rows, const int32_t *y, size_t n_rows,
                 size_t n_classes, const struct solver_params *params, struct err *err);

/* Whether linear_train forks for these, unless `here`: then not while other threads run. */
bool linear_train_forks(enum solver kind, size_t n_classes);

const char *linear_solver_version(void); /* "LIBLINEAR 2.30" or so */

#endif

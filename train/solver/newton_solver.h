/*
 * newton_solver.h - L2-regularised logistic regression by Newton's method over rows that are seen through two products alone.
 *
 *     min over w   f(w) = 1/2 w'w  +  sum over rows i of  cost[i] ln(1 + exp(-y_i m_i)),   m = X w          y_i = -1 or 1
 *
 * Steps are found by conjugate gradients (a truncated Newton method: Nocedal and Wright 2006, section 7.1) and shortened until f falls enough (its section
 * 3.1); the margins of a step are those that the conjugate gradients made, so that trying a length costs no product. It ends where the gradient is
 * below epsilon of the one at w = 0. From a good start (the weights of a neighbouring C or of fewer rows) few steps are left.
 *
 * The same bits for the same problem; no state, no threads of its own.
 */
#ifndef PRODROME_NEWTON_SOLVER_H
#define PRODROME_NEWTON_SOLVER_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

enum { NEWTON_STEPS_MAX = 50, NEWTON_GRADIENTS_MAX = 100 /* conjugate gradients a step */ };

struct newton_problem {
    size_t         n_rows, n_cols;
    void         (*margins)(double *m, void *ctx, const double *w);            /* m [n_rows] = X w               */
    void         (*transposed)(double *g, void *ctx, const double *r);         /* g [n_cols] = X'r, r [n_rows]   */
    void          *ctx;
    const int32_t *y;       /* [n_rows] 0 or 1                 */
    const double  *cost;    /* [n_rows] finite, not negative   */
    double         epsilon; /* > 0                             */
};

/* w [n_cols]: where to begin, and where it ended. n_products (NULL: not asked): how many pairs of the two products it took. ERR_REFUSED: weights
 * that are not finite; w is then undefined. */
int newton_solve(double *w, size_t *n_products, const struct newton_problem *problem, struct err *err);

#endif

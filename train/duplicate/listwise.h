/*
 * listwise.h - a linear score that puts the right ones of each list first.
 *
 * A list is the candidates of one question, some of them right. With scores s_i = w'x_i the loss of a list is minus the log of the chance that
 * one drawn by softmax is right (the multi-positive form of ListNet's top-one loss; Cao et al. 2007, "Learning to Rank: From Pairwise Approach to
 * Listwise Approach", section 4):
 *
 *     L(w) = sum over lists ( ln sum_i exp(s_i) - ln sum_{i right} exp(s_i) )  +  l2/2 sum over features (w_f deviation_f)^2
 *
 * Features are judged by their deviation over all rows, so that l2 means the same for each; one that does not vary has weight 0. No intercept: it
 * moves all of a list alike. Minimised by L-BFGS from 0 (libLBFGS, of which this is the only user).
 */
#ifndef PRODROME_LISTWISE_H
#define PRODROME_LISTWISE_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

enum { LISTWISE_FEATURES_MAX = 256, LISTWISE_ITERATIONS_MAX = 300 };

struct listwise_list {
    const float   *x;         /* [n * n_features] finite                                              */
    const uint8_t *right;     /* [n] 1: right. A list without a right or a wrong row teaches nothing  */
    size_t         n;
};

struct listwise_problem {
    size_t         n_features;
    size_t         n_lists;
    const struct listwise_list *list; /* [n_lists] each lies where it was made: together they are the most of the memory */
    double         l2;        /* > 0                                                                  */
    int            n_threads; /* does not change the result                                           */
};

/* weight: [n_features]. *n_used: lists that taught (may be NULL). ERR_NODATA where there is none. On failure nothing has changed. */
int listwise_fit(double *weight, size_t *n_used, const struct listwise_problem *problem, struct err *err);

double listwise_score(const double *weight, const float *x, size_t n_features);

#endif

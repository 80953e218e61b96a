/*
 * naive_bayes.h - how often each class has each term, as weights beside those of a linear model.
 *
 *     F(k, col) = sum of the values of column col over the rows of class k
 *     w(k, col) = ln( (F(k, col) + a) / (sum over columns of F(k, .) + a n_cols) ), less its mean over the classes        a = .003
 *
 * Multinomial naive Bayes over tf-idf rows (Rennie, Shih, Teevan and Karger 2003, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers"), without
 * the priors: how often a class comes is in the linear model's bias. It takes one look at each nonzero, errs elsewhere than a margin
 * classifier does, and orders well what is behind the first place; docs/benchmarks.md has what it gives beside it. Subtracting a column's mean changes no
 * probability and lets a term that says nothing weigh nothing.
 */
#ifndef PRODROME_NAIVE_BAYES_H
#define PRODROME_NAIVE_BAYES_H

#include "train/solver/linear_model.h"

/* m->w += share x w. x: rows of as many columns as m has, values not negative; at: [n] rows of x that teach, y: [n] their classes, below m->n_outputs. The
 * same bits for any n_threads. */
int naive_bayes_add(struct linear_model *m, const struct csr *x, const uint32_t *at, const int32_t *y, size_t n, double share, int n_threads, struct err *err);

#endif

/*
 * stranger.h - whether a ticket is unlike anything before.
 *
 * Its similarity to the nearest earlier ticket, s, is held against the same of n past tickets (Vovk, Gammerman, Shafer 2005, "Algorithmic Learning in a
 * Random World": a conformal p-value):
 *
 *     p = (1 + number of past tickets with a similarity <= s) / (n + 1)         marked where p < STRANGER_LEVEL
 *
 * If the ticket is of the same kind as the past ones, at most that share of them is marked, whatever the similarities are like. Past tickets had fewer
 * earlier ones than an open one has, which makes them look a little stranger: the share is then smaller, not greater. Below 100 past tickets p cannot be
 * so small, and nothing is marked.
 */
#ifndef PRODROME_STRANGER_H
#define PRODROME_STRANGER_H

#include <stdbool.h>
#include <stddef.h>

#define STRANGER_LEVEL .01

enum { STRANGER_PAST_MAX = 1000, STRANGER_TAIL_MAX = 10 };

struct stranger_bar {
    size_t n;                       /* past tickets, STRANGER_PAST_MAX at most                                     */
    size_t n_tail;                  /* the lowest of their similarities, ascending: what is not below all of them  */
    double tail[STRANGER_TAIL_MAX]; /* is no stranger; 0: no similarity is low enough                              */
};

/* similarity: [n] of past tickets to their nearest earlier ones, 0 where they had none; is sorted. */
void   stranger_calibrate(struct stranger_bar *out, double *similarity, size_t n);

/* p where it is below STRANGER_LEVEL, else 1. */
double stranger_p(const struct stranger_bar *bar, double similarity);

#endif

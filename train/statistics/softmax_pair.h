/*
 * softmax_pair.h - how two kinds of margins are best added up.
 *
 *     p = softmax( t margin + u beside )      t, u >= 0 with the least log-loss over rows that taught neither
 *
 * The loss is convex in (t, u): Newton's method with halved steps.
 */
#ifndef PRODROME_SOFTMAX_PAIR_H
#define PRODROME_SOFTMAX_PAIR_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

/* margin, beside: [n * n_classes]; y: [n] class, or -1 (left out). *share = u / t: what `beside` counts for where margin counts 1; 0 where it does not
 * help, or where margin itself does not. ERR_NODATA: no rows but such. */
int softmax_pair_fit(double *share, const double *margin, const double *beside, const int32_t *y, size_t n, size_t n_classes, struct err *err);

#endif

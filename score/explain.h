/*
 * explain.h - why a score is what it is, exactly.
 *
 *     score = bias + sum of contributions          (to 1e-9; asserted)
 *
 * The score is the calibrated logit of a risk model, or the margin of one class of the others. A contribution is weight x value (x the slope
 * of the calibration).
 */
#ifndef PRODROME_EXPLAIN_H
#define PRODROME_EXPLAIN_H

#include <jansson.h>

#include "train/learn/learn.h"

struct contribution {
    uint32_t col;
    double   value;
};

struct explanation {
    double               bias, score;
    struct contribution *part;   /* [n] by descending absolute value, then column; owned */
    size_t               n;
};

/* col, val: [n] one sparse row of the model's features. output: class number, 0 for a risk model. */
int  explain_row(struct explanation *out, const struct learned *l, const uint32_t *col, const float *val, size_t n, size_t output,
                 struct err *err);
void explanation_release(struct explanation *e);

/* {"bias","score","contributions":[{"column","family","value"}] (the `top` largest),"rest","n","families":{NAME:SUM}} */
int  explanation_json(json_t **out, const struct explanation *e, const struct learned *l, size_t top, struct err *err);

#endif

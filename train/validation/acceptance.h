/*
 * acceptance.h - the criteria of a validation record: a bound that a measure must keep, and whether it does.
 */
#ifndef PRODROME_ACCEPTANCE_H
#define PRODROME_ACCEPTANCE_H

#include <jansson.h>

#include "train/validation/validation.h"

struct criterion {
    const char *metric;
    const char *relation; /* ">", ">=" or "<"               */
    double      bound;
    double      value;    /* NaN: not measured, not met     */
    const char *source;   /* "default", "configuration" or "copying what was filed" */
};

bool acceptance_less_is_better(const char *metric); /* "brier", "ece" */

/* Appends {metric, relation, bound, value, passed, source}; one that is not met fails the validation, with the first as its reason. */
void acceptance_add(json_t *list, const struct criterion *c, struct validation *out);

#endif

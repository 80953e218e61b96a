/*
 * transient.h - scores of changes that are stored nowhere: neither the changes nor what is said of them.
 *
 * The same model, features, calibration and explanation as score_changes (scoring.h), so that a change gets here the score that it would get there. Nothing
 * is written; there is no replay.
 */
#ifndef PRODROME_TRANSIENT_H
#define PRODROME_TRANSIENT_H

#include <jansson.h>

#include "score/scoring.h"

struct transient_score {
    double  probability;
    json_t *detail;      /* as in the store: why{}, base_rate, and what it means (change_meaning.h) */
};

/* *out: [changes->n], yours (transient_free). */
int  transient_scores(struct transient_score **out, const struct scoring *s, const struct model_version *version, const struct change_table *changes, struct err *err);
void transient_free(struct transient_score *scores, size_t n); /* NULL does nothing */

#endif

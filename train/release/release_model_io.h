/*
 * release_model_io.h - a model of releases as JSON and back, to the same bits; and as a registered version.
 *
 * {method, releases, harms, a, b, bias, numbers: [[NAME, mean, deviation, weight]], spread: [[...]], size: [a, b]}; older programs wrote no spread and no size. A version of the task release-risk has it as its one part "release";
 * versions of change-risk that older programs trained have it in their part "classes".
 */
#ifndef PRODROME_RELEASE_MODEL_IO_H
#define PRODROME_RELEASE_MODEL_IO_H

#include <jansson.h>

#include "train/registry.h"
#include "train/release/release_model.h"

#define RELEASE_MODEL_PART "release"

json_t *release_model_json(const struct release_model *m); /* NULL when memory is out */
/* doc NULL: nothing is set. ERR_INTEGRITY for what release_model_json would not have written. */
int     release_model_read(struct release_model *m, const json_t *doc, struct err *err);

/* Of a version of release-risk, verified. */
int     release_model_load(struct release_model *out, struct store *store, const struct model_version *version, struct err *err);

#endif

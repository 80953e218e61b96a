/*
 * model_json.h - the parts of a model that are JSON: numbers go out and come back to the same bits.
 */
#ifndef PRODROME_MODEL_JSON_H
#define PRODROME_MODEL_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "datasets/base/err.h"
#include "datasets/base/strbuf.h"

/* Adds the document in one line, its keys sorted. Takes it; NULL: memory was out when it was made. */
int  model_json_dump(struct strbuf *out, json_t *doc, struct err *err);

/* Whether it is a finite number. */
bool model_json_number(double *out, const json_t *value);

#endif

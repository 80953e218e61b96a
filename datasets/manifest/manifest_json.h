/*
 * manifest_json.h - a JSON document that came from outside, and a look into it that never fails.
 *
 * Nesting is bounded by jansson (2,048). Inside of manifest.
 */
#ifndef PRODROME_MANIFEST_JSON_H
#define PRODROME_MANIFEST_JSON_H

#include <jansson.h>

#include "datasets/manifest/manifest_inner.h"

/* *out is yours (json_decref) and an object. ERR_REFUSED: "FILE:LINE: ...". */
int manifest_json_load(json_t **out, const char *file, const char *data, size_t len, struct err *err);

/* The text under a key; empty where it is missing or no text. Borrowed from the document. */
struct manifest_text manifest_json_text(const json_t *object, const char *key);
const char          *manifest_json_string(const json_t *object, const char *key); /* "" where missing */

#endif

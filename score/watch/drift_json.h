/*
 * drift_json.h - compared columns as JSON, as the contract has them.
 *
 *   {"name", "kind", "n_ref", "n_cur", "statistics": {NAME: VALUE}, "verdict": ok|drift|not-enough-data, "rule"}
 *
 * JSON has no infinities: they are the strings "inf" and "-inf"; what is not defined is "nan". For each test also its p and bound: "psi", "psi_p",
 * "psi_bound".
 */
#ifndef PRODROME_DRIFT_JSON_H
#define PRODROME_DRIFT_JSON_H

#include <jansson.h>

#include "datasets/base/strbuf.h"
#include "train/statistics/drift.h"

json_t *drift_column_json(const struct drift_column *column, size_t n_columns);
/* What it was judged by, in words; of n_columns looked at together. */
void    drift_add_rule(struct strbuf *out, const struct drift_column *column, size_t n_columns);
/* What was found, in words: "psi 0.31 above 0.12, ks 0.2 above 0.1". Empty where nothing. */
void    drift_add_finding(struct strbuf *out, const struct drift_column *column);

#endif

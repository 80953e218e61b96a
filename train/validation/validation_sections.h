/*
 * validation_sections.h - the measured parts of a validation record; used by validation.c and risk_record.c alone.
 *
 * Each returns a new jansson value (NULL when memory is out, which jansson's setters pass on) or fills *out.
 */
#ifndef PRODROME_VALIDATION_SECTIONS_H
#define PRODROME_VALIDATION_SECTIONS_H

#include <jansson.h>

#include "train/validation/validation.h"

bool    validation_cut_is_ordered(const struct examples *e, const struct backtest *b);
int     validation_data(json_t **out, const struct validation_input *in, struct err *err);
json_t *validation_cut(const struct validation_input *in);
int     validation_metrics(json_t **out, const struct backtest *b, uint64_t seed, struct err *err);
int     validation_redactions(json_t **out, struct store *store, struct err *err); /* over all completed imports, by type */
int     validation_calibration(json_t **out, const struct validation_input *in, const struct backtest *b, struct err *err);
/* [{from, to, n, mean_p, rate}] of what was said and what came, in VALIDATION_BINS. */
json_t *validation_bins(const double *p, const int32_t *y, size_t n);
double  validation_weeks(const struct backtest *b); /* span of the tested rows; 0 where undated */
int     validation_thresholds_of(json_t **out, const double *p, const int32_t *y, size_t n, double weeks, struct err *err);
int     validation_thresholds(json_t **out, const struct backtest *b, struct err *err);
/* What a gate would have caught, by criticality (validation_gates.c); an empty array for classes. */
int     validation_gates(json_t **out, const struct validation_input *in, const struct backtest *b, struct err *err);
/* Classes: abstention.h, with "asked", "threshold", "coverage" and "precision" as they were at the training; null for a risk. */
int     validation_abstention(json_t **out, const struct validation_input *in, const struct backtest *b, struct err *err);
json_t *validation_baselines(const struct backtest *b);
/* Also sets "worst_subgroup" in doc. */
int     validation_subgroups(json_t **out, json_t *doc, const struct backtest *b, struct err *err);
int     validation_top_weights(json_t **out, const struct learned *l, struct err *err);
json_t *validation_drift(const struct backtest *b);

/* The whole record as validation.h keeps it: in one line, its keys sorted. Yours (mem_free). */
int     validation_text(char **out, const json_t *doc, struct err *err);

#endif

/*
 * report_drift.h - the newest drift checks of a model, as facts and as a section of its report.
 *
 *   {at, run_id, checks[{column,kind,statistic,value,bound,n_ref,n_cur,verdict}]} or null where it was never checked
 */
#ifndef PRODROME_REPORT_DRIFT_H
#define PRODROME_REPORT_DRIFT_H

#include <jansson.h>

#include "score/report/html.h"

struct facts;

/* facts.h */
int  facts_drift(json_t **out, const struct facts *f, int64_t model_id, struct err *err);
void report_drift_html(struct html *h, const json_t *drift);

#endif

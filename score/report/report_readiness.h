/*
 * report_readiness.h - whether the data was fit to learn from, as a table: documents of readiness_json (train/rows/readiness.h).
 */
#ifndef PRODROME_REPORT_READINESS_H
#define PRODROME_REPORT_READINESS_H

#include "score/report/report_values.h"

/* A section over the `readiness` of each of `models` (the night's); nothing where none has one. */
void report_readiness_section(struct html *h, const json_t *models);

/* "thin: 143 labelled rows, 200 are wanted"; "" where it is not recorded. */
void report_readiness_line(struct strbuf *out, const json_t *readiness);

#endif

/*
 * report_meaning.h - what the probability of a change means, in sentences (change_meaning.h has the keys), and how the chance went over past releases.
 *
 * Inside of the release report. What a score of an older engine lacks is left out.
 */
#ifndef PRODROME_REPORT_MEANING_H
#define PRODROME_REPORT_MEANING_H

#include <jansson.h>

#include "score/report/html.h"

/* "2.2 times the recent rate of 0.29 (above it), riskier than 87% of the changes judged; of the 56 that scored most like it 16 did harm (95%: 0.18 to 0.64). By size
 * alone 0.79. Half of the lines: 0.29." Nothing where no interval is known. */
void report_add_change_meaning(struct strbuf *out, const json_t *change);

/* What the figure of a release means: " 95%: 0.09 to 0.39, over ... 1.3 times the base rate of 0.24 (9 of 38 earlier releases did harm): near it. Lines alone would say 0.20."
 * Each part where it is known; a sentence that says so where the interval is not. Nothing without a figure. */
void report_add_release_meaning(struct strbuf *out, const json_t *release);
/* "0.18 to 0.64" of a release, and to three digits of a change; "" where it is not known. */
void report_add_interval(struct strbuf *out, const json_t *release);
void report_add_change_interval(struct strbuf *out, const json_t *change);

/* Past releases that were scored before they went out, and this one; and which share of their changes is known to have done harm. Nothing with fewer than two points. */
void report_past_plot(struct html *h, const json_t *doc);

/* Appends `before` and "2019-03-01 to 2026-05-30", the time of the rows that the model learned from; nothing where that is not recorded. */
void report_add_training_window(struct strbuf *out, const char *before, const json_t *model);

#endif

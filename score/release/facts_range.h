/*
 * facts_range.h - what the models say of commits that are not merged yet, as a document.
 *
 * Keys: head (facts.h; report "changes"), project, repository, range, imported_at, commits, merges, new, stored, system, criticality, verdict, exit_status, judged[],
 * reasons[], model, threshold, thresholds, cost, changes[] (oldest first; keys of a change as in facts.h: commit, item, author, date, message, kind, la, ld, files,
 * paths, probability, why, base_rate; and known: the store has it already, gated: at or above the threshold)
 *
 * verdict: not enough data (5) where no model is usable; review (3) where a change is at or above the threshold in force, or the model is not approved; else clear.
 * Nobody has decided on what is not stored, so nothing is settled by a signature here. The criticality is that of the system that the project's newest release
 * names.
 */
#ifndef PRODROME_FACTS_RANGE_H
#define PRODROME_FACTS_RANGE_H

#include "datasets/git/git_range.h"
#include "score/report/facts.h"

int facts_range(json_t **out, const struct facts *f, const struct git_range *range, const char *repository, const char *expression, int n_threads, struct err *err);

/* For a terminal, riskiest first; and SARIF (sarif.h). */
void report_range_text(struct strbuf *out, const json_t *doc);
void report_range_sarif(struct strbuf *out, const json_t *doc);

#endif

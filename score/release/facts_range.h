/*
 * facts_range.h - what the models say of commits that are not merged yet, as a document.
 *
 * Keys: head (facts.h; report "changes"), project, repository, range, imported_at, commits, merges, new, stored, system, criticality, verdict, exit_status, judged[],
 * reasons[], model, threshold, thresholds, cost, policy, rules[], rules_blind (facts_rules.h), dependencies[] {file, ecosystem, name, kind, from, to}, changes[] (oldest
 * first; keys of a change as in facts.h: commit, item, author, date, message, kind, la, ld, files, paths, probability, why, base_rate, interval ..., lower; and
 * known: the store has it already, gated: at or above the threshold)
 *
 * verdict: hold (4) where a rule of the policy holds; review (3) where a rule asks for one or the policy is not signed, a change is at or above the threshold in force, or
 * the model is not approved; not enough data (5) where no model is usable and no rule asks for more; else clear. Rules stand beside the model and the stricter wins, as for a
 * release; evidence belongs to a release and is not asked for here, nor are rules with 'when = release'. Nobody has decided on what is not stored, so nothing is
 * settled by a signature here. The system, and its criticality, is the one that the project's newest release names.
 */
#ifndef PRODROME_FACTS_RANGE_H
#define PRODROME_FACTS_RANGE_H

#include "datasets/git/git_range.h"
#include "score/report/facts.h"

int facts_range(json_t **out, const struct facts *f, const struct git_range *range, const char *repository, const char *expression, int n_threads, struct err *err);

/* For a terminal, riskiest first, then the rules that are met, then the verdict; SARIF (sarif.h); JUnit XML (junit_out.h): questions and rules are the cases. */
void report_range_text(struct strbuf *out, const json_t *doc);
void report_range_sarif(struct strbuf *out, const json_t *doc);
void report_range_junit(struct strbuf *out, const json_t *doc);

#endif

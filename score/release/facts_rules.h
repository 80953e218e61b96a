/*
 * facts_rules.h - the facts of a release's rules and evidence, from its gate.
 *
 * policy: source "built-in"|"file", version, hash, state "built-in"|"not signed"|"signed"|"changed since it was signed", says (a sentence to be shown, or ""),
 *   signed (null, or {number, hash, by, role, at}), costs{state "not signed"|"signed"|"changed since it was signed", says, hash}
 * rules[] the strictest first: rule, effect "hold"|"review"|"note", reason, settled (an effect review that a valid approval of exactly this content settles), matched (how
 *   many), matches[] (at most POLICY_MATCHES_MAX){condition "system"|"criticality"|"internet_facing"|"when"|"path"|"kind"|"label"|"word", matched (the alternative),
 *   commit ("" the release as a whole), in (system, path, ticket with label, phrases of a lexicon, or what it says; "")}
 * evidence[] each item that the policy knows, what is demanded first: item, effect "hold"|"review"|"note"|"off" (of its absence), state "given"|"denied"|"missing", value, time, by
 * rules_blind{changes_without_paths, changes}: changes of which no file is known, so that no rule of paths could look at them
 */
#ifndef PRODROME_FACTS_RULES_H
#define PRODROME_FACTS_RULES_H

#include "score/report/facts.h"
#include "score/review/gate.h"

/* {policy, rules, evidence, rules_blind}: for json_object_update. */
int facts_rules(json_t **out, const struct policy_in_force *in_force, const struct gate *gate, struct err *err);

/* What the policy says of a release as it stands, without the model and without decisions: project, release, criticality, strictest ("off" where nothing was met), and
 * as above rules, evidence, rules_blind. ERR_NOTFOUND: no such release. */
int facts_policy_release(json_t **out, const struct facts *f, const struct policy_in_force *in_force, const char *project, const char *release, struct err *err);

/* The parts. */
json_t *facts_policy(const struct policy_in_force *in_force);
json_t *facts_rules_met(const struct policy_hits *hits, bool settled);
json_t *facts_evidence(const struct policy_hits *hits);

#endif

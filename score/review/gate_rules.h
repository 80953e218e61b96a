/*
 * gate_rules.h - inside of gate.c: what the policy says of a release, as reasons of its verdict. The words of one rule are also for who judges without a gate.
 */
#ifndef PRODROME_GATE_RULES_H
#define PRODROME_GATE_RULES_H

#include "score/review/gate.h"

enum { GATE_RULE_WORDS_MAX = 1400 };

/* Appends a reason; at most GATE_REASONS_MAX of them. */
int gate_add(struct gate *gate, enum verdict verdict, struct err *err, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Fills rules, policy_says and costs_ask. */
int gate_rules_find(struct gate *gate, const struct gate_input *in, struct err *err);

/* Reasons: what holds, whoever approves. */
int gate_rules_hold(struct gate *gate, struct err *err);
/* ... what a person is asked to look at; `open`: VERDICT_REVIEW, or VERDICT_CLEAR where one has approved. */
int gate_rules_ask(struct gate *gate, enum verdict open, struct err *err);
/* ... what is said, and nothing follows from it. */
int gate_rules_note(struct gate *gate, struct err *err);

/* The content that people decide on (gate.h): of the release's score, or of the release itself where it was never scored, with the rules that ask about it. */
int gate_content(uint8_t out[DIGEST_SIZE], const struct gate_input *in, int64_t score_id, const struct policy_hits *rules, struct err *err);

/* "rule 'overdue-patch': a patch is overdue (ehr: openssl, due 2026-05-01; and 2 more)" */
void gate_rule_words(char *out, size_t size, const struct policy_hit *hit);
/* "rollback_plan, runbook": the missing evidence whose absence has that effect; "" none. */
void gate_lack_words(char *out, size_t size, const struct policy_hits *rules, enum policy_effect effect);

#endif

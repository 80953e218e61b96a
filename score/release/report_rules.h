/*
 * report_rules.h - what the policy says of a release: the evidence that is open, the rules that it meets, and who signed the policy.
 *
 * Inside of the release report; the facts are those of facts_rules.h. What a document of an older engine lacks is left out.
 */
#ifndef PRODROME_REPORT_RULES_H
#define PRODROME_REPORT_RULES_H

#include <jansson.h>

#include "score/report/html.h"

void report_evidence_section(struct html *h, const json_t *doc);     /* what is demanded and missing first */
void report_rules_section(struct html *h, const json_t *doc);

void report_evidence_markdown(struct strbuf *out, const json_t *doc);
void report_rules_markdown(struct strbuf *out, const json_t *doc);

/* Appends what a rule of the document was met by: "word 'dose' in the message of 04dba41ecccc; ... and 3 more". */
void report_add_rule_matches(struct strbuf *out, const json_t *rule);

#endif

/*
 * report_rules_forms.h - the rules of a policy that are met, as results of SARIF and as cases of JUnit: of a release, and of commits before the merge.
 *
 * `doc`: rules[] as in facts_rules.h, project, and release where it is one.
 */
#ifndef PRODROME_REPORT_RULES_FORMS_H
#define PRODROME_REPORT_RULES_FORMS_H

#include "score/release/junit_out.h"
#include "score/release/sarif.h"

/* Each rule as "prodrome/rule/NAME", at the files that it was met by, where it was met by paths. What an approval settled is a note. */
void report_rules_sarif(struct sarif *s, const json_t *doc, const char *place);
/* Each rule as a case of the class "rules": failed where it holds, or asks for a review that nobody has settled. */
void report_rules_junit(struct junit_out *j, const json_t *doc);

#endif

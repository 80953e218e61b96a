/*
 * facts_abstention.h - how sure a model must be before nobody needs to look, by the precision that the configuration asks for today.
 */
#ifndef PRODROME_FACTS_ABSTENTION_H
#define PRODROME_FACTS_ABSTENTION_H

#include "score/report/facts.h"
#include "train/statistics/abstention.h"

/* By the validation record of the version. One without a record, or with one that does not say how often its suggestions were right at which
 * probability, has no threshold: a person should look at all. */
int facts_abstention(struct abstention_choice *out, const struct facts *f, const struct model_version *version, struct err *err);

/* {"asked", "threshold", "coverage", "precision", "older", "least"}: threshold null where none is precise enough, precision null where coverage is 0; older: tested
 * suggestions that chose, least: how few would do if all of them were right. */
json_t *facts_abstention_json(const struct facts *f, const struct model_version *version, const struct abstention_choice *choice);

#endif

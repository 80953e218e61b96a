/*
 * facts_gate.h - the parts of the release report that tell why the gate says what it says.
 *
 * Inside of facts. Objects of the document in facts.h.
 */
#ifndef PRODROME_FACTS_GATE_H
#define PRODROME_FACTS_GATE_H

#include "score/report/facts.h"
#include "score/review/gate.h"

/* thresholds{}: where the threshold in force comes from, over which scores, and what it is expected to miss. */
json_t *facts_thresholds(const struct thresholds *all, const struct threshold *of);

enum { FACTS_GATE_ROWS = 30 };

/* Of a validation record's "gates" the table of the criticality where it has FACTS_GATE_ROWS rows, else that of all; borrowed. NULL: there is none. */
json_t *facts_gate_group(const json_t *gates, enum criticality criticality);
/* gate{}: what gating changes would have caught, from a validation record's "gates", and where the threshold stands in it; unit "changes". Null where the record has
 * none. */
json_t *facts_gate_table(const json_t *record, enum criticality criticality, double threshold);

/* review{}: where the release stands, who may sign, and every signature and decision, fresh or stale. Null for a release that was never scored. */
int facts_review(json_t **out, struct store *store, const struct gate *gate, struct err *err);

#endif

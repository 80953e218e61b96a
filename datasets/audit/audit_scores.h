/*
 * audit_scores.h - explanations of scores, vouched for by the audit trail.
 *
 * scores.detail_hash is the digest of the explanation as it was written, and the ledger "score.rows" of the run covers it (audit_ledger.h). An
 * explanation is whole where it has that digest, or where it is empty and a purge emptied the version that was scored (versions.overwritten; audit_purge.h
 * checks that there was such a purge). A score of a program from before schema version 5 has no digest: of it only an empty explanation without a purge is
 * found, and how many there are is told.
 */
#ifndef PRODROME_AUDIT_SCORES_H
#define PRODROME_AUDIT_SCORES_H

#include "datasets/audit/audit_ledger.h"

/* Calls `found` ("score") for each explanation that is not whole; *n_undigested: scores without a digest. Used by audit_verify. */
int audit_scores_check(int64_t *n_undigested, struct store *store, ledger_found found, void *ctx, struct err *err);

/* One score with its explanation, for who is about to show it, and the scores of its run. ERR_INTEGRITY: they are not what was written. Of a score
 * that is not there, 0. */
int audit_score_verify(struct store *store, int64_t score_id, struct err *err);

#endif

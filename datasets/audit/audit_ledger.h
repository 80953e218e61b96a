/*
 * audit_ledger.h - rows that the audit trail vouches for by a digest over them.
 *
 * A ledger is a set of rows under one number, read by a fixed query: the versions of an import, the scores of a run, the items that a run
 * flagged, the stages of a model. Whoever completes such a set appends one audit row whose detail is the digest; audit_verify reads the rows
 * again. Completed imports, done runs with scores, models and validation records of which the chain says nothing were put in. What versions hold is checked
 * against their content_hash, which the ledger of their import covers.
 */
#ifndef PRODROME_AUDIT_LEDGER_H
#define PRODROME_AUDIT_LEDGER_H

#include "datasets/audit/audit.h"

/* Names are those of audit actions: "import.rows" (subject import:N), "score.rows", "queue.rows", "drift.rows" (run:N), "snapshot.rows" (snapshot:N), "purge.begin" (purge:N). */
int audit_ledger_append(struct store *store, const char *ledger, int64_t id, struct err *err);

/* Of one ledger alone, for who is about to rely on its rows. ERR_INTEGRITY: they are not those that the chain vouches for. A ledger that was never
 * completed is nothing to compare with: 0. Whether the chain itself is whole is for audit_verify. */
int audit_ledger_verify(struct store *store, const char *ledger, int64_t id, struct err *err);

/* Calls `found` for everything that does not agree. Used by audit_verify. */
typedef int (*ledger_found)(void *ctx, const char *check, int64_t row, const char *reason, struct err *err);
int audit_ledger_check(struct store *store, ledger_found found, void *ctx, struct err *err);

#endif

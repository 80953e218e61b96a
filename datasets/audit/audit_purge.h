/*
 * audit_purge.h - what a purge left, vouched for by the chain.
 *
 * A purged version no longer fits its content_hash, so the chain vouches for what is left of it: when a purge is done, one row "purge.rows" (subject
 * "purge:N") holds the digest over its row of purges and over every version that it emptied, by name and value of each column that is not empty. Text put
 * back, a label altered, a version that only claims to have been purged: audit_verify finds them.
 */
#ifndef PRODROME_AUDIT_PURGE_H
#define PRODROME_AUDIT_PURGE_H

#include "datasets/audit/audit_ledger.h"

int audit_purge_append(struct store *store, int64_t purge_id, struct err *err);

/* Used by audit_verify. A purge that was begun and not yet done is no failure. */
int audit_purge_check(struct store *store, ledger_found found, void *ctx, struct err *err);

#endif

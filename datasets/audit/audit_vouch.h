/*
 * audit_vouch.h - single rows that people wrote, and that the audit trail vouches for.
 *
 *     users       subject user:NAME      actions user.add, user.role, user.passwd, user.disable, ...: the newest one vouches for the row as it
 *                                        stands, with the person's identities (not for failed logins and locks, which come and go)
 *     signatures  subject signature:N    signature.make
 *     decisions   subject decision:N     decision.approve, decision.reject, ...; with the item and content it is about
 *     labels      subject label:N        label.make
 *
 * The detail of such an audit row is a digest over all columns. Whoever writes the row calls audit_vouch in the same transaction.
 */
#ifndef PRODROME_AUDIT_VOUCH_H
#define PRODROME_AUDIT_VOUCH_H

#include "datasets/audit/audit_ledger.h"

/* `what`: "user", "signature", "decision" or "label"; `key`: the name or number; `verb`: the second word of the action. */
int audit_vouch(struct store *store, const char *actor, const char *what, const char *key, const char *verb, struct err *err);

/* ERR_INTEGRITY where the row is not as the chain vouches for. */
int audit_vouch_holds(struct store *store, const char *what, const char *key, struct err *err);

/* Calls `found` for each row that was altered, put in or taken away, with the name of the table's check: "user", "signed", "decision", "label". Used by
 * audit_verify. */
int audit_vouch_check(struct store *store, ledger_found found, void *ctx, struct err *err);

#endif

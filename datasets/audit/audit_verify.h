/*
 * audit_verify.h - whether anyone changed the past.
 *
 * Walks the whole chain and all signed heads (a row without one is a failure); then what the chain vouches for: models and validation records
 * (audit_models.h), sets of rows (audit_ledger.h), explanations of scores (audit_scores.h), what a purge left (audit_purge.h), what people wrote (audit_vouch.h) and every signature of
 * a person (signature.h); last the file: SQLite's own check, and whether the triggers of schema.c are all there. Needs no secret key.
 */
#ifndef PRODROME_AUDIT_VERIFY_H
#define PRODROME_AUDIT_VERIFY_H

#include "datasets/store/store.h"

enum { AUDIT_FAILURES_MAX = 1000 };

struct audit_failure {
    const char *check;   /* "chain", "sequence", "head", "signature", "trust", "expect", "model", "validation", "rows", "stage", "content", "user",
                            "signed", "decision", "label", "policy", "purge", "score", "store" */
    int64_t     row;     /* audit row or 0                     */
    char       *reason;  /* owned                              */
};

struct audit_result {
    int64_t               n_rows;
    char                  head[DIGEST_HEX_SIZE];
    struct audit_failure *failure;   /* [n_failures] owned */
    size_t                n_failures, cap_failures;
    int64_t               n_undigested;  /* scores of earlier programs, whose explanations nothing vouches for */
};

/* `trust`: hex public key that must be the signer's, or NULL; `expect`: hex head that must occur in the chain, or NULL; ERR_USAGE where they are no
 * such hex. Returns 0 when it could check (also with failures, of which it lists the first AUDIT_FAILURES_MAX). */
int  audit_verify(struct audit_result *out, struct store *store, const char *trust, const char *expect, struct err *err);
void audit_result_release(struct audit_result *result);

#endif

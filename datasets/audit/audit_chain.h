/*
 * audit_chain.h - one row of the audit trail, its hash and what a signature of it is over: for who appends and for who verifies (audit.h
 * has the formulas).
 */
#ifndef PRODROME_AUDIT_CHAIN_H
#define PRODROME_AUDIT_CHAIN_H

#include "datasets/base/digest.h"
#include "datasets/store/db.h"

/* Text with its length: a NUL put into a column must not hide what follows it. */
struct audit_text {
    const char *str;
    size_t      len;
};

struct audit_row {
    int64_t           row_id, at;
    struct audit_text actor, action, subject;
    uint8_t           detail_digest[DIGEST_SIZE];
    uint8_t           prev_hash[DIGEST_SIZE];
};

void audit_row_hash(const struct audit_row *row, uint8_t out[DIGEST_SIZE]);

/* What the signature of a head is over. */
void audit_head_message(int64_t row_id, const uint8_t head[DIGEST_SIZE], int64_t at, uint8_t out[DIGEST_SIZE]);

/* A hash of the row at hand; a column of another length is taken as zeros, which fit nothing. */
void audit_column_digest(struct db_stmt *stmt, int column, uint8_t out[DIGEST_SIZE]);

/* Valid until the next step; empty for NULL. */
struct audit_text audit_column_text(struct db_stmt *stmt, int column);

#endif

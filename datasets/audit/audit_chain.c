#include "datasets/audit/audit_chain.h"

#include <string.h>

void audit_row_hash(const struct audit_row *row, uint8_t out[DIGEST_SIZE])
{
    struct digest digest;

    digest_init(&digest);
    digest_field(&digest, row->prev_hash, DIGEST_SIZE);
    digest_field_int(&digest, row->row_id);
    digest_field_int(&digest, row->at);
    digest_field(&digest, row->actor.str, row->actor.len);
    digest_field(&digest, row->action.str, row->action.len);
    digest_field(&digest, row->subject.str, row->subject.len);
    digest_field(&digest, row->detail_digest, DIGEST_SIZE);
    digest_final(&digest, out);
}

void audit_head_message(int64_t row_id, const uint8_t head[DIGEST_SIZE], int64_t at, uint8_t out[DIGEST_SIZE])
{
    static const char purpose[] = "prodrome audit head";
    struct digest digest;

    digest_init(&digest);
    digest_field(&digest, purpose, sizeof purpose - 1);
    digest_field_int(&digest, row_id);
    digest_field(&digest, head, DIGEST_SIZE);
    digest_field_int(&digest, at);
    digest_final(&digest, out);
}

void audit_column_digest(struct db_stmt *stmt, int column, uint8_t out[DIGEST_SIZE])
{
    size_t len;
    const void *bytes = db_blob(stmt, column, &len);

    memset(out, 0, DIGEST_SIZE);
    if (bytes != NULL && len == DIGEST_SIZE)
        memcpy(out, bytes, DIGEST_SIZE);
}

struct audit_text audit_column_text(struct db_stmt *stmt, int column)
{
    struct audit_text field = { .len = 0 };

    field.str = db_text(stmt, column, &field.len);
    return field.str == NULL ? (struct audit_text){ "", 0 } : field;
}

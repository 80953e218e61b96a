/*
 * audit_models.h - the stored bytes of models and validation records, vouched for by the audit trail. For each audit row
 *
 *     "model.register"     subject "model:TASK:PROJECT@N", detail the 32 bytes of models.hash (model_parts_hash)
 *     "validation.write"   the same subject, detail the 32 bytes of validation_records.hash (BLAKE2b of its json)
 *
 * the bytes are hashed again. The detail may also be bytes whose digest is that hash (the JSON itself).
 */
#ifndef PRODROME_AUDIT_MODELS_H
#define PRODROME_AUDIT_MODELS_H

#include "datasets/audit/audit_ledger.h"

/* Hash of a model version: BLAKE2b over digest_field(name), digest_field(data) of its parts in the byte order of their names.
 * That is what models.hash holds. ERR_NOTFOUND where the model has no parts. */
int model_parts_hash(struct store *store, int64_t model_id, uint8_t out[DIGEST_SIZE], struct err *err);

/* Calls `found` ("model", "validation") for each model or record that is gone or not as the chain vouches for. Used by audit_verify. */
int audit_models_check(struct store *store, ledger_found found, void *ctx, struct err *err);

#endif

/*
 * import_hash.h - what tells whether a row has changed.
 *
 * Two digests (digest.h), each over fields with their length before them: the raw row, keyed, by the names of its fields, so that neither moved nor new empty
 * columns make it another one; and the values as they are stored. Inside of import.
 */
#ifndef PRODROME_IMPORT_HASH_H
#define PRODROME_IMPORT_HASH_H

#include "datasets/import/import_values.h"

/* row->raw_hash and, but for a log, row->content_hash. `cell` is what the row was made of, before its values are settled. ERR_NOMEM. */
int import_row_hash(struct import_row *row, const struct csv_field *cell, const struct import_context *context, struct import_scratch *scratch, struct err *err);

/* row->content_hash of a row of which the values are settled. ERR_NOMEM. */
int import_row_hash_content(struct import_row *row, const struct import_kind *kind, struct err *err);

#endif

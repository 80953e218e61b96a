/*
 * import_rescrub.h - newer rules of de-identification for the older versions of a record.
 *
 * A row that an import wrote was cleaned by today's rules; what older rules left in the record's earlier versions is
 * overwritten (schema.c says what may be). A version of the same raw row
 * gets the clean text; of another, whose raw text nobody has, the stored text passes the rules once more. Times,
 * numbers, ids, labels and hashes stay. Inside of import.
 */
#ifndef PRODROME_IMPORT_RESCRUB_H
#define PRODROME_IMPORT_RESCRUB_H

#include "datasets/import/import.h"

/* For all records with a version of this import. In short transactions of its own; killed half-way, the next import
 * goes on. */
int import_rescrub_older(struct store *store, const struct import_kind *kind, int64_t import_id, int64_t now,
                         struct err *err);

#endif

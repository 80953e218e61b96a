/*
 * import_bulk.h - kinds of which many rows make one version.
 *
 * Measurements and logs are too many to be a record each. import reads, checks, counts rejects and completes as for the others; what a good row
 * becomes, and in which versions, is the kind's own (series_import.c). Inside of import.
 */
#ifndef PRODROME_IMPORT_BULK_H
#define PRODROME_IMPORT_BULK_H

#include "datasets/import/import_write.h"

struct import_bulk {
    /* options, store and what they point to outlive the state. */
    int  (*open)(void **state, struct store *store, const struct import_options *options, int64_t import_id, int64_t now, struct err *err);
    /* A good row, inside the caller's transaction. Rows of a file come one after the other: `number` of the file, from 1, and its name without identifiers. */
    int  (*put)(void *state, const char *file, uint32_t number, const struct import_row *row, struct err *err);
    /* After the last row, outside a transaction: writes in short ones of its own. Fills the counts, and what the report has of the kind. */
    int  (*finish)(void *state, struct import_counts *counts, struct import_report *report, struct err *err);
    void (*close)(void *state); /* NULL does nothing */
};

const struct import_bulk *import_bulk_of(const struct import_kind *kind); /* NULL: rows are records */

extern const struct import_bulk series_bulk;     /* telemetry: series_import.c       */
extern const struct import_bulk prediction_bulk; /* predictions: prediction_import.c */

#endif

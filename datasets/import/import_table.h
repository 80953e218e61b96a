/*
 * import_table.h - an export as tables of rows.h, with neither store nor keys, and nothing kept.
 *
 * What tickets_load or changes_load would give of a store into which just these files were imported (import.h): the same readers, checks and
 * de-identification, the last row of an id counts, order is that of first arrival. Only versions are numbered as their records are, which nothing but
 * hashes of examples sees.
 */
#ifndef PRODROME_IMPORT_TABLE_H
#define PRODROME_IMPORT_TABLE_H

#include "datasets/import/import.h"
#include "datasets/rows/rows.h"

struct import_table_options {
    const struct import_options *files;   /* kind: tickets or changes. `project` fills a missing one; rows of another are counted and left out */
    struct phi_rules            *rules;   /* the user's, or NULL; where they ask for keyed digits they get `key`                              */
    const uint8_t               *key;     /* [DIGEST_KEY_SIZE] of pseudonyms                                                                  */
    int64_t                      now;     /* when the export was seen                                                                         */
    struct log                  *log;     /* may be NULL                                                                                      */
};

/* `inserted` of the report counts the records that are in the table, `unchanged` the good rows of other projects. Failures as import_run, where a refused
 * import fills the report, too; then there is no table. */
int import_tickets(struct ticket_table *out, struct import_report *report, const struct import_table_options *options, struct err *err);
int import_changes(struct change_table *out, struct import_report *report, const struct import_table_options *options, struct err *err);

#endif

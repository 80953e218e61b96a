/*
 * import_write.h - rows that are ready, into the store.
 *
 * One writer for each table that an import fills. A record gets at most one version from an import: of rows with the
 * same id the last one counts, so that importing a file twice changes nothing even where it names an id twice. All
 * inside the caller's transactions. Inside of import.
 */
#ifndef PRODROME_IMPORT_WRITE_H
#define PRODROME_IMPORT_WRITE_H

#include "datasets/base/intern.h"
#include "datasets/import/import_values.h"

struct import_counts {
    uint64_t inserted, updated, unchanged, rescrubbed;
};

enum { IMPORT_PENDING_MAX = 32 };

/* A good row of a new record, with what it borrows from its block. */
struct import_pending {
    struct import_row row;
    const char       *project;
    size_t            project_len;
    uint64_t          source_row;
};

struct import_writer {
    struct store             *store;
    const struct import_kind *kind;
    int64_t                   import_id, now;
    int64_t                   rules_version;
    bool                      older_rules; /* a record has versions that older rules cleaned: see import_rescrub.h */
    struct import_counts      counts;
    struct import_pending     pending[IMPORT_PENDING_MAX]; /* not yet written, in the order of their rows: of records that are new, as far as is known */
    size_t                    n_pending;
    bool                      expect_new; /* the last records were: the next are added without looking whether the store has them */
    struct db_stmt           *add_records, *add_versions, *add_rows; /* IMPORT_PENDING_MAX at once: a statement costs as much as a row */
    struct db_stmt           *find, *add_record, *add_version, *add_row, *drop_row, *drop_version;
    bool                      row_has_project; /* the table has a project that no field of the file gives   */
    struct intern             again;       /* record_ids that came more than once                                */
    uint64_t                 *again_updated; /* [again.n] how many of their rows are counted as updated          */
    size_t                    cap_again;
    struct intern            *seen;        /* record_ids that rows named; NULL: not asked for, borrowed          */
};

int  import_writer_init(struct import_writer *writer, struct store *store, const struct import_kind *kind,
                        int64_t import_id, int64_t now, struct err *err);
void import_writer_release(struct import_writer *writer); /* statements; counts stay */

/* `row` is good. `project` is that of the record ("" for a kind without). What row and project point to must live until the next flush. */
int  import_writer_put(struct import_writer *writer, const struct import_row *row, const char *project,
                       size_t project_len, uint64_t source_row, struct err *err);
/* Writes what put has left to be written together: before the transaction ends, and before the rows that were put go. */
int  import_writer_flush(struct import_writer *writer, struct err *err);

#endif

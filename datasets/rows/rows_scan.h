/*
 * rows_scan.h - one pass over a kind's table, for the loaders of rows.h.
 *
 * A row_source says which columns of a table go where in a struct. The struct begins with `int64_t record_id, version_id`.
 * Text is copied once, into the arena; missing text is "" and costs nothing.
 */
#ifndef PRODROME_ROWS_SCAN_H
#define PRODROME_ROWS_SCAN_H

#include "datasets/base/arena.h"
#include "datasets/rows/rows.h"

enum row_type {
    ROW_WORD,   /* const char *                    */
    ROW_TEXT,   /* struct text                     */
    ROW_INT,    /* int64_t, TIME_NONE for NULL     */
    ROW_NUMBER, /* double, NaN for NULL            */
    ROW_FLAG    /* int, 1 or 0, -1 for NULL        */
};

struct row_column {
    const char   *sql;    /* of the kind's table k, versions v or records r: "k.title", "r.id" */
    enum row_type type;
    size_t        offset; /* in the struct */
};

struct row_source {
    const char              *table;
    size_t                   row_size;
    const struct row_column *column;   /* [n_columns] */
    size_t                   n_columns;
};

/* What tables of tickets and changes are read by. Their columns "k.NAME" are the fields NAME of the kind. */
extern const struct row_source row_source_tickets, row_source_changes;

/* The snapshot's rows of the table, by ascending version_id; of one project, or all with NULL. *rows is yours (mem_free), NULL
 * for none; its text is the arena's. */
int rows_scan(void **rows, size_t *n, struct arena *arena, const struct row_source *source, struct store *store,
              const struct snapshot *snapshot, const char *project, struct err *err);

/* The same, with the columns of type ROW_TEXT in an arena of their own. */
int rows_scan_apart(void **rows, size_t *n, struct arena *arena, struct arena *texts, const struct row_source *source, struct store *store,
                    const struct snapshot *snapshot, const char *project, struct err *err);

/* Some rows of the table by their versions, in the order of these; version: [n]. The rest as rows_scan. ERR_NOTFOUND. */
int rows_read(void **rows, struct arena *arena, const struct row_source *source, struct store *store, const int64_t *version, size_t n, struct err *err);

/* Order of rows of all kinds: by time, undated first; ties by first arrival. For qsort's comparisons. */
int rows_compare(int64_t time_a, int64_t record_a, int64_t time_b, int64_t record_b);

#endif

/*
 * postmortem_rows.h - the postmortems of a snapshot, read back.
 *
 * By id; text as in rows.h: borrowed from the table's arena, "" where missing, de-identified.
 */
#ifndef PRODROME_POSTMORTEM_ROWS_H
#define PRODROME_POSTMORTEM_ROWS_H

#include "datasets/rows/rows.h"

struct postmortem_row {
    int64_t     record_id, version_id;
    int64_t     known_at;                           /* when it can have been read first              */
    int64_t     date, started, detected, resolved;  /* TIME_NONE where not known; lengths: incident_times.h */
    const char *id, *severity;
    const char *systems, *tickets, *releases;       /* joined by '|'                                  */
    struct text title, text;
    const char *root_cause, *trigger, *summary, *impact, *resolution, *actions;
};

struct postmortem_table {
    struct arena           arena;
    struct postmortem_row *row; /* [n] */
    size_t                 n;
};

int  postmortems_load(struct postmortem_table *out, struct store *store, const struct snapshot *snapshot, struct err *err);
/* A few, by their versions and in the order of these; version: [n]. ERR_NOTFOUND: there is no such version. */
int  postmortems_read(struct postmortem_table *out, struct store *store, const int64_t *version, size_t n, struct err *err);
void postmortems_release(struct postmortem_table *table);

/* Whether it names the ticket, by its id; none is named "". */
bool postmortem_names(const struct postmortem_row *p, const char *ticket);

#endif

/*
 * readiness_rows.h - the facts of readiness.h, counted from the store.
 *
 * Which label a record has and which rows are learned from are those of a training run: examples.h, risk_rows.h, and of tickets those that are not
 * open (unless a person decided). An incident is a ticket whose `type` is not known or speaks of something that failed, and whose `maintenance` is not
 * known or corrective; it is linked where it names the change that caused it or a release, or has a link that nobody refuted.
 */
#ifndef PRODROME_READINESS_ROWS_H
#define PRODROME_READINESS_ROWS_H

#include "datasets/rows/labels.h"
#include "datasets/rows/rows.h"
#include "features/text/near_same.h"
#include "train/duplicate/duplicates.h"
#include "train/rows/readiness.h"
#include "train/rows/risk_rows.h"

/* What lies around the rows, of the whole store. */
struct readiness_around { size_t incidents, incidents_linked, systems, systems_with_dependencies; };

int readiness_around_count(struct readiness_around *out, struct store *store, struct err *err);

/* Tickets of one project, and which of them are alike: once for all tasks. */
struct readiness_tickets {
    const struct ticket_table *tickets; /* borrowed; purged ones are passed over */
    struct text_sign          *sign;    /* [tickets->n] */
    struct duplicates          marked;
};

int  readiness_tickets_make(struct readiness_tickets *out, const struct ticket_table *tickets, int n_threads, struct err *err);
void readiness_tickets_release(struct readiness_tickets *t);

/* out gets the facts and, by the task's limits in the configuration, the verdict. task: one of known_tasks; records: 0: as many as there are tickets
 * with text (where `tickets` has the labelled ones alone, how many there are in all). */
int readiness_of_tickets(struct readiness *out, const struct readiness_tickets *t, size_t records, const struct label_table *labels,
                         const struct config *config, const char *task, const char *field, const char *project, struct err *err);
int readiness_of_changes(struct readiness *out, const struct change_table *changes, size_t records, const struct risk_rows *rows,
                          const struct readiness_around *around, const struct config *config, const char *project, struct err *err);
int readiness_of_releases(struct readiness *out, const struct release_table *releases, const struct readiness_around *around, const struct config *config,
                          const char *project, struct err *err);

/* All of them: each task (`only` NULL) or one of known_tasks, of each project (`project` NULL) or one, that has records of its kind: tickets
 * for route (team, or component where there is none), component, severity, cause, maintenance, damage and duplicates; changes; releases; updates, of all projects
 * together (project ""), where none is asked for. In the order of known_tasks, then by project. */
struct readiness_list {
    struct arena      arena; /* names of projects */
    struct readiness *item;  /* [n] */
    size_t            n, cap;
};

int  readiness_list_make(struct readiness_list *out, struct store *store, const struct snapshot *snapshot, const struct config *config, const char *only,
                         const char *project, int n_threads, struct err *err);
void readiness_list_release(struct readiness_list *list);

#endif

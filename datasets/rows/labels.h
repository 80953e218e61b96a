/*
 * labels.h - what is true of an item beside what its export says, and how we know.
 *
 * Rows of the table `labels`, appended, each vouched for by the audit trail. Of several labels of one item the newest of the best provenance
 * counts; what the export itself says (a ticket's team, a change's buggy) is 'imported' too and is not repeated here.
 *
 * 'suggested' is what the engine said and nobody reviewed: it is never loaded, so that no model learns from itself.
 */
#ifndef PRODROME_LABELS_H
#define PRODROME_LABELS_H

#include "datasets/base/arena.h"
#include "datasets/store/store.h"

enum label_provenance { /* from the weakest; a later one counts before an earlier one */
    LABEL_SUGGESTED,
    LABEL_SZZ,      /* blamed from a fix                         */
    LABEL_LINKED,   /* linked to an incident by a stated rule    */
    LABEL_IMPORTED, /* an export said it                         */
    LABEL_HUMAN,    /* a person decided it here                  */
    N_LABEL_PROVENANCES
};

extern const char *const label_provenance_name[N_LABEL_PROVENANCES]; /* "suggested", "szz", ... */

struct label {
    const char           *item;       /* ticket:PROJECT/ID, ...                                  */
    const char           *task;       /* "route", "change-risk", ...                             */
    const char           *field;      /* of a ticket: "team", "component", ...; "": the task's own */
    const char           *value;      /* class, or "1" and "0"                                   */
    enum label_provenance provenance;
    int64_t               known_at;   /* when it became known: nothing earlier may use it        */
    const char           *by;         /* user, rule or commit                                    */
    const char           *evidence;   /* what it rests on, de-identified                         */
};

/* Appends it, inside the caller's transaction. */
int label_put(struct store *store, const struct label *label, struct err *err);

struct label_row {
    const char           *id;         /* of the record inside its project */
    const char           *value;
    enum label_provenance provenance;
    int64_t               known_at;
};

struct label_table {
    struct arena      arena;
    struct label_row *row;            /* [n] by id, one each: the one that counts */
    size_t            n;
};

/* Of the records of a kind ("ticket", "change") and project, for one task and field. */
int  labels_load(struct label_table *out, struct store *store, const char *kind, const char *project, const char *task, const char *field,
                 struct err *err);
void labels_release(struct label_table *table);
const struct label_row *labels_find(const struct label_table *table, const char *id); /* NULL where there is none */

#endif

/*
 * examples.h - the labelled records of one task and project, in time order.
 *
 * Row order is that of rows.h: by time, undated rows by first arrival. Only records that have a label are examples. Labels here are as
 * they stand today ("final"); examples_known gives what was known at a time.
 *
 * A ticket's label is what its export says (imported), or what labels.h has for it where that is of better provenance, or newer at the same: so what
 * a person decided here counts before the tracker. It is known from the decision on; until then what the export said was. What the engine
 * suggested itself and nobody reviewed is no label. Labels of changes are those of change_labels.h.
 */
#ifndef PRODROME_EXAMPLES_H
#define PRODROME_EXAMPLES_H

#include "datasets/rows/labels.h"
#include "datasets/rows/rows.h"
#include "features/change/change_past.h"
#include "features/recipes.h"
#include "train/task.h"

struct examples {
    const struct task   *task;
    const char          *project;      /* borrowed from the caller                               */
    const char          *label_field;  /* "team", "component", "severity" or "buggy"             */
    const struct recipe *recipe;
    struct ticket_table  tickets;      /* one of the two is filled: what the samples borrow from */
    struct change_table  changes;
    struct change_files  files;        /* of the changes                                         */
    struct samples       samples;
    struct tokens        tokens;
    size_t               n;
    size_t               n_records;    /* of the project, labelled or not; purged ones left out          */
    struct intern        class_name;   /* names of classes by first arrival; risk: empty         */
    int32_t             *label;        /* [n] class, or 0/1                                      */
    int64_t             *time;         /* [n] created or author_date; TIME_NONE: undated         */
    int64_t             *known_at;     /* [n] when the label became known; TIME_NONE: not known  */
    enum label_provenance *provenance; /* [n]                                                    */
    int32_t             *prior;        /* [n] label that a better one stands before, -1 none */
    int64_t             *prior_known_at; /* [n] when that became known                           */
    struct label_table   labels;       /* what people and rules said of tickets                  */
    const char         **id;           /* [n] ticket id or commit                                */
    const char         **filed;        /* [n] as-filed value for the label field, "" unknown     */
    double              *effort;       /* [n] la + ld; risk only, else NULL                      */
    int8_t              *split;        /* [n] 0 train, 1 test, -1 neither given                  */
    char                 digest[DIGEST_HEX_SIZE]; /* of task, field and each (version, label)    */
};

enum examples_filed {
    EXAMPLES_TEXT,             /* the text alone                                                             */
    EXAMPLES_FILED,            /* the as-filed values too                                                    */
    EXAMPLES_FILED_IF_RECORDED /* where at least EXAMPLES_FILED_MIN labelled rows have their field's own one */
};

enum { EXAMPLES_FILED_MIN = 100 };

struct examples_options {
    const struct task *task;
    const char        *project;
    const char        *label_field;    /* NULL: the task's own                                   */
    enum examples_filed filed;         /* features of the as-filed values too                    */
    int                n_threads;
    bool               forget_texts;   /* once they are tokens: a third of the memory            */
    size_t            *n_labelled;     /* NULL, or gets how many records have a label, where the load fails too */
};

/* ERR_NODATA with the reason where there is nothing to learn from (no rows, no labels, no text). */
int  examples_load(struct examples *out, struct store *store, const struct snapshot *snapshot,
                   const struct examples_options *options, struct err *err);
/* The same of rows that stand in no store: nobody said anything of them but their export. The table is the examples' from then on, also where they fail;
 * all its rows are of one project, options->project. */
int  examples_of_tickets(struct examples *out, struct ticket_table *tickets, const struct examples_options *options, struct err *err);
int  examples_of_changes(struct examples *out, struct change_table *changes, const struct examples_options *options, struct err *err);
void examples_release(struct examples *e);

/* The value that a ticket carries in a field ("team", "component", "severity", "cause", "maintenance", "damage"), "" where it has none. */
const char *examples_ticket_field(const struct ticket *t, const char *field);
/* The value that it was filed with, which says most about a label field: its own where the tracker has it; a team's else the component's; "" unknown. */
const char *examples_ticket_filed(const struct ticket *t, const char *field);
/* Whether that may come from this filed field ("component_filed", ...). */
bool examples_filed_from(const char *field, const char *filed_field);
/* Whether what labels.h has (NULL: nothing) counts before what the export said. */
bool examples_counts_before(const struct label_row *said, const char *imported, int64_t imported_at);

/* label[i] as it was known at `cut`, -1 where it was not: classes: known_at <= cut. Risk: 1 where a harm was known at the cut; 0 where the change
 * was at least maturity_days old at the cut without a known harm; younger ones, and harms of unknown time, are -1. ERR_NODATA where no times are known. */
int  examples_known(int32_t *label, const struct examples *e, int64_t cut, int64_t maturity_days, struct err *err);

#endif

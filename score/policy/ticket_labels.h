/*
 * ticket_labels.h - the labels of the tickets that a change names.
 *
 * A ticket is one of the change's own project, or where that has none of that id the only one in the store that is called so. Labels are joined by '|', ',' or ';';
 * of "area/privacy", "type::privacy" and "type:privacy" the last part counts too. Case, blanks, '_' and '-' do not matter.
 */
#ifndef PRODROME_TICKET_LABELS_H
#define PRODROME_TICKET_LABELS_H

#include "datasets/rows/rows.h"

struct ticket_labels {
    struct arena arena;
    const char **project;    /* [n_projects] that have tickets */
    size_t       n_projects;
    bool         listed;
    const struct change *of; /* whose tickets were read last   */
    const char **label;      /* [n] of them, with the ticket before: "INC-7: privacy" */
    const char **word;       /* [n] the label alone            */
    size_t       n, cap;
};

void ticket_labels_init(struct ticket_labels *labels);
void ticket_labels_release(struct ticket_labels *labels);

/* 1 where a ticket that the change names has the label (*in: "INC-7: privacy", until release), else 0; negative on failure. */
int ticket_labels_have(const char **in, struct ticket_labels *labels, struct store *store, const struct change *change, const char *word, struct err *err);

#endif

/*
 * change_labels.h - whether a change did harm: from everything that says so.
 *
 * For each change the best that is known, and when it became known (never earlier than whoever said it could know):
 *
 *     human      a person labelled it, or confirmed a link of an incident to it        from that decision on
 *     imported   the export's buggy and label_time, else outcomes of the change, else   when the file says
 *                that a release of this change alone did harm
 *     linked     an incident names it (link.h, by id; no person refuted it)            when the incident's ticket was settled
 *     szz        a fix of an incident changed lines that it had written (szz.h)        when the earliest such fix was made
 *
 * Where several of the same kind speak, harm wins over none and the earliest harm gives the time; of people the newest word counts. A link by a window
 * is a suspicion and no label. Suggestions never are.
 *
 * Clean by silence: rules find harm only. In a project where they were at work (fixes were blamed; or incidents name changes, and neither export
 * nor outcome says anything of any single change) a change that nothing speaks of is clean (0, of that rule's provenance, its time TIME_NONE) - once
 * it is mature, which risk_rows.h looks after. Where nothing speaks of single changes, those of a release that went well are clean, too (imported, from
 * when that was known). A release that did harm, several changes in it: none of these is clean by silence, unless
 * blame looked for the one that did. A change that touches no file (a merge) has nothing to be blamed for, and no label.
 */
#ifndef PRODROME_CHANGE_LABELS_H
#define PRODROME_CHANGE_LABELS_H

#include "datasets/rows/rows.h"

/* Fills buggy, label_time, provenance, prior and prior_time; before, buggy and label_time are the export's. The table is in its final order, by time. */
int change_labels_join(struct change_table *table, struct store *store, const struct snapshot *snapshot, const char *project, struct err *err);
/* The same of changes that stand in no store: what the export says is all that is known. */
void change_labels_of_export(struct change_table *table);

#endif

/*
 * change_past.h - what a project's earlier changes tell of a change, beside its metrics: the numbers past[] of struct change.
 *
 * Everything is as of the change. Earlier are the rows before it in the table's order; a label counts where it was known before the change's author date:
 *
 *     a harm      from its label_time on (at the same moment: not yet, as the fix that tells it is a change itself); one whose time is not known never
 *     clean       CHANGE_CLEAN_DAYS after the change, until a harm becomes known: so a label that came later moves nothing
 *
 *   tickets       how many tickets the change names ("ABC-123": its column, else its message)
 *   author_gap    hours since the author's last change; missing: the first
 *   new_files     share of its files that no earlier change touched
 *   test_files    share of its files with "test" in their path
 *   file_harm     how much more often changes of its worst file did harm than those of the project, as odds over odds, both shrunken:
 *                     p = (harms + m g) / (changes + m),   file_harm = p / (1 - p) over g / (1 - g)
 *                 g: the project's rate, each change counted 0.9995 times the next one. m: 3 for a file, 5 for a folder. Missing until a harm is known
 *   file_harm_mean   the geometric mean over its files
 *   file_changes     earlier changes whose outcome is known, of the file that has the most
 *   folder_*         likewise of the folders of its files
 *
 * Missing where the change has no author or no files. Strengths and decay are those of a trial (docs/benchmarks.md).
 */
#ifndef PRODROME_CHANGE_PAST_H
#define PRODROME_CHANGE_PAST_H

#include "datasets/base/intern.h"
#include "datasets/rows/rows.h"

enum { CHANGE_CLEAN_DAYS = 180 };

/* Without slashes and blanks, so that they are one word in a column's name. */
extern const char *const change_past_name[N_CHANGE_PAST];

/* The files of changes by number. */
struct change_files {
    struct intern path;      /* every path once                                                    */
    uint32_t     *folder;    /* [path.n] number of its folder                                      */
    size_t        n_folders;
    size_t        n;         /* changes                                                            */
    size_t       *start;     /* [n + 1]                                                            */
    uint32_t     *id;        /* paths of change i: id[start[i]] .. id[start[i + 1] - 1]            */
};

void change_files_release(struct change_files *files);
/* Leaves the changes that keep[i] says. */
void change_files_keep(struct change_files *files, const bool *keep);

/* All changes of one project, labelled or not, in the order of rows.h. keep: NULL, or gets their files (change_files_release). */
int change_past_fill(struct change_table *changes, struct change_files *keep, struct err *err);

/* What hangs on labels alone (file_harm and what follows it, and the file that it speaks of), again, counting only labels of some rows, and only as far as
 * they were known at a time: what a test on the rest may use. files: of these changes; those without a label may be missing among them. counts: [n], NULL: all do. */
int change_past_rates(struct change_table *changes, const struct change_files *files, const bool *counts, int64_t until, struct err *err);

#endif

/*
 * task.h - what a model predicts.
 */
#ifndef PRODROME_TASK_H
#define PRODROME_TASK_H

#include <stdbool.h>
#include <stddef.h>

enum task_kind {
    TASK_OF_CLASSES,  /* tickets: one of several classes                        */
    TASK_OF_RISK,     /* changes: the probability that one causes harm          */
    TASK_OF_RELEASES, /* releases likewise, from what their changes add up to   */
    TASK_OF_UPDATES,  /* updates of dependencies: that one breaks something     */
    TASK_OF_PAIRS     /* a ticket and an earlier one: that they are one incident */
};

struct task {
    const char    *name;          /* "route", "component", "severity", "cause", "maintenance", "damage", "change-risk", "release-risk", "dependency-risk", "duplicates" */
    enum task_kind kind;
    const char    *record;        /* kind of record it scores: "ticket", "change", "release", "update" */
    const char    *label_field;   /* field of the record that is predicted, unless another is asked for */
    const char    *metric;        /* what a version is judged by: "top1", "macro_f1", "roc_auc"; it must beat the trivial baseline's */
    bool           may_lack;      /* many trackers have no such field: a project without a value of it is skipped, not refused */
    const char    *beside;        /* NULL, or the field without which route predicts this task's own: then the task is skipped */
    bool           over_all;      /* learned from all projects at once: what holds in one carries over                  */
    bool           may_wait;      /* something simpler speaks until there is a version: a want of data is no failure of a night */
    bool           rare_matter;   /* classes: the rare ones count as much as the frequent: chosen by macro-F1, rows weighted by class */
    bool           reads_words;   /* classes: set beside what was filed, so that is no input: a model that reads it repeats it */
    const char    *intended_use;  /* for the validation record                                  */
    const char    *not_for;
};

enum { TASK_MIN_CLASS_ROWS = 20 }; /* a class with fewer training rows is not learned */

extern const struct task task_list[];
extern const size_t      n_tasks;

/* Releases, updates and pairs are learned by modules of their own (train/release, train/dependency, train/duplicate), not by learn.h. */
bool task_learns_alone(const struct task *task);

enum { TASK_OF_PROJECT_MAX = 700 };

/* "route:desk"; over all projects "route". Returns out. */
char *task_of_project(char out[TASK_OF_PROJECT_MAX], const char *task, const char *project);

const struct task *task_find(const char *name); /* NULL where there is none */

#endif

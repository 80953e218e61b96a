/*
 * scoring.h - what the models say about open tickets, upcoming releases and their changes.
 *
 * Every score is stored with its model version, its sparse feature row (by content hash, for replay), its exact explanation, and whether
 * the model was approved. Scores of tickets, one by each task that has a model: the suggested class (of the largest margin), its
 * probability, logit = its margin. Scores of changes: probability of harm,
 * logit calibrated. A release: by the version of release-risk in use, else 1 - prod(1 - p) over its changes, which are scored too and listed as its members; it is
 * approved where both versions are.
 */
#ifndef PRODROME_SCORING_H
#define PRODROME_SCORING_H

#include "datasets/config/config.h"
#include "datasets/rows/rows.h"
#include "train/registry.h"

struct scoring {
    struct store            *store;
    const struct config     *config;
    const struct snapshot   *snapshot;
    const struct model_list *models;
    int64_t                  run_id;     /* of the run that asks                         */
    int                      n_threads;
    struct log              *log;
};

struct scoring_counts {
    size_t items;         /* that could have been scored                                 */
    size_t scored;        /* new scores written (an item scored in this run already is not scored again) */
    size_t without_model; /* items of projects that have no usable model of any task     */
    size_t unapproved;    /* scored by a model that nobody approved                      */
    size_t unknown_status; /* recent tickets whose status means neither open nor closed  */
    size_t without_status; /* recent tickets without any                                 */
    size_t too_old;       /* open tickets filed before the window: not scored            */
    char   unknown_example[64]; /* such a status                                          */
};

enum { SCORE_TOP_CONTRIBUTIONS = 12 };

/* Open tickets of the score window (config, per project, counted back from its newest `created`). Adds to *counts. */
int score_tickets(struct scoring_counts *counts, const struct scoring *s, const char *project, struct err *err);
/* A release's detail: change_model, release_model|null (the versions), method, calibrated, releases and harms (past ones that it was learned from; release_model.h), product (1 - prod(1 - p)),
 * parts[{name,value}] (of a model of releases: bias "start" + sum = logit), changes[{commit,p,share}], and what release_meaning.h adds.
 * Upcoming releases (planned, no outcome) and their changes; `name` NULL: all of the project, else that one, upcoming or not.
 * ERR_NOTFOUND where there is no such release. */
int score_releases(struct scoring_counts *counts, const struct scoring *s, const char *project, const char *name, struct err *err);
/* Changes of the score window that have no label yet or are younger than the label maturity; not those that touch no file (merges). */
int score_changes(struct scoring_counts *counts, const struct scoring *s, const char *project, struct err *err);

/* Recomputes a stored score and its explanation from its feature row and model. 1: the same bits; 0: differs (*now is what came out); ERR_NOTFOUND: no score
 * or no feature row; ERR_NODATA: it was purged; ERR_INTEGRITY: the model, or the explanation that was stored, was altered. */
int score_replay(double *was, double *now, struct store *store, int64_t score_id, struct err *err);

/* Whether what a score was made from was purged (for a release: that of any of its changes): 1 with the rule (yours) and when, else 0. */
int score_purged(char **rule, int64_t *at, struct store *store, int64_t score_id, struct err *err);

/* Newest score of an item by the task; task NULL: by the first of task_list that scored it. ERR_NOTFOUND. */
int score_find(int64_t *score_id, struct store *store, const char *item, const char *task, struct err *err);

#endif

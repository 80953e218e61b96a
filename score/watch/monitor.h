/*
 * monitor.h - whether what a model sees and says today is still what it was trained on.
 *
 * For each model version in use (registry_scorer): the rows of its training snapshot before the score window are the reference, those of the window
 * (config, counted back from the project's newest row) are today's. Where the training snapshot reaches into the window, it is the rows after the newest of it that
 * are today's: what a model was trained on is no news to it, and nothing can be said of it until DRIFT_ROWS_MIN rows have come. Columns:
 *
 *   tickets   "title length", "description length" (bytes), the as-filed words, "label": the reported labels (the class prior)
 *   changes   the 14 metrics, "message length", "label"
 *   prediction  the probability of the suggestion, in the bins of the validation record's calibration: the reference are the predictions of the backtest,
 *             which its weights had not seen; today's are of rows that the model was not trained on (open tickets, changes without a label)
 *
 * Of release-risk the numbers of a release that its changes make without a model (release_model.h), label, and as prediction what versions of it said of releases before they went
 * out. Releases are few: today's are the newest DRIFT_ROWS_MIN whenever they were, the reference those before them. Of dependency-risk, over all projects: kind of step, ecosystem, scope, direct or
 * not, label; not what it says, for it is asked of the libraries in use, and was tried on updates that people made.
 *
 * All columns of a model are judged together (drift.h). What is said of one run is stored once in drift_checks; a model that drifts waits for a person
 * (kind `drift`), flagged once for the same columns.
 */
#ifndef PRODROME_MONITOR_H
#define PRODROME_MONITOR_H

#include "datasets/config/config.h"
#include "datasets/store/snapshot.h"
#include "train/registry.h"
#include "train/statistics/drift.h"

struct monitor {
    struct store            *store;
    const struct config     *config;
    const struct snapshot   *snapshot;  /* today's */
    const struct model_list *models;
    int                      n_threads;
};

enum { MONITOR_COLUMNS_MAX = 32 };

struct monitored {
    const struct model_version *version;
    struct drift_column         column[MONITOR_COLUMNS_MAX]; /* [n] static names */
    size_t                      n, n_drift, n_ref, n_cur;
};

/* ERR_NOTFOUND where the model's training snapshot is gone. */
int monitor_model(struct monitored *out, const struct monitor *m, const struct model_version *version, struct err *err);

/* Whether the version is the one that scores, and of a task that is watched. */
bool monitor_is_used(const struct model_list *models, const struct model_version *version);

struct monitor_counts { size_t models, drifting, flagged; };

/* The night's stage: checks every model in use, stores what was found, flags what drifts, appends the ledger of what was flagged to the audit trail. */
int monitor_run(struct monitor_counts *counts, const struct monitor *m, int64_t run_id, struct err *err);

#endif

/*
 * dependency_model.h - the chance that an update of a dependency breaks something.
 *
 *     margin = logit of the rate (dependency_rates.h) + share * (bias + weights x features (dependency_rows.h))
 *     logit  = a margin + b                                                            (Platt's calibration)
 *
 * One linear model: what each level of the rates adds counts whole, what a logistic regression over kind of step, names and what was tried before adds counts with a share that
 * may be 0. What is chosen (share, families of features, cost C, how much repeated trials and large projects count) is chosen by ROC-AUC + average precision over INNER_FOLDS groups of projects of
 * the given rows, each predicted from the others; a share above 0 must win by more than .03: what it learns of some projects seldom holds in others. Calibrated on the same margins, of projects that
 * neither rates nor weights saw. Groups: projects with the most rows first, each to the group with the fewest; ties by name.
 */
#ifndef PRODROME_DEPENDENCY_MODEL_H
#define PRODROME_DEPENDENCY_MODEL_H

#include "features/dependency/dependency_rates.h"
#include "features/dependency/dependency_rows.h"
#include "train/solver/linear_model.h"
#include "train/statistics/calibration.h"

enum { DEPENDENCY_CANDIDATES = 8, INNER_FOLDS = 5, DEPENDENCY_MIN_BROKE = 10 };

struct dependency_candidate { unsigned families; double c, share; struct rate_weights weights; double roc_auc, pr_auc; }; /* families 0: rates alone */

struct dependency_model {
    struct dependency_rates     rates;
    struct dependency_features  features;
    struct linear_model         linear;
    struct calibration          calibration;
    struct dependency_candidate chosen, tried[DEPENDENCY_CANDIDATES];
    size_t                      n_tried, n_rows, n_broke, n_projects;
};

/* row: [n] of `update`, ascending, each with a label. ERR_NODATA with the reason: fewer than DEPENDENCY_MIN_BROKE of either label, or than INNER_FOLDS
 * projects. */
int  dependency_model_fit(struct dependency_model *out, const struct dependency_update *update, const uint32_t *row, size_t n, uint64_t seed, int n_threads,
                          struct err *err);
void dependency_model_release(struct dependency_model *m);

/* What the model sees of an update, as a sparse row: 1 in the column of each unit of the rates that was seen, level after level, then the features. */
struct dependency_row { uint32_t *col; float *val; size_t n; };

int  dependency_model_row(struct dependency_row *out, const struct dependency_model *m, const struct dependency_update *update, struct err *err);
void dependency_row_release(struct dependency_row *row);
/* Logits before and after calibration of such a row: the same row gives the same bits. ERR_INTEGRITY for one that does not fit. */
int  dependency_model_of_row(double *margin, double *logit, const struct dependency_model *m, const uint32_t *col, const float *val, size_t n, struct err *err);

/* Logits before (margin) and after calibration of an update that was not learned from. */
int  dependency_model_score(double *margin, double *logit, struct update_rate *rate, const struct dependency_model *m, const struct dependency_update *update,
                            struct err *err);

/* Group of each row of [n], in [0, k). */
int  dependency_groups(uint32_t *group, size_t k, const struct dependency_update *update, const uint32_t *row, size_t n, struct err *err);

#endif

/*
 * training.h - one training run: learn, register, validate.
 *
 *     examples -> readiness -> backtest (final, known) -> learn on all -> candidate -> validation record -> validated | rejected
 *
 * Releases and updates of dependencies are learned by modules of their own (training_inner.h), in the same steps; of updates by all projects at once (project "").
 *
 * What readiness.h refuses is not trained (TRAINING_NO_DATA, and the reason); what it finds thin is, and the validation record says so.
 * A project that has no value at all of a field that may lack (task.h) has no rows for the task, which is not a want of data.
 * A model whose vocabulary looks like identifiers of persons is refused: it was learned, and is in no store.
 * Nothing is trained where the newest version was trained by this engine on exactly the same rows, labels and seed.
 */
#ifndef PRODROME_TRAINING_H
#define PRODROME_TRAINING_H

#include "datasets/config/config.h"
#include "train/registry.h"
#include "train/rows/readiness.h"

enum training_status { TRAINING_VALIDATED, TRAINING_REJECTED, TRAINING_UNCHANGED, TRAINING_NO_DATA, TRAINING_NO_ROWS, TRAINING_REFUSED };

struct training {
    enum training_status status;
    char                 model[768];          /* name of the version; "" with no data            */
    char                 reason[ERR_MSG_MAX]; /* why rejected or not trained; else ""            */
    char                 metric[16];          /* the task's                                      */
    double               value;               /* of the backtest that was judged                 */
    double               baseline;            /* majority class, or size only                    */
    struct readiness     readiness;           /* its project is the caller's                     */
};

struct training_options {
    uint64_t    seed;
    int         n_threads;
    const char *by;                           /* user who had it trained; NULL: "engine"         */
    struct log *log;
};

int training_run(struct training *out, struct store *store, const struct config *config, const struct snapshot *snapshot,
                 const struct task *task, const char *project, const struct training_options *options, struct err *err);

const char *training_status_name(enum training_status status); /* "validated", "rejected", "unchanged", "not enough data", "no rows", "refused" */

#endif

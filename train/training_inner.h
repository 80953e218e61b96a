/*
 * training_inner.h - what the ways of training share; used by training.c, release_training.c, dependency_training.c and duplicate_training.c alone.
 */
#ifndef PRODROME_TRAINING_INNER_H
#define PRODROME_TRAINING_INNER_H

#include "train/training.h"
#include "train/validation/risk_record.h"

/* What all of them are given. */
struct training_run {
    struct store                  *store;
    const struct config           *config;
    const struct snapshot         *snapshot;
    const struct task             *task;
    const char                    *project;
    const struct training_options *options;
};

/* "engine", where nobody asked. */
const char *training_by(const struct training_options *options);

/* Begins and ends a digest of what a run would learn from: what it is of, the engine and the seed are in it. */
void training_digest_begin(struct digest *d, const struct training_run *run);
void training_digest_end(char out[DIGEST_HEX_SIZE], struct digest *d);

/* ERR_NODATA, and the reason, where the data is refused. */
int training_check_ready(const struct readiness *readiness, struct err *err);

/* 1, with status and name, where the newest version of the task and project comes from exactly these rows; else 0. */
int training_find_unchanged(struct training *out, const struct training_run *run, const char *digest, struct err *err);

/* Puts the content into the registry, writes its record and sets its stage. `r` is used up. Refused words are a status, not an error. */
int training_register(struct training *out, const struct training_run *run, const struct model_content *content, const struct vocabulary_audit *audit,
                      struct risk_record *r, const struct risk_default *defaults, size_t n_defaults, struct err *err);

/* The ways of their own. ERR_NODATA, with out->readiness where it could be counted. */
int release_training_run(struct training *out, const struct training_run *run, struct err *err);
int dependency_training_run(struct training *out, const struct training_run *run, struct err *err);
int duplicate_training_run(struct training *out, const struct training_run *run, struct err *err);

#endif

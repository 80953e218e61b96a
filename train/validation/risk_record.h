/*
 * risk_record.h - the validation record of a risk that is learned by a module of its own: releases, updates of dependencies.
 *
 * The same document as validation.h's, with the same keys, made from what was predicted and what came of it. Metrics: roc_auc, pr_auc, brier, ece (15 bins)
 * with 95 % bootstrap intervals over units drawn whole, base_rate, and those of the caller.
 */
#ifndef PRODROME_RISK_RECORD_H
#define PRODROME_RISK_RECORD_H

#include <jansson.h>

#include "train/validation/validation.h"

/* Predictions of rows that the model had not seen. */
struct risk_judged {
    const double   *p;        /* [n] probabilities                                                */
    const double   *score;    /* [n] what they are ranked by; NULL: p                             */
    const int32_t  *y;        /* [n] 1: harm came                                                 */
    const uint32_t *unit;     /* [n] in [0, n_units): rows of one are drawn together; NULL: each row by itself */
    size_t          n, n_units, n_train;
    int64_t         cut;      /* when the first was; TIME_NONE: no cut in time                    */
    double          weeks;    /* from the first to the last; 0: not known                         */
    json_t         *more;     /* {NAME: {value, low, high}} beside the metrics above; taken       */
};

struct risk_record {
    struct store           *store;
    const struct config    *config;
    const struct snapshot  *snapshot;
    const struct task      *task;
    const struct readiness *readiness;
    const char             *train_digest;  /* hex                                                  */
    uint64_t                seed;
    const char             *recipe;        /* what the model is, in words                          */
    const char             *solver, *criterion; /* how its weights are found; what chose among the candidates */
    double                  c;             /* of the weights; 0: there are none                    */
    const char             *cut, *label_policy;
    const char             *one, *zero;    /* "caused harm", "clean"                               */
    size_t                  rows, ones;    /* that the version learned from                        */
    int64_t                 first, last;   /* of them; TIME_NONE                                   */
    const struct calibration *calibration; /* NULL: none                                           */
    struct risk_judged      final;
    const struct risk_judged *known;       /* NULL, and why: known_reason                          */
    const char             *known_reason;
    /* Taken, each may be NULL. */
    json_t                 *candidates, *choice, *leakage_checks, *gates, *limits, *baselines, *top_weights, *vocabulary_audit;
};

/* A criterion of the engine, where the configuration has none for the task: of a measure of the judged predictions, or the lower end of its interval. */
struct risk_default { const char *metric; bool lower_end; double bound; };

/* `out` as validation_make; its criteria are those of the configuration, else `defaults`. The record's documents are used up, whatever comes back. */
int risk_record_make(struct validation *out, struct risk_record *r, const struct model_version *version, const struct risk_default *defaults, size_t n_defaults,
                     struct err *err);

/* Frees the documents of a record that is not made. */
void risk_record_release(struct risk_record *r);

#endif

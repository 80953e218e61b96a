/*
 * validation.h - the immutable evidence for one model version.
 *
 * A canonical JSON document (keys sorted, no blanks, %.17g) made once, when the version is trained, stored with its BLAKE2b hash, and vouched for
 * by an audit row. Reports render it; nothing changes it. Its keys, all always present:
 *
 *   schema_version, model{name,task,project,hash,engine_version,libraries,created_at,valid_until,seed,recipe,solver,c,balance,half_life,parents,criterion,
 *   candidates[],choice{why,kept_simple,inner_cuts,score,size_score,size_weight,half_life_days}|null},
 *   intended_use, not_for, data{snapshot_hash,train_digest,rows,first,last,label_field,classes[],exclusions[],label_policy,redactions{}},
 *   readiness{} (readiness.h: verdict, reasons and what they rest on), cut{kind,train_rows,test_rows,time}, leakage_checks[{check,passed,detail}], acceptance[{metric,relation,bound,value,passed}], verdict,
 *   metrics{final{NAME:{value,low,high}},known{...}|null}, calibration{kind,a,b,bins[]}, thresholds[],
 *   gates[{criticality,rows,harms,weeks,gates[{gate_percent,threshold,gated,caught,missed,catch_percent,reviews_per_week,missed_per_week}],
 *   curve[[threshold,gated,caught]]}], abstention{asked,threshold,coverage,precision,older,newer,curve[]}|null (abstention.h), baselines{}, subgroups[], worst_subgroup,
 *   top_weights[], vocabulary_audit{columns,suspicious}, drift{}, human{}, limits[], signatures[]
 */
#ifndef PRODROME_VALIDATION_H
#define PRODROME_VALIDATION_H

#include "datasets/config/config.h"
#include "train/backtest/backtest.h"
#include "train/registry.h"
#include "train/rows/readiness.h"

struct validation_input {
    struct store          *store;
    const struct config   *config;
    const struct snapshot *snapshot;
    const struct examples *examples;
    const struct learned  *learned;
    const struct backtest *final;        /* on labels as they stand today                         */
    const struct backtest *known;        /* on labels known at the cut; NULL where times lack     */
    const char            *known_reason; /* why not, where known is NULL                          */
    const struct readiness *readiness;   /* of the rows, ready or thin                            */
    const char            *train_digest; /* hex                                                   */
    const int32_t         *label;        /* [examples->n] as trained on, -1 left out              */
    size_t                 n_upcoming;   /* of those left out: changes of upcoming releases       */
    uint64_t               seed;
};

struct validation {
    char   *json;                        /* canonical, owned                                      */
    bool    passed;                      /* every acceptance criterion and leakage check          */
    char    reason[ERR_MSG_MAX];         /* the first that failed, or ""                          */
    double  headline;                    /* the task's metric of the judged backtest              */
};

enum { VALIDATION_DAYS = 180, VALIDATION_DRAWS = 1000, VALIDATION_BINS = 15 };

/* `name` and `hash` (hex) are those of the registered version. */
int  validation_make(struct validation *out, const struct validation_input *in, const struct model_version *version, struct err *err);
void validation_release(struct validation *v);
/* Stores it beside the version, with its hash and an audit row ("validation.write"), in one transaction. */
/* One that is there stays: a killed run wrote it before it set the stage. */
int  validation_write(struct store *store, const struct model_version *version, const struct validation *v, struct err *err);
/* The stored record, its hash checked (ERR_INTEGRITY). `json` is yours (mem_free). ERR_NOTFOUND. */
int  validation_read(char **json, struct store *store, const struct model_version *version, struct err *err);

#endif

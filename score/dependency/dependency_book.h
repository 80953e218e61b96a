/*
 * dependency_book.h - what is known of how dependencies behaved when they were changed, and what that says of one that is changed now.
 *
 *     updates    as imported (the kind 'updates'): broke or not
 *     releases   each dependency that a release added or changed counts as an update of its system, broken where the release led to an incident, a hotfix or a
 *                rollback. A release that changed k of them counts as one update in all, 1/k each: that it failed with them does not say which of them did it
 *
 * A release of which no outcome was recorded went well, once it is mature (label_maturity_days) and where outcomes of that project are recorded at all.
 *
 * Judged by dependency_model.h, fitted on the updates, where there are enough; else by the shrunken rates alone (dependency_rates.h), which know the releases
 * too. Nothing that became known at or after `before` is in the book, so that an old release is judged as it would have been then.
 */
#ifndef PRODROME_DEPENDENCY_BOOK_H
#define PRODROME_DEPENDENCY_BOOK_H

#include <jansson.h>

#include "datasets/manifest/dependency_changes.h"
#include "datasets/rows/rows.h"
#include "train/dependency/dependency_model.h"

struct dependency_book {
    struct update_table updates;   /* imported ones, then those of releases             */
    size_t   n_imported;           /* rows of the first kind                            */
    uint32_t *known;               /* [n_known] rows with a label from before `before`  */
    size_t   n_known, n_broke, n_releases, n_failed, n_projects;
    bool     has_model;
    char     reason[ERR_MSG_MAX];  /* why there is none                                 */
    struct dependency_model model; /* without one only its rates are there              */
};

struct dependency_judgement {
    double probability, low, high;  /* 95 %, by the posterior of the narrowest level that was seen */
    double logit, rate;             /* rate: the shrunken one alone                                */
    struct update_rate levels;
};

struct dependency_book_options {
    int64_t  before;          /* TIME_NONE: all that is known now */
    int64_t  maturity_days;
    uint64_t seed;
    int      n_threads;
};

/* ERR_NODATA, with what to do, where nothing is known, or of only one kind of outcome. The book is yours. */
int  dependency_book_open(struct dependency_book *out, struct store *store, const struct snapshot *snapshot, const struct dependency_book_options *options, struct err *err);
void dependency_book_close(struct dependency_book *book);

/* `update` has project (the system), name and versions; earlier[] is counted here. */
int  dependency_judge(struct dependency_judgement *out, struct dependency_book *book, struct dependency_update *update, struct err *err);

/* {"bias", "score", "contributions": [{"column", "family", "value"}], "families": {}}: exactly the terms of the calibrated logit, largest first;
 * families: "history", "step", "names", "tried before". */
int  dependency_why_json(json_t **out, const struct dependency_book *book, const struct dependency_update *update, const struct dependency_judgement *judgement, struct err *err);
/* [{"level", "updates", "broke", "rate", "adds"}] of the levels that were seen. */
json_t *dependency_levels_json(const struct dependency_judgement *judgement);
/* [{"kind": "release"|"update", "project", "id", "from", "to", "broke", "at"|null}] of the same artifact: broken ones first, then by closeness (exact version, line), at most `most`. */
int  dependency_evidence_json(json_t **out, const struct dependency_book *book, const struct dependency_update *update, size_t most, struct err *err);
/* {"updates", "broke", "releases", "failed_releases", "projects", "model": bool, "method", "base_rate"} */
json_t *dependency_learned_from_json(const struct dependency_book *book);

#endif

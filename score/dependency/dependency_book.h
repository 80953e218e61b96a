/*
 * dependency_book.h - what is known of how dependencies behaved when they were changed (dependency_experience.h), and what that says of one that is changed now.
 *
 * Judged by a version of dependency-risk, where there is one in use; else by the shrunken rates alone (dependency_rates.h) of all that is known. Nothing that became
 * known at or after `before` is in the book, so that an old release is judged as it would have been then: by rates alone, as a version knows more.
 */
#ifndef PRODROME_DEPENDENCY_BOOK_H
#define PRODROME_DEPENDENCY_BOOK_H

#include <jansson.h>

#include "datasets/manifest/dependency_changes.h"
#include "datasets/rows/rows.h"
#include "train/dependency/dependency_experience.h"
#include "train/dependency/dependency_model_io.h"

struct dependency_book {
    struct dependency_experience known;
    bool   has_model;                     /* of a version                           */
    const struct model_version *version;  /* borrowed from the caller; NULL: none   */
    bool   approved;                      /* it is in production                    */
    struct dependency_model model;        /* without a version only its rates are there */
};

struct dependency_judgement {
    double probability, low, high;  /* 95 %, by the posterior of the narrowest level that was seen */
    double logit, rate;             /* rate: the shrunken one alone                                */
    struct update_rate levels;
};

struct dependency_book_options {
    int64_t before;                      /* TIME_NONE: all that is known now              */
    int64_t maturity_days;
    const struct model_version *version; /* that judges; NULL: rates alone                */
    bool    approved;
};

/* The version in use (registry_scorer) into the options. */
void dependency_book_use(struct dependency_book_options *options, const struct model_list *models);

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
/* {"updates", "broke", "releases", "failed_releases", "projects", "model": bool, "version": NAME|null, "approved": bool, "method", "base_rate"} */
json_t *dependency_learned_from_json(const struct dependency_book *book);

#endif

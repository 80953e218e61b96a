/*
 * dependency_experience.h - what is known of how dependencies behaved when they were changed.
 *
 *     updates    as imported (the kind 'updates'): broke or not
 *     releases   each dependency that a release added or changed counts as an update of its system, broken where the release led to an incident, a hotfix or a
 *                rollback. A release that changed k of them counts as one update in all, 1/k each: that it failed with them does not say which of them did it
 *
 * A release of which no outcome was recorded went well, once it is mature (label_maturity_days) and where outcomes of that project are recorded at all.
 * Nothing that became known at or after `before` is in it.
 */
#ifndef PRODROME_DEPENDENCY_EXPERIENCE_H
#define PRODROME_DEPENDENCY_EXPERIENCE_H

#include "datasets/manifest/update_rows.h"

struct dependency_experience {
    struct update_table updates;  /* imported ones, then those of releases              */
    size_t    n_imported;         /* rows of the first kind                             */
    uint32_t *row;                /* [n] ascending: rows with a label from before `before` */
    size_t    n, n_broke, n_releases, n_failed, n_projects;
};

/* before TIME_NONE: all that is known now. */
int  dependency_experience_load(struct dependency_experience *out, struct store *store, const struct snapshot *snapshot, int64_t before, int64_t maturity_days, struct err *err);
void dependency_experience_release(struct dependency_experience *e);

/* ERR_NODATA, with what to do, where nothing is known, or of only one kind of outcome. */
int  dependency_experience_check(const struct dependency_experience *e, struct err *err);

/* How many of `row` are of imported updates: they come first. */
size_t dependency_experience_imported(const struct dependency_experience *e);

#endif

/*
 * release_outcomes.h - what became of past releases of which nobody recorded an outcome, told from how soon they were mended.
 *
 * A repository records what went wrong and never what went well: a reverted change, a hotfix. Of all other releases nothing is known, and from harm
 * alone nothing is learned. What a history does tell of every release is how often it was mended soon after it went out.
 *
 *     mends       the later commits that came within `maturity_days` after the deployment and mend a change of the release (change_mends.h); each once,
 *                 however many changes it mends
 *     usual       the median of the mends of the project's earlier releases, those whose days were over when this one was deployed;
 *                 not known with fewer than RELEASE_USUAL_MIN of them
 *     incident    it was mended more often than usual          both known when its days are over, neither before: what
 *     ok          as often as usual, or less often             is seen early is harm alone, and would teach that young releases fail
 *
 * Recorded harm beside outcomes that were told is counted and learned from where silence would have been told as well, and from then on: a hotfix of a release
 * that is young, or is one of the first, is known while of its like that went well nothing is (harm_alone). Its time is the end of its days.
 *
 * Where a person or an export recorded an outcome (imported, or of the rules of git_rows.h: hotfix), that stands. Nothing is told in a project of which
 * blame knows nothing, nor in one where somebody records `ok`: there silence is not theirs. A change that a person called harmless has no mends.
 * The days are counted up to the newest change of the project: a repository that was imported long ago has not been silent since.
 *
 * The idea of counting what is mended in a fixed time after a release is that of T. Zimmermann, R. Premraj, A. Zeller, "Predicting Defects for
 * Eclipse", PROMISE 2007 (post-release defects); measuring a release by the project's own usual is ours.
 */
#ifndef PRODROME_RELEASE_OUTCOMES_H
#define PRODROME_RELEASE_OUTCOMES_H

#include "datasets/rows/rows.h"

enum { RELEASE_USUAL_MIN = 5 };

/* Fills mends, usual, harm_alone and, where it is "", outcome with its time and provenance (szz) of one project's deployed releases. `changes` are those that
 * the releases were loaded with. */
int release_outcomes_tell(struct release_table *releases, const struct change_table *changes, struct store *store, const struct snapshot *snapshot, const char *project,
                          int64_t maturity_days, struct err *err);

#endif

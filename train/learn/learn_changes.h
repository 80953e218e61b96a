/*
 * learn_changes.h - the risk of a change, learned from given rows (learn_changes of learn_inner.h).
 *
 *   1. inner cuts: the oldest 55, 70 and 80 % of the mature rows each train every member of the design (recipes_changes.h) with every
 *      candidate of C, and size alone; the next 20 % judge by ROC-AUC. Labels are those given: teaching an inner cut
 *      only what was known at it made it too poor to choose by (docs/benchmarks.md). A cut with too few harms, or others, is left out. What earlier
 *      changes did (change_past.h) the judging rows see by the labels of the training ones alone (past_at_cut.h), as the test of a backtest does. A member that adds to
 *      another is trained after it, from its weights, with the C that was best for it so far
 *   2. each member's C is that of the best mean over the cuts; a committee (mean of members' margins), and how much of the size-only
 *      margin is blended in (0 to .5), likewise
 *   3. simple first: what is richer is taken only where it is better by LEARN_SIMPLE_MARGIN; size alone is the simplest
 *   4. Platt's calibration is fitted on the newest cut's margins, which the weights did not see; the same rows are the reference for
 *      intervals and percentiles
 *   5. the chosen members are trained again on all rows, and become one linear model
 *
 * Features are fitted once, on all rows; what a cut would have made of its rows alone follows from them exactly (change_rows.h). Each member begins where
 * it ended on the cut before, and the final training where the newest cut ended (newton_solver.h).
 *
 * Rows count by their age: half after LEARN_HALF_LIFE_DAYS (undated rows in full). The rows of an inner cut are weighed up to the weight of all, so
 * that C means the same and the slope of the calibration carries over.
 */
#ifndef PRODROME_LEARN_CHANGES_H
#define PRODROME_LEARN_CHANGES_H

#include "train/learn/learn.h"

#define LEARN_SIMPLE_MARGIN 0.002 /* of AUC: below that, differences between inner cuts are noise */

#endif

/*
 * past_at_cut.h - what the past tells of changes that are predicted from a cut on: nothing of the labels of those that are predicted.
 *
 * A change that trains sees earlier labels as they became known, all of them before the cut. One that is tested would see those of other tested changes, which the night
 * after would know too, but a test must not; nor, where labels count as they were known at the cut, those that came after it.
 */
#ifndef PRODROME_PAST_AT_CUT_H
#define PRODROME_PAST_AT_CUT_H

#include "features/numbers/number_columns.h"
#include "train/rows/examples.h"

/* The samples of e for predicting: of the labels only those of rows[n] count, as far as known until then (INT64_MAX: whenever). All is borrowed from e but
 * the numbers, which may be: past_at_cut_release. Of tickets and of changes without files: the samples as they are. */
int  past_at_cut(struct samples *out, const struct examples *e, const uint32_t *rows, size_t n, int64_t until, struct err *err);
/* The same in columns of rows[n_end]: of those from n_train on, with the labels of the ones before them; where `cut` is false, which cannot fail, as e has them again. */
int  past_at_cut_show(struct number_columns *columns, const struct examples *e, const uint32_t *rows, size_t n_train, size_t n_end, bool cut, struct err *err);
void past_at_cut_release(struct samples *samples, const struct examples *e);

#endif

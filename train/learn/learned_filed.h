/*
 * learned_filed.h - what was filed first, beside the words, for tickets where that is known.
 *
 * Whoever files a ticket often names team, component or severity, and often rightly. A model that was trained with that in most rows says little of
 * a ticket without: so there are two, over the same columns, the as-filed ones last, and the same classes. The text's own, which never saw an as-filed value, speaks
 * for tickets without one, to the same bits as if none were known of any ticket; the other for those whose row has a column of the label's own field
 * (examples_filed_from). It is kept where it judges the rows of the inner cut that have such a column better than the text alone does.
 *
 * What was filed is right more often than not, which weights of single values learn only where there are many rows of each. So the class that
 * was filed gets an amount of its own, the same for every class, chosen on the inner cut, in the weights of the columns that name it:
 *
 *     margin(k) = w_k x + kept [ a column of the row names class k ]
 *
 * 0: only what the rows of each value say; the largest: what was filed stands whatever the words say. Where a value names a class that
 * is not learned, it is kept as it is (filed_copy.h).
 */
#ifndef PRODROME_LEARNED_FILED_H
#define PRODROME_LEARNED_FILED_H

#include "train/learn/filed_copy.h"
#include "train/learn/learn.h"

struct learned_filed {
    struct linear_model model;       /* over all columns of the features; learned.model: over those of the words alone */
    struct calibration  calibration; /* offsets in the arena of the learned                                       */
    struct unlike_bar   unlike;
    struct filed_copy   copy;
    const char         *field;       /* the label field, in the arena of the learned                              */
    double              c, balance, half_life, parents, bayes, kept;
    double              score, text_score; /* criterion of either on the judged rows with such a column, and how many there were */
    size_t              n_judged;
};

void learned_filed_free(struct learned_filed *f);

/* Whether a column of the as-filed block is of the label's own field. */
bool learned_filed_serves(const struct learned_filed *f, const struct feature_set *features, uint32_t col);

/* How a ticket's as-filed value is kept before what the model says: length and beginning of the class that it names, 0 where it is not kept: it has none, or one that
 * the model knows. f may be NULL. */
size_t learned_filed_kept(const char **name, const struct learned *l, const char *value);
/* The chance that it is right as a logit: what such a score is, and is replayed to. */
double learned_filed_logit(const struct learned_filed *f);

#endif

/*
 * near_same.h - pairs of tickets with the same or nearly the same text: exact hashing and minima of shingles, no model.
 *
 * A text is the words of title and description (letters folded in ASCII, runs of digits one sign), the first NEAR_SAME_WORDS of them. Two are the same
 * where all words are; nearly the same where the sets of their shingles (three words in a row) have a Jaccard index of .8 or more. Candidates for
 * the second share one of four bands of three minima of hashed shingles (Broder 1997, "On the resemblance and containment of documents"), and the
 * index is then computed exactly. At J = .8 a pair shares a band with probability 1 - (1 - .8^3)^4 = .94. Texts of fewer than five words
 * say too little and are in no pair.
 *
 * Each row is paired with the row before it in its group of equal texts, and in each band's group, so there are at most five times as many pairs as
 * rows: the work is linear but for sorting. The same rows give the same pairs, whatever the number of threads.
 */
#ifndef PRODROME_NEAR_SAME_H
#define PRODROME_NEAR_SAME_H

#include "datasets/rows/rows.h"

enum { NEAR_SAME_WORDS = 400, NEAR_SAME_BANDS = 4 };

struct text_sign {
    uint64_t text;                   /* of all words; 0: too few of them     */
    uint64_t band[NEAR_SAME_BANDS];
};

struct near_pair {
    uint32_t a, b;                   /* rows, a < b                          */
    bool     same;                   /* all words, not only most shingles    */
};

struct near_pairs {
    struct near_pair *pair;          /* [n] ascending, each once             */
    size_t            n;
};

/* sign: [tickets->n]. */
int  text_signs_make(struct text_sign *sign, const struct ticket_table *tickets, int n_threads, struct err *err);

/* Among the rows listed (ascending) of the same tickets. */
int  near_pairs_find(struct near_pairs *out, const struct ticket_table *tickets, const struct text_sign *sign, const uint32_t *rows, size_t n_rows,
                     struct err *err);
int  near_pair_compare(const void *a, const void *b); /* by a, then b: for qsort and bsearch */
void near_pairs_release(struct near_pairs *pairs);

#endif

/*
 * likeness.h - earlier changes and releases that are like those at hand, by a stated mixture.
 *
 *     similarity = .4 files + .3 words + .1 system + .2 metrics          each part in [0, 1]
 *
 *     files     Jaccard index of the touched paths and their folders (a folder counts as one more path)
 *     words     cosine of the messages' words, each once, weighed by ln((1 + n) / (1 + changes with the word)), n the known changes
 *     system    1 where both name the same system, else 0
 *     metrics   1 / (1 + d), d the mean absolute difference of ln(1 + x) over la, ld, nf, ndev, nuc, exp where both are known; 0 where none is
 *
 * Of a release: the union of its changes' paths and words; d over the means of their logarithms. What is not known is 0: nothing is like what is not there. The
 * weights are a choice and not learned: nobody has said yet which pairs are alike.
 *
 * Linear in the words and paths of the project, and in the number of queries: 50,000 changes with 10 queries in well under a second.
 */
#ifndef PRODROME_LIKENESS_H
#define PRODROME_LIKENESS_H

#include "datasets/base/intern.h"
#include "datasets/rows/rows.h"

enum likeness_part { LIKE_FILES, LIKE_WORDS, LIKE_SYSTEM, LIKE_METRICS, N_LIKENESS_PARTS };

extern const char *const likeness_part_name[N_LIKENESS_PARTS];   /* "files", ... */
extern const double      likeness_weight[N_LIKENESS_PARTS];      /* sum: 1       */

enum { LIKENESS_METRICS = 6 };

struct likeness_thing {            /* a change, or the union of several                      */
    uint32_t   *file, *word;       /* [n_files], [n_words] numbers, ascending, each once     */
    size_t      n_files, n_words;
    double      metric[LIKENESS_METRICS]; /* ln(1 + x); NaN: not known                        */
    const char *system;            /* borrowed; ""                                           */
    double      length;            /* of the words' vector                                   */
};

struct likeness {
    struct arena           arena;
    struct intern          files, words;
    double                *idf;    /* [words.n]                                              */
    struct likeness_thing *thing;  /* [n] of the changes, in their order                     */
    size_t                 n;
};

struct likeness_score {
    double total, part[N_LIKENESS_PARTS]; /* parts weighed: they add up to the total         */
};

/* Of all rows; those with known[i] make the weights of words. ERR_NOMEM. */
int  likeness_init(struct likeness *out, const struct change_table *changes, const bool *known, struct err *err);
void likeness_release(struct likeness *likeness);

/* The union of some rows, in the arena of `likeness`. */
int  likeness_union(struct likeness_thing *out, struct likeness *likeness, const uint32_t *row, size_t n, const char *system, struct err *err);

struct likeness_score likeness_of(const struct likeness *likeness, const struct likeness_thing *a, const struct likeness_thing *b);

#endif

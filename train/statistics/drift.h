/*
 * drift.h - whether two sets of values come from the same distribution, judged by how many values there are.
 *
 * Numbers: PSI over deciles of the reference, and Kolmogorov-Smirnov. Categories: Pearson's chi-square of homogeneity. A fixed limit ("PSI above 0.1") is
 * wrong nearly always at one sample size or another; here each statistic is judged by its own distribution where nothing has changed:
 *
 *     PSI / (1/n + 1/m)   ~  chi-square with B - 1 degrees of freedom        (Yurdakul and Naranjo 2020, "Statistical Properties of
 *     D                   ~  Kolmogorov's D of n m / (n + m) values           the Population Stability Index")
 *
 * Of two tests of one column each has half of the column's level, and of several columns Holm's procedure (1979) shares out one level: the
 * chance that anything at all is called drift where nothing has changed is at most DRIFT_LEVEL, however many columns there are.
 *
 * Bins are as many as hold DRIFT_PER_BIN values of the smaller side, 10 at most; categories with an expected count below 5 on either side
 * are taken together (Cochran 1954). Fewer than DRIFT_ROWS_MIN values on a side are not enough to say.
 */
#ifndef PRODROME_DRIFT_H
#define PRODROME_DRIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

#define DRIFT_LEVEL 0.05

enum { DRIFT_ROWS_MIN = 20, DRIFT_PER_BIN = 10, DRIFT_BINS = 10, DRIFT_STATISTICS_MAX = 24, DRIFT_TESTS_MAX = 2 };

enum drift_kind { DRIFT_NUMERIC, DRIFT_CATEGORICAL };
enum drift_verdict { DRIFT_OK, DRIFT_FOUND, DRIFT_NO_DATA };

extern const char *const drift_kind_name[];    /* "numeric", "categorical"               */
extern const char *const drift_verdict_name[]; /* "ok", "drift", "not-enough-data"       */

struct drift_statistic { const char *name; double value; }; /* static name; may be infinite */

struct drift_test {
    const char *name;          /* "psi", "ks", "chi2"                              */
    double      value;
    double      p;             /* chance of as much where nothing has changed      */
    double      bound;         /* above which it is drift; set by drift_judge      */
    double      dof;           /* of chi-square; ks: the number of values          */
    double      scale;         /* value = scale x chi-square; ks: 1                */
};

struct drift_column {
    const char            *name;       /* the caller's                             */
    enum drift_kind        kind;
    size_t                 n_ref, n_cur;
    struct drift_statistic statistic[DRIFT_STATISTICS_MAX]; /* [n_statistics] named as the public references name them */
    size_t                 n_statistics;
    struct drift_test      test[DRIFT_TESTS_MAX];           /* [n_tests]; none where there is not enough data         */
    size_t                 n_tests;
    double                 p;          /* of the column: n_tests x the least, at most 1                               */
    double                 level;      /* by which it is judged; set by drift_judge                                   */
    enum drift_verdict     verdict;    /* likewise                                                                    */
    const char            *unfit;      /* why it is not compared, static; NULL: it is, where there is enough          */
};

/* ref: [n_ref], cur: [n_cur] finite; both come back sorted. ERR_NOMEM. */
int  drift_numeric(struct drift_column *out, double *ref, size_t n_ref, double *cur, size_t n_cur, struct err *err);
/* ref, cur: [n_categories] counts. */
int  drift_categorical(struct drift_column *out, const uint64_t *ref, const uint64_t *cur, size_t n_categories, struct err *err);

/* The verdicts of all columns that are looked at together. Returns how many drift. */
size_t drift_judge(struct drift_column *column, size_t n);

#endif

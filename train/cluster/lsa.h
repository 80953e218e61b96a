/*
 * lsa.h - latent semantic axes of sparse rows, and rows as vectors along them.
 *
 *     X  ~  U S V'        the `rank` largest singular values (Deerwester, Dumais, Furnas, Landauer, Harshman 1990)
 *
 * by the randomised range finder with power iterations (Halko, Martinsson, Tropp 2011, algorithms 4.4 and 5.1). A row x becomes x V, of unit
 * length: rows that share no word but many neighbours come close. Axes are fitted once and then only read; rows that were not among the
 * fitted ones are projected the same way. Same rows and seed: same bits for any n_threads on the same machine; coordinates are rounded
 * (LSA_STEP), so that other processors mostly agree.
 *
 *     rc = lsa_fit(&lsa, &x, &(struct lsa_options){ .rank = 100, .n_passes = 2, .seed = 1, .n_threads = 2 }, err);
 *     rc = lsa_rows(&past, &lsa, &x, 2, err);              // [x.n_rows * lsa.rank]
 *     rc = lsa_rows(&asked, &lsa, &query, 2, err);         // new rows, of the same columns
 *     rc = dense_nearest(row, cosine, &past, &asked, limit, 10, 2, err);      (dense_nearest.h)
 */
#ifndef PRODROME_LSA_H
#define PRODROME_LSA_H

#include <stdint.h>

#include "features/csr.h"
#include "train/solver/dense.h"

#define LSA_STEP (1.0F / 65536) /* coordinates are multiples of it */

struct lsa_options {
    size_t   rank;      /* axes asked for; 50 to 300 are usual                                   */
    int      n_passes;  /* power iterations: 2 are enough for text, 0 is a sketch                 */
    uint64_t seed;
    int      n_threads;
};

struct lsa {
    uint32_t n_cols;    /* of the rows that it was fitted on                                      */
    size_t   rank;      /* axes; fewer than asked for where the rows have not so many             */
    double  *value;     /* [rank]           singular values, descending, positive                 */
    float   *axis;      /* [n_cols * rank]  V: orthonormal columns, the largest entry positive    */
};

/* ERR_NODATA: no row has a value. */
int  lsa_fit(struct lsa *out, const struct csr *x, const struct lsa_options *options, struct err *err);
void lsa_release(struct lsa *lsa);

/* out [x->n_rows x rank], initialised here: rows of unit length, or zero for a row that has no part along the axes. */
int  lsa_rows(struct dense *out, const struct lsa *lsa, const struct csr *x, int n_threads, struct err *err);

#endif

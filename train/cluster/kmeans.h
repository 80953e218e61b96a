/*
 * kmeans.h - spherical k-means.
 *
 * Rows of unit length; the similarity of a row and a cluster is the cosine to the cluster's centre, the unit vector along the sum of its members
 * (Dhillon, Modha 2001). Seeds by k-means++ (Arthur, Vassilvitskii 2007) with the distance 1 - cosine, the best of several candidates a step;
 * of several starts the one of the best objective after KMEANS_TRIAL_ROUNDS goes on to the end. Of many rows the starts see
 * a sample. A cluster that loses all its members takes the row that fits its own worst. Zero rows are in no
 * cluster. The same for any n_threads.
 */
#ifndef PRODROME_KMEANS_H
#define PRODROME_KMEANS_H

#include <stdbool.h>
#include <stdint.h>

#include "train/solver/dense.h"

#define KMEANS_NONE UINT32_MAX

enum {
    KMEANS_TRIAL_ROUNDS = 8,
    KMEANS_SAMPLE_ROWS = 8192 /* of more than twice as many rows the clusters are begun on so many, evenly spread */
};

struct kmeans_options {
    size_t          k;            /* clusters asked for, at least 1                                                    */
    int             n_starts;     /* tries from new seeds, at least 1; 4 is usual                                      */
    int             n_candidates; /* of a seeding step, at least 1; 3 is usual                                         */
    int             max_rounds;   /* at least 1; 40 is usual                                                           */
    double          stop_share;   /* ends after a round in which no larger share of the rows moved; .001 is usual      */
    const uint32_t *begin;        /* [n] clusters below n_begin to go on from, KMEANS_NONE: not in one yet. NULL: seeds */
    size_t          n_begin;      /* at most k: seeds are put for the others                                           */
    double          stay;         /* what another cluster must be nearer by for a row to leave the one that it began in  */
    const bool     *hold;         /* [n_begin] clusters that keep every row that began in them; NULL: none             */
    uint64_t        seed;
    int             n_threads;
};

struct kmeans {
    size_t    n, k;       /* k: fewer than asked for where fewer rows differ                    */
    uint32_t *cluster;    /* [n] below k, or KMEANS_NONE                                        */
    float    *similarity; /* [n] cosine to the own centre, 0 for none                           */
    double    objective;  /* mean similarity of the rows that are in a cluster; 0 without any   */
    int       n_rounds;   /* of the start that won, its trial included                          */
};

/* Every cluster has a member. k 0 where no row is in one. ERR_NOMEM. */
int  kmeans_run(struct kmeans *out, const struct dense *rows, const struct kmeans_options *options, struct err *err);
void kmeans_release(struct kmeans *k);

/* Inside of kmeans_run (kmeans_sample.c): begins on KMEANS_SAMPLE_ROWS of more rows, and goes on with all. */
int kmeans_run_from_sample(struct kmeans *out, const struct dense *rows, const struct kmeans_options *options, struct err *err);

#endif

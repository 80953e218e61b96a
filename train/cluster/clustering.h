/*
 * clustering.h - tickets grouped by what they are about.
 *
 *     topic rows (BM25, unit length) -> latent semantic axes -> spherical k-means of the vectors along them
 *
 * On Xamarin's older rows vectors along 50 to 100 axes agreed better with the components, and from seed to seed, than the sparse rows themselves
 * (docs/benchmarks.md). Only text is used that is known when a ticket is filed. Same tickets and options: the same clusters for any
 * n_threads on the same machine.
 */
#ifndef PRODROME_CLUSTERING_H
#define PRODROME_CLUSTERING_H

#include "features/topic_rows.h"
#include "train/cluster/kmeans.h"
#include "train/cluster/lsa.h"

#define CLUSTERING_VERSION 1 /* another one may group the same tickets otherwise */

struct clustering_options {
    size_t          k;        /* clusters asked for, at least 1                                             */
    const uint32_t *begin;    /* [n tickets] or NULL: clusters below n_begin to go on from (kmeans.h)       */
    size_t          n_begin;
    const bool     *hold;     /* [n_begin] clusters that keep every ticket that was in them, or NULL        */
    const uint32_t *alike;    /* [n tickets] or NULL: tickets with the same number, below n tickets, are known to be about the same thing: each
                                 counts as what is in the middle of them                                    */
    bool            audit;    /* of the terms (topic_rows.h): for groups that are stored or shown           */
    const struct phi_rules *rules; /* of the audit; may be NULL                                             */
    uint64_t        seed;
    int             n_threads;
};

struct clustering {
    struct topic_rows topics;
    struct lsa        lsa;
    struct dense      centre; /* [groups.k x axes] of unit length            */
    struct kmeans     groups; /* by ticket; KMEANS_NONE: it has no term      */
    double            rows_s, axes_s, groups_s; /* seconds                   */
};

/* ERR_NODATA: no word is in enough tickets. */
int  clustering_run(struct clustering *out, const struct ticket_table *tickets, const struct clustering_options *options, struct err *err);
void clustering_release(struct clustering *c);

#endif

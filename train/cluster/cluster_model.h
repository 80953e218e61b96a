/*
 * cluster_model.h - into which of the clusters of a grouping a later ticket would have gone: a linear model for each.
 *
 * What a grouping leaves behind: the terms with their frequencies and the lines of forms (topic_rows.h), the axes V (lsa.h) and the centre c of each
 * cluster along them. The similarity of a ticket with row x and a cluster is the cosine
 *
 *     x V c / |x V|
 *
 * which but for the length of x V, the same for all clusters, is linear in x with the weights V c; the greatest wins, as in a grouping. A ticket without
 * any of the terms, or less similar to its nearest cluster than all but one in fifty of the tickets that were grouped are to theirs (`reach`), is near none.
 *
 * Stored as bytes: "PRDMCLUS", format, length of the body, body, BLAKE2b of all before. The parser trusts nothing; the digest tells accidents, not intent.
 */
#ifndef PRODROME_CLUSTER_MODEL_H
#define PRODROME_CLUSTER_MODEL_H

#include "train/cluster/clustering.h"

enum { CLUSTER_MODEL_FORMAT = 1 };

struct cluster_model {
    struct topic_rows topics; /* without rows of its own                              */
    struct lsa        lsa;    /* without values                                       */
    struct dense      centre; /* [clusters x axes] of unit length                     */
    double            reach;  /* least similarity to a cluster                        */
};

/* Appends what the grouping leaves behind. */
int  cluster_model_save(struct strbuf *out, const struct clustering *c, struct err *err);
/* ERR_INTEGRITY: not such bytes, or damaged. */
int  cluster_model_load(struct cluster_model *out, const void *data, size_t len, struct err *err);
void cluster_model_release(struct cluster_model *m);

struct cluster_place {
    uint32_t cluster;    /* the nearest; KMEANS_NONE: the ticket has none of the terms  */
    uint32_t next;       /* the second nearest; KMEANS_NONE: there is none              */
    float    similarity; /* to the nearest                                              */
    float    margin;     /* over the next; the similarity itself where there is none    */
    bool     near;       /* similarity >= reach                                         */
};

/* place: [tickets->n]. The same for any n_threads. */
int cluster_model_place(struct cluster_place *place, const struct cluster_model *m, const struct ticket_table *tickets, int n_threads, struct err *err);

#endif

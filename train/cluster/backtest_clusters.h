/*
 * backtest_clusters.h - how well groups by text alone agree with the components that tickets ended in.
 *
 * Of the tickets whose component has at least BACKTEST_CLUSTERS_LABEL_MIN of them. The label is only compared with, never seen.
 */
#ifndef PRODROME_BACKTEST_CLUSTERS_H
#define PRODROME_BACKTEST_CLUSTERS_H

#include "train/cluster/cluster_metrics.h"
#include "train/cluster/clustering.h"

enum { BACKTEST_CLUSTERS_LABEL_MIN = 20 };

struct clusters_backtest {
    struct ticket_table      tickets;   /* the ones compared; row alone is owned, its text borrowed       */
    size_t                   n_labels;
    size_t                   n_clusters; /* that have members                                              */
    uint32_t                *cluster;   /* [tickets.n] tickets without a term are together in one of their own */
    struct cluster_agreement agreement;
    double                   rows_s, axes_s, groups_s, compare_s;
};

/* The table must outlive the result. ERR_NODATA with the reason: no component with enough tickets, no text. */
int  backtest_clusters(struct clusters_backtest *out, const struct ticket_table *tickets, const struct clustering_options *options, struct err *err);
void clusters_backtest_release(struct clusters_backtest *b);

/* `id,cluster` */
int  clusters_write_predictions(const struct clusters_backtest *b, const char *path, struct err *err);

#endif

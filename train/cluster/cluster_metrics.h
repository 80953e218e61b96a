/*
 * cluster_metrics.h - how far a grouping agrees with given classes, and how far beyond chance.
 *
 * As scikit-learn defines them. V-measure: the harmonic mean of homogeneity (a group holds one class) and completeness (a class lies in one group)
 * (Rosenberg, Hirschberg 2007). AMI: mutual information less what a grouping of the same sizes has by chance, divided by the arithmetic mean
 * of both entropies less the same (Vinh, Epps, Bailey 2010). ARI: the Rand index, corrected likewise (Hubert, Arabie 1985). More groups raise
 * the V-measure by themselves, the other two not.
 */
#ifndef PRODROME_CLUSTER_METRICS_H
#define PRODROME_CLUSTER_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

struct cluster_agreement {
    double homogeneity, completeness, v_measure;
    double ami, ari;      /* 0 by chance, 1 the same grouping; may be negative */
};

/* truth, cluster: [n] any numbers below UINT32_MAX, best small ones: memory grows with the largest. n at most UINT32_MAX. */
int cluster_agreement(struct cluster_agreement *out, const uint32_t *truth, const uint32_t *cluster, size_t n, struct err *err);

#endif

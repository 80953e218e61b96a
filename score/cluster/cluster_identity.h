/*
 * cluster_identity.h - which of last night's clusters a new one is.
 *
 * By the members that both nights knew: the Jaccard index of the two sets, pairs taken from the greatest down, at equal ones the older cluster first.
 * Below CLUSTER_IDENTITY_MIN nothing is the same: the old one ends, the new one is new.
 */
#ifndef PRODROME_CLUSTER_IDENTITY_H
#define PRODROME_CLUSTER_IDENTITY_H

#include <stddef.h>
#include <stdint.h>

#include "datasets/base/err.h"

#define CLUSTER_IDENTITY_MIN  .3
#define CLUSTER_IDENTITY_NONE UINT32_MAX

/* before, now: [n] a row's cluster below n_before and n_now, CLUSTER_IDENTITY_NONE for none. old_of: [n_now] the old cluster that each new one is, or
 * CLUSTER_IDENTITY_NONE; no old one twice. */
int cluster_identity(uint32_t *old_of, const uint32_t *before, size_t n_before, const uint32_t *now, size_t n_now, size_t n, struct err *err);

#endif

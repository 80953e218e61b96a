/*
 * clusters_night.h - the clusters of all projects in one night, and what the night says of them.
 */
#ifndef PRODROME_CLUSTERS_NIGHT_H
#define PRODROME_CLUSTERS_NIGHT_H

#include <jansson.h>

#include "score/cluster/clusters.h"

struct clusters_night {
    struct store           *store;
    const struct snapshot  *snapshot;
    struct clusters_options options;
    struct log             *log;
    size_t                  grouped, unchanged;           /* projects                                             */
    size_t                  clusters, fresh, ended, moved, assigned, near_none; /* of all of them (clusters.h)    */
    json_t                 *none;                         /* [{project, reason}] that have no clusters; yours      */
    json_t                 *why;                          /* {project: why all was grouped anew}; yours            */
};

int clusters_night_project(struct clusters_night *n, const char *project, struct err *err);

/* {grouped, unchanged, clusters, fresh, ended, moved, assigned, near_none, none, why}: none and why pass into it. */
json_t *clusters_night_detail(struct clusters_night *n);

#endif

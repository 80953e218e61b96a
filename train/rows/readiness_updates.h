/*
 * readiness_updates.h - whether imported updates of dependencies suffice to learn which of them break something.
 */
#ifndef PRODROME_READINESS_UPDATES_H
#define PRODROME_READINESS_UPDATES_H

#include "datasets/manifest/update_rows.h"
#include "train/rows/readiness.h"

/* Of all projects together: out->project is "". Rows need not be dated, as groups of projects and not times are cut. */
void readiness_of_updates(struct readiness *out, const struct update_table *updates, const struct config *config);

#endif

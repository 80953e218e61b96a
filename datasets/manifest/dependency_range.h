/*
 * dependency_range.h - what the commits of a range change in the dependencies of a system, before anything of it is merged.
 *
 * The manifests where the range ends against those where it left the other side (the merge base; without one, against nothing), told apart as an import
 * of both would (dependency_changes.h). Nothing is stored. A range that changes no manifest is answered by one call of git.
 */
#ifndef PRODROME_DEPENDENCY_RANGE_H
#define PRODROME_DEPENDENCY_RANGE_H

#include "datasets/manifest/dependency_changes.h"

/* `range`: "A..B"; of several ends the first. *out is yours (dependency_changes_release), n 0 where nothing changes; version ids in it mean nothing. `store` must have
 * its keys and is only read. ERR_REFUSED: no such range. */
int dependency_range(struct dependency_changes *out, const struct store *store, const char *path, const char *range, const char *system, struct err *err);

#endif

/*
 * import_checks.h - what is weak in the rows of a kind as a whole, after an import of it.
 *
 * No row is wrong by itself: a system depends on one that nobody has registered, or in a circle; a patch has an exception without an end;
 * evidence is of a release that is not known. Each check is one sentence with a count and the first names. Inside of import.
 */
#ifndef PRODROME_IMPORT_CHECKS_H
#define PRODROME_IMPORT_CHECKS_H

#include "datasets/import/import.h"

/* Fills report->warning of what the store holds now. `now` tells what is past. */
int import_checks(struct import_report *report, struct store *store, const struct import_kind *kind, int64_t now, struct err *err);

#endif

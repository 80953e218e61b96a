/*
 * import_newest.h - a release made of the newest changes of a project.
 *
 * For projects whose export knows no releases. What is made is the text of a releases file with one row (README.md, the table of kinds), to be imported like
 * any other: the row names its changes in the column `members`, so it is the same release for as long as the changes are the same, and a new
 * version of it once there are newer ones.
 */
#ifndef PRODROME_IMPORT_NEWEST_H
#define PRODROME_IMPORT_NEWEST_H

#include "datasets/base/strbuf.h"
#include "datasets/store/store.h"

enum { IMPORT_NEWEST_MAX = 100000 };

/* Appends header and row: planned, without a date, its members the newest `last` changes that touch a file (merges do not) by author_date (ties by first arrival; fewer where
 * the project has no more), oldest first, its system theirs where all name the same one. *n is their number. ERR_NOTFOUND where the
 * project has no changes, ERR_USAGE where a release of this name has dates or changes of its own from a releases file, which would be lost. */
int import_newest(struct strbuf *out, size_t *n, struct store *store, const char *project, const char *name, size_t last, struct err *err);

#endif

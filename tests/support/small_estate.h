/*
 * small_estate.h - a small, learnable set of rows for tests above the datasets floor.
 *
 * Tickets of three teams whose words tell them apart (with some noise), half of the pharmacy's critical and all others low, and changes whose harm follows from size and inexperience
 * and mostly shows in a word. The same n and seed give the same rows.
 */
#ifndef PRODROME_TESTS_SMALL_ESTATE_H
#define PRODROME_TESTS_SMALL_ESTATE_H

#include "datasets/import/import.h"
#include "tests/support/fixture_store.h"

/* One ticket a day until FIXTURE_NOW; the newest `open` ones are still open (no team, status New). Project "desk". */
void small_tickets_csv(const char *path, size_t n, size_t open, uint64_t seed);
/* Two changes a day until FIXTURE_NOW, labelled but for those of the last 20 days. Project "app". */
void small_changes_csv(const char *path, size_t n, uint64_t seed);
/* A deployed release a month with its outcome, and one planned, of the changes above; beside them one system. */
void small_releases_csv(const char *releases, const char *outcomes, const char *estate);

/* import_run of one file of the kind; fails the test where it fails. */
void small_import(struct fixture *f, const char *kind, const char *path);
/* The requirements of the system "ehr" in a release: `text` is written as requirements.txt into `dir`, which is imported. */
void small_dependencies(struct fixture *f, const char *dir, const char *release, const char *text);
/* All of the above but these into the fixture's store. */
void small_estate(struct fixture *f, size_t n_tickets, size_t n_changes);

#endif

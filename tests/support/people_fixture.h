/*
 * people_fixture.h - a few people and something that they can decide on.
 *
 * Everything here fails the running test instead of returning an error.
 */
#ifndef PRODROME_TESTS_PEOPLE_FIXTURE_H
#define PRODROME_TESTS_PEOPLE_FIXTURE_H

#include "score/review/decisions.h"
#include "tests/support/fixture_store.h"

#define FIXTURE_PASSWORD "correct horse battery" /* everybody's */

/* The first one of a store must be an administrator; those after are added by `by`. */
struct person people_fixture_add(struct store *store, const char *name, enum role role, const char *identity, const struct person *by);

/* A row of review_items whose content is hashed from `content`; its number. */
int64_t item_fixture(struct store *store, const char *item, const char *kind, const char *project, const char *content);

/* decision_make with a reason where one is needed; its code, the message in *err. */
int decide_fixture(struct store *store, const char *item, enum decision decision, const struct person *person, struct err *err);

enum item_state state_of(struct store *store, const char *item);

/* The failures of audit_verify, "check: reason\n" each; yours, free(). */
char *failures_of(struct store *store);

#endif

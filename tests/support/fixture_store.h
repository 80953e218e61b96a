/*
 * fixture_store.h - a store to test against, and rows put into it without import.
 *
 * Everything here fails the running test instead of returning an error.
 */
#ifndef PRODROME_TESTS_FIXTURE_STORE_H
#define PRODROME_TESTS_FIXTURE_STORE_H

#include <stdbool.h>

#include "datasets/store/store.h"
#include "tests/support/support.h"

#define assert_ok(rc, err) fixture_assert_ok((rc), &(err), __FILE__, __LINE__)

void fixture_assert_ok(int rc, const struct err *err, const char *file, int line); /* prints the message */

#define FIXTURE_NOW INT64_C(1700000000) /* 2023-11-14T22:13:20Z */

/* A folder with `test.db` and its keys, the store open as a job, the clock fixed. */
struct fixture {
    char                *dir;
    char                 path[4096];
    struct store_options options;
    struct store        *store;
};

int  fixture_setup(void **state);    /* cmocka: *state is a struct fixture * */
int  fixture_teardown(void **state);
void fixture_open(struct fixture *fixture, enum store_mode mode);
void fixture_close(struct fixture *fixture);
void fixture_reopen(struct fixture *fixture, enum store_mode mode); /* closes first */

int64_t fixture_import(struct store *store);                         /* begun, not complete; its id */
void    fixture_complete(struct store *store, int64_t import_id);
/* A version of a record (made where it is new), its content hashed from `content`; the row in the kind's table is the caller's. */
int64_t fixture_version(struct store *store, int64_t import_id, const char *kind, const char *project, const char *id,
                        const char *content);

void    fixture_run(struct store *store, const char *sql);           /* statements without values */
void    fixture_refused(struct store *store, const char *sql, const char *words); /* must fail, with these words */
int64_t fixture_count(struct store *store, const char *sql);         /* first column of the first row */
void    fixture_verify(struct store *store);                         /* the trail vouches for all that is there */

#endif

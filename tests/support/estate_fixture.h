/*
 * estate_fixture.h - a fixture store with the small estate in it, its snapshot and default configuration.
 */
#ifndef PRODROME_TESTS_ESTATE_FIXTURE_H
#define PRODROME_TESTS_ESTATE_FIXTURE_H

#include "tests/support/small_estate.h"
#include "train/training.h"

enum { ESTATE_TICKETS = 400, ESTATE_CHANGES = 500, ESTATE_OPEN = 5 };

struct estate {
    struct fixture *f;
    struct config   config;
    struct snapshot snapshot;
};

int  estate_setup(void **state);    /* cmocka: *state is a struct estate * */
int  estate_teardown(void **state);
void estate_load(struct estate *e, const char *task, const char *project, struct examples *out);
void estate_train(struct estate *e, const char *task, const char *project, struct training *out);

#endif

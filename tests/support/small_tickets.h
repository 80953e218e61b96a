/*
 * small_tickets.h - tickets of a few subjects in memory, for the tests of grouping.
 */
#ifndef PRODROME_TESTS_SMALL_TICKETS_H
#define PRODROME_TESTS_SMALL_TICKETS_H

#include "datasets/rows/rows.h"

enum { SMALL_SUBJECTS = 4 };

/* n tickets, ticket i about subject i % SMALL_SUBJECTS; its component names the subject. Fails the running test without memory. */
void small_tickets(struct ticket_table *out, size_t n, uint64_t seed);

extern const char *const small_subject[SMALL_SUBJECTS]; /* the components */

#endif

/*
 * rules_version.h - which rules of de-identification the text of a store has passed, as one number that grows.
 *
 * The rules are those of the program and those of the user (phi_rules.h). A store numbers each set of both that it has seen,
 * in the order in which they came (table rule_sets); the number lies with each version of a record, and a lower one means that
 * the text has to pass the rules again: a changed list does that as a newer program does. A store from before the table, or one that knows the
 * built-in rules alone, has the number of the latter.
 */
#ifndef PRODROME_RULES_VERSION_H
#define PRODROME_RULES_VERSION_H

#include "datasets/store/store.h"

/* The number of the rules that the program and store->rules are now. Where they are new to the store they get the next one, in a short transaction of its own or the
 * caller's, with a row in the audit trail (but for the built-in rules of a new store) and a line in the log that says what it means. Keys are needed. */
int rules_version_in_force(int64_t *out, struct store *store, struct err *err);

#endif

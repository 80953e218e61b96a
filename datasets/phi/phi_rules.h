/*
 * phi_rules.h - the user's own rules of de-identification, beside the built-in ones.
 *
 *     allow     words and phrases that are no identifiers: what the built-in rules or a pattern find stays where it lies
 *               whole inside of one ("Wells" in "Wells score")
 *     deny      words and phrases that always are: "[ID]", or the type that was named with them
 *     pattern   regular expressions (pattern.h) whose matches are identifiers
 *     digits    a placeholder carries twelve hex digits of a keyed hash of what it stands for, "[MRN:0123456789ab]", so
 *               that the same number stays the same; features see the type alone
 *
 * Phrases are found as phi_phrases.h says; where an allowed and a denied one overlap, the one that begins first counts, then the longer. What is
 * found by several rules and overlaps is one identifier, of the type of the longest part. A text that passes again may lose more beside what a denied
 * phrase or a pattern replaced (a list that begins with [MRN] goes on), never less.
 *
 * A set is made, filled, and then shared: nothing in it changes while text passes it, so several threads may use it.
 */
#ifndef PRODROME_PHI_RULES_H
#define PRODROME_PHI_RULES_H

#include <stdbool.h>

#include "datasets/phi/deidentify.h"

enum { PHI_PATTERNS_MAX = 64 };

enum phi_list { PHI_ALLOW, PHI_DENY };

struct phi_rules *phi_rules_new(struct err *err); /* NULL: ERR_NOMEM */
void phi_rules_free(struct phi_rules *rules);     /* NULL does nothing */

/* One phrase; of a deny list it may begin with its type: "[NAME] Jane Roe". ERR_USAGE, with the reason alone: no phrase, an unknown type, or in the
 * other list already. A phrase that is in the same list already does nothing. */
int phi_rules_add(struct phi_rules *rules, enum phi_list list, const char *phrase, size_t len, struct err *err);

/* A file with a phrase a line (phi_list_file.h). ERR_USAGE with "FILE:LINE: ...", ERR_NOTFOUND, ERR_IO. */
int phi_rules_add_file(struct phi_rules *rules, enum phi_list list, const char *path, struct err *err);

/* Matches get the type whose name `name` is, or begins with and goes on with '-' ("mrn", "mrn-old"; any case), else ID. ERR_USAGE as pattern_new. */
int phi_rules_add_pattern(struct phi_rules *rules, const char *name, const char *regex, struct err *err);

/* digits = yes. Until there is a key placeholders stay without. */
void phi_rules_want_digits(struct phi_rules *rules);
bool phi_rules_wants_digits(const struct phi_rules *rules); /* NULL: no */
void phi_rules_set_key(struct phi_rules *rules, const uint8_t key[DIGEST_KEY_SIZE]);

/* Tells whether two sets are the same, in whatever order they were filled; keyed, as a list may hold names. NULL and an empty set are the same. */
void phi_rules_digest(const struct phi_rules *rules, const uint8_t key[DIGEST_KEY_SIZE], uint8_t out[DIGEST_SIZE]);

/* Whether the whole text is one allowed phrase. NULL: no. */
bool phi_rules_allows(const struct phi_rules *rules, const char *text, size_t len);

/* ---- inside of deidentify -------------------------------------------------------------------------------------------- */

/* Takes from `spans`, which the built-in rules found, what is allowed, and adds what is denied or matched. rules is not NULL. ERR_REFUSED: a
 * pattern gave up, named. ERR_NOMEM. */
int phi_rules_apply(struct phi_spans *spans, const char *text, size_t len, const struct phi_rules *rules, struct err *err);

/* The key where placeholders carry digits, else NULL. */
const uint8_t *phi_rules_key(const struct phi_rules *rules);

#endif

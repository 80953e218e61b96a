/*
 * nightly_policy.h - inside of nightly.c: the policy that a night stands on.
 */
#ifndef PRODROME_NIGHTLY_POLICY_H
#define PRODROME_NIGHTLY_POLICY_H

#include <jansson.h>

#include "datasets/config/config.h"
#include "datasets/store/store.h"

enum { NIGHTLY_POLICY_SIZE = 2 * DIGEST_HEX_SIZE };

/* `out`: what a night is known by, beside its data and its configuration. What has to be said of the policy goes to the log and the warnings. A policy that cannot be
 * read stops the night before it begins, as a configuration does: ERR_USAGE. */
int nightly_policy(char out[NIGHTLY_POLICY_SIZE], struct store *store, const struct config *config, struct log *log, json_t *warnings, struct err *err);

#endif

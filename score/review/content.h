/*
 * content.h - what a person decides on, as a digest.
 *
 * Review items and the signatures about them are bound to it: with another content the item waits anew, and what was signed is stale. It is made of what
 * the store says was scored, so it is the same whenever it is asked for:
 *
 *     ticket    item, version of the ticket, the suggestion                             a retrained model that suggests the same changes nothing
 *     change    item, version of the change, model version, probability
 *     release   as a change, and the item and version of each change it was scored with
 */
#ifndef PRODROME_CONTENT_H
#define PRODROME_CONTENT_H

#include "datasets/store/store.h"

/* ERR_NOTFOUND: no such score. */
int content_of_score(uint8_t out[DIGEST_SIZE], struct store *store, int64_t score_id, struct err *err);

#endif

/*
 * item_facts.h - one review item, as a person wants to see it before deciding.
 *
 * One JSON document, which the command line and the page only show. Keys: item_id, item, kind, project, state, holder, until, reason, criticality,
 * probability|null, threshold|null, flagged_at, requested_by, newest, suggestion|null (a ticket's suggested class), model (that scored it, its stage, and where
 * that is not production "model not approved"; missing where none did), history[{decision, user, role, at, until,
 * reason, signature_id|null}], signatures[{signature_id, user, role, meaning, at, standing}] of all contents of the item (standing: "valid", "stale" where
 * it signs another content, "wrong" where it was not made with the store's key), similar[{item, title, similarity}].
 */
#ifndef PRODROME_ITEM_FACTS_H
#define PRODROME_ITEM_FACTS_H

#include <jansson.h>

#include "score/review/standing.h"

/* By number or name; ERR_NOTFOUND. A decision with a wrong signature is ERR_INTEGRITY, as in standing.h. */
int item_facts(json_t **out, struct store *store, const char *number_or_item, struct err *err);

/* The signatures of a subject, each valid, stale or wrong against the content as it stands. */
json_t *signature_facts(const struct signature_list *list, const uint8_t content[DIGEST_SIZE]);

#endif

/*
 * queue_rules.h - inside of queue.c: the upcoming releases, and what the policy says of each.
 */
#ifndef PRODROME_QUEUE_RULES_H
#define PRODROME_QUEUE_RULES_H

#include "score/policy/policy_match.h"

struct ruled_release {
    const char        *item, *project; /* "release:PROJECT/NAME" */
    struct policy_hits hits;
    bool               scored;         /* ever                                                       */
    uint8_t            content[DIGEST_SIZE]; /* what is to be decided on where it was never scored   */
    const char        *reason;         /* the strictest that the policy says; ""                     */
};

struct queue_rules {
    struct arena          arena;
    struct ruled_release *row;         /* [n] by project, then as the releases are ordered */
    size_t                n, cap;
};

int  queue_rules_load(struct queue_rules *out, struct store *store, const struct config *config, const struct snapshot *snapshot, const struct system_table *systems,
                      struct err *err);
void queue_rules_release(struct queue_rules *rules);

/* NULL: no upcoming release. */
const struct ruled_release *queue_rules_find(const struct queue_rules *rules, const char *item);

/* Whether a person must look because of the policy; false for NULL. */
bool queue_rules_ask(const struct ruled_release *release);

#endif

/*
 * queue_rules.h - inside of queue.c: the upcoming releases, and what the policy says of each; and what is due after those deployed in the last score_window_days.
 *
 * A due access review is the item access-review:PROJECT/NAME. It expires when evidence of it came; to approve it says that it was done.
 */
#ifndef PRODROME_QUEUE_RULES_H
#define PRODROME_QUEUE_RULES_H

#include "score/policy/after_release.h"

struct ruled_release {
    const char        *item, *project; /* "release:PROJECT/NAME" */
    struct policy_hits hits;
    size_t             harmful;        /* its changes that did harm (gate_count_harmful)             */
    bool               scored;         /* ever                                                       */
    uint8_t            content[DIGEST_SIZE]; /* what is to be decided on where it was never scored   */
    const char        *reason;         /* the strictest that the policy says; ""                     */
};

struct due_review {
    const char *item, *project, *why;
    int64_t     due;
    bool        done;
};

struct queue_rules {
    struct arena          arena;
    struct ruled_release *row;         /* [n] by project, then as the releases are ordered */
    size_t                n, cap;
    struct due_review    *due;         /* [n_due] */
    size_t                n_due, cap_due;
    size_t                checks_overdue;
};

int  queue_rules_load(struct queue_rules *out, struct store *store, const struct config *config, const struct snapshot *snapshot, const struct system_table *systems,
                      struct err *err);
void queue_rules_release(struct queue_rules *rules);

/* Of a release that is not upcoming, which a person had scored by its name: its changes that did harm, as the gate counts them. 0 where there is no such release. */
int  queue_rules_count_harmful(size_t *out, const char *item, const char *project, struct store *store, const struct snapshot *snapshot, struct err *err);

/* NULL: no upcoming release. */
const struct ruled_release *queue_rules_find(const struct queue_rules *rules, const char *item);

/* Whether a person must look because of the policy; false for NULL. */
bool queue_rules_ask(const struct ruled_release *release);

/* Inside the caller's transaction: flags access reviews that are due, and lets go of those that were done. Adds to *fresh. */
int queue_rules_flag(size_t *waiting, size_t *fresh, const struct queue_rules *rules, struct store *store, int64_t run_id, struct err *err);

#endif
